import { newMail, unitAddressee } from '../acts/new-mail.js';
import { saidKeys } from '../acts/said.js';
import { type Moment } from '../clock.js';
import { type Day } from '../domain/day.js';
import { type Supposed } from '../domain/foreseen.js';
import {
  forecastNotices,
  type Notice,
  noticesOwed,
  type ReminderContext,
  reminderWindow,
} from '../domain/reminders.js';
import { rulesOf } from '../domain/rules.js';
import { deadlineOf, WITH_UNIT } from '../domain/standing.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { calendarWith } from '../working-days.js';

/** What a day's reminders put into the outbox, by kind. */
export interface Queued {
  reminder: number;
  chase: number;
}

/**
 * Puts into the outbox what should have been said by a moment and has not been: run twice, late or by two processes, each
 * notice enters once, because the outbox admits one mail per unit and day and one row per item, deadline and rule.
 */
export async function queueNotices(stores: Stores, moment: Moment): Promise<Queued> {
  const { items, context } = await itemsWithin(stores, moment.today);
  const said = saidKeys(await stores.outbox.saidFor(items.map((item) => item.id)));
  const queued: Queued = { reminder: 0, chase: 0 };
  const units = new Map((await stores.plans.units()).map((unit) => [unit.id, unit]));
  const planOf = new Map(items.map((item) => [item.id, item.planId]));
  const mails = noticesOwed(items, said, moment.today, context).flatMap((notice) => {
    const unit = units.get(notice.unitId);
    if (!unit) return [];
    // A chase is numbered in the plan of its first item; a reminder belongs to none.
    const planId = notice.kind === 'chase' ? (planOf.get(notice.items[0]?.assignmentId ?? 0) ?? null) : null;
    return {
      mail: newMail(notice.kind, `unit:${notice.unitId}:${notice.day}`, unitAddressee(unit), planId, moment),
      items: notice.items,
    };
  });
  const queuedKeys = await stores.outbox.enqueueAll(mails);
  for (const { mail } of mails)
    if (queuedKeys.has(mail.key) && (mail.kind === 'reminder' || mail.kind === 'chase')) queued[mail.kind]++;
  return queued;
}

/** A notice that would leave, with the items it is about and what else would be late at the unit by then. */
export interface ForeseenNotice extends Notice {
  placed: NamedAssignment[];
  alsoLate: NamedAssignment[];
}

/**
 * Every reminder and chase that would leave from one day to another if nobody acted, and if what is `supposed` were so; changes
 * nothing. What would leave between `today` and the first day is reckoned with, but not told.
 */
export async function forecast(
  stores: Stores,
  from: Day,
  to: Day,
  today: Day,
  supposed: Supposed = {},
): Promise<ForeseenNotice[]> {
  const { items, context } = await itemsWithin(stores, to, supposed);
  const said = saidKeys(await stores.outbox.saidFor(items.map((item) => item.id)));
  const byId = new Map(items.map((item) => [item.id, item]));
  return forecastNotices(items, said, today, to, context)
    .filter((notice) => notice.day >= from)
    .map((notice) => {
      const owed = new Set(notice.items.map((item) => item.assignmentId));
      const isLate = (item: NamedAssignment) => item.unitId === notice.unitId && item.dueOn < notice.day;
      return {
        ...notice,
        placed: notice.items.flatMap((item) => byId.get(item.assignmentId) ?? []),
        alsoLate: items.filter((item) => isLate(item) && WITH_UNIT.includes(item.stage) && !owed.has(item.id)),
      };
    });
}

async function itemsWithin(
  stores: Stores,
  day: Day,
  supposed: Supposed = {},
): Promise<{ items: NamedAssignment[]; context: ReminderContext }> {
  const calendar = supposed.calendar ?? calendarWith(await stores.calendar.overrides());
  const rules = new Map(
    (await stores.plans.heads()).map((plan) => [plan.id, supposed.rules?.get(plan.id) ?? rulesOf(plan)]),
  );
  const { dueTo } = reminderWindow(day, calendar, [...rules.values()]);
  const due = await withSupposedDays(stores, await stores.assignments.inReminderWindow({ dueTo }), supposed, dueTo);
  const items = [...due, ...(await rectifyingWithin(stores, dueTo))];
  const asking = await stores.extensions.askingWithin({ dueTo });
  const rulesOfPlan = (planId: number) => rules.get(planId) ?? rulesOf({ rules: '{}' });
  return { items, context: { calendar, rulesOfPlan, asking } };
}

/** Items with the due days that are supposed for some of them, be they in the window or brought into it. */
async function withSupposedDays(
  stores: Stores,
  due: readonly NamedAssignment[],
  { dueOn }: Supposed,
  dueTo: Day,
): Promise<readonly NamedAssignment[]> {
  if (!dueOn) return due;
  const known = new Set(due.map(({ id }) => id));
  const brought = await stores.assignments.byIds([...dueOn.keys()].filter((id) => !known.has(id)));
  return [...due, ...brought.filter(({ stage }) => WITH_UNIT.includes(stage))]
    .map((item) => ({ ...item, dueOn: dueOn.get(item.id) ?? item.dueOn }))
    .filter((item) => item.dueOn <= dueTo);
}

/** Items that wait for a rectification, as the reminders see them: due on its first deadline that the unit has not answered, told of it when it was issued or rechecked. */
async function rectifyingWithin(stores: Stores, dueTo: Day): Promise<NamedAssignment[]> {
  const since = new Map(
    (await stores.rectifications.remindable({ dueTo })).map((one) => [one.assignmentId, one.since]),
  );
  const items = await stores.assignments.byIds([...since.keys()]);
  return items.map((item) => ({
    ...{ ...item, stage: 'underway', dueOn: deadlineOf(item) },
    assignedOn: since.get(item.id) ?? item.assignedOn,
  }));
}
