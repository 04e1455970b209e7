import { type EntityManager, IsNull } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { type OutboxMail } from '../../domain/plan.js';
import { type Contact, OFFICE_POSTS, type Post, type PostKind } from '../../domain/posts.js';
import { contacts, tenures } from '../tables-people.js';
import { type Queue, queued } from './queues.js';
import { count } from './rows.js';

/** Who reads a unit's mail: the liaison; where their address is missing or refused, the next one who is there. */
const READERS: readonly PostKind[] = ['liaison', 'deputy-liaison', 'unit-supervisor', 'unit-head'];
const PREFERRED = `CASE p.kind ${READERS.map((kind, i) => `WHEN '${kind}' THEN ${i}`).join(' ')} END`;
const GOOD = 'c.mail IS NOT NULL AND c.bouncedOn IS NULL';

const ON_DAY = 't.from_on <= :day AND (t.until_on IS NULL OR t.until_on >= :day)';

/** Of whoever holds a post on the day `:day`: whether they belong to a plan or its units and cannot be reached. */
export const unreachableOf = (planId: string): string =>
  `${ON_DAY} AND (c.bounced_on IS NOT NULL OR (p.kind = 'liaison' AND c.mail IS NULL))
  AND (p.plan_id = ${planId} OR p.unit_id IN (SELECT unit_id FROM duty WHERE plan_id = ${planId}))`;

/** Whoever holds a post and cannot be reached by mail. */
export interface Unreachable
  extends Pick<Post, 'kind' | 'title' | 'unitId'>, Pick<Contact, 'name' | 'mail' | 'bouncedOn' | 'bounce'> {
  postId: number;
  unitName: string | null;
}

/** Where mail goes: to whoever holds a post on the day it leaves. */
export class AddressStore {
  constructor(private readonly manager: EntityManager) {}

  /**
   * Where each of these units' mail goes on a day: its liaison's address, else the deputy liaison's, its supervising leader's or its
   * head's; addresses that a server refused are none. Units without any are missing.
   */
  async ofUnits(unitIds: readonly number[], day: Day): Promise<Map<number, string>> {
    if (unitIds.length === 0) return new Map();
    const query = this.manager
      .createQueryBuilder(tenures, 't')
      .innerJoin('post', 'p', 'p.id = t.postId')
      .innerJoin('contact', 'c', 'c.id = t.contactId')
      .select('p.unitId', 'unitId')
      .addSelect('c.mail', 'mail')
      .where(`p.kind IN (:...readers) AND p.unitId IN (:...unitIds)`, { readers: READERS, unitIds })
      .andWhere(ON_DAY, { day })
      .andWhere(GOOD)
      // Of two in a post the one who came last: the first of a unit is kept.
      .orderBy(PREFERRED)
      .addOrderBy('t.fromOn', 'DESC')
      .addOrderBy('t.id', 'DESC');
    const found = new Map<number, string>();
    for (const { unitId, mail } of await query.getRawMany<{ unitId: number; mail: string }>())
      if (!found.has(unitId)) found.set(unitId, mail);
    return found;
  }

  /** Where the mail of these posts goes on a day, to the one who came last; posts without a holder or an address are missing. */
  async ofPosts(postIds: readonly number[], day: Day): Promise<Map<number, string>> {
    if (postIds.length === 0) return new Map();
    const query = this.manager
      .createQueryBuilder(tenures, 't')
      .innerJoin('contact', 'c', 'c.id = t.contactId')
      .select('t.postId', 'postId')
      .addSelect('c.mail', 'mail')
      .where('t.postId IN (:...postIds)', { postIds })
      .andWhere(ON_DAY, { day })
      .andWhere(GOOD)
      .orderBy('t.fromOn', 'DESC')
      .addOrderBy('t.id', 'DESC');
    const found = new Map<number, string>();
    for (const { postId, mail } of await query.getRawMany<{ postId: number; mail: string }>())
      if (!found.has(postId)) found.set(postId, mail);
    return found;
  }

  /** Where a mail goes on a day: to whoever reads for its post, or its unit; null where nobody does. */
  async ofMail({ unitId, postId }: Pick<OutboxMail, 'unitId' | 'postId'>, day: Day): Promise<string | null> {
    if (postId !== null) return (await this.ofPosts([postId], day)).get(postId) ?? null;
    return unitId === null ? null : ((await this.ofUnits([unitId], day)).get(unitId) ?? null);
  }

  /** Whether anybody of a plan's office has a good address on a day. */
  async reachesOffice(planId: number, day: Day): Promise<boolean> {
    const query = this.manager
      .createQueryBuilder(tenures, 't')
      .innerJoin('post', 'p', 'p.id = t.postId')
      .innerJoin('contact', 'c', 'c.id = t.contactId')
      .where('p.planId = :planId AND p.kind IN (:...kinds)', { planId, kinds: OFFICE_POSTS });
    return (await count(query.andWhere(ON_DAY, { day }).andWhere(GOOD))) > 0;
  }

  /** Who holds a post of a plan or its units on a day and cannot be reached: a server refused the address, or a liaison has none. */
  async unreachable(planId: number, day: Day, limit: number): Promise<Queue<Unreachable>> {
    const query = this.manager
      .createQueryBuilder(tenures, 't')
      .innerJoin('post', 'p', 'p.id = t.postId')
      .innerJoin('contact', 'c', 'c.id = t.contactId')
      .leftJoin('unit', 'u', 'u.id = p.unitId')
      .select('t.postId', 'postId')
      .addSelect('u.name', 'unitName');
    for (const column of ['kind', 'title', 'unitId']) query.addSelect(`p.${column}`, column);
    for (const column of ['name', 'mail', 'bouncedOn', 'bounce']) query.addSelect(`c.${column}`, column);
    query.where(unreachableOf(':planId'), { day, planId }).orderBy('c.bouncedOn', 'DESC').addOrderBy('t.id');
    return queued<Unreachable>(query, limit);
  }

  /** Notes that a server refused the address of a mail, and says whether somebody else reads for its unit or post on a day. */
  async refuse(
    mail: Pick<OutboxMail, 'unitId' | 'postId'>,
    address: string,
    day: Day,
    bounce: string,
  ): Promise<boolean> {
    await this.bounced(address, day, bounce);
    return ((await this.ofMail(mail, day)) ?? address) !== address;
  }

  /** Notes that a server refused an address, with what it said, at everybody who has it; says whether anybody had. */
  async bounced(mail: string, bouncedOn: Day, bounce: string): Promise<boolean> {
    const update = this.manager.createQueryBuilder().update(contacts).set({ bouncedOn, bounce });
    return ((await update.where({ mail, bouncedOn: IsNull() }).execute()).affected ?? 0) > 0;
  }
}
