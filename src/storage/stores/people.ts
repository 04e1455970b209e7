import { type EntityManager, type EntitySchema, type SelectQueryBuilder } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { type Extension } from '../../domain/extensions.js';
import { type Rectification } from '../../domain/inspections.js';
import { type UnitAlias } from '../../domain/plan.js';
import {
  type Contact,
  type Holding,
  type Post,
  type PostKind,
  type PostUnit,
  type Tenure,
} from '../../domain/posts.js';
import { accounts, contacts, posts, postUnits, tenures } from '../tables-people.js';
import { extensions, rectifications } from '../tables-work.js';
import { duties, unitAliases } from '../tables.js';
import { all, changeWhere, count, first, insertRows, type New, rowsOf } from './rows.js';

/** A contact whose address nobody has tried yet. */
export type NewContact = Omit<New<Contact>, 'bouncedOn' | 'bounce'>;
/** What may be changed of a contact. */
export type ContactPatch = Partial<Pick<Contact, 'name' | 'mail' | 'phone'>>;

/** An account that acts for a unit in the name of a contact. */
export interface BoundAccount {
  id: number;
  version: number;
}

const HELD = [
  ...['t.postId', 't.contactId', 't.fromOn', 't.untilOn', 't.version'],
  ...['p.kind', 'p.planId', 'p.unitId', 'p.title', 'c.name', 'c.mail', 'c.phone', 'c.bouncedOn'],
];
const ON_DAY = 't.fromOn <= :day AND (t.untilOn IS NULL OR t.untilOn >= :day)';

/** Contacts, posts and who holds them from when to when. */
export class PeopleStore {
  constructor(private readonly manager: EntityManager) {}

  /** Who holds the unit posts (主要负责人、分管领导、联络员、备用联络员) of these units on a day; of two holders of a post the later one. */
  async holdersOf(unitIds: readonly number[], day: Day): Promise<Holding[]> {
    if (unitIds.length === 0) return [];
    const query = this.held().where('p.planId IS NULL AND p.unitId IN (:...unitIds)', { unitIds });
    return onePerPost(await query.andWhere(ON_DAY, { day }).getRawMany<Holding>());
  }

  /** Who holds one post of a unit on a day, or null. */
  async unitHolder(unitId: number, kind: PostKind, day: Day): Promise<Holding | null> {
    return (await this.holdersOf([unitId], day)).find((holding) => holding.kind === kind) ?? null;
  }

  /** A plan's posts in order, each with whoever holds it on a day (null: vacant). */
  async postsOfPlan(planId: number, day: Day): Promise<(Post & { holder: Holding | null })[]> {
    const query = rowsOf(this.manager, posts, 'p').where('p.planId = :planId', { planId });
    const found = await all(query.orderBy('p.position').addOrderBy('p.id'));
    const held = await this.held()
      .where('p.planId = :planId', { planId })
      .andWhere(ON_DAY, { day })
      .getRawMany<Holding>();
    const holders = new Map(onePerPost(held).map((holding) => [holding.postId, holding]));
    return found.map((post) => ({ ...post, holder: holders.get(post.id) ?? null }));
  }

  /** Whoever holds a post of a plan or of these units on a day: first the plan's, then the units', each in the order of the posts. */
  async holdersAround(planId: number, unitIds: readonly number[], day: Day): Promise<Holding[]> {
    const query = this.held().where(ON_DAY, { day });
    const ofUnits = unitIds.length > 0 ? ' OR (p.planId IS NULL AND p.unitId IN (:...unitIds))' : '';
    query.andWhere(`(p.planId = :planId${ofUnits})`, { planId, unitIds });
    query.orderBy('CASE WHEN p.planId IS NULL THEN 1 ELSE 0 END').addOrderBy('p.position').addOrderBy('p.id');
    query.addOrderBy('t.fromOn', 'DESC').addOrderBy('t.id', 'DESC');
    return onePerPost(await query.getRawMany<Holding>());
  }

