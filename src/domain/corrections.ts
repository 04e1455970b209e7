import { type Day } from './day.js';
import { RuleBroken } from './errors.js';
import { type Assignment, type Duty, type Measure, type Phase, type Role, type Unit } from './plan.js';
import { OPEN } from './standing.js';

/** What a plan says of its document; '' and null where the document does not say. */
export interface DocumentFacts {
  title: string;
  docNumber: string;
  issuer: string;
  issuedOn: Day | null;
}

/** How these are called, in their order on paper. */
export const DOCUMENT_WORDS: Readonly<Record<keyof DocumentFacts, string>> = {
  title: '方案标题',
  docNumber: '发文字号',
  issuer: '印发机关',
  issuedOn: '印发日期',
};

/** 更正方案: what the office puts right in a running plan. */
export type Correction =
  | ({ kind: 'document' } & DocumentFacts)
  | { kind: 'unit-name'; unitId: number; name: string }
  | { kind: 'measure-title'; measureId: number; title: string }
  | { kind: 'merge'; unitId: number; intoId: number }
  | { kind: 'duty'; measureId: number; unitId: number; toUnitId: number }
  | { kind: 'duty-new'; measureId: number; unit: string; role: Role }
  | { kind: 'duty-end'; measureId: number; unitId: number }
  | { kind: 'measure-new'; number: string; title: string; day: Day | null }
  | { kind: 'measure-due'; measureId: number; day: Day }
  | { kind: 'phase-title'; phaseId: number; title: string }
  | { kind: 'phase-due'; phaseId: number; day: Day }
  | { kind: 'phase-new'; title: string; start: Day | null; day: Day }
  | { kind: 'phase-end'; phaseId: number }
  | { kind: 'item-due'; assignmentId: number; day: Day };

export const CORRECTION_WORDS: Readonly<Record<Correction['kind'], string>> = {
  document: '更正方案标题、文号、印发机关和日期',
  'unit-name': '更正单位名称',
  'measure-title': '更正措施标题',
  merge: '合并单位（同一单位两个名称）',
  duty: '职责改由另一单位承担',
  'duty-new': '增加职责',
  'duty-end': '取消职责',
  'measure-new': '增加措施',
  'measure-due': '更正措施的单独期限',
  'phase-title': '更正阶段名称',
  'phase-due': '更正阶段到期日',
  'phase-new': '增加阶段',
  'phase-end': '取消阶段',
  'item-due': '更正一项的到期日',
};

/** The acts by which 留痕 keeps corrections of a plan. */
export const CORRECTION_ACTS: readonly string[] = [...Object.keys(CORRECTION_WORDS), 'duty-role'].map(
  (kind) => `correct-${kind}`,
);

/** What a correction is called once it is worked out: 增加职责 for a unit that has the duty already changes its role alone. */
export function correctionTitle(correction: Correction, effects: Effects): string {
  return givesRole(correction, effects) ? `改为${DUTY_WORDS[correction.role]}` : CORRECTION_WORDS[correction.kind];
}

/** Whether a correction gives a unit another role in a duty that it has. */
export const givesRole = (
  correction: Correction,
  { given }: Effects,
): correction is Extract<Correction, { kind: 'duty-new' }> => correction.kind === 'duty-new' && !given;

/** What a unit with a duty is called. */
export const DUTY_WORDS: Readonly<Record<Role, string>> = { lead: '牵头单位', responsible: '责任单位' };

/** The unit that is made with a correction: it has no number before. */
export const NEW_UNIT = 0;

/** The phase that is made with a correction. */
export const NEW_PHASE = 0;

/** What one assignment becomes: another unit's, due or open on another day, in another phase (`phases`, by their titles), no longer asked for, asked for again, or of another role. */
export interface ItemChange {
  item: Assignment;
  patch: Partial<Omit<Assignment, 'id' | 'planId' | 'measureId' | 'version'>>;
  kind: 'moved' | 'due' | 'opens' | 'phase' | 'waived' | 'ended' | 'dropped' | 'again' | 'role';
  phases?: { before: string; after: string };
}

/** A duty that goes to another unit (`absorbed` where that unit has it already), ends, or is of another role. */
export type DutyChange =
  | { kind: 'moved' | 'absorbed'; duty: Duty; toUnitId: number }
  | { kind: 'ended'; duty: Duty }
  | { kind: 'role'; duty: Duty; role: Role };

/** A duty that a unit gets, with what is assigned to it by phase. */
export interface NewDuty {
  measureId: number;
  unitId: number;
  role: Role;
  items: Pick<Assignment, 'phaseId' | 'opensOn' | 'dueOn'>[];
}

/** A phase that the plan gets, with what is assigned in it; `position` is its place among those in force. */
export interface NewPhase {
  title: string;
  position: number;
  startsOn: Day;
  dueOn: Day;
  items: Pick<Assignment, 'measureId' | 'unitId' | 'role' | 'phaseId' | 'opensOn' | 'dueOn'>[];
}

/** A phase that goes on in another place, or with other days. */
export interface PhaseChange {
  phase: Phase;
  position: number;
  startsOn: Day;
  dueOn: Day;
}

/** Everything that a correction changes: worked out before anything is changed, and again when it is. */
export interface Effects {
  items: ItemChange[];
  duties: DutyChange[];
  given: NewDuty | null;
  /** The measure that gets another day of its own. */
  measureDay: { measureId: number; dueOn: Day } | null;
  phases: PhaseChange[];
  newPhase: NewPhase | null;
  droppedPhase: Phase | null;
  /** Units that are told by mail. */
  told: number[];
}

/** What a correction is worked out from. */
export interface CorrectionFacts {
  today: Day;
  /** Nothing is assigned, and nobody told, before a plan is started. */
  isRunning: boolean;
  issuedOn: Day | null;
  units: readonly Unit[];
  measures: readonly Pick<Measure, 'id' | 'number' | 'title' | 'dueOn'>[];
  /** Those in force, in order. */
  phases: readonly Phase[];
  /** The unit that the correction calls by name; `NEW_UNIT` where none is called so. */
  called: number;
  /** The duties and assignments that it may touch. */
  duties: readonly Duty[];
  items: readonly Assignment[];
  /** Units whose mail goes somewhere even after they are merged away. */
  reached: ReadonlySet<number>;
}

/** A correction that changes names alone. */
export const NOTHING: Effects = {
  ...{ items: [], duties: [], given: null, measureDay: null, told: [] },
  ...{ phases: [], newPhase: null, droppedPhase: null },
};

/** What a unit still has to do, be it suspended; what was reported, finished or waived stays with who did it. */
export const isStillToDo = ({ stage }: Assignment) => OPEN.includes(stage) || stage === 'suspended';

/** What is done or no longer asked for. */
export const isOver = ({ stage }: Assignment) => stage === 'closed' || stage === 'waived' || stage === 'accepted';

/** A day is given another one from today on. Throws `RuleBroken`. */
export function mustBeAhead(day: Day, now: Day, today: Day): void {
  if (day === now) throw new RuleBroken('correction-same-day', { field: 'day' });
  if (day < today) throw new RuleBroken('correction-past-day', { field: 'day' });
}
