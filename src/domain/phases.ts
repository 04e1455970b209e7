import { type Day } from './day.js';
import { type Assignment, type Duty, type Phase } from './plan.js';

const ORDINALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** '第一阶段', by place in the plan; a phase that was dropped has none (null). */
export function phaseName(position: number | null): string {
  if (position === null) return '已取消的阶段';
  return `第${ORDINALS[position] ?? position + 1}阶段`;
}

/** The same of a phase as it is stored. */
export const nameOfPhase = ({ position, droppedOn }: Pick<Phase, 'position' | 'droppedOn'>): string =>
  phaseName(droppedOn === null ? position : null);

/** The same where there is no room for more, beside a day or a title. */
export const shortNameOfPhase = ({ position, droppedOn }: Pick<Phase, 'position' | 'droppedOn'>): string =>
  droppedOn === null ? phaseName(position) : '已取消';

/** The phases to count by: those in force, and those dropped in which something was done or is still in hand. */
export const phasesWithWork = <P extends Pick<Phase, 'droppedOn'>>(
  phases: readonly P[],
  hasWork: (phase: P) => boolean,
): P[] => phases.filter((phase) => phase.droppedOn === null || hasWork(phase));

/** The assignments that figures count: what was let go with its phase or its duty is none of them (as in the stores' tallies), what was done is. */
export function counted<A extends Pick<Assignment, 'phaseId' | 'measureId' | 'unitId' | 'stage'>>(
  items: readonly A[],
  phases: readonly Pick<Phase, 'id' | 'droppedOn'>[],
  duties: readonly Pick<Duty, 'measureId' | 'unitId'>[],
): A[] {
  const dropped = new Set(phases.filter(({ droppedOn }) => droppedOn !== null).map(({ id }) => id));
  const held = new Set(duties.map(dutyOf));
  return items.filter((item) => item.stage !== 'waived' || (!dropped.has(item.phaseId) && held.has(dutyOf(item))));
}

const dutyOf = ({ measureId, unitId }: Pick<Duty, 'measureId' | 'unitId'>) => `${measureId}:${unitId}`;

/** The phase a day falls in; null before the first and after the last. */
export function currentPhase(phases: readonly Phase[], today: Day): Phase | null {
  return phases.find((phase) => today >= phase.startsOn && today <= phase.dueOn) ?? null;
}
