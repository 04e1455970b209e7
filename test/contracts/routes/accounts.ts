import { type Answers, type Table } from './foundation.js';

const HOME = '303 /';
const everyone = (answer: string): Answers => [answer, answer, answer, answer, answer, answer, answer];
/** Pages of the way in: whoever is in already is led on. */
const ON_THE_WAY_IN: Answers = ['303 /sign-in', HOME, HOME, HOME, HOME, HOME, HOME];

/** The routes of accounts. */
export const ACCOUNTS: Table = {
  'POST /sign-in': { address: '/sign-in', fields: { login: 'nobody', password: 'wrong' }, answers: everyone('422') },
  'GET /sign-in/code': { address: '/sign-in/code', answers: ON_THE_WAY_IN },
  'POST /sign-in/code': { address: '/sign-in/code', fields: { code: '123456' }, answers: ON_THE_WAY_IN },
};
