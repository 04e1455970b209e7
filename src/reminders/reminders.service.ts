import { type Moment } from '../clock.js';
import { isWorkday, nthWorkday } from '../domain/calendar.js';
import { type Day } from '../domain/day.js';
import { type Supposed } from '../domain/foreseen.js';
import { forecastNotices, type Notice, type NoticeKind } from '../domain/notices.js';
import { type ReminderContext, type ReminderItem, reminderWindow } from '../domain/reminders.js';
import { periodAsked } from '../domain/requests.js';
import { saidKeys } from '../acts/said.js';
import { deadlineOf, WITH_UNIT } from '../domain/standing.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { calendarWith } from '../working-days.js';
import { queueInstructionDays } from './instruction-days.js';
import { rulesById, Sweep, toRectify } from './sweep.js';

/** What a day's mails to units put into the outbox, by kind. */
export type Queued = Record<NoticeKind, number> & { notice?: number };

/**
 * Puts into the outbox what should have been said by a moment and has not been: run twice, late or by two processes, each
 * notice enters once, because the outbox admits one mail per unit and day and one row per item, deadline and rule.
 */
export async function queueNotices(stores: Stores, moment: Moment): Promise<Queued> {
  const calendar = calendarWith(await stores.calendar.overrides());
  if (!isWorkday(calendar, moment.today)) return { chase: 0, reminder: 0, 'report-request': 0 };
  const plans = (await stores.plans.heads()).filter(({ state }) => state === 'running');
  const units = new Map((await stores.plans.units()).map((unit) => [unit.id, unit]));
  const context = { calendar, rulesOfPlan: rulesById(plans) };
  const sweep = new Sweep(stores, moment, context, units);
  const queued = await sweep.run(plans.map(({ id }) => id));
  const notice = await queueInstructionDays(stores, moment, context, units, (unitId) => sweep.hasTold(unitId));
  return notice > 0 ? { ...queued, notice } : queued;
}

/** A notice that would leave, with the items whose deadline it is about, those whose report it asks for, and what else would be late at the unit by then. */
export interface ForeseenNotice extends Notice {
  unitName: string;
  placed: NamedAssignment[];
  asked: { item: NamedAssignment; period: Day }[];
  alsoLate: NamedAssignment[];
}

/** Which days are looked at, of which plans, and what is supposed. */
export interface AskedOfUnits {
  to: Day;
  today: Day;
  supposed: Supposed;
  plans: readonly { id: number; rules: string }[];
}

/**
 * Every mail of reminders, chases and requests that would leave from one day to another if nobody acted, and if what
 * is `supposed` were so; changes nothing.
 */
export async function forecast(stores: Stores, asked: AskedOfUnits): Promise<ForeseenNotice[]> {
  const { to, today } = asked;
  const { items, byId, context } = await itemsWithin(stores, asked);
  const said = saidKeys(await stores.outbox.saidFor(items.map((item) => item.id)));
  const byUnit = new Map<number, ReminderItem[]>();
  for (const item of items) {
    const own = byUnit.get(item.unitId);
    if (own) own.push(item);
    else byUnit.set(item.unitId, [item]);
  }
  return forecastNotices(items, said, today, to, context).map((notice) =>
    foreseen(notice, byUnit.get(notice.unitId) ?? [], byId),
  );
}

function foreseen(
  notice: Notice,
  ofUnit: readonly ReminderItem[],
  byId: ReadonlyMap<number, NamedAssignment>,
): ForeseenNotice {
  const named = ({ assignmentId }: { assignmentId: number }) => byId.get(assignmentId) ?? [];
  const due = notice.items.filter(({ rule }) => periodAsked(rule) === null);
  const owed = new Set(due.map(({ assignmentId }) => assignmentId));
  const asked = notice.items.flatMap(({ assignmentId, rule }) => {
    const [item, period] = [byId.get(assignmentId), periodAsked(rule)];
    return item && period !== null ? { item, period } : [];
  });
  const isLate = (item: ReminderItem) =>
    item.dueOn < notice.day && WITH_UNIT.includes(item.stage) && !owed.has(item.id);
  return {
    ...notice,
    unitName: notice.items.flatMap(named)[0]?.unitName ?? '',
    placed: due.flatMap(named),
    asked,
    alsoLate: ofUnit.filter(isLate).flatMap(({ id }) => named({ assignmentId: id })),
  };
}

async function itemsWithin(
  stores: Stores,
  { to: day, supposed, plans }: AskedOfUnits,
): Promise<{ items: ReminderItem[]; byId: Map<number, NamedAssignment>; context: ReminderContext }> {
  const calendar = supposed.calendar ?? calendarWith(await stores.calendar.overrides());
  const stored = rulesById(plans);
  const rulesOfPlan = (planId: number) => supposed.rules?.get(planId) ?? stored(planId);
  const rules = plans.map(({ id }) => rulesOfPlan(id));
  const { dueTo } = reminderWindow(day, calendar, rules);
  // A report is asked for whenever an item is due.
  const opensTo = nthWorkday(calendar, day, 1 + Math.max(0, ...rules.flatMap(({ requestBefore }) => requestBefore)));
  const stand = await stores.assignments.inReminderWindow({ dueTo, opensTo });
  const open = await withSupposedDays(stores, stand, supposed);
  const rectifying = (await stores.rectifications.remindable({ dueTo })).map(toRectify);
  const named = [...open, ...(await stores.assignments.byIds(rectifying.map(({ id }) => id)))];
  const byId = new Map(named.map((item) => [item.id, { ...item, dueOn: deadlineOf(item) }]));
  const asking = await stores.extensions.pendingIds(open.map(({ id }) => id));
  return { items: [...open, ...rectifying], byId, context: { calendar, rulesOfPlan, asking } };
}

/** Items with the due days that are supposed for some of them, be they in the window or brought into it. */
async function withSupposedDays(
  stores: Stores,
  open: readonly NamedAssignment[],
  { dueOn }: Supposed,
): Promise<readonly NamedAssignment[]> {
  if (!dueOn) return open;
  const known = new Set(open.map(({ id }) => id));
  const brought = await stores.assignments.byIds([...dueOn.keys()].filter((id) => !known.has(id)));
  return [...open, ...brought.filter(({ stage }) => WITH_UNIT.includes(stage))].map((item) => ({
    ...item,
    dueOn: dueOn.get(item.id) ?? item.dueOn,
  }));
}
