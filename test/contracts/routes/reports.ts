import { LOGIN, type Table } from './foundation.js';

const GONE = '404';

/** The routes of reports. */
export const REPORTS: Table = {
  'GET /l/:token': {
    address: '/l/no-such-link-was-ever-sent-000000',
    answers: [GONE, GONE, GONE, GONE, GONE, GONE, GONE],
  },
  // Nobody's link is ended by asking: the plan's mails of unit 1 have left, so this one is asked as those who may not.
  'POST /plans/:plan/units/:unit/links/revocation': {
    address: '/plans/1/units/1/links/revocation',
    fields: {},
    answers: [
      LOGIN,
      '303 /plans/1/units/1?said=links-revoked',
      '403',
      '403',
      '403',
      '303 /plans/1/units/1?said=links-revoked',
      '404',
    ],
  },
};
