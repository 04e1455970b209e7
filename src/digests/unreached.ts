import { type DigestKind } from '../domain/plan.js';
import { OFFICE_POSTS } from '../domain/posts.js';
import { type Stores } from '../storage/stores/all.js';
import { type PlanWorld } from '../web/world.js';
import { readersInPlan } from './readers.js';

/** As many names as stand in the sentence. */
const NAMED = 5;

/** Who is to get issues of a kind and cannot, as a sentence ('林书记（组长）没有登记邮箱，收不到。'); null where everybody can, or nothing is sent any more. */
export async function unreachedBy(stores: Stores, kind: DigestKind, world: PlanWorld): Promise<string | null> {
  const { plan, now } = world;
  if (plan.state !== 'running') return null;
  if (kind === 'unit-digest') return sentence(await unitsUnreached(stores, world), '的主要负责人');
  const kinds = kind === 'digest' ? (['group-leader', 'deputy-leader'] as const) : OFFICE_POSTS;
  const readers = await readersInPlan(stores, plan.id, kinds, now);
  if (readers.length === 0)
    return `${kind === 'digest' ? '没有登记组长、副组长' : '没有登记办公室人员'}，各期只在这里可看，不发邮件。`;
  return sentence(
    readers.filter(({ mail }) => mail === null).map(({ post, name }) => `${name}（${post}）`),
    '',
  );
}

async function unitsUnreached(stores: Stores, { plan, today }: PlanWorld): Promise<string[]> {
  const units = await stores.plans.planUnits(plan.id);
  const holders = await stores.people.holdersOf(
    units.map(({ id }) => id),
    today,
  );
  const reached = holders.filter(({ kind, mail }) => kind === 'unit-head' && mail !== null);
  const ids = new Set(reached.map(({ unitId }) => unitId));
  return units.filter(({ id }) => !ids.has(id)).map(({ name }) => name);
}

function sentence(names: readonly string[], post: string): string | null {
  if (names.length === 0) return null;
  const rest = names.length - NAMED;
  return `${names.slice(0, NAMED).join('、')}${rest > 0 ? `等${names.length}个${post === '' ? '人' : '单位'}` : ''}${post}没有登记邮箱，收不到。`;
}
