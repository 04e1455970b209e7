import { type Person } from '../domain/permissions.js';
import { rulesOf } from '../domain/rules.js';
import { counted } from '../domain/phases.js';
import { countStandings } from '../domain/standing.js';
import { type UnitView } from '../rendering/views-units.js';
import { totalOf } from '../web/lights.js';
import { paths } from '../web/paths.js';
import { type PlanHead, type PlanWorld } from '../web/world.js';
import { type GroupedWork, isAtHand, unitGroups } from './unit-groups.views.js';

/** The other running plans in which a unit may have work that somebody may be told of; whoever came by a mail's link sees that mail's only. */
export function runningBeside({ plan, plans }: PlanWorld, { items }: Person): PlanHead[] {
  return items === null ? plans.filter(({ id, state }) => id !== plan.id && state === 'running') : [];
}

/** The world of another plan, with all its phases, on the same day. */
export function worldBeside(world: PlanWorld, plan: PlanHead, everyPhase: PlanWorld['phases']): PlanWorld {
  const phases = everyPhase.filter(({ droppedOn }) => droppedOn === null);
  return { ...world, plan, phases, everyPhase, rules: rulesOf(plan) };
}

/** What else a unit has to do: its work in each other plan, of which only what is at hand is listed. */
export function elsewhere(unitId: number, works: readonly GroupedWork[]): UnitView['elsewhere'] {
  return works.map((work) => {
    const { plan, everyPhase } = work.world;
    const atHand = work.assignments.filter((item) => isAtHand(item, work.world));
    const rest = counted(work.assignments, everyPhase, work.duties).length - atHand.length;
    return {
      ...{ id: `plan-${plan.id}`, label: `《${plan.title}》`, href: paths.unit(plan.id, unitId) },
      tally: tallyOf(work),
      groups: unitGroups({ ...work, assignments: atHand }),
      more: rest === 0 ? null : `${atHand.length > 0 ? '另有' : ''}${rest}项未到期或已办结`,
    };
  });
}

/** '12项，3项逾期', by the plan's own rules. */
function tallyOf({ assignments, duties, world }: GroupedWork): string {
  const tallied = counted(assignments, world.everyPhase, duties).map((item) => ({ ...item, count: 1 }));
  const counts = countStandings(tallied, world.today, world);
  const [late = 0, toRectify = 0] = [counts.overdue, counts['rectifying-late']];
  return [
    `${totalOf(counts)}项`,
    ...(late > 0 ? [`${late}项逾期`] : []),
    ...(toRectify > 0 ? [`${toRectify}项整改逾期`] : []),
    ...(late + toRectify === 0 ? ['没有逾期'] : []),
  ].join('，');
}
