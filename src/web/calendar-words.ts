import { yearsToImport } from '../domain/calendar.js';
import { type Day } from '../domain/day.js';
import { type CalendarNotice } from '../rendering/views-common.js';
import { paths } from './paths.js';
import { type World } from './world.js';

/** Said aloud where a year's holidays should be known up to a day (the plan's end) and are not; null otherwise. */
export function calendarNotice(
  { calendar, today, phases }: Pick<World, 'calendar' | 'today' | 'phases'>,
  until?: Day,
): CalendarNotice | null {
  const missing = yearsToImport(calendar, today, until ?? phases.at(-1)?.dueOn ?? today);
  if (missing.length === 0) return null;
  return {
    text: `${missing.join('、')}年放假安排未导入，按周一至周五计算工作日，提醒日期可能不准。`,
    way: { label: '导入放假安排', href: paths.holidays({ year: missing[0] }) },
  };
}
