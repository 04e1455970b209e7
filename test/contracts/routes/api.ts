import { type Answers, EVERYONE, type Table } from './foundation.js';

const SIGNED_IN: Answers = ['401', '200', '200', '200', '200', '200', '200'];
const SEES_OWN: Answers = ['401', '200', '200', '200', '200', '200', '404'];
const SEES_ALL: Answers = ['401', '200', '200', '200', '200', '403', '403'];

/** The routes of api. */
export const API: Table = {
  'GET /api/openapi.json': { address: '/api/openapi.json', answers: EVERYONE },
  'GET /api/v1/plans/:plan/reports': { address: '/api/v1/plans/1/reports?unit=1', answers: SEES_OWN },
  'GET /api/v1/plans/:plan/extensions': { address: '/api/v1/plans/1/extensions?unit=1', answers: SEES_OWN },
  'GET /api/v1/plans/:plan/rectifications': { address: '/api/v1/plans/1/rectifications?unit=1', answers: SEES_OWN },
  'GET /api/v1/plans/:plan/instructions': { address: '/api/v1/plans/1/instructions', answers: SIGNED_IN },
  'GET /api/v1/plans/:plan/inspections': { address: '/api/v1/plans/1/inspections', answers: SEES_ALL },
  'GET /api/v1/inspections/:id': {
    address: '/api/v1/inspections/1',
    answers: ['401', '404', '404', '404', '404', '403', '403'],
  },
  'GET /api/v1/plans/:plan/desk': {
    address: '/api/v1/plans/1/desk',
    answers: ['401', '200', '403', '403', '403', '403', '403'],
  },
  'GET /api/v1/plans/:plan/people': { address: '/api/v1/plans/1/people', answers: SEES_ALL },
  'GET /api/v1/plans/:plan/history': {
    address: '/api/v1/plans/1/history',
    answers: ['401', '200', '403', '200', '200', '403', '403'],
  },
  // A unit's act asked of a version that never was: nothing changes, and only the unit itself comes so far.
  'POST /api/v1/assignments/:id/acts': {
    address: '/api/v1/assignments/1/acts',
    fields: { act: 'acknowledge', version: '99' },
    answers: ['401', '403', '403', '403', '403', '409', '404'],
  },
};
