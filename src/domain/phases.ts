import { type Day } from './day.js';
import { type Phase } from './plan.js';

const ORDINALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** '第一阶段', by place in the plan; a phase that was dropped has none (null). */
export function phaseName(position: number | null): string {
  if (position === null) return '已取消的阶段';
  return `第${ORDINALS[position] ?? position + 1}阶段`;
}

/** The same of a phase as it is stored. */
export const nameOfPhase = ({ position, droppedOn }: Pick<Phase, 'position' | 'droppedOn'>): string =>
  phaseName(droppedOn === null ? position : null);

/** The phases to count by: those in force, and those dropped in which something was done or is still in hand. */
export const phasesWithWork = <P extends Pick<Phase, 'droppedOn'>>(
  phases: readonly P[],
  hasWork: (phase: P) => boolean,
): P[] => phases.filter((phase) => phase.droppedOn === null || hasWork(phase));

/** The phase a day falls in; null before the first and after the last. */
export function currentPhase(phases: readonly Phase[], today: Day): Phase | null {
  return phases.find((phase) => today >= phase.startsOn && today <= phase.dueOn) ?? null;
}