  /** The deputy leader who looks after a unit in a plan on a day, or null. */
  async deputyOf(unitId: number, planId: number, day: Day): Promise<Holding | null> {
    const query = this.held().innerJoin('post_unit', 'u', 'u.postId = p.id').where(ON_DAY, { day });
    query.andWhere(`p.planId = :planId AND u.unitId = :unitId AND p.kind = 'deputy-leader'`, { planId, unitId });
    return onePerPost(await query.getRawMany<Holding>())[0] ?? null;
  }

  /** Everyone who holds or held these posts, who came last first. */
  async holdings(postIds: readonly number[]): Promise<Holding[]> {
    if (postIds.length === 0) return [];
    return this.held().where('p.id IN (:...postIds)', { postIds }).getRawMany<Holding>();
  }

  /** One tenure with whose it is, or null. */
  async holding(tenureId: number): Promise<Holding | null> {
    return (await this.held().where('t.id = :tenureId', { tenureId }).getRawMany<Holding>())[0] ?? null;
  }

  /** One post, or null. */
  async post(id: number): Promise<Post | null> {
    return first(rowsOf(this.manager, posts, 'p').where('p.id = :id', { id }));
  }

  /** The same, once everybody who is giving the post to somebody has finished: two cannot fill a vacant post at once. */
  async postAlone(id: number): Promise<Post | null> {
    await changeWhere(this.manager, posts, { id }, { position: () => 'position' });
    return this.post(id);
  }

  /** The unit posts of these units in order. */
  async postsOfUnits(unitIds: readonly number[]): Promise<Post[]> {
    if (unitIds.length === 0) return [];
    const query = rowsOf(this.manager, posts, 'p').where('p.planId IS NULL AND p.unitId IN (:...unitIds)', { unitIds });
    return all(query.orderBy('p.position').addOrderBy('p.id'));
  }

  /** Keeps new posts and returns their ids in order. */
  async insertPosts(rows: readonly New<Post>[]): Promise<number[]> {
    return insertRows(this.manager, posts, rows);
  }

  /** The units that deputy leaders look after, by post. */
  async unitsOfPosts(postIds: readonly number[]): Promise<PostUnit[]> {
    if (postIds.length === 0) return [];
    const query = rowsOf(this.manager, postUnits, 'u').where('u.postId IN (:...postIds)', { postIds });
    return all(query.orderBy('u.id'));
  }

  /** Sets which units a post looks after. */
  async setUnitsOf(postId: number, unitIds: readonly number[]): Promise<void> {
    await this.manager.createQueryBuilder().delete().from(postUnits).where({ postId }).execute();
    await insertRows(
      this.manager,
      postUnits,
      unitIds.map((unitId) => ({ postId, unitId })),
    );
  }

  /** One contact, or null. */
  async contact(id: number): Promise<Contact | null> {
    return first(rowsOf(this.manager, contacts, 'c').where('c.id = :id', { id }));
  }

  /** Keeps new contacts and returns their ids in order. */
  async insertContacts(rows: readonly NewContact[]): Promise<number[]> {
    const good = { bouncedOn: null, bounce: null };
    return insertRows(
      this.manager,
      contacts,
      rows.map((row) => ({ ...row, ...good })),
    );
  }

  /** Changes a contact unless it was changed since `version`; says whether it did. */
  async changeContact(id: number, version: number, patch: ContactPatch): Promise<boolean> {
    // An address that is written anew is believed again.
    const believed = patch.mail === undefined ? {} : { bouncedOn: null, bounce: null };
    return changeWhere(this.manager, contacts, { id, version }, { ...patch, ...believed, version: version + 1 });
  }

  /** Keeps new tenures and returns their ids in order. */
  async insertTenures(rows: readonly New<Tenure>[]): Promise<number[]> {
    return insertRows(this.manager, tenures, rows);
  }

  /** Ends a tenure with a day unless it was changed since `version`; says whether it did. */
  async endTenure(id: number, version: number, untilOn: Day): Promise<boolean> {
    return changeWhere(this.manager, tenures, { id, version }, { untilOn, version: version + 1 });
  }

  /** The posts that a contact holds on a day. */
  async postsHeldBy(contactId: number, day: Day): Promise<Holding[]> {
    const query = this.held().where('t.contactId = :contactId', { contactId }).andWhere(ON_DAY, { day });
    return query.getRawMany<Holding>();
  }

