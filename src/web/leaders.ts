import { type Day } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { type Stores } from '../storage/stores/all.js';
import { type FieldSpec } from './forms.js';

/** A leader of a plan's group, as a form offers one. */
export interface Leader {
  name: string;
  isDeputy: boolean;
}

/** Who leads a plan's group on a day: who holds its posts, or where none is filled, whom the document names. */
export async function leadersOf(stores: Stores, planId: number, today: Day): Promise<Leader[]> {
  const posts = await stores.people.postsOfPlan(planId, today);
  const held = posts.flatMap(({ kind, holder }) =>
    holder && (kind === 'group-leader' || kind === 'deputy-leader')
      ? [{ name: holder.name, isDeputy: kind === 'deputy-leader' }]
      : [],
  );
  if (held.length > 0) return held;
  const members = await stores.plans.members(planId);
  const leading = members.filter(({ role }) => /^(常务)?(副)?组长$/.test(role));
  return leading.map(({ name, role }) => ({ name, isDeputy: role.includes('副') }));
}

/** The field in which one of them is chosen; where nobody is known it is written. */
export function leaderField(name: string, label: string, leaders: readonly Leader[], value?: string): FieldSpec {
  if (leaders.length === 0) return { name, label, required: true, max: 40, value };
  const options = leaders.map((leader) => ({
    value: leader.name,
    label: `${leader.name}（${leader.isDeputy ? '副组长' : '组长'}）`,
  }));
  return { name, label, kind: 'select', required: true, options: [{ value: '', label: '请选择' }, ...options], value };
}

/** Throws `RuleBroken('leader-unknown')` at a field that names somebody who is none of them. */
export function mustLead(leaders: readonly Leader[], name: string, field: string): void {
  if (name !== '' && leaders.length > 0 && !leaders.some((leader) => leader.name === name))
    throw new RuleBroken('leader-unknown', { field });
}
