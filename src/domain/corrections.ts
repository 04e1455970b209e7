import { type Day } from './day.js';
import { RuleBroken } from './errors.js';
import { ASSIGNMENT } from './lifecycle.js';
import { type Assignment, type Duty, type Phase, type Unit } from './plan.js';
import { OPEN } from './standing.js';

/** 更正方案: what the office puts right in a running plan. */
export type Correction =
  | { kind: 'unit-name'; unitId: number; name: string }
  | { kind: 'measure-title'; measureId: number; title: string }
  | { kind: 'merge'; unitId: number; intoId: number }
  | { kind: 'duty'; measureId: number; unitId: number; toUnitId: number }
  | { kind: 'phase-due'; phaseId: number; day: Day }
  | { kind: 'item-due'; assignmentId: number; day: Day };

export const CORRECTION_WORDS: Readonly<Record<Correction['kind'], string>> = {
  'unit-name': '更正单位名称',
  'measure-title': '更正措施标题',
  merge: '合并单位（同一单位两个名称）',
  duty: '职责改由另一单位承担',
  'phase-due': '更正阶段到期日',
  'item-due': '更正一项的到期日',
};

/** What one assignment becomes: another unit's, due on another day, or no longer asked for. */
export interface ItemChange {
  item: Assignment;
  patch: Partial<
    Pick<Assignment, 'unitId' | 'role' | 'dueOn' | 'originalDueOn' | 'stage' | 'assignedOn' | 'reportedFor'>
  >;
  kind: 'moved' | 'due' | 'waived';
}

/** A duty that goes to another unit; `absorbed` where that unit has the same duty already. */
export interface DutyChange {
  duty: Duty;
  toUnitId: number;
  absorbed: boolean;
}

/** Everything that a correction changes: worked out before anything is changed, and again when it is. */
export interface Effects {
  items: ItemChange[];
  duties: DutyChange[];
  /** Phases with their new days. */
  phases: { phase: Phase; startsOn: Day; dueOn: Day }[];
  /** Units that are told by mail. */
  told: number[];
}

/** What a correction is worked out from. */
export interface CorrectionFacts {
  today: Day;
  units: readonly Unit[];
  phases: readonly Phase[];
  /** The duties and assignments that it may touch. */
  duties: readonly Duty[];
  items: readonly Assignment[];
  /** Units whose mail goes somewhere even after they are merged away. */
  reached: ReadonlySet<number>;
}

const NOTHING: Effects = { items: [], duties: [], phases: [], told: [] };

/** What a correction would change and who would be told. Throws `RuleBroken` where it makes no sense, with the field at fault. */
export function effectsOf(correction: Correction, facts: CorrectionFacts): Effects {
  switch (correction.kind) {
    case 'unit-name':
    case 'measure-title':
      return NOTHING;
    case 'merge':
      if (correction.unitId === correction.intoId) throw new RuleBroken('correction-same-unit', { field: 'intoId' });
      return toUnit(facts.duties, correction.intoId, facts, facts.reached);
    case 'duty': {
      if (correction.unitId === correction.toUnitId)
        throw new RuleBroken('correction-same-unit', { field: 'toUnitId' });
      const own = facts.duties.filter(
        ({ measureId, unitId }) => measureId === correction.measureId && unitId === correction.unitId,
      );
      if (own.length === 0) throw new RuleBroken('correction-no-duty', { field: 'unitId' });
      return toUnit(own, correction.toUnitId, facts);
    }
    case 'phase-due':
      return phaseDue(correction, facts);
    case 'item-due':
      return itemDue(correction, facts);
  }
}

/** Only what is still to be done goes over: what was reported, finished or waived stays with who did it. */
function toUnit(
  duties: readonly Duty[],
  toUnitId: number,
  facts: CorrectionFacts,
  reached?: ReadonlySet<number>,
): Effects {
  const moving = duties.filter(({ unitId }) => unitId !== toUnitId);
  const changes = moving.map((duty) => ({
    duty,
    toUnitId,
    absorbed: facts.duties.some(({ measureId, unitId }) => measureId === duty.measureId && unitId === toUnitId),
  }));
  const items = changes.flatMap(({ duty, absorbed }) =>
    facts.items
      .filter(({ measureId, unitId, stage }) => {
        const open = OPEN.includes(stage) || stage === 'suspended';
        return measureId === duty.measureId && unitId === duty.unitId && open;
      })
      .map((item): ItemChange => {
        if (absorbed) return { item, kind: 'waived', patch: { stage: 'waived' } };
        const fresh = { stage: ASSIGNMENT.first, assignedOn: facts.today, reportedFor: null };
        return { item, kind: 'moved', patch: { unitId: toUnitId, ...fresh } };
      }),
  );
  // Both are told, be it that the one has the same duty already; a unit that is merged away only where somebody reads it.
  const losing = [...new Set(moving.map(({ unitId }) => unitId))].filter((id) => !reached || reached.has(id));
  return { items, duties: changes, phases: [], told: changes.length > 0 ? [toUnitId, ...losing] : [] };
}

/** A phase's day moves with every assignment that was due on it; one with a day of its own, by extension, keeps it. */
function phaseDue({ phaseId, day }: { phaseId: number; day: Day }, facts: CorrectionFacts): Effects {
  const at = facts.phases.findIndex(({ id }) => id === phaseId);
  const phase = facts.phases[at];
  if (!phase) throw new RuleBroken('not-found', { thing: '阶段' });
  mustBeAhead(day, phase.dueOn, facts.today);
  if (day < phase.startsOn) throw new RuleBroken('correction-before-start', { field: 'day', start: phase.startsOn });
  const next = facts.phases[at + 1];
  if (next && day >= next.dueOn) throw new RuleBroken('correction-after-next', { field: 'day', next: next.dueOn });
  const items = facts.items
    .filter((item) => item.phaseId === phaseId && item.dueOn === phase.dueOn && !isOver(item))
    .map((item): ItemChange => ({ item, kind: 'due', patch: { dueOn: day, originalDueOn: day } }));
  return {
    ...{ items, duties: [], phases: [{ phase, startsOn: phase.startsOn, dueOn: day }] },
    told: [...new Set(items.map(({ item }) => item.unitId))],
  };
}

/** One assignment gets a day of its own; what it was due on at first stays on record. */
function itemDue({ assignmentId, day }: { assignmentId: number; day: Day }, facts: CorrectionFacts): Effects {
  const item = facts.items.find(({ id }) => id === assignmentId);
  if (!item || isOver(item)) throw new RuleBroken('correction-item-over', { field: 'assignmentId' });
  mustBeAhead(day, item.dueOn, facts.today);
  return { ...NOTHING, items: [{ item, kind: 'due', patch: { dueOn: day } }], told: [item.unitId] };
}

const isOver = ({ stage }: Assignment) => stage === 'closed' || stage === 'waived' || stage === 'accepted';

function mustBeAhead(day: Day, now: Day, today: Day): void {
  if (day === now) throw new RuleBroken('correction-same-day', { field: 'day' });
  if (day < today) throw new RuleBroken('correction-past-day', { field: 'day' });
}
