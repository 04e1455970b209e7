import { OFFICE } from './forms/office.js';
import { testEveryField } from './forms/wrong-input.js';

describe('Whatever is wrong in a field of the office is told there, and keeps the rest', () => {
  testEveryField(OFFICE);
});
