import { LOGIN, type Table } from './foundation.js';

/** The routes of corrections: the office's alone. */
export const CORRECTIONS: Table = {
  'GET /plans/:plan/corrections': {
    address: '/plans/1/corrections',
    answers: [LOGIN, '200', '403', '403', '403', '403', '403'],
  },
  'GET /plans/:plan/corrections/preview': {
    address: '/plans/1/corrections/preview?kind=phase-due&phaseId=1&day=2020-07-10',
    answers: [LOGIN, '200', '403', '403', '403', '403', '403'],
  },
  // A preview that was never seen is not confirmed.
  'POST /plans/:plan/corrections': {
    address: '/plans/1/corrections',
    fields: { kind: 'phase-due', phaseId: '1', day: '2020-07-10', version: '2', seen: '', reason: '原文日期读错' },
    answers: [LOGIN, '409', '403', '403', '403', '403', '403'],
  },
};
