import { type Calendar, isWorkday, nthWorkday, workdayOnOrBefore } from './calendar.js';
import { type Day, plusDays, shortDay, weekdayName } from './day.js';
import { type ExtensionStage } from './lifecycle.js';
import { type Assignment, type AssignmentStage } from './plan.js';
import { type PlanRules } from './rules.js';
import { WITH_UNIT } from './standing.js';

/** 延期申请: asked for before the due day; the original date stays on the assignment for ever. */
export interface Extension {
  id: number;
  planId: number;
  assignmentId: number;
  unitId: number;
  /** The number of the request among all of the item; which time it is counts without those taken back (`timesAsked`). */
  nth: number;
  stage: ExtensionStage;
  reason: string;
  progress: string;
  dueOnBefore: Day;
  askedDay: Day;
  grantedDay: Day | null;
  requestedOn: Day;
  requestedBy: string;
  officeOpinion: string;
  endorsedOn: Day | null;
  /** The deputy leader whose decision the office enters. */
  deputyName: string;
  decisionReason: string;
  decidedBy: string | null;
  decidedOn: Day | null;
  version: number;
}

/** Stages in which a request waits for its decision. */
export const ASKING: readonly ExtensionStage[] = ['requested', 'endorsed'];

/** Stages of an item whose due day a decision may still move: it is not over, not stopped and not under rectification. */
export const MOVABLE: readonly AssignmentStage[] = [...WITH_UNIT, 'declined', 'reported', 'accepted'];

/** How often an extension of an item has been asked for before the request `nth`: what was taken back was never asked. */
export function timesAsked(asked: readonly Pick<Extension, 'nth' | 'stage'>[], nth = Infinity): number {
  return asked.filter((one) => one.stage !== 'withdrawn' && one.nth < nth).length;
}

/** The last day on which an extension of an item may be asked for; always before the due day (domain §5.3). */
export function lastDayToAsk(
  dueOn: Day,
  calendar: Calendar,
  { extensionAheadWorkdays }: Pick<PlanRules, 'extensionAheadWorkdays'>,
): Day {
  return extensionAheadWorkdays > 0 ? nthWorkday(calendar, dueOn, -extensionAheadWorkdays) : plusDays(dueOn, -1);
}

/** Why no extension of an item can be asked for; null where it can. `stage`: it is not with its unit. */
export type WhyNotAsk = 'stage' | 'pending' | 'used-up' | 'late' | 'close';

/** Whether a unit may ask for more time for an item on a day. */
export function whyNotAsk(
  item: Pick<Assignment, 'stage' | 'dueOn'>,
  asked: readonly Pick<Extension, 'nth' | 'stage'>[],
  today: Day,
  { calendar, rules }: { calendar: Calendar; rules: Pick<PlanRules, 'extensionAheadWorkdays' | 'extensionsPerItem'> },
): WhyNotAsk | null {
  if (!WITH_UNIT.includes(item.stage)) return 'stage';
  if (asked.some(({ stage }) => ASKING.includes(stage))) return 'pending';
  if (today >= item.dueOn) return 'late';
  if (timesAsked(asked) >= rules.extensionsPerItem) return 'used-up';
  return today > lastDayToAsk(item.dueOn, calendar, rules) ? 'close' : null;
}

/**
 * Why an item cannot be due on a day of rest, with the nearest working days: '7月4日是周六，请选7月3日或7月6日'. Null for a
 * working day; of the two only what lies after the present due day and not before today is named.
 */
export function whyRestDay(day: Day, dueOn: Day, today: Day, calendar: Calendar): string | null {
  if (isWorkday(calendar, day)) return null;
  const festival = calendar.names.get(day);
  const near = [workdayOnOrBefore(calendar, day), nthWorkday(calendar, day, 1)];
  const open = near.filter((one) => one > dueOn && one >= today).map((one) => shortDay(one, today));
  return `${shortDay(day, today)}是${weekdayName(day)}${festival ? `（${festival}放假）` : ''}，请选${open.join('或')}`;
}

/**
 * Whether a day is a deputy leader's to grant: from the second request on, and beyond the plan's last deadline. Items are due
 * on their phase's last day, so "beyond the phase" would send every request there; the plan's own end is what the office cannot move.
 */
export function needsDeputy(timesBefore: number, day: Day, lastDueOn: Day): boolean {
  return timesBefore > 0 || day > lastDueOn;
}

/** Items that share the facts from which punctuality is counted. */
export type Punctual = Pick<Assignment, 'stage' | 'originalDueOn' | 'dueOn' | 'completedOn'> & { count: number };

/** How many were due by a day, and how many of them were completed in time. */
export interface OnTime {
  due: number;
  onTime: number;
  /** '92.5%', or '—' where nothing was due. */
  rate: string;
}

/** 按期完成 against the days first set and against those now in force: an extension changes the second and never the first. */
export function punctuality(items: readonly Punctual[], today: Day): { original: OnTime; revised: OnTime } {
  const counted = items.filter(({ stage }) => stage !== 'waived' && stage !== 'suspended');
  return {
    original: against(counted, ({ originalDueOn }) => originalDueOn, today),
    revised: against(counted, ({ dueOn }) => dueOn, today),
  };
}

function against(items: readonly Punctual[], dayOf: (item: Punctual) => Day, today: Day): OnTime {
  let due = 0;
  let onTime = 0;
  for (const item of items) {
    const day = dayOf(item);
    const inTime = item.completedOn !== null && item.completedOn <= day;
    // The due day itself is still in time: until it is over, only what is done is counted.
    if (day > today || (day === today && !inTime)) continue;
    due += item.count;
    if (inTime) onTime += item.count;
  }
  return { due, onTime, rate: rateOf(onTime, due) };
}

/** '92.5%', '100%', or '—' where there is nothing to divide by. */
export function rateOf(part: number, whole: number): string {
  if (whole === 0) return '—';
  return `${Number(((100 * part) / whole).toFixed(1))}%`;
}
