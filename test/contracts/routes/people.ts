import { type Answers, LOGIN, SEES_ALL, SEES_OWN, type Table } from './foundation.js';

/** Posts of unit 1 as the demonstration numbers them: its four follow those of the plan's 34 members and officers. */
const manages = (answer: string): Answers => [LOGIN, answer, '403', answer, '403', '403', '403'];

/** The routes of people. */
export const PEOPLE: Table = {
  'GET /plans/:plan/people': { address: '/plans/1/people', answers: SEES_ALL },
  'GET /units/:unit/people': { address: '/units/1/people', answers: SEES_OWN },
  'GET /posts/:post/handover': { address: '/posts/1/handover', answers: manages('200') },
  'GET /posts/:post/units': { address: '/posts/2/units', answers: manages('200') },
  // The posts of the group are the plan's; a liaison sees none of them.
  'GET /posts/:post/contact': {
    address: '/posts/1/contact',
    answers: [LOGIN, '200', '403', '200', '403', '404', '404'],
  },
  'GET /tenures/:tenure/sheet': {
    address: '/tenures/1/sheet',
    answers: [LOGIN, '200', '200', '200', '200', '404', '404'],
  },
  'GET /contacts/import': { address: '/contacts/import', answers: manages('200') },
  'GET /contacts/import/template.xlsx': { address: '/contacts/import/template.xlsx?plan=1', answers: manages('200') },
  'POST /plans/:plan/posts/filling': {
    address: '/plans/1/posts/filling',
    fields: { token: '' },
    answers: manages('303 /plans/1/people?said=posts-filled'),
  },
  'POST /plans/:plan/posts': {
    address: '/plans/1/posts',
    fields: { kind: 'office-staff', title: '', name: '', mail: '', phone: '', fromOn: '2020-06-20' },
    answers: manages('422'),
  },
  'POST /units/:unit/aliases': { address: '/units/1/aliases', fields: { alias: '' }, answers: manages('422') },
  'POST /units/:unit/aliases/:alias/removal': {
    address: '/units/1/aliases/99/removal',
    fields: { token: '' },
    answers: manages('404'),
  },
  'POST /posts/:post/handover': {
    address: '/posts/1/handover',
    fields: { name: '王芳', mail: '', phone: '', fromOn: '2020-05-01', tenure: '1', version: '1' },
    answers: manages('422'),
  },
  'POST /posts/:post/contact': {
    address: '/posts/1/contact',
    fields: { name: '王芳', mail: '', phone: '', contactId: '1', version: '99' },
    answers: [LOGIN, '409', '403', '409', '403', '404', '404'],
  },
  'POST /posts/:post/units': { address: '/posts/2/units', fields: { units: 'x' }, answers: manages('422') },
  'POST /tenures/:tenure/erasure': { address: '/tenures/1/erasure', fields: { token: '' }, answers: manages('409') },
  'POST /contacts/import': { address: '/contacts/import', fields: { plan: '1', table: '' }, answers: manages('422') },
  'POST /contacts/import/confirmation': {
    address: '/contacts/import/confirmation',
    fields: { plan: '1', rows: '[]' },
    answers: manages('422'),
  },
};
