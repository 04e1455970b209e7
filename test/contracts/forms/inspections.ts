import { PHOTO } from './reports.js';
import { type Step } from './step.js';

const FINDING = {
  ...{ 'fact-1': '抽查12户，3户没有档案', 'standard-1': '一户一档', 'requirement-1': '补齐档案' },
  'dueOn-1': '2020-07-10',
};
const PARTS = ['fact', 'standard', 'requirement', 'dueOn'];
/** A row of which one part is filled in asks for the others; the standard is filled in beforehand and makes no row. */
const ROWS = {
  unused: [2, 3, 4, 5].map((row) => `standard-${row}`),
  tells: Object.fromEntries(
    [2, 3, 4, 5].flatMap((row) => PARTS.map((part) => [`${part}-${row}`, PARTS.map((one) => `${one}-${row}`)])),
  ),
  narrow: [2, 3, 4, 5].flatMap((row) => PARTS.map((part) => `${part}-${row}`)),
};
const newest = (path: string, table: string) => (world: { cell: (sql: string) => string }) =>
  `/${path}/${world.cell(`SELECT MAX(id) FROM ${table}`)}`;

/** An inspection, what it found, and what became of that. */
export const INSPECTIONS: readonly Step[] = [
  {
    ...ROWS,
    ...{ route: 'POST /inspection-items/:id/conclusion', who: 'office', at: '/inspection-items/4' },
    fills: {
      ...{ fact: '查阅档案', standard: '一户一档', evidence: '检查记录第3页', unitOpinion: '无异议' },
      ...{ conclusion: 'non-compliant', tests: [], ...FINDING },
    },
    ...{ leads: '/inspection-items/:n', changes: 'rectification' },
  },
  {
    ...{ route: 'POST /inspections/:id/closing', who: 'office', at: '/inspections/1', leads: '/inspections/:n' },
    changes: 'inspection',
  },
  {
    ...{ unused: ['seed'], tells: { phaseId: ['selection'] } },
    ...{ route: 'POST /plans/:plan/inspections', who: 'office', at: '/plans/1/inspections', leads: '/inspections/:n' },
    fills: {
      ...{ title: '第二批', heldOn: '2020-06-24', method: '查阅', leaderName: '王雷', members: '李新' },
      ...{ phaseId: '', openToo: [], selection: 'all', sampleSize: '', seed: '' },
    },
    changes: 'inspection',
  },
  {
    ...{
      route: 'POST /rectifications/:id/objections',
      who: 'liaison:县残联',
      at: newest('rectifications', 'rectification'),
    },
    ...{ fills: { text: '3户档案在县总工会' }, leads: '/rectifications/:n', changes: 'objection' },
  },
  {
    ...{ route: 'POST /objections/:id/answer', who: 'office-2', at: '/rectifications/3' },
    ...{
      fills: { outcome: 'rejected', answer: '经核查，按原要求整改' },
      leads: '/rectifications/:n',
      changes: 'objection',
    },
  },
  {
    ...{ route: 'POST /attachments', who: 'liaison:县残联', at: newest('rectifications', 'rectification') },
    ...{ fills: { files: [PHOTO] }, leads: '/rectifications/:n', changes: 'attachment' },
  },
  {
    ...{
      route: 'POST /rectifications/:id/rounds',
      who: 'liaison:县残联',
      at: newest('rectifications', 'rectification'),
    },
    fills: { measures: '逐户补建', result: '3户已齐', lessons: '今后走访当日归档' },
    ...{ leads: '/rectifications/:n', changes: 'rectification_round' },
  },
  {
    ...{ route: 'POST /rectifications/:id/recheck', who: 'office-2', at: '/rectifications/1' },
    fills: { outcome: 'fail', reason: '仍有1份没有签字', dueOn: '2020-07-20' },
    ...{ leads: '/rectifications/:n', changes: 'rectification' },
  },
  {
    ...{
      toldElsewhere: true,
      route: 'POST /demo/clock',
      who: 'office',
      at: '/plans/1/desk',
      press: '拨到这天',
      fills: { to: '2020-06-25' },
    },
    ...{ leads: '/', changes: 'demo_clock', says: '演示时钟已拨动' },
  },
];
