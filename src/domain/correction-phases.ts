import { assigned, opensWith, phaseOfDay } from './assigning.js';
import {
  type Correction,
  type CorrectionFacts,
  type Effects,
  isOver,
  isStillToDo,
  type ItemChange,
  mustBeAhead,
  NEW_PHASE,
  type NewPhase,
  NOTHING,
  type PhaseChange,
} from './corrections.js';
import { type Day, longDay, plusDays } from './day.js';
import { RuleBroken } from './errors.js';
import { phaseName } from './phases.js';
import { type Assignment, type Phase } from './plan.js';

type Asked<Kind extends Correction['kind']> = Extract<Correction, { kind: Kind }>;

/** A phase as far as the order and the days of the plan go. */
type Placed = Pick<Phase, 'id' | 'title' | 'startsOn' | 'dueOn'>;

/**
 * 增加阶段: it takes its place among the others by its day, and every duty is asked for in it as at the start of a plan,
 * but for measures with a day of their own. Throws `RuleBroken` with the field at fault.
 */
export function addedPhase(asked: Asked<'phase-new'>, facts: CorrectionFacts): Effects {
  mustBeFree(asked, facts);
  const { title, day } = asked;
  const at = facts.phases.findIndex(({ dueOn }) => dueOn > day);
  const place = at < 0 ? facts.phases.length : at;
  const [before, next] = [facts.phases[place - 1], facts.phases[place]];
  const follows = before ? plusDays(before.dueOn, 1) : (next?.startsOn ?? day);
  const startsOn = asked.start ?? (follows <= day ? follows : day);
  const fresh = { id: NEW_PHASE, title, startsOn, dueOn: day };
  const rest: readonly Placed[] = moveStart(facts, next, follows, plusDays(day, 1));
  const settled = settle(facts, rest.toSpliced(place, 0, fresh));
  const items = facts.isRunning ? itemsIn(fresh, facts) : [];
  return {
    ...{ ...NOTHING, ...settled, newPhase: { title, startsOn, dueOn: day, position: place, items } },
    told: [...new Set(items.map(({ unitId }) => unitId))],
  };
}

function mustBeFree({ title, start, day }: Asked<'phase-new'>, { phases, issuedOn, today }: CorrectionFacts): void {
  if (phases.some((one) => one.title === title)) throw new RuleBroken('correction-phase-taken', { field: 'title' });
  if (issuedOn !== null && day < issuedOn)
    throw new RuleBroken('correction-before-issue', { field: 'day', issued: longDay(issuedOn) });
  if (day < today) throw new RuleBroken('correction-past-day', { field: 'day' });
  const same = phases.find(({ dueOn }) => dueOn === day);
  if (same) throw new RuleBroken('correction-phase-day-taken', { field: 'day', phase: same.title });
  if (start !== null && start > day) throw new RuleBroken('correction-start-late', { field: 'start' });
}

/** What every duty comes to in one phase more; a measure with a day of its own is due once, on that day. */
function itemsIn(phase: Placed, facts: CorrectionFacts): NewPhase['items'] {
  const ownDay = ownDays(facts);
  return assigned(
    [phase],
    facts.duties.filter(({ measureId }) => !ownDay.has(measureId)),
    new Map(),
  ).map(({ duty: { measureId, unitId, role }, dueOn }) => ({
    ...{ measureId, unitId, role, phaseId: phase.id, opensOn: opensWith(phase, dueOn), dueOn },
  }));
}

/**
 * 取消阶段: what is still to be done in it is no longer asked for, the rest stays where it was done; a measure with a day
 * of its own goes on in the phase in which its day falls then. Throws `RuleBroken`.
 */
export function droppedPhase({ phaseId }: Asked<'phase-end'>, facts: CorrectionFacts): Effects {
  const at = facts.phases.findIndex(({ id }) => id === phaseId);
  const phase = facts.phases[at];
  if (!phase) throw new RuleBroken('correction-no-phase', { field: 'phaseId' });
  if (facts.phases.length === 1) throw new RuleBroken('correction-last-phase', { field: 'phaseId' });
  const [before, next] = [facts.phases[at - 1], facts.phases[at + 1]];
  const opens = before ? plusDays(before.dueOn, 1) : phase.startsOn;
  const settled = settle(facts, moveStart(facts, next, plusDays(phase.dueOn, 1), opens).toSpliced(at, 1));
  const ownDay = ownDays(facts);
  const ended = facts.items
    .filter((item) => item.phaseId === phaseId && !ownDay.has(item.measureId) && isStillToDo(item))
    .map((item): ItemChange => ({ item, kind: 'dropped', patch: { stage: 'waived' } }));
  return {
    ...{ ...NOTHING, ...settled, items: [...ended, ...settled.items], droppedPhase: phase },
    told: facts.isRunning ? [...new Set(ended.map(({ item }) => item.unitId))] : [],
  };
}

