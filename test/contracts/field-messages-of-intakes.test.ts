import { INTAKES } from './forms/intakes.js';
import { testEveryField } from './forms/wrong-input.js';

describe('Whatever is wrong in a field of an intake is told there, and keeps the rest', () => {
  testEveryField(INTAKES);
});
