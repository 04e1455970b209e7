import { type Answers, LOGIN, SEES_ALL, type Table } from './foundation.js';

/** What nobody has reported yet, or what has not come about in this world: whoever may look finds none. */
const NONE: Answers = [LOGIN, '404', '404', '404', '404', '403', '403'];
const worksWith = (answer: string): Answers => [LOGIN, answer, '403', '403', '403', '403', '403'];

/** The routes of desk. */
export const DESK: Table = {
  'GET /plans/:plan/desk': { address: '/plans/1/desk', answers: worksWith('200') },
  // Answers to a version that never was: nothing changes, and the page says so.
  'POST /plans/:plan/desk/acts': {
    address: '/plans/1/desk/acts',
    fields: { assignment: '1', act: 'waive', version: '99', reason: '职责已划转' },
    answers: worksWith('409'),
  },
  'POST /plans/:plan/desk/findings': {
    address: '/plans/1/desk/findings',
    fields: { finding: '1', version: '99', answer: 'confirmed' },
    answers: worksWith('409'),
  },
  // The mail left on the first day: what was seen of it is no longer so.
  'POST /outbox/:id/acts': {
    address: '/outbox/1/acts',
    fields: { act: 'hold', state: 'pending', resent: '0', reason: '内容待核' },
    answers: worksWith('409'),
  },
  'POST /outbox/:id/release': { address: '/outbox/1/release', fields: { plan: '1' }, answers: worksWith('409') },
  // Nothing has gone up to the county in this world.
  'GET /escalations/:id': { address: '/escalations/1', answers: NONE },
  'POST /escalations/:id/decision': {
    address: '/escalations/1/decision',
    fields: { act: 'cancel', reason: '已电话沟通' },
    answers: worksWith('404'),
  },
  'GET /plans/:plan/chases': { address: '/plans/1/chases', answers: SEES_ALL },
  // The clock has been moved past the morning's reminders by then: nobody hears from us twice in a day.
  'POST /plans/:plan/chases': {
    address: '/plans/1/chases',
    fields: { units: '20', text: '请今天下班前报送本期进展。' },
    answers: worksWith('303 /plans/1/desk?skipped=20%3Asaid-today'),
  },
  'GET /plans/:plan/reviews': { address: '/plans/1/reviews', answers: SEES_ALL },
  'POST /plans/:plan/reviews': {
    address: '/plans/1/reviews',
    fields: { reports: '4711', back: 'reviews' },
    answers: worksWith('303 /plans/1/reviews?missed=4711'),
  },
  'GET /reports/:id/review': { address: '/reports/1/review', answers: NONE },
  'POST /reports/:id/review': {
    address: '/reports/1/review',
    fields: { outcome: 'return', version: '1', checks: 'facts', reason: '请补充', back: 'desk' },
    answers: worksWith('404'),
  },
};
