import { type Step } from './course.js';
import { FIRST_WEEKS } from './first-weeks.js';
import { FIRST_INSPECTION } from './first-inspection.js';
import { LAST_WEEKS } from './last-weeks.js';

/**
 * The demonstration's course: what was done between the plan's start and the demonstration day, through the same acts as on
 * pages, so that a newcomer meets every light and every queue with something in it. Measures are numbered 1 to 8; all is about
 * the first phase (安排部署、调查摸底, due 30 June 2020). Only 县国有资产事务中心 says nothing to anybody.
 */
export const SCRIPT: readonly Step[] = [...FIRST_WEEKS, ...FIRST_INSPECTION, ...LAST_WEEKS];
