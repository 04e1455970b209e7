import { tellOutage, tellStandstill as tell } from '../acts/alarms.js';
import { later, type Moment, momentOf } from '../clock.js';
import { OUTAGE_MINUTES, stoodStill } from '../domain/dead-man.js';
import { type Instant } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { calendarWith } from '../working-days.js';

/** The last run before a working day on which nothing ran; null where the timetable has run, or never had to. */
export async function standstill(stores: Stores, now: Moment): Promise<Instant | null> {
  const { lastRunAt, startedAt } = await stores.flow.get();
  const last = lastRunAt ?? startedAt;
  if (last === null || momentOf(last).today >= now.today) return null;
  const calendar = calendarWith(await stores.calendar.overrides());
  return stoodStill(momentOf(last).today, now, calendar) ? last : null;
}

/** Tells the office that nothing ran since a moment; said again, it is the same mail. */
export async function tellStandstill(stores: Stores, last: Instant, now: Moment): Promise<number> {
  return tell(stores, momentOf(last), now);
}

/** Tells the office that mails leave again after a stop, unless it was a short one; returns how many mails that were. */
export async function tellResumed(
  stores: Stores,
  { stoppedAt, reason }: { stoppedAt: Instant; reason: string },
  now: Moment,
): Promise<number> {
  if (later(stoppedAt, OUTAGE_MINUTES * 60) > now.at) return 0;
  const told = await tellOutage(stores, { from: momentOf(stoppedAt), to: now, reason }, now);
  if (told > 0) await stores.delivery.set({ toldAt: now.at });
  return told;
}
