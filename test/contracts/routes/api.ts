import { EVERYONE, type Table } from './foundation.js';

/** The routes of api. */
export const API: Table = {
  'GET /api/openapi.json': { address: '/api/openapi.json', answers: EVERYONE },
  // A unit's act asked of a version that never was: nothing changes, and only the unit itself comes so far.
  'POST /api/v1/assignments/:id/acts': {
    address: '/api/v1/assignments/1/acts',
    fields: { act: 'acknowledge', version: '99' },
    answers: ['401', '403', '403', '403', '403', '409', '404'],
  },
};
