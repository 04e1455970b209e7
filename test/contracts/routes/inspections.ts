import { LOGIN, SEES_ALL, SIGNED_IN, type Answers, type Table } from './foundation.js';

/** Nothing was inspected in the world of the table: whoever may look finds nothing; `test/web/inspections.test.ts` walks what was. */
const NOTHING: Answers = [LOGIN, '404', '404', '404', '404', '404', '404'];
const NOTHING_OF_ALL: Answers = [LOGIN, '404', '404', '404', '404', '403', '403'];
const WORK_ON_NOTHING: Answers = [LOGIN, '404', '403', '403', '403', '403', '403'];

/** The routes of inspections. */
export const INSPECTIONS: Table = {
  'GET /plans/:plan/inspections': { address: '/plans/1/inspections', answers: SEES_ALL },
  // Nothing is completed, so that no batch comes of it.
  'POST /plans/:plan/inspections': {
    address: '/plans/1/inspections',
    fields: {
      ...{ title: '第一批', heldOn: '2020-06-24', method: '查阅', leaderName: '王雷', members: '李新', phaseId: '' },
      ...{ openToo: '', selection: 'all', sampleSize: '', seed: '' },
    },
    answers: [LOGIN, '422', '403', '403', '403', '403', '403'],
  },
  'GET /inspections/:id': { address: '/inspections/1', answers: NOTHING_OF_ALL },
  'POST /inspections/:id/closing': {
    address: '/inspections/1/closing',
    fields: { version: '1' },
    answers: WORK_ON_NOTHING,
  },
  'GET /inspection-items/:id': { address: '/inspection-items/1', answers: NOTHING },
  'POST /inspection-items/:id/conclusion': {
    address: '/inspection-items/1/conclusion',
    fields: {
      ...{ version: '1', fact: '无', standard: '无', evidence: '无', unitOpinion: '', conclusion: 'non-compliant' },
      ...{ tests: '', 'fact-1': '缺', 'standard-1': '全', 'requirement-1': '补', 'dueOn-1': '2020-07-01' },
    },
    answers: WORK_ON_NOTHING,
  },
  'GET /plans/:plan/rectifications': { address: '/plans/1/rectifications', answers: SIGNED_IN },
  'GET /plans/:plan/rectifications.csv': { address: '/plans/1/rectifications.csv', answers: SIGNED_IN },
  'GET /plans/:plan/closings': { address: '/plans/1/closings', answers: SEES_ALL },
  'GET /rectifications/:id': { address: '/rectifications/1', answers: NOTHING },
  'GET /rectifications/:id/notice': { address: '/rectifications/1/notice', answers: NOTHING },
  'POST /rectifications/:id/rounds': {
    address: '/rectifications/1/rounds',
    fields: { version: '1', measures: '补', result: '齐', lessons: '查' },
    answers: NOTHING,
  },
  'POST /rectifications/:id/recheck': {
    address: '/rectifications/1/recheck',
    fields: { version: '1', outcome: 'pass', tests: '', reason: '', dueOn: '' },
    answers: WORK_ON_NOTHING,
  },
  'POST /rectifications/:id/objections': {
    address: '/rectifications/1/objections',
    fields: { text: '不属实' },
    answers: NOTHING,
  },
  'POST /objections/:id/answer': {
    address: '/objections/1/answer',
    fields: { version: '1', outcome: 'rejected', answer: '属实' },
    answers: WORK_ON_NOTHING,
  },
};
