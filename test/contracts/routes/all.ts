import { ACCOUNTS } from './accounts.js';
import { PEOPLE } from './people.js';
import { REPORTS } from './reports.js';
import { ATTACHMENTS } from './attachments.js';
import { MEASURES } from './measures.js';
import { DESK } from './desk.js';
import { DIGESTS } from './digests.js';
import { HISTORY } from './history.js';
import { EXTENSIONS } from './extensions.js';
import { INSTRUCTIONS } from './instructions.js';
import { INSPECTIONS } from './inspections.js';
import { CORRECTIONS } from './corrections.js';
import { RULES } from './rules.js';
import { INTAKES } from './intakes.js';
import { LETTERS } from './letters.js';
import { API } from './api.js';
import { FOUNDATION, type Table } from './foundation.js';

/** A route that is in none of these fails the test. */
export const TABLE: Table = {
  ...FOUNDATION,
  ...ACCOUNTS,
  ...PEOPLE,
  ...REPORTS,
  ...ATTACHMENTS,
  ...MEASURES,
  ...DESK,
  ...DIGESTS,
  ...HISTORY,
  ...EXTENSIONS,
  ...INSTRUCTIONS,
  ...INSPECTIONS,
  ...CORRECTIONS,
  ...RULES,
  ...INTAKES,
  ...LETTERS,
  ...API,
};
