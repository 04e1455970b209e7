import { type Day, plusDays, shortDay } from '../domain/day.js';
import { nextReportDay, nextUnanswered, reportLate } from '../domain/reporting.js';
import { standingOf } from '../domain/standing.js';
import { periodWords } from '../web/reporting-words.js';
import { type ReportFacts, type ReportItem } from './report.facts.js';

const DAYS_AHEAD = 7;

/** Ticked unasked: what a link's mail is about, what is late or due within days, what was returned. */
export function isDue({ item, last }: ReportItem, world: ReportFacts['world'], isLink: boolean): boolean {
  const { today, calendar, rules } = world;
  if (item.opensOn > today || answeredFor({ item, last }, world) !== null) return false;
  if (isLink || item.stage === 'returned' || reportLate(item, today, world)) return true;
  const isNear = dueWithinDays(item, world);
  return isNear || ['overdue', 'due-soon'].includes(standingOf(item, today, { calendar, rules }));
}

function dueWithinDays(item: ReportItem['item'], world: ReportFacts['world']): boolean {
  const next = nextUnanswered(item, world.today, world);
  return next !== null && plusDays(world.today, DAYS_AHEAD) >= next;
}

/** The period an item has just answered, so that nothing is asked of it for now; null where something is. */
function answeredFor({ item, last }: Pick<ReportItem, 'item' | 'last'>, world: ReportFacts['world']): Day | null {
  const { today } = world;
  if (item.reportedFor === null || item.stage === 'returned' || last?.stage === 'returned') return null;
  if (reportLate(item, today, world)) return null;
  const next = nextReportDay(item, today, world);
  if (next !== null && item.reportedFor >= next) return item.reportedFor;
  return last?.stage === 'submitted' && !dueWithinDays(item, world) ? item.reportedFor : null;
}

/** What is asked of an item on the form, or that its period is answered. */
export function askedWords(one: ReportItem, world: ReportFacts['world']): string {
  const answered = answeredFor(one, world);
  if (answered === null) return periodWords(one, world.today, world);
  return `本期已报（${shortDay(answered, world.today)}一期），如有补充再勾选`;
}