/** A phase's day moves with every assignment that was due on it; one with a day of its own, by extension or its measure's, keeps it. The next phase goes on opening the day after, unless it has begun or has a first day of its own. */
export function phaseDue({ phaseId, day }: Asked<'phase-due'>, facts: CorrectionFacts): Effects {
  const at = facts.phases.findIndex(({ id }) => id === phaseId);
  const phase = facts.phases[at];
  if (!phase) throw new RuleBroken('not-found', { thing: '阶段' });
  mustBeAhead(day, phase.dueOn, facts.today);
  if (day < phase.startsOn) throw new RuleBroken('correction-before-start', { field: 'day', start: phase.startsOn });
  const next = facts.phases[at + 1];
  if (next && day >= next.dueOn) throw new RuleBroken('correction-after-next', { field: 'day', next: next.dueOn });
  const ownDay = ownDays(facts);
  const items = facts.items
    .filter((item) => item.phaseId === phaseId && item.dueOn === phase.dueOn && !isOver(item))
    .filter((item) => !ownDay.has(item.measureId))
    .map((item): ItemChange => ({ item, kind: 'due', patch: { dueOn: day, originalDueOn: day } }));
  const after = moveStart(facts, next, plusDays(phase.dueOn, 1), plusDays(day, 1));
  const settled = settle(facts, after.with(at, { ...phase, dueOn: day }));
  return {
    ...{ ...NOTHING, ...settled, items: [...items, ...settled.items] },
    told: [...new Set(items.map(({ item }) => item.unitId))],
  };
}

/** The day of a measure that has one of its own moves with every assignment that was due on it, into the phase in which it falls then; what was extended keeps its day. */
export function measureDue({ measureId, day }: Asked<'measure-due'>, facts: CorrectionFacts): Effects {
  const before = facts.measures.find(({ id }) => id === measureId)?.dueOn ?? null;
  if (before === null) throw new RuleBroken('correction-no-own-day', { field: 'measureId' });
  mustBeAhead(day, before, facts.today);
  const first = facts.phases.map(({ startsOn }) => startsOn).sort()[0];
  if (first !== undefined && day < first)
    throw new RuleBroken('correction-before-start', { field: 'day', start: first });
  const phase = phaseOfDay(facts.phases, day);
  const items = facts.items
    .filter((item) => item.measureId === measureId && item.dueOn === before && !isOver(item))
    .map((item): ItemChange => {
      const goes = phase && phase.id !== item.phaseId && hasRoom(item, phase.id, facts);
      const moved = goes ? intoPhase({ ...item, dueOn: day }, phase, facts) : {};
      return { item, kind: 'due', patch: { dueOn: day, originalDueOn: day, ...moved } };
    });
  return {
    ...{ ...NOTHING, items, measureDay: { measureId, dueOn: day } },
    told: [...new Set(items.map(({ item }) => item.unitId))],
  };
}

/** The measures that are due once. */
const ownDays = ({ measures }: CorrectionFacts): ReadonlySet<number> =>
  new Set(measures.filter(({ dueOn }) => dueOn !== null).map(({ id }) => id));

/** Phases without a start of their own open the day after the one before them; what has begun is not taken back. */
function moveStart(
  { phases, today }: CorrectionFacts,
  next: Phase | undefined,
  follows: Day,
  startsOn: Day,
): readonly Phase[] {
  const moves = next !== undefined && next.startsOn === follows && next.startsOn > today && startsOn <= next.dueOn;
  return moves ? phases.map((one) => (one === next ? { ...one, startsOn } : one)) : phases;
}

/** What other days and another order of phases come to: their own changes, and those of the assignments that open with them or fall into another. */
function settle(facts: CorrectionFacts, after: readonly Placed[]): Pick<Effects, 'phases' | 'items'> {
  const phases = facts.phases.flatMap((phase): PhaseChange[] => {
    const position = after.findIndex(({ id }) => id === phase.id);
    const then = after[position];
    if (!then) return [];
    const { startsOn, dueOn } = then;
    const isSame = position === phase.position && startsOn === phase.startsOn && dueOn === phase.dueOn;
    return isSame ? [] : [{ phase, position, startsOn, dueOn }];
  });
  const opening = new Map(
    phases.filter(({ phase, startsOn }) => startsOn !== phase.startsOn).map((one) => [one.phase.id, one]),
  );
  const ownDay = ownDays(facts);
  const titleIn = ({ phaseId }: Assignment) => facts.phases.find(({ id }) => id === phaseId)?.title ?? phaseName(null);
  const items = facts.items.flatMap((item): ItemChange[] => {
    const to = ownDay.has(item.measureId) ? phaseOfDay(after, item.originalDueOn) : undefined;
    if (to && to.id !== item.phaseId && hasRoom(item, to.id, facts))
      return [
        { item, kind: 'phase', phases: { before: titleIn(item), after: to.title }, patch: intoPhase(item, to, facts) },
      ];
    const opens = opening.get(item.phaseId);
    if (!opens || isOver(item) || item.opensOn <= facts.today) return [];
    const opensOn = opensWith(opens, item.dueOn);
    return opensOn === item.opensOn ? [] : [{ item, kind: 'opens', patch: { opensOn } }];
  });
  return { phases, items };
}

/** A measure that had an assignment of the unit in that phase before keeps both where they are. */
const hasRoom = (item: Assignment, phaseId: number, { items }: CorrectionFacts): boolean =>
  !items.some((one) => one.phaseId === phaseId && one.measureId === item.measureId && one.unitId === item.unitId);

/** What is open stays open, and what was to begin on a day begins no later in another phase: its own day is what it was. */
function intoPhase(item: Assignment, phase: Placed, { today }: CorrectionFacts): ItemChange['patch'] {
  const opensOn = opensWith(phase, item.dueOn);
  return { phaseId: phase.id, ...(item.opensOn > today && opensOn < item.opensOn ? { opensOn } : {}) };
}
