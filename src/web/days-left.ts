import { type Calendar, workdaysAfter } from '../domain/calendar.js';

/** '还剩3个工作日', '今天到期', '已过1个工作日'. */
export function daysLeft(dueOn: string, today: string, calendar: Calendar): string {
  if (dueOn === today) return '今天到期';
  if (dueOn > today) return `还剩${workdaysAfter(calendar, today, dueOn)}个工作日`;
  return `已过${workdaysAfter(calendar, dueOn, today)}个工作日`;
}
