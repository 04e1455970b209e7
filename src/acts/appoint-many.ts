import { type Holding, type Post } from '../domain/posts.js';
import { type Stores } from '../storage/stores/all.js';
import { type NewContact } from '../storage/stores/people.js';
import { followMail } from './contact-follows.js';
import { type Occasion, remember } from './history.js';
import { nameOfPost, type PersonGiven } from './people.js';

/** A vacant post of a unit, who gets it and from when. */
export interface Appointment {
  post: Post & { unitId: number };
  person: PersonGiven;
  fromOn: string;
}

/** Gives vacant posts of units to people, in as many statements for ninety as for one; whether the days are right its caller has checked. */
export async function appointMany(
  stores: Stores,
  appointments: readonly Appointment[],
  occasion: Occasion,
): Promise<void> {
  if (appointments.length === 0) return;
  const unitIds = [...new Set(appointments.map(({ post }) => post.unitId))];
  const contactIds = await contactsFor(stores, appointments, await stores.people.holdersOf(unitIds, occasion.today));
  await stores.people.insertTenures(
    appointments.map(({ post, fromOn }, i) => ({
      ...{ postId: post.id, contactId: contactIds[i] ?? 0, fromOn, untilOn: null, version: 1 },
    })),
  );
  await followMail(stores, unitIds, occasion);
  const names = new Map((await stores.plans.units()).map(({ id, name }) => [id, name]));
  const plans = await stores.people.newestPlansOf(unitIds);
  await remember(
    stores,
    occasion,
    appointments.map(({ post, person, fromOn }) => {
      const planId = plans.get(post.unitId);
      const unit = names.get(post.unitId) ?? '';
      const facts = { unit, post: nameOfPost(post), before: null, after: person.name, fromOn };
      return { act: 'appoint', ...(planId !== undefined && { planId }), facts };
    }),
  );
}

/** One contact a person and unit, be it in two posts of the list or in a post of the unit already. */
async function contactsFor(
  stores: Stores,
  appointments: readonly Appointment[],
  colleagues: readonly Holding[],
): Promise<number[]> {
  const fresh: (NewContact & { unitId: number })[] = [];
  const found = appointments.map(({ post: { unitId }, person }) => {
    const isSame = (other: { unitId: number | null; name: string; mail: string | null }) =>
      other.unitId === unitId && other.name === person.name && (other.mail === person.mail || person.mail === null);
    const known = colleagues.find(isSame);
    if (known) return { id: known.contactId };
    const at = fresh.findIndex(isSame);
    return { at: at < 0 ? fresh.push({ ...person, version: 1, unitId }) - 1 : at };
  });
  const ids = await stores.people.insertContacts(fresh.map(({ unitId: _, ...contact }) => contact));
  return found.map((one) => ('id' in one ? one.id : ids[one.at])).map((id) => id ?? 0);
}
