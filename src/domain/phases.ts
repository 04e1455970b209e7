import { type Day } from './day.js';
import { type Phase } from './plan.js';

const ORDINALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** '第一阶段', by place in the plan. */
export function phaseName(position: number): string {
  return `第${ORDINALS[position] ?? position + 1}阶段`;
}

/** The phase a day falls in; null before the first and after the last. */
export function currentPhase(phases: readonly Phase[], today: Day): Phase | null {
  return phases.find((phase) => today >= phase.startsOn && today <= phase.dueOn) ?? null;
}
