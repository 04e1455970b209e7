import * as accounts from './accounts.js';
import * as people from './people.js';
import * as reports from './reports.js';
import * as office from './office.js';
import * as inspections from './inspections.js';
import * as extensions from './extensions.js';
import * as leaders from './leaders.js';
import * as measures from './measures.js';
import * as attachments from './attachments.js';
import * as carriers from './carriers.js';
import * as history from './history.js';
import * as api from './api.js';
import * as corrections from './corrections.js';
import * as letters from './letters.js';
import * as holidays from './holidays.js';
import * as rules from './rules.js';
import * as intakes from './intakes.js';
import { type Catalogue } from '../said.js';

const FEATURES = [
  ...[accounts, people, reports, office, inspections, extensions, leaders],
  ...[measures, attachments, history, corrections, api, rules, letters, holidays, carriers, intakes],
];
const joined = <T extends object>(parts: readonly T[]): T => Object.assign({}, ...parts) as T;

/** The words of every feature: broken rules, notices after an act, acts of the history. */
export const CODES: Catalogue = joined(FEATURES.map((feature) => feature.CODES));
export const NOTICES: Readonly<Record<string, string>> = joined(FEATURES.map((feature) => feature.NOTICES));
export const ACTS: Readonly<Record<string, string>> = joined(FEATURES.map((feature) => feature.ACTS));
