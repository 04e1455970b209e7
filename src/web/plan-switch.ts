import { PLAN } from '../domain/lifecycle.js';
import { type NavItem } from '../rendering/views-common.js';
import { type Visit } from './access.js';
import { paths } from './paths.js';
import { type PlanHead, type World } from './world.js';

const MOST_PLANS = 20;

/** The plan of a page as far as it is somebody's to see: a unit sees nothing of a plan that gives it no work. */
export function ownPlan(visit: Visit, world: World): PlanHead | null {
  return world.plan && isTheirs(visit, world.plan) ? world.plan : null;
}

/** The plans somebody may turn to, the running ones first, with that of the page; null where there is no other, and for who came by a mail's link. */
export function planSwitch(visit: Visit, world: World): NavItem[] | null {
  const { person } = visit;
  if (!person || person.items !== null) return null;
  const isCurrent = ({ id }: PlanHead) => id === world.plan?.id;
  const theirs = world.plans.filter((plan) => isTheirs(visit, plan));
  const others = theirs.filter((plan) => !isCurrent(plan)).slice(0, MOST_PLANS);
  if (others.length === 0) return null;
  return [...theirs.filter(isCurrent), ...others].map((plan) => ({
    current: isCurrent(plan),
    label: plan.state === 'running' ? plan.title : `${plan.title}（${PLAN.stages[plan.state]}）`,
    href:
      person.unitId !== null && plan.state !== 'draft' ? paths.unit(plan.id, person.unitId) : paths.overview(plan.id),
  }));
}

/** The title of a page's plan for whoever has several to tell apart; null for the others, and who works in one is not told that there are more. */
export function planNamed(visit: Visit, world: World): string | null {
  const plan = ownPlan(visit, world);
  return plan && world.plans.filter((one) => isTheirs(visit, one)).length > 1 ? plan.title : null;
}

const isTheirs = ({ plans }: Visit, { id }: PlanHead): boolean => plans?.includes(id) ?? true;
