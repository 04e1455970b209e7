import { type Calendar } from '../domain/calendar.js';
import { type Day } from '../domain/day.js';
import { instructionWindow } from '../domain/instructions.js';
import { NOTICE_KINDS } from '../domain/notices.js';
import { missedBeside } from '../domain/owing.js';
import { type OutboxItem, type OutboxMail } from '../domain/plan.js';
import { isAssigning } from '../domain/recheck.js';
import { isStillAsked, periodAsked } from '../domain/requests.js';
import { rulesOf } from '../domain/rules.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { type MailFacts } from './compose.js';

/** What a mail tells a unit, as it stands when it leaves. */
export type UnitFacts = Pick<MailFacts, 'items' | 'asked' | 'assigned' | 'alsoLate' | 'missed' | 'instructions'>;

/** What the rows of a mail are about. */
export type Told = Required<Pick<MailFacts, 'items' | 'asked' | 'assigned'>>;

/** What these rows of the outbox are about: the items whose deadline it is, those of which a report is still asked for, those newly assigned. */
export function sayingOf(rows: readonly OutboxItem[], placed: ReadonlyMap<number, NamedAssignment>): Told {
  const isDue = ({ rule }: OutboxItem) => periodAsked(rule) === null && !isAssigning(rule);
  const placedOf = (some: readonly OutboxItem[]) =>
    [...new Set(some.map(({ assignmentId }) => assignmentId))].flatMap((id) => placed.get(id) ?? []);
  const asked = rows.flatMap(({ assignmentId, rule }) => {
    const [item, period] = [placed.get(assignmentId), periodAsked(rule)];
    // A report that has come meanwhile is not asked for.
    return item && period !== null && isStillAsked(item, period) ? { item, period } : [];
  });
  return {
    items: placedOf(rows.filter(isDue)),
    asked,
    assigned: placedOf(rows.filter(({ rule }) => isAssigning(rule))),
  };
}

/** Reads at once what else is late, and which reports are missing, at the units that these mails of the timetable go to. */
export async function readUnits(
  stores: Stores,
  mails: readonly Pick<OutboxMail, 'kind' | 'unitId'>[],
  today: Day,
  world: { calendar: Calendar; plans: ReadonlyMap<number, { rules: string }> },
): Promise<(unitId: number | null, saying: Told) => UnitFacts> {
  const ofTimetable = mails.filter(({ kind }) => NOTICE_KINDS.some((one) => one === kind));
  const unitIds = [...new Set(ofTimetable.flatMap(({ unitId }) => unitId ?? []))];
  const late = await stores.assignments.overdueOf(unitIds, today);
  const owing = await stores.queues.owingOf(unitIds, today);
  const dueTo = instructionWindow(today, world.calendar);
  const instructions = await stores.instructions.unanswered({ dueTo, unitIds });
  const reckoning = (planId: number) => ({
    calendar: world.calendar,
    rules: rulesOf(world.plans.get(planId) ?? { rules: '{}' }),
  });
  return (unitId, { items, asked, assigned }) => {
    const owed = new Set([...items, ...assigned].map(({ id }) => id));
    const own = owing.filter((tally) => tally.unitId === unitId);
    const besides = asked.map(({ item }) => item);
    return {
      ...{ items, asked, assigned, alsoLate: late.filter((item) => item.unitId === unitId && !owed.has(item.id)) },
      missed: missedBeside(own, besides, today, reckoning),
      instructions: instructions.filter((one) => one.unitId === unitId),
    };
  };
}
