import {
  type Correction,
  type CorrectionFacts,
  type Effects,
  isOver,
  isStillToDo,
  type ItemChange,
  mustBeAhead,
  NOTHING,
} from './corrections.js';
import { endedDuty, givenDuty, mustBeNew } from './correction-duties.js';
import { addedPhase, droppedPhase, measureDue, phaseDue } from './correction-phases.js';
import { type Day } from './day.js';
import { RuleBroken } from './errors.js';
import { ASSIGNMENT } from './lifecycle.js';
import { type Duty } from './plan.js';

/** What a correction would change and who would be told. Throws `RuleBroken` where it makes no sense, with the field at fault. */
export function effectsOf(correction: Correction, facts: CorrectionFacts): Effects {
  switch (correction.kind) {
    case 'document':
    case 'unit-name':
    case 'measure-title':
    case 'phase-title':
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
    case 'phase-new':
      return addedPhase(correction, facts);
    case 'phase-end':
      return droppedPhase(correction, facts);
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

/** One assignment gets a day of its own; what it was due on at first stays on record. */
function itemDue({ assignmentId, day }: { assignmentId: number; day: Day }, facts: CorrectionFacts): Effects {
  const item = facts.items.find(({ id }) => id === assignmentId);
  if (!item || isOver(item)) throw new RuleBroken('correction-item-over', { field: 'assignmentId' });
  mustBeAhead(day, item.dueOn, facts.today);
  return { ...NOTHING, items: [{ item, kind: 'due', patch: { dueOn: day } }], told: [item.unitId] };
}
