import { LOGIN, SEES_ALL, SIGNED_IN, type Table } from './foundation.js';

/** No instruction has been left: whoever gets so far is told that there is none. A leader leaves one, and does nothing else. */
export const INSTRUCTIONS: Table = {
  'GET /plans/:plan/briefing': { address: '/plans/1/briefing', answers: SEES_ALL },
  'GET /plans/:plan/instructions': { address: '/plans/1/instructions', answers: SIGNED_IN },
  'POST /plans/:plan/instructions': {
    address: '/plans/1/instructions',
    fields: { text: '' },
    answers: [LOGIN, '422', '422', '403', '403', '403', '403'],
  },
  'GET /instructions/:id': { address: '/instructions/1', answers: [LOGIN, '404', '404', '404', '404', '404', '404'] },
  'POST /instructions/:id/answer': {
    address: '/instructions/1/answer',
    fields: { version: '1', answer: '已办' },
    answers: [LOGIN, '403', '403', '403', '403', '404', '404'],
  },
  'POST /instructions/:id/decision': {
    address: '/instructions/1/decision',
    fields: { version: '1', act: 'finish' },
    answers: [LOGIN, '404', '403', '403', '403', '403', '403'],
  },
};
