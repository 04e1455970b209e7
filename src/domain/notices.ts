import { isWorkday } from './calendar.js';
import { type Day, plusDays } from './day.js';
import {
  chaseRests,
  latestStep,
  type ReminderContext,
  type ReminderFacts,
  type ReminderItem,
  sayingKey,
  stepsUntil,
} from './reminders.js';
import { latestRequest, type Request, requestsUntil } from './requests.js';

/** Kinds of the one mail of the day, the weightiest first: one that chases may remind and ask for reports, too. */
export const NOTICE_KINDS = ['chase', 'reminder', 'report-request'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What is to be said of an item by a day: the rule, and what kind of mail it alone would make. */
export interface Saying {
  rule: string;
  kind: NoticeKind;
}

/** One mail that is owed to a unit on a day: reminders, chases and requests together. */
export interface Notice {
  unitId: number;
  day: Day;
  kind: NoticeKind;
  items: { assignmentId: number; dueOn: Day; rule: string }[];
}

/** What should have been said of an item by a day: the latest reminder or chase and the latest request, said or not. */
export type Timetable = (item: ReminderFacts, today: Day) => readonly Saying[];

/** Items that are alike hear the same on the same days, so it is worked out once for all of them. */
interface AlikeItems {
  requests: readonly Request[];
  today: Day;
  sayings: readonly Saying[];
}

/** The timetable up to and including `until`; of the requests, as far back as one can be owed on `from`. */
export function timetableOf(from: Day, until: Day, context: ReminderContext): Timetable {
  const stepsOf = stepsUntil(until, context);
  const byFacts = new Map<string, AlikeItems>();
  const byItem = new WeakMap<ReminderFacts, AlikeItems>();
  const alikeTo = (item: ReminderFacts): AlikeItems => {
    const { planId, stage, opensOn, dueOn, assignedOn, reportedFor, toRectify } = item;
    const key = [planId, stage, opensOn, dueOn, assignedOn, reportedFor, toRectify].join();
    let alike = byFacts.get(key);
    if (!alike) {
      const world = { calendar: context.calendar, rules: context.rulesOfPlan(planId) };
      alike = { requests: toRectify ? [] : requestsUntil(item, from, until, world), today: '', sayings: [] };
      byFacts.set(key, alike);
    }
    byItem.set(item, alike);
    return alike;
  };
  return (item, today) => {
    const alike = byItem.get(item) ?? alikeTo(item);
    if (alike.today !== today) {
      const step = latestStep(item, today, stepsOf);
      const request = latestRequest(item, today, alike.requests);
      alike.today = today;
      alike.sayings = [
        ...(step ? [{ rule: step.rule, kind: step.kind }] : []),
        ...(request ? [{ rule: request.rule, kind: 'report-request' as const }] : []),
      ];
    }
    return alike.sayings;
  };
}

/** Those of an item's sayings that are made on a day: a reminder before the due day never rests. */
export function sayingsMade(
  sayings: readonly Saying[],
  item: Pick<ReminderItem, 'id' | 'planId' | 'returnedOn'>,
  today: Day,
  context: ReminderContext,
): readonly Saying[] {
  return sayings.some(({ kind }) => kind !== 'reminder') && chaseRests(item, today, context)
    ? sayings.filter(({ kind }) => kind === 'reminder')
    : sayings;
}

/**
 * What should have been said by `today` and is not in `said` (keys of `sayingKey`): one notice per unit, on working days
 * only. Of several missed steps of an item only the latest is owed, so an outage ends in one mail, not a pile.
 */
export function noticesOwed(
  items: readonly ReminderItem[],
  said: ReadonlySet<string>,
  today: Day,
  context: ReminderContext,
  timetable: Timetable = timetableOf(today, today, context),
): Notice[] {
  if (!isWorkday(context.calendar, today)) return [];
  const byUnit = new Map<number, Notice>();
  for (const item of items) {
    const owed = timetable(item, today).filter(({ rule }) => !said.has(sayingKey(item.id, item.dueOn, rule)));
    if (owed.length === 0) continue;
    for (const { rule, kind } of sayingsMade(owed, item, today, context)) {
      const notice = byUnit.get(item.unitId) ?? { unitId: item.unitId, day: today, kind, items: [] };
      if (NOTICE_KINDS.indexOf(kind) < NOTICE_KINDS.indexOf(notice.kind)) notice.kind = kind;
      notice.items.push({ assignmentId: item.id, dueOn: item.dueOn, rule });
      byUnit.set(item.unitId, notice);
    }
  }
  return [...byUnit.values()];
}

/** Every notice that would leave from one day to another if nobody acted, in order of time; `said` is not changed. */
export function forecastNotices(
  items: readonly ReminderItem[],
  said: ReadonlySet<string>,
  from: Day,
  to: Day,
  context: ReminderContext,
): Notice[] {
  const known = new Set(said);
  const notices: Notice[] = [];
  const timetable = timetableOf(from, to, context);
  for (let day = from; day <= to; day = plusDays(day, 1))
    for (const notice of noticesOwed(items, known, day, context, timetable)) {
      notices.push(notice);
      for (const item of notice.items) known.add(sayingKey(item.assignmentId, item.dueOn, item.rule));
    }
  return notices;
}
