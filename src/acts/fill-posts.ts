import { type Member } from '../domain/plan.js';
import { postOfRole, titleOfMember, UNIT_POSTS } from '../domain/posts.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion, remember } from './history.js';

/**
 * Makes the posts that a plan's document names (leading group and office) with their holders from the day of issue, and the four
 * posts of every unit that has a duty. What is there already stays as it is; returns how many posts were new.
 */
export async function fillPosts(stores: Stores, planId: number, occasion: Occasion): Promise<number> {
  const plan = await stores.plans.byId(planId);
  if (!plan) return 0;
  const known = await stores.people.postsOfPlan(planId, occasion.today);
  const members = known.length > 0 ? [] : await stores.plans.members(planId);
  await fillGroup(stores, members, plan.issuedOn ?? occasion.today);
  const units = await stores.plans.planUnits(planId);
  const made = await ensureUnitPosts(
    stores,
    units.map((unit) => unit.id),
  );
  if (members.length + made > 0)
    await remember(stores, occasion, [
      { act: 'fill-posts', planId, facts: { group: members.length, units: units.length } },
    ]);
  return members.length + made;
}

/** One post a member, one contact a name: who heads the office is in the group as well. */
async function fillGroup(stores: Stores, members: readonly Member[], fromOn: string): Promise<void> {
  if (members.length === 0) return;
  const unitIds = await unitsByName(stores);
  const names = [...new Set(members.map((member) => member.name))];
  const contactIds = await stores.people.insertContacts(
    names.map((name) => ({ name, mail: null, phone: null, version: 1 })),
  );
  const contactOf = new Map(names.map((name, i) => [name, contactIds[i] ?? 0]));
  const postIds = await stores.people.insertPosts(
    members.map((member) => ({
      kind: postOfRole(member.role),
      planId: member.planId,
      unitId: unitIds.get(member.unit) ?? null,
      title: titleOfMember(member),
      position: member.position,
    })),
  );
  await stores.people.insertTenures(
    members.map(({ name }, i) => ({
      ...{ postId: postIds[i] ?? 0, contactId: contactOf.get(name) ?? 0, fromOn, untilOn: null, version: 1 },
    })),
  );
}

/** Units by every name they are known under. */
export async function unitsByName(stores: Stores): Promise<Map<string, number>> {
  const aliases = (await stores.plans.aliases()).map(({ name, unitId }): [string, number] => [name, unitId]);
  const units = (await stores.plans.units()).map(({ name, id }): [string, number] => [name, id]);
  return new Map([...aliases, ...units]);
}

/** Gives each of these units the posts it lacks, vacant; returns how many. */
export async function ensureUnitPosts(stores: Stores, unitIds: readonly number[]): Promise<number> {
  const known = new Set((await stores.people.postsOfUnits(unitIds)).map(({ unitId, kind }) => `${unitId}:${kind}`));
  const missing = unitIds.flatMap((unitId) =>
    UNIT_POSTS.filter((kind) => !known.has(`${unitId}:${kind}`)).map((kind) => ({
      ...{ kind, planId: null, unitId, title: '', position: UNIT_POSTS.indexOf(kind) },
    })),
  );
  await stores.people.insertPosts(missing);
  return missing.length;
}
