import { type Moment, momentOf } from '../clock.js';
import { type Calendar } from '../domain/calendar.js';
import { type Day, shortDay } from '../domain/day.js';
import { couldLeaveSince, LATE_MINUTES, minutesBetween, stoodStill } from '../domain/dead-man.js';
import { type Instant } from '../domain/plan.js';
import { type PlanRules } from '../domain/rules.js';
import { type Flow } from '../storage/stores/flow.js';

/** '6月24日08:30'. */
export function hourWords(at: Instant, today: Day): string {
  const moment = momentOf(at);
  return `${shortDay(moment.today, today)}${moment.time}`;
}

/** Said where mails do not leave; null where they do. */
export function stoppedWords({ stoppedAt, reason }: Flow, today: Day): string | null {
  if (stoppedAt === null) return null;
  return `邮件自${hourWords(stoppedAt, today)}起没有发出：${reason ?? '原因不明'}。邮件都在发件箱里，恢复后自动发出。`;
}

/** Said where nothing has run for a working day; null where all is well. */
export function standstillWords({ lastRunAt, startedAt }: Flow, now: Moment, calendar: Calendar): string | null {
  const lastAt = lastRunAt ?? startedAt;
  if (lastAt === null || !stoodStill(momentOf(lastAt).today, now, calendar)) return null;
  const since = lastRunAt ? `上次运行是${hourWords(lastRunAt, now.today)}` : '方案启用后还没有运行过';
  return `定时工作已有一个工作日没有运行（${since}），提醒和催办没有按时发出，请管理员检查程序是否一直开着。`;
}

/** Said where a mail that was due has not left for an hour of the hours of sending; null where none waits so long. */
export function lateWords(
  oldest: Instant | null,
  now: Moment,
  calendar: Calendar,
  hours: Pick<PlanRules, 'sendFrom' | 'sendUntil'>,
): string | null {
  const since = oldest && couldLeaveSince(momentOf(oldest), now, calendar, hours);
  if (!oldest || !since || minutesBetween(since, now.time) < LATE_MINUTES) return null;
  return `最早一封应发未发的邮件自${hourWords(oldest, now.today)}起等待发出。`;
}

/** What is wrong with mails and timetable, as every page of the office says it. */
export function troublesOf(flow: Flow, now: Moment, calendar: Calendar): string[] {
  return [stoppedWords(flow, now.today), standstillWords(flow, now, calendar)].filter((words) => words !== null);
}
