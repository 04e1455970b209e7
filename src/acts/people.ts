import { plusDays } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import {
  type Contact,
  faultOfStart,
  type Holding,
  holdsOn,
  type Post,
  POST_WORDS,
  type PostKind,
} from '../domain/posts.js';
import { type Stores } from '../storage/stores/all.js';
import { endAccessOf, followMail, tellSuccessor } from './contact-follows.js';
import { type Occasion, remember } from './history.js';

/** A person as a form or a spreadsheet gives one. */
export type PersonGiven = Pick<Contact, 'name' | 'mail' | 'phone'>;

/**
 * A post given to somebody from a day; `version` is that of the predecessor's tenure as it was seen, 0 where the post was vacant, and
 * `tenureId` which tenure that was, where a page showed it.
 */
export interface HandOver {
  postId: number;
  toContact: PersonGiven;
  fromOn: string;
  version: number;
  tenureId?: number;
}

/** What a post is called, of which unit or plan, as facts for the history. */
export async function whereOf(
  stores: Stores,
  post: Post,
): Promise<{ unit: string | null; planId: number | undefined }> {
  if (post.planId !== null) return { unit: null, planId: post.planId };
  const unit = post.unitId === null ? null : await stores.plans.unit(post.unitId);
  return {
    unit: unit?.name ?? null,
    planId: post.unitId === null ? undefined : (await stores.plans.plansOf(post.unitId))[0],
  };
}

/**
 * Gives a post to a successor from a day: the predecessor's tenure ends the day before, links in mails to a liaison are revoked, the
 * predecessor's liaison account of that unit is closed, mail held for want of an address goes. Returns the new tenure. Throws
 * `RuleBroken` 'not-found', 'stale', or what is wrong with the day at field `fromOn`.
 */
export async function handOver(stores: Stores, asked: HandOver, occasion: Occasion): Promise<number> {
  const { postId, toContact, fromOn, version, tenureId: seen } = asked;
  const post = await stores.people.postAlone(postId);
  if (!post) throw new RuleBroken('not-found', { thing: '岗位' });
  const [before = null] = await stores.people.holdings([postId]);
  if (before && holdsOn(before, fromOn) && isSame(before, toContact))
    throw new RuleBroken('same-holder', { field: 'name', name: before.name });
  const fault = faultOfStart(before, fromOn, occasion.today);
  if (fault)
    throw new RuleBroken(fault, { field: 'fromOn', name: before?.name ?? '', day: before?.untilOn ?? before?.fromOn });
  const running = before && before.untilOn === null ? before : null;
  if ((running?.version ?? 0) !== version || (seen !== undefined && seen !== (running?.tenureId ?? 0)))
    throw new RuleBroken('stale', { thing: POST_WORDS[post.kind] });
  if (running && !(await stores.people.endTenure(running.tenureId, running.version, plusDays(fromOn, -1))))
    throw new RuleBroken('stale', { thing: POST_WORDS[post.kind] });
  const contactId = await contactFor(stores, post, toContact, occasion);
  const [tenureId = 0] = await stores.people.insertTenures([{ postId, contactId, fromOn, untilOn: null, version: 1 }]);
  if (running) await endAccessOf(stores, running, occasion);
  await followMail(stores, [post.unitId], occasion);
  if (running) await tellSuccessor(stores, { post, tenureId, name: toContact.name, fromOn }, occasion);
  await rememberChange(stores, post, running, { name: toContact.name, fromOn }, occasion);
  return tenureId;
}

/** Gives a vacant post to somebody from a day. */
export async function appoint(
  stores: Stores,
  { postId, person, fromOn }: { postId: number; person: PersonGiven; fromOn: string },
  occasion: Occasion,
): Promise<number> {
  return handOver(stores, { postId, toContact: person, fromOn, version: 0 }, occasion);
}

/** Sets right what is known of whoever holds a post; `version` is the contact's as it was seen. Throws `RuleBroken` 'not-found' or 'stale'. */
export async function saveContact(
  stores: Stores,
  { postId, contactId, version, ...given }: PersonGiven & { postId: number; contactId: number; version: number },
  occasion: Occasion,
): Promise<void> {
  const [post, known] = [await stores.people.post(postId), await stores.people.contact(contactId)];
  if (!post || !known) throw new RuleBroken('not-found', { thing: '联系人' });
  const changed = CONTACT_FIELDS.filter(([field]) => known[field] !== given[field]);
  // A refused address that is saved as it is, is confirmed: mail goes there again.
  if (changed.length === 0 && known.bouncedOn === null) return;
  if (!(await stores.people.changeContact(contactId, version, given)))
    throw new RuleBroken('stale', { thing: '联系人' });
  await followMail(stores, [post.unitId], occasion);
  const { unit, planId } = await whereOf(stores, post);
  // What was in a contact is not kept in the history: only that it was changed, and a name, which history keeps anyway.
  const facts = { unit, post: nameOfPost(post), name: given.name, changed: changed.map(([, label]) => label) };
  await remember(stores, occasion, [
    {
      act: 'save-contact',
      ...(planId !== undefined && { planId }),
      facts: known.name === given.name ? facts : { ...facts, before: known.name, after: given.name },
    },
  ]);
}

