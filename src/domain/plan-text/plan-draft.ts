import { type Day } from '../day.js';
import { type Role, type Source } from '../plan.js';
import { type Confidence } from './confidence.js';

/** A unit's part in a measure, and where its name stands. */
export interface DraftDuty {
  unit: string;
  role: Role;
  source: Source;
  confidence: Confidence;
}

/** 工作措施 as the document gives it; `text` is the whole clause, number and unit bracket included. */
export interface DraftMeasure {
  number: string;
  title: string;
  text: string;
  lead: string[];
  responsible: string[];
  deadline: Day | null;
  source: Source;
  duties: DraftDuty[];
  /** Of the clause and its deadline; each duty has its own. */
  confidence: Confidence;
}

/** 阶段 as the document gives it; days are null where it names none. */
export interface DraftPhase {
  number: string;
  title: string;
  start: Day | null;
  deadline: Day | null;
  text: string;
  source: Source;
  confidence: Confidence;
}

/** A person named in the leading group or its office; `unit` is '' where the document does not say. */
export interface DraftMember {
  role: string;
  name: string;
  unit: string;
  source: Source;
  confidence: Confidence;
}

/** A unit in a list of 成员单位. */
export interface DraftMemberUnit {
  name: string;
  source: Source;
}

export type FindingCode =
  | 'empty'
  | 'too-long'
  | 'no-measures'
  | 'no-duties'
  | 'no-phases'
  | 'phase-without-deadline'
  | 'impossible-day'
  | 'day-in-text'
  | 'units-unread'
  | 'phases-nested'
  | 'last-day-given'
  | 'issuers-glued'
  | 'no-unit-name'
  | 'rare-name'
  | 'alias-suspected'
  | 'same-unit-suspected'
  | 'unit-not-member'
  | 'member-without-duty';

/** A doubt for the office to settle: one sentence, the names it is about, and the place in the text. */
export interface DraftFinding {
  code: FindingCode;
  message: string;
  names: string[];
  source: Source;
}

/** The facts of the document's head and foot that stand in one place each. */
export interface HeadFacts {
  title: string | null;
  noticeTitle: string | null;
  docNumber: string | null;
  issuer: string | null;
  issuedOn: Day | null;
}

/** The leading group's own facts that stand in one place each. */
export interface GroupFacts {
  leadingGroupName: string | null;
  officeUnit: string | null;
}

/** What the reader found in a document; every source points into the text that was read. */
export interface PlanDraft extends HeadFacts, GroupFacts {
  measures: DraftMeasure[];
  phases: DraftPhase[];
  leadingGroup: DraftMember[];
  office: DraftMember[];
  /** The units that the document lists as 成员单位 without naming who stands for them; drafts of older releases have none. */
  memberUnits?: DraftMemberUnit[];
  sources: Record<keyof HeadFacts | keyof GroupFacts, Source | null>;
  /** Of each fact that was found. */
  confidence: Record<keyof HeadFacts | keyof GroupFacts, Confidence | null>;
  findings: DraftFinding[];
}
