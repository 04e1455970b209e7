import { type Day } from './day.js';
import { type FindingState, type Role, type Source } from './plan.js';
import { type PlanRules } from './rules.js';

/** How a plan is written to be carried elsewhere; a later version of the form has another number. */
export const PLAN_FORMAT = 'luoshi-plan/1';

/** A clause of the document: a measure or a phase. */
interface Clause {
  number: string;
  title: string;
  text: string;
  source: Source;
}

/** A unit's part in a measure, the unit by its name. */
interface CarriedDuty {
  unit: string;
  role: Role;
  isPrimary: boolean;
  source: Source;
}

/** A plan as it can be carried to another installation: what was issued and how it was read, not the course of the work. */
export interface PlanDocument {
  format: typeof PLAN_FORMAT;
  head: { title: string; docNumber: string | null; issuer: string | null; issuedOn: Day | null };
  /** The document's text as it was read; every `source` points into it. */
  text: string;
  phases: (Clause & { startsOn: Day; dueOn: Day; outcomes: string[] })[];
  /** `dueOn` is a day of the measure's own. */
  measures: (Clause & { dueOn: Day | null; duties: CarriedDuty[] })[];
  /** Every unit of the duties by its name, with its other names. */
  units: { name: string; aliases: string[] }[];
  members: { role: string; name: string; unit: string }[];
  findings: { code: string; message: string; names: string[]; source: Source; state: FindingState }[];
  /** The plan's own rules where they differ from the defaults. */
  rules: Partial<PlanRules>;
}
