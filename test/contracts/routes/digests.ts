import { GONE } from './reports.js';
import { LOGIN, SEES_ALL, type Table } from './foundation.js';

/** Nobody in this world has an address: the leaders' issues are made and can be read, the others are not. */
export const DIGESTS: Table = {
  'GET /plans/:plan/digests': { address: '/plans/1/digests', answers: SEES_ALL },
  'GET /digests/:id': { address: '/digests/1', answers: [LOGIN, '200', '200', '200', '200', '404', '404'] },
  'GET /d/:token': {
    address: '/d/no-such-link-was-ever-sent-000000',
    answers: [GONE, GONE, GONE, GONE, GONE, GONE, GONE],
  },
};