/** Clears what is known of somebody beside their name, who holds no post any more. Throws `RuleBroken` 'not-found' or 'contact-in-use'. */
export async function eraseContact(stores: Stores, tenureId: number, occasion: Occasion): Promise<void> {
  const holding = await stores.people.holding(tenureId);
  if (!holding) throw new RuleBroken('not-found', { thing: '联系人' });
  const { contactId, contactVersion, name, postId } = holding;
  if ((await stores.people.postsHeldBy(contactId, occasion.today)).length > 0)
    throw new RuleBroken('contact-in-use', { name });
  if (!(await stores.people.changeContact(contactId, contactVersion, { mail: null, phone: null })))
    throw new RuleBroken('stale', { thing: '联系人' });
  const post = await stores.people.post(postId);
  const { unit, planId } = post ? await whereOf(stores, post) : { unit: null, planId: undefined };
  const facts = { unit, name, post: nameOfPost(holding) };
  await remember(stores, occasion, [{ act: 'erase-contact', ...(planId !== undefined && { planId }), facts }]);
}

/** Adds a post to a plan's leading group or office and gives it to somebody. Returns the post. */
export async function addPost(
  stores: Stores,
  asked: { planId: number; kind: PostKind; title: string; person: PersonGiven; fromOn: string },
  occasion: Occasion,
): Promise<number> {
  const { planId, kind, title, person, fromOn } = asked;
  const posts = await stores.people.postsOfPlan(planId, occasion.today);
  const position = Math.max(-1, ...posts.map((post) => post.position)) + 1;
  const [postId = 0] = await stores.people.insertPosts([{ kind, planId, unitId: null, title, position }]);
  await appoint(stores, { postId, person, fromOn }, occasion);
  return postId;
}

/** Says which units a deputy leader looks after. Throws `RuleBroken` 'not-found' where it is no deputy leader's post. */
export async function lookAfter(
  stores: Stores,
  { postId, unitIds }: { postId: number; unitIds: readonly number[] },
  occasion: Occasion,
): Promise<void> {
  const post = await stores.people.postAlone(postId);
  if (!post || post.planId === null || post.kind !== 'deputy-leader')
    throw new RuleBroken('not-found', { thing: '岗位' });
  const units = await stores.plans.planUnits(post.planId);
  const chosen = units.filter((unit) => unitIds.includes(unit.id));
  if (chosen.length < new Set(unitIds).size) throw new RuleBroken('no-such-option', { field: 'units' });
  const before = new Set((await stores.people.unitsOfPosts([postId])).map(({ unitId }) => unitId));
  await stores.people.setUnitsOf(
    postId,
    chosen.map((unit) => unit.id),
  );
  const names = (some: typeof units) => some.map((unit) => unit.name).join('、') || '无';
  const [holder] = (await stores.people.holdings([postId])).filter((holding) => holdsOn(holding, occasion.today));
  const facts = {
    post: nameOfPost(post),
    name: holder?.name ?? '',
    before: names(units.filter((unit) => before.has(unit.id))),
    after: names(chosen),
  };
  await remember(stores, occasion, [{ act: 'look-after', planId: post.planId, facts }]);
}

/** '联络员', or what the document calls the post's holder: '成员（县财政局）'. */
export function nameOfPost({ kind, title }: Pick<Post, 'kind' | 'title'>): string {
  return title === '' ? POST_WORDS[kind] : `${POST_WORDS[kind]}（${title}）`;
}

const CONTACT_FIELDS = [
  ['name', '姓名'],
  ['mail', '邮箱'],
  ['phone', '办公电话'],
] as const;

const isSame = (holding: Holding, given: PersonGiven) => holding.name === given.name && holding.mail === given.mail;

/** The same person in another post of the unit or the plan stays one contact: whoever inspected must be known again. */
async function contactFor(stores: Stores, post: Post, given: PersonGiven, occasion: Occasion): Promise<number> {
  const colleagues =
    post.planId === null
      ? await stores.people.holdersOf(post.unitId === null ? [] : [post.unitId], occasion.today)
      : (await stores.people.postsOfPlan(post.planId, occasion.today)).flatMap(({ holder }) => holder ?? []);
  const known = colleagues.find(
    ({ name, mail, postId }) =>
      postId !== post.id && name === given.name && (mail === given.mail || mail === null || given.mail === null),
  );
  if (!known) return (await stores.people.insertContacts([{ ...given, version: 1 }]))[0] ?? 0;
  const merged = { name: given.name, mail: given.mail ?? known.mail, phone: given.phone ?? known.phone };
  await stores.people.changeContact(known.contactId, known.contactVersion, merged);
  return known.contactId;
}

async function rememberChange(
  stores: Stores,
  post: Post,
  before: Holding | null,
  after: { name: string; fromOn: string },
  occasion: Occasion,
): Promise<void> {
  const { unit, planId } = await whereOf(stores, post);
  const facts = { unit, post: nameOfPost(post), before: before?.name ?? null, after: after.name, fromOn: after.fromOn };
  const act = before ? 'hand-over' : 'appoint';
  await remember(stores, occasion, [{ act, ...(planId !== undefined && { planId }), facts }]);
}
