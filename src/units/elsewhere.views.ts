import { type Person } from '../domain/permissions.js';
import { type Assignment, type Unit } from '../domain/plan.js';
import { rulesOf } from '../domain/rules.js';
import { countStandings } from '../domain/standing.js';
import { type UnitView } from '../rendering/views-units.js';
import { totalOf } from '../web/lights.js';
import { paths } from '../web/paths.js';
import { type PlanHead, type PlanWorld } from '../web/world.js';

/** The other running plans in which a unit may have work that somebody may be told of; whoever came by a mail's link sees that mail's only. */
export function runningBeside({ plan, plans }: PlanWorld, { items }: Person): PlanHead[] {
  return items === null ? plans.filter(({ id, state }) => id !== plan.id && state === 'running') : [];
}

/** What else a unit has to do: for each of these plans that gives it work its page there, how many items and how many are late. */
export function elsewhere({
  world,
  unit,
  person,
  plans,
  items,
}: {
  world: PlanWorld;
  unit: Unit;
  person: Person;
  plans: readonly PlanHead[];
  items: readonly Assignment[];
}): UnitView['elsewhere'] {
  const lines = plans.flatMap((plan) => {
    const own = items.filter(({ planId }) => planId === plan.id);
    const line = { label: `《${plan.title}》`, href: paths.unit(plan.id, unit.id), tally: tallyOf(own, plan, world) };
    return own.length > 0 ? [line] : [];
  });
  return lines.length > 0 ? { lead: `${person.unitId === unit.id ? '本' : '该'}单位还承担：`, plans: lines } : null;
}

/** '12项，3项逾期', by the plan's own rules. */
function tallyOf(items: readonly Assignment[], plan: PlanHead, { today, calendar }: PlanWorld): string {
  const rules = rulesOf(plan);
  const tallied = items.map((item) => ({ ...item, count: 1 }));
  const counts = countStandings(tallied, today, { calendar, rules });
  const [late = 0, toRectify = 0] = [counts.overdue, counts['rectifying-late']];
  return [
    `${totalOf(counts)}项`,
    ...(late > 0 ? [`${late}项逾期`] : []),
    ...(toRectify > 0 ? [`${toRectify}项整改逾期`] : []),
    ...(late + toRectify === 0 ? ['没有逾期'] : []),
  ].join('，');
}
