import { type Step } from './course.js';

/** The demonstration's course: who did what between the plan's start and the demonstration day. */
export const SCRIPT: readonly Step[] = [];
