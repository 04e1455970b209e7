import {
  type Correction,
  type CorrectionFacts,
  type Effects,
  isOver,
  isStillToDo,
  type ItemChange,
  NOTHING,
} from './corrections.js';
import { endedDuty, givenDuty, mustBeNew } from './correction-duties.js';
import { type Day } from './day.js';
import { RuleBroken } from './errors.js';
import { ASSIGNMENT } from './lifecycle.js';
import { type Duty } from './plan.js';

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
    case 'duty-new':
      return givenDuty(correction, facts);
    case 'duty-end':
      return endedDuty(correction, facts);
    case 'measure-new':
      mustBeNew(correction, facts);
      return NOTHING;
    case 'measure-due':
      return measureDue(correction, facts);
    case 'phase-due':
      return phaseDue(correction, facts);
    case 'item-due':
      return itemDue(correction, facts);
  }
}

/** Only what is still to be done goes over. */
function toUnit(
  duties: readonly Duty[],
  toUnitId: number,
  facts: CorrectionFacts,
  reached?: ReadonlySet<number>,
): Effects {
  const moving = duties.filter(({ unitId }) => unitId !== toUnitId);
  const isHeld = (duty: Duty) =>
    facts.duties.some(({ measureId, unitId }) => measureId === duty.measureId && unitId === toUnitId);
  const changes = moving.map((duty) => ({
    ...{ duty, toUnitId },
    kind: isHeld(duty) ? ('absorbed' as const) : ('moved' as const),
  }));
  const items = changes.flatMap(({ duty, kind }) =>
    facts.items
      .filter((item) => item.measureId === duty.measureId && item.unitId === duty.unitId && isStillToDo(item))
      .map((item): ItemChange => {
        if (kind === 'absorbed') return { item, kind: 'waived', patch: { stage: 'waived' } };
        const fresh = { stage: ASSIGNMENT.first, assignedOn: facts.today, reportedFor: null };
        return { item, kind: 'moved', patch: { unitId: toUnitId, ...fresh } };
      }),
  );
  // Both are told, be it that the one has the same duty already; a unit that is merged away only where somebody reads it.
  const losing = [...new Set(moving.map(({ unitId }) => unitId))].filter((id) => !reached || reached.has(id));
  return { ...NOTHING, items, duties: changes, told: changes.length > 0 ? [toUnitId, ...losing] : [] };
}

/** The day of a measure that has one of its own moves with every assignment that was due on it; what was extended keeps its day. */
function measureDue({ measureId, day }: { measureId: number; day: Day }, facts: CorrectionFacts): Effects {
  const before = facts.measures.find(({ id }) => id === measureId)?.dueOn ?? null;
  if (before === null) throw new RuleBroken('correction-no-own-day', { field: 'measureId' });
  mustBeAhead(day, before, facts.today);
  const first = facts.phases.map(({ startsOn }) => startsOn).sort()[0];
  if (first !== undefined && day < first)
    throw new RuleBroken('correction-before-start', { field: 'day', start: first });
  const items = facts.items
    .filter((item) => item.measureId === measureId && item.dueOn === before && !isOver(item))
    .map((item): ItemChange => ({ item, kind: 'due', patch: { dueOn: day, originalDueOn: day } }));
  return {
    ...{ ...NOTHING, items, measureDay: { measureId, dueOn: day } },
    told: [...new Set(items.map(({ item }) => item.unitId))],
  };
}

/** A phase's day moves with every assignment that was due on it; one with a day of its own, by extension or its measure's, keeps it. */
function phaseDue({ phaseId, day }: { phaseId: number; day: Day }, facts: CorrectionFacts): Effects {
  const at = facts.phases.findIndex(({ id }) => id === phaseId);
  const phase = facts.phases[at];
  if (!phase) throw new RuleBroken('not-found', { thing: '阶段' });
  mustBeAhead(day, phase.dueOn, facts.today);
  if (day < phase.startsOn) throw new RuleBroken('correction-before-start', { field: 'day', start: phase.startsOn });
  const next = facts.phases[at + 1];
  if (next && day >= next.dueOn) throw new RuleBroken('correction-after-next', { field: 'day', next: next.dueOn });
  const withOwnDay = new Set(facts.measures.filter(({ dueOn }) => dueOn !== null).map(({ id }) => id));
  const items = facts.items
    .filter((item) => item.phaseId === phaseId && item.dueOn === phase.dueOn && !isOver(item))
    .filter((item) => !withOwnDay.has(item.measureId))
    .map((item): ItemChange => ({ item, kind: 'due', patch: { dueOn: day, originalDueOn: day } }));
  return {
    ...{ ...NOTHING, items, phases: [{ phase, startsOn: phase.startsOn, dueOn: day }] },
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

function mustBeAhead(day: Day, now: Day, today: Day): void {
  if (day === now) throw new RuleBroken('correction-same-day', { field: 'day' });
  if (day < today) throw new RuleBroken('correction-past-day', { field: 'day' });
}
