import { type Day } from '../domain/day.js';
import { type Unit } from '../domain/plan.js';
import { type Link } from '../rendering/views-common.js';
import { type UnstartedPart } from '../rendering/views-plan.js';
import { type Stores } from '../storage/stores/all.js';
import { paths } from './paths.js';
import { type PlanWorld } from './world.js';

/** What stands in the way of a plan that has not been started, as numbers. */
export interface Unstarted {
  units: number;
  /** The units whose mails would have to wait. */
  unreached: number;
  /** The phases whose due day is over. */
  over: number;
  doubts: number;
}

/** Reads what is to be looked after before a plan is started: as many statements whatever its size. */
export async function readUnstarted(
  stores: Stores,
  { plan, phases, today }: Pick<PlanWorld, 'plan' | 'phases' | 'today'>,
): Promise<Unstarted> {
  const units = await stores.plans.planUnits(plan.id);
  return {
    units: units.length,
    unreached: await countUnreached(stores, units, today),
    over: phases.filter(({ dueOn }) => dueOn < today).length,
    doubts: (await stores.plans.findings(plan.id)).filter(({ state }) => state === 'open').length,
  };
}

/** How many of these units nobody can be written to in on a day: one statement. */
export async function countUnreached(stores: Stores, units: readonly Unit[], today: Day): Promise<number> {
  const addresses = await stores.addresses.ofUnits(
    units.map(({ id }) => id),
    today,
  );
  return units.filter(({ id, mail }) => !(addresses.get(id) ?? mail)).length;
}

/** What a start would bring with it that nobody may want; nothing where all is well. */
export function cautions(planId: number, { units, unreached, over }: Unstarted): UnstartedPart['facts'] {
  const waiting = { text: `${units}个单位中${unreached}个没有联络员邮箱，交办通知将暂存`, links: peopleLinks(planId) };
  const late = { text: `${over}个阶段的到期日已过，启用后全部显示逾期`, links: [] };
  return [...(unreached > 0 ? [waiting] : []), ...(over > 0 ? [late] : [])];
}

/** The two ways to give units their liaisons. */
export const peopleLinks = (planId: number): Link[] => [
  { label: '人员', href: paths.people(planId) },
  { label: '导入联系人', href: paths.contactsImport(planId) },
];

/** 方案尚未启用: what waits before the start, and where it is done; `starts`: by whoever looks. */
export function unstartedPart(planId: number, facts: Unstarted, starts: boolean): UnstartedPart {
  const { units, unreached, doubts } = facts;
  const people = starts ? peopleLinks(planId) : peopleLinks(planId).slice(0, 1);
  return {
    facts: [
      {
        text: doubts > 0 ? `还有${doubts}处疑点待核对` : '没有待核对的疑点',
        links: [{ label: starts ? '核对并启用方案' : '查看方案', href: paths.plan(planId) }],
      },
      {
        text: unreached > 0 ? `${units}个单位中${unreached}个没有联络员邮箱` : `${units}个单位都有联络员邮箱`,
        links: people,
      },
    ],
  };
}
