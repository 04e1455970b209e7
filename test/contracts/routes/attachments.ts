import { LOGIN, type Table } from './foundation.js';

/** The routes of attachments. Nothing is attached in the world of the table. */
export const ATTACHMENTS: Table = {
  'GET /attachments': {
    address: '/attachments?planId=1&unitId=1&form=report',
    answers: [LOGIN, '403', '403', '403', '403', '200', '404'],
  },
  // Without a file, so that nothing is kept.
  'POST /attachments': {
    address: '/attachments',
    fields: { planId: '1', unitId: '1', form: 'report' },
    answers: [LOGIN, '403', '403', '403', '403', '422', '404'],
  },
  'GET /attachments/:id': {
    address: '/attachments/1',
    answers: [LOGIN, '404', '404', '404', '404', '404', '404'],
  },
  'POST /attachments/:id/removal': {
    address: '/attachments/1/removal',
    fields: {},
    answers: [LOGIN, '404', '404', '404', '404', '404', '404'],
  },
};
