/** What each visitor is answered, in the order of `ROLES`. */
export type Answers = readonly [
  nobody: string,
  office: string,
  leader: string,
  admin: string,
  auditor: string,
  own: string,
  other: string,
];

/** Every route, an address of it about unit 1, and what each visitor is answered. */
export type Table = Record<string, { address: string; fields?: Record<string, string>; answers: Answers }>;

/** Asked to sign in: a page leads there, a form is answered with that page and keeps what was typed (401). */
export const LOGIN = '303 /sign-in';
export const LOGIN_FORM = '401';
export const EVERYONE: Answers = ['200', '200', '200', '200', '200', '200', '200'];
export const SIGNED_IN: Answers = [LOGIN, '200', '200', '200', '200', '200', '200'];
export const SEES_ALL: Answers = [LOGIN, '200', '200', '200', '200', '403', '403'];
export const SEES_OWN: Answers = [LOGIN, '200', '200', '200', '200', '200', '404'];
const API_SIGNED_IN: Answers = ['401', '200', '200', '200', '200', '200', '200'];
const API_SEES_ALL: Answers = ['401', '200', '200', '200', '200', '403', '403'];
const API_SEES_OWN: Answers = ['401', '200', '200', '200', '200', '200', '404'];
/** Whoever may is told that the plan runs already, or that another was quicker: nothing is changed by asking. */
const RUNS_PLAN: Answers = [LOGIN, '409', '403', '409', '403', '403', '403'];
const RUNS_PAGES: Answers = [LOGIN, '200', '403', '200', '403', '403', '403'];
const MOVED = '303 /?said=clock-moved';
const everyone = (answer: string): Answers => [answer, answer, answer, answer, answer, answer, answer];

/** The routes of plans, units, assignments, the outbox, the schedule and the demonstration. */
export const FOUNDATION: Table = {
  'GET /': {
    address: '/',
    answers: [LOGIN, '200', '200', '200', '200', '303 /plans/1/units/1', '303 /plans/1/units/2'],
  },
  'GET /plans': { address: '/plans', answers: SEES_ALL },
  'GET /plans/:id': { address: '/plans/1', answers: SIGNED_IN },
  'GET /plans/:id/export': { address: '/plans/1/export', answers: SEES_ALL },
  'GET /plans/:plan/units': { address: '/plans/1/units', answers: SEES_ALL },
  'GET /plans/:plan/units/:unit': { address: '/plans/1/units/1', answers: SEES_OWN },
  'GET /plans/:plan/assignments': { address: '/plans/1/assignments', answers: SEES_ALL },
  'GET /assignments/:id': { address: '/assignments/1', answers: SEES_OWN },
  'GET /outbox': { address: '/outbox', answers: SEES_ALL },
  'GET /outbox/:id': { address: '/outbox/1', answers: SEES_ALL },
  'GET /outbox/:id/html': { address: '/outbox/1/html', answers: SEES_ALL },
  'GET /health': { address: '/health', answers: RUNS_PAGES },
  // An address that is none: nothing is sent by asking.
  'POST /health/test-mails': {
    address: '/health/test-mails',
    fields: { address: 'nobody' },
    answers: [LOGIN, '422', '403', '422', '403', '403', '403'],
  },
  'GET /mail-previews': { address: '/mail-previews', answers: RUNS_PAGES },
  'GET /mail-previews/:kind': { address: '/mail-previews/chase', answers: RUNS_PAGES },
  'GET /mail-previews/:kind/html': { address: '/mail-previews/chase/html', answers: RUNS_PAGES },
  'GET /schedule': { address: '/schedule', answers: SEES_ALL },
  'GET /sign-in': { address: '/sign-in', answers: ['200', '303 /', '303 /', '303 /', '303 /', '303 /', '303 /'] },
  'GET /healthz': { address: '/healthz', answers: EVERYONE },
  'GET /api/v1/plans': { address: '/api/v1/plans', answers: API_SIGNED_IN },
  'GET /api/v1/plans/:id': { address: '/api/v1/plans/1', answers: API_SIGNED_IN },
  'GET /api/v1/plans/:plan/assignments': { address: '/api/v1/plans/1/assignments?unit=1', answers: API_SEES_OWN },
  'GET /api/v1/plans/:plan/standings': { address: '/api/v1/plans/1/standings', answers: API_SEES_ALL },
  'GET /api/v1/assignments/:id': { address: '/api/v1/assignments/1', answers: API_SEES_OWN },
  'GET /api/v1/outbox': { address: '/api/v1/outbox', answers: API_SEES_ALL },
  // A unit's act asked of a version that never was: nothing changes, and only the unit itself comes so far.
  'POST /assignments/:id/acts': {
    address: '/assignments/1/acts',
    fields: { act: 'acknowledge', version: '99' },
    answers: [LOGIN, '403', '403', '403', '403', '409', '404'],
  },
  'POST /plans/:id/activation': { address: '/plans/1/activation', fields: { version: '2' }, answers: RUNS_PLAN },
  'GET /plans/:id/closure': { address: '/plans/1/closure', answers: RUNS_PAGES },
  // No plan is closed by asking: nothing is written and much is open.
  'POST /plans/:id/closure': {
    address: '/plans/1/closure',
    fields: { version: '2' },
    answers: [LOGIN, '422', '403', '422', '403', '403', '403'],
  },
  'POST /plans/:id/reopening': {
    address: '/plans/1/reopening',
    fields: { version: '2', reason: '还要继续' },
    answers: RUNS_PLAN,
  },
  'POST /plans/:id/findings/:finding/answer': {
    address: '/plans/1/findings/1/answer',
    fields: { version: '99', answer: 'dismissed' },
    answers: RUNS_PLAN,
  },
  'POST /demo/sign-in': {
    address: '/demo/sign-in',
    fields: { as: 'leader' },
    answers: everyone('303 /plans/1/briefing'),
  },
  'POST /sign-out': { address: '/sign-out', fields: {}, answers: everyone('303 /sign-in?said=signed-out') },
  'POST /demo/clock': {
    address: '/demo/clock',
    fields: { to: '2020-06-24' },
    answers: [LOGIN, MOVED, '403', MOVED, '403', '403', '403'],
  },
};
