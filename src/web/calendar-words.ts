import { yearsToImport } from '../domain/calendar.js';
import { type Day } from '../domain/day.js';
import { type World } from './world.js';

/** Said aloud where a year's holidays should be known up to a day (the plan's end) and are not; null otherwise. */
export function calendarWarning({ calendar, today, phases }: Omit<World, 'rules'>, until?: Day): string | null {
  const missing = yearsToImport(calendar, today, until ?? phases.at(-1)?.dueOn ?? today);
  return missing.length > 0 ? `${missing.join('、')}年放假安排未导入，按周一至周五计算工作日，提醒日期可能不准` : null;
}
