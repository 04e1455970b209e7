import { type Calendar, workdaysAfter } from '../domain/calendar.js';
import { OPEN, isLate, type StandingFacts } from '../domain/standing.js';

/** '还剩3个工作日', '今天到期', '已过1个工作日'. */
export function daysLeft(dueOn: string, today: string, calendar: Calendar): string {
  if (dueOn === today) return '今天到期';
  if (dueOn > today) return `还剩${workdaysAfter(calendar, today, dueOn)}个工作日`;
  return `已过${workdaysAfter(calendar, dueOn, today)}个工作日`;
}

/** What is left of an item's time while its unit has still to act, that of its rectification included; once finished, whether it was in time. */
export function itemLeft(
  item: Pick<StandingFacts, 'stage' | 'dueOn' | 'completedOn' | 'rectifyBy'>,
  today: string,
  calendar: Calendar,
): string {
  const { stage, dueOn, completedOn, rectifyBy } = item;
  if (OPEN.includes(stage)) return daysLeft(dueOn, today, calendar);
  if (stage === 'rectifying') return rectifyBy === null ? '' : `整改${daysLeft(rectifyBy, today, calendar)}`;
  if ((stage !== 'accepted' && stage !== 'closed') || completedOn === null) return '';
  return isLate(item) ? '逾期后办结' : '按期';
}
