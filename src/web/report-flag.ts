import { reportLate, type ReportingFacts } from '../domain/reporting.js';
import { type World } from './world.js';

/** '报送逾期' where the report of a period that is over is missing: a flag beside the light, never part of it. */
export function reportFlag(item: ReportingFacts, world: World): string | null {
  return reportLate(item, world.today, world) ? '报送逾期' : null;
}
