import { assigned, opensWith } from './assigning.js';
import {
  type Correction,
  type CorrectionFacts,
  type Effects,
  isOver,
  isStillToDo,
  type ItemChange,
  NOTHING,
} from './corrections.js';
import { RuleBroken } from './errors.js';
import { ASSIGNMENT } from './lifecycle.js';
import { type Assignment, type Duty, type Role } from './plan.js';

type Asked<Kind extends Correction['kind']> = Extract<Correction, { kind: Kind }>;

/** 增加职责: the unit is asked for the measure in every phase still ahead; one that has the duty already gets the other role. Throws `RuleBroken('correction-has-duty')` where nothing differs. */
export function givenDuty({ measureId, role }: Asked<'duty-new'>, facts: CorrectionFacts): Effects {
  const unitId = facts.called;
  const isOwn = (thing: Duty | Assignment) => thing.measureId === measureId && thing.unitId === unitId;
  const held = facts.duties.find(isOwn);
  const own = facts.items.filter(isOwn);
  if (held) return otherRole(held, role, own, facts);
  const ahead = aheadOf(measureId, facts);
  const given = ahead.filter(({ phaseId }) => own.every((item) => item.phaseId !== phaseId));
  return {
    ...NOTHING,
    items: ahead.flatMap((asked) =>
      own
        // What the unit was let off before is asked for once more; what it has done stays done.
        .filter(({ phaseId, stage }) => phaseId === asked.phaseId && stage === 'waived')
        .map((item): ItemChange => ({ item, kind: 'again', patch: askedAgain({ ...asked, role }, facts) })),
    ),
    given: { measureId, unitId, role, items: given },
    told: facts.isRunning ? [unitId] : [],
  };
}

/** When the measure is due from today on, by phase. */
function aheadOf(measureId: number, { isRunning, measures, phases, today }: CorrectionFacts) {
  if (!isRunning) return [];
  const ownDay = new Map(measures.map(({ id, dueOn }) => [id, dueOn]));
  return assigned(phases, [{ measureId }], ownDay)
    .filter(({ dueOn }) => dueOn >= today)
    .map(({ phase, dueOn }) => ({ phaseId: phase.id, opensOn: opensWith(phase, dueOn), dueOn }));
}

function askedAgain(
  { role, opensOn, dueOn }: Pick<Assignment, 'role' | 'opensOn' | 'dueOn'>,
  { today }: CorrectionFacts,
): ItemChange['patch'] {
  return {
    ...{ role, opensOn, dueOn, originalDueOn: dueOn, stage: ASSIGNMENT.first, assignedOn: today },
    ...{ completedOn: null, rectifyBy: null, reportedFor: null, returnedOn: null },
  };
}

function otherRole(held: Duty, role: Role, own: readonly Assignment[], facts: CorrectionFacts): Effects {
  if (held.role === role) throw new RuleBroken('correction-has-duty', { field: 'unit', role });
  return {
    ...NOTHING,
    items: own.filter((item) => !isOver(item)).map((item): ItemChange => ({ item, kind: 'role', patch: { role } })),
    duties: [{ kind: 'role', duty: held, role }],
    told: facts.isRunning ? [held.unitId] : [],
  };
}

/** 取消职责: what is still to be done is no longer asked for, the rest stays. Throws `RuleBroken('correction-no-duty')`. */
export function endedDuty({ measureId, unitId }: Asked<'duty-end'>, facts: CorrectionFacts): Effects {
  const isOwn = (thing: Duty | Assignment) => thing.measureId === measureId && thing.unitId === unitId;
  const duty = facts.duties.find(isOwn);
  if (!duty) throw new RuleBroken('correction-no-duty', { field: 'unitId' });
  return {
    ...NOTHING,
    items: facts.items
      .filter((item) => isOwn(item) && isStillToDo(item))
      .map((item): ItemChange => ({ item, kind: 'ended', patch: { stage: 'waived' } })),
    duties: [{ kind: 'ended', duty }],
    told: facts.isRunning ? [unitId] : [],
  };
}

/** 增加措施: its number and title are no other measure's, and a day of its own is ahead. Throws `RuleBroken` with the field at fault. */
export function mustBeNew({ number, title, day }: Asked<'measure-new'>, { measures, today }: CorrectionFacts): void {
  if (measures.some((one) => one.number === number))
    throw new RuleBroken('correction-number-taken', { field: 'number', number });
  if (measures.some((one) => one.title === title)) throw new RuleBroken('correction-title-taken', { field: 'title' });
  if (day !== null && day < today) throw new RuleBroken('correction-past-day', { field: 'day' });
}

/** The lead that comes first among a measure's duties: the one that was, while it leads; else the first in order. Null where none leads. */
export function firstLead<One extends Pick<Duty, 'role' | 'isPrimary' | 'position'>>(
  duties: readonly One[],
): One | null {
  const leads = duties.filter(({ role }) => role === 'lead').sort((a, b) => a.position - b.position);
  return leads.find(({ isPrimary }) => isPrimary) ?? leads[0] ?? null;
}
