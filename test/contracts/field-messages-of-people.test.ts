import { ACCOUNTS, FIRST_ADMIN } from './forms/accounts.js';
import { PEOPLE } from './forms/people.js';
import { testEveryField } from './forms/wrong-input.js';

describe('Whatever is wrong in a field of accounts and people is told there, and keeps the rest', () => {
  testEveryField([...ACCOUNTS, ...PEOPLE]);
});

describe('Whatever is wrong in the first field of all is told there, too', () => {
  testEveryField([FIRST_ADMIN], { seed: false });
});
