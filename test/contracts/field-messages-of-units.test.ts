import { INSPECTIONS } from './forms/inspections.js';
import { REPORTS } from './forms/reports.js';
import { testEveryField } from './forms/wrong-input.js';

describe('Whatever is wrong in a field of reports and inspections is told there, and keeps the rest', () => {
  testEveryField([...REPORTS, ...INSPECTIONS]);
});
