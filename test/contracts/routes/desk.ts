import { type Answers, LOGIN, SEES_ALL, type Table } from './foundation.js';

/** Nobody has reported yet in this world: whoever may look finds none. */
const NO_REPORT: Answers = [LOGIN, '404', '404', '404', '404', '403', '403'];
const worksWith = (answer: string): Answers => [LOGIN, answer, '403', '403', '403', '403', '403'];

/** The routes of desk. */
export const DESK: Table = {
  'GET /plans/:plan/reviews': { address: '/plans/1/reviews', answers: SEES_ALL },
  'POST /plans/:plan/reviews': {
    address: '/plans/1/reviews',
    fields: { reports: '4711', back: 'reviews' },
    answers: worksWith('303 /plans/1/reviews?missed=4711'),
  },
  'GET /reports/:id/review': { address: '/reports/1/review', answers: NO_REPORT },
  'POST /reports/:id/review': {
    address: '/reports/1/review',
    fields: { outcome: 'return', version: '1', checks: 'facts', reason: '请补充', back: 'desk' },
    answers: worksWith('404'),
  },
};
