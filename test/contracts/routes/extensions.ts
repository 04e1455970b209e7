import { LOGIN, SEES_ALL, SEES_OWN, type Table } from './foundation.js';

/** Nobody has asked for an extension: whoever gets so far is told that there is none. */
export const EXTENSIONS: Table = {
  'GET /plans/:plan/extensions': { address: '/plans/1/extensions', answers: SEES_ALL },
  'GET /assignments/:id/extensions': { address: '/assignments/1/extensions', answers: SEES_OWN },
  'POST /assignments/:id/extensions': {
    address: '/assignments/1/extensions',
    fields: { version: '1', reason: '', progress: '', askedDay: '' },
    answers: [LOGIN, '403', '403', '403', '403', '422', '404'],
  },
  'GET /extensions/:id': { address: '/extensions/1', answers: [LOGIN, '404', '404', '404', '404', '404', '404'] },
  'POST /extensions/:id/decision': {
    address: '/extensions/1/decision',
    fields: { version: '1', act: 'grant' },
    answers: [LOGIN, '404', '403', '403', '403', '403', '403'],
  },
  'POST /extensions/:id/withdrawal': {
    address: '/extensions/1/withdrawal',
    fields: { version: '1' },
    answers: [LOGIN, '403', '403', '403', '403', '404', '404'],
  },
};