  /** The contacts that hold a post on a day under a name: in a unit, or (null) in any unit, leading group or office. */
  async contactsNamed(name: string, unitId: number | null, day: Day): Promise<number[]> {
    const query = this.held().where('c.name = :name', { name }).andWhere(ON_DAY, { day });
    if (unitId !== null) query.andWhere('p.planId IS NULL AND p.unitId = :unitId', { unitId });
    return [...new Set((await query.getRawMany<Holding>()).map(({ contactId }) => contactId))];
  }

  /** The accounts that are open and act for a unit in a contact's name: bound to the contact, or bound to nobody and called so. */
  async accountsOf({ contactId, name }: Pick<Holding, 'contactId' | 'name'>, unitId: number): Promise<BoundAccount[]> {
    const query = this.manager.createQueryBuilder(accounts, 'a').select('a.id', 'id').addSelect('a.version', 'version');
    query.where(`a.role = 'liaison' AND a.unitId = :unitId`, { unitId });
    query.andWhere('(a.contactId = :contactId OR (a.contactId IS NULL AND a.name = :name))', { contactId, name });
    return query.andWhere('a.disabledAt IS NULL').getRawMany<BoundAccount>();
  }

  /** How many extensions a unit waits for, and how many rectifications it has not brought to an end. */
  async waitingOf(unitId: number): Promise<{ extensions: number; rectifications: number }> {
    const open = (of: EntitySchema<Extension> | EntitySchema<Rectification>, stages: readonly string[]) =>
      count(
        this.manager
          .createQueryBuilder<Extension | Rectification>(of as EntitySchema<Extension | Rectification>, 'x')
          .where('x.unitId = :unitId AND x.stage IN (:...stages)', { unitId, stages }),
      );
    const asked = await open(extensions, ['requested', 'endorsed']);
    return { extensions: asked, rectifications: await open(rectifications, ['issued', 'submitted']) };
  }

  /** The newest running plan in which each of these units has a duty; units without one are missing. */
  async newestPlansOf(unitIds: readonly number[]): Promise<Map<number, number>> {
    if (unitIds.length === 0) return new Map();
    const query = this.manager.createQueryBuilder(duties, 'd').innerJoin('plan', 'p', 'p.id = d.planId');
    query.select('d.unitId', 'unitId').addSelect('MAX(p.id)', 'planId').groupBy('d.unitId');
    query.where(`p.state = 'running' AND d.unitId IN (:...unitIds)`, { unitIds });
    const rows = await query.getRawMany<{ unitId: number; planId: number }>();
    return new Map(rows.map(({ unitId, planId }) => [unitId, planId]));
  }

  /** A unit's other names, by id. */
  async aliasesOf(unitId: number): Promise<UnitAlias[]> {
    return all(rowsOf(this.manager, unitAliases, 'a').where('a.unitId = :unitId', { unitId }).orderBy('a.id'));
  }

  /** Takes another name from a unit; false where it has no such name. */
  async removeAlias(unitId: number, id: number): Promise<boolean> {
    const gone = await this.manager.createQueryBuilder().delete().from(unitAliases).where({ id, unitId }).execute();
    return (gone.affected ?? 0) > 0;
  }

  /** Tenures with their posts and persons, who came last first. */
  private held(): SelectQueryBuilder<Tenure> {
    const query = this.manager
      .createQueryBuilder(tenures, 't')
      .innerJoin('post', 'p', 'p.id = t.postId')
      .innerJoin('contact', 'c', 'c.id = t.contactId')
      .select('t.id', 'tenureId');
    for (const property of HELD) query.addSelect(property, property.slice(2));
    return query.addSelect('c.version', 'contactVersion').orderBy('t.fromOn', 'DESC').addOrderBy('t.id', 'DESC');
  }
}

/** Of several who hold a post on a day the first, that is the one who came last. */
function onePerPost(held: readonly Holding[]): Holding[] {
  return held.filter(({ postId }, i) => held.findIndex((other) => other.postId === postId) === i);
}
