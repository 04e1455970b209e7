import { ACCOUNTS } from './accounts.js';
import { CLOSING } from './closing.js';
import { INSPECTIONS } from './inspections.js';
import { INTAKES } from './intakes.js';
import { LETTERS } from './letters.js';
import { OFFICE } from './office.js';
import { PEOPLE } from './people.js';
import { REPORTS } from './reports.js';
import { type Step } from './step.js';

/** Every form of the pages, in an order in which each can be sent. */
export const STEPS: readonly Step[] = [
  ...ACCOUNTS,
  ...PEOPLE,
  ...REPORTS,
  ...OFFICE,
  ...INSPECTIONS,
  ...LETTERS,
  ...INTAKES,
  ...CLOSING,
];
