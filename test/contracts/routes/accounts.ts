import { type Answers, LOGIN, SIGNED_IN, type Table } from './foundation.js';

const HOME = '303 /';
const everyone = (answer: string): Answers => [answer, answer, answer, answer, answer, answer, answer];
/** Pages of the way in: whoever is in already is led on. */
const ON_THE_WAY_IN: Answers = ['303 /sign-in', HOME, HOME, HOME, HOME, HOME, HOME];
/** What every account is answered about itself. */
const OWN = (answer: string): Answers => [LOGIN, answer, answer, answer, answer, answer, answer];
const FOR_ADMINS = (answer: string): Answers => [LOGIN, '403', '403', answer, '403', '403', '403'];

/** The routes of accounts. */
export const ACCOUNTS: Table = {
  'POST /sign-in': { address: '/sign-in', fields: { login: 'nobody', password: 'wrong' }, answers: everyone('422') },
  'GET /sign-in/code': { address: '/sign-in/code', answers: ON_THE_WAY_IN },
  'POST /sign-in/code': { address: '/sign-in/code', fields: { code: '123456' }, answers: ON_THE_WAY_IN },
  // A link that was never given out.
  'GET /set-password/:token': { address: '/set-password/1', answers: everyone('404') },
  'POST /set-password/:token': { address: '/set-password/1', fields: { password: 'x' }, answers: everyone('404') },
  'GET /first-admin/:token': { address: '/first-admin/1', answers: everyone('404') },
  'POST /first-admin/:token': { address: '/first-admin/1', fields: { password: 'x' }, answers: everyone('404') },
  'GET /account': { address: '/account', answers: SIGNED_IN },
  // Who came into the demonstration by a click has no password.
  'POST /account/password': {
    address: '/account/password',
    fields: { 'password-old': 'x', password: 'y', 'password-again': 'y' },
    answers: OWN('422'),
  },
  'POST /account/sessions': {
    address: '/account/sessions',
    fields: { session: 'others' },
    answers: OWN('303 /account?said=session-ended'),
  },
  'GET /account/second-factor': { address: '/account/second-factor', answers: OWN('303 /account') },
  'POST /account/second-factor': {
    address: '/account/second-factor',
    fields: { code: '123456' },
    answers: OWN('303 /account'),
  },
  'POST /account/second-factor/end': {
    address: '/account/second-factor/end',
    fields: { 'password-old': 'x' },
    answers: OWN('422'),
  },
  'POST /account/tokens': {
    address: '/account/tokens',
    fields: { name: '大屏取数', days: '30' },
    answers: OWN('200'),
  },
  'POST /account/tokens/:id/revocation': {
    address: '/account/tokens/99999/revocation',
    fields: {},
    answers: OWN('404'),
  },
  'GET /accounts': { address: '/accounts', answers: FOR_ADMINS('200') },
  'GET /accounts/new': { address: '/accounts/new', answers: FOR_ADMINS('200') },
  'POST /accounts': {
    address: '/accounts',
    fields: { name: '张三', login: 'zhangsan', role: 'office', unit: '' },
    answers: FOR_ADMINS('200'),
  },
  'GET /accounts/:id': { address: '/accounts/1', answers: FOR_ADMINS('200') },
  // Asked of a version that never was: nothing changes.
  'POST /accounts/:id/rights': {
    address: '/accounts/1/rights',
    fields: { role: 'auditor', unit: '', version: '99' },
    answers: FOR_ADMINS('409'),
  },
  'POST /accounts/:id/acts': {
    address: '/accounts/1/acts',
    fields: { act: 'unlock', version: '99' },
    answers: FOR_ADMINS('409'),
  },
};
