import { type Day, plusDays } from './day.js';
import { type RectificationStage } from './lifecycle.js';
import { type Person } from './permissions.js';

export type Conclusion = 'compliant' | 'mostly' | 'non-compliant';
export const CONCLUSION_WORDS: Readonly<Record<Conclusion, string>> = {
  compliant: '达标',
  mostly: '基本达标',
  'non-compliant': '不达标',
};

/** 销号五项标准 (安徽; domain §5.5): all five are ticked before anything is closed. */
export const CLOSE_TESTS = {
  measures: '任务措施全部落实',
  lawful: '依法依规处理到位',
  effect: '成效符合要求',
  wider: '举一反三',
  lasting: '源头治理、建立长效机制',
} as const;
export type CloseTest = keyof typeof CLOSE_TESTS;

/** 检查验收批次: all closed-out items of a plan, or a sample drawn by a recorded seed. */
export interface Inspection {
  id: number;
  planId: number;
  number: string;
  title: string;
  heldOn: Day;
  method: string;
  leaderName: string;
  members: string;
  selection: 'all' | 'sample';
  seed: string;
  poolSize: number;
  state: 'open' | 'closed';
  createdBy: string;
  version: number;
}

/** One item of a batch with what was found. */
export interface InspectionItem {
  id: number;
  inspectionId: number;
  planId: number;
  assignmentId: number;
  unitId: number;
  conclusion: Conclusion | null;
  fact: string;
  standard: string;
  evidence: string;
  unitOpinion: string;
  /** The close tests that were ticked, as a JSON list of `CloseTest`. */
  tests: string;
  /** Account and person of the inspector: neither may recheck. */
  inspectorId: number | null;
  inspectorName: string;
  concludedOn: Day | null;
  version: number;
}

/** 整改: one finding with its number, deadline and round. */
export interface Rectification {
  id: number;
  planId: number;
  assignmentId: number;
  unitId: number;
  inspectionItemId: number;
  number: string;
  fact: string;
  standard: string;
  requirement: string;
  dueOn: Day;
  round: number;
  stage: RectificationStage;
  issuedOn: Day;
  submittedOn: Day | null;
  passedOn: Day | null;
  inspectorId: number | null;
  inspectorName: string;
  version: number;
}

/** One round of a rectification: what the unit did, and what the recheck found. */
export interface RectificationRound {
  id: number;
  rectificationId: number;
  round: number;
  dueOn: Day;
  measures: string;
  result: string;
  lessons: string;
  submittedOn: Day;
  submittedBy: string;
  conclusion: 'passed' | 'failed' | null;
  reason: string;
  tests: string;
  recheckerId: number | null;
  recheckerName: string;
  recheckedOn: Day | null;
}

/** 异议: the unit's objection to a finding, within 30 days, answered within 30 (国令733号 Art. 17). */
export interface Objection {
  id: number;
  rectificationId: number;
  unitId: number;
  text: string;
  raisedOn: Day;
  raisedBy: string;
  outcome: 'upheld' | 'rejected' | null;
  answer: string;
  answeredOn: Day | null;
  answeredBy: string | null;
  version: number;
}

/** How an inspection is held (domain §6.6). */
export const METHODS = ['查阅', '访谈', '入户', '抽查'] as const;
/** So many findings stand on one form. */
export const MOST_FINDINGS = 5;
/** 异议期: so many days from the day the finding was issued, and so many for its answer, first and last day included. */
export const OBJECTION_DAYS = 30;

/** The last day on which a unit may object to a finding. */
export function objectionUntil({ issuedOn }: Pick<Rectification, 'issuedOn'>): Day {
  return plusDays(issuedOn, OBJECTION_DAYS);
}

/** The day by which an objection is to be answered. */
export function answerUntil({ raisedOn }: Pick<Objection, 'raisedOn'>): Day {
  return plusDays(raisedOn, OBJECTION_DAYS);
}

/** The day by which the first of the findings that wait for the unit must be put right; null once none waits for it. */
export function rectifyByOf(all: readonly Pick<Rectification, 'stage' | 'dueOn'>[]): Day | null {
  const days = all.filter(({ stage }) => stage === 'issued').map(({ dueOn }) => dueOn);
  return days.sort()[0] ?? null;
}

/** Who took part in an inspection: the account and person that wrote it down, and the group's names. */
export interface Inspectors {
  accountId: number | null;
  contactId: number | null;
  names: readonly string[];
}

/** The names of an inspection's group: its leader, its members and whoever wrote the finding down. */
export function groupNames({ leaderName, members }: Pick<Inspection, 'leaderName' | 'members'>, by: string): string[] {
  return [leaderName, by, ...members.split(/[、，,；;\s]+/u)].map((name) => name.trim()).filter((name) => name !== '');
}

/**
 * 回避: whether a person took part in the inspection, under any account of theirs or by name: then neither the recheck nor the
 * answer to an objection is theirs, for no unit, the office's own included (国令733号 Art. 17–18).
 */
export function tookPart(person: Person, inspectors: Inspectors): boolean {
  const { accountId, contactId, names } = inspectors;
  return (
    (person.accountId !== null && person.accountId === accountId) ||
    (person.contactId !== null && person.contactId === contactId) ||
    names.includes(person.name.trim())
  );
}
