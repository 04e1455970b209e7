import { PLAN } from '../domain/lifecycle.js';
import { type NavItem } from '../rendering/views-common.js';
import { type Visit } from './access.js';
import { paths } from './paths.js';
import { type PlanHead, type World } from './world.js';

const MOST_PLANS = 20;
const COOKIE = 'luoshi_plan';

/** The plan whose pages a visitor looked at last; null for units, who are led by their own work, and where none is named. */
export function planTurnedTo({ person, headers }: Visit): number | null {
  if (!person || person.unitId !== null) return null;
  const named = new RegExp(`(?:^|;\\s*)${COOKIE}=(\\d{1,9})(?:;|$)`).exec(headers.cookie ?? '')?.[1];
  return named === undefined ? null : Number(named);
}

/**
 * Notes in the browser which plan a page was of, so that pages of no plan (the outbox, the timetable) stay in it until another
 * is chosen; nothing where it is known already.
 */
export function stayIn(visit: Visit, planId: number | null): void {
  const { person } = visit;
  if (planId === null || !person || person.unitId !== null || visit.turnedTo === planId) return;
  visit.turnedTo = planId;
  visit.res?.cookie(COOKIE, String(planId), { path: '/', httpOnly: true, sameSite: 'lax', secure: visit.secure });
}

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
