import { type EntityManager } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { tenures } from '../tables-people.js';

const ON_DAY = 't.fromOn <= :day AND (t.untilOn IS NULL OR t.untilOn >= :day)';

/** Where mail goes: to whoever holds a post on the day it leaves. */
export class AddressStore {
  constructor(private readonly manager: EntityManager) {}

  /** Where each of these units' mail goes on a day: its liaison's address, else the deputy liaison's; units without either are missing. */
  async ofUnits(unitIds: readonly number[], day: Day): Promise<Map<number, string>> {
    if (unitIds.length === 0) return new Map();
    const query = this.manager
      .createQueryBuilder(tenures, 't')
      .innerJoin('post', 'p', 'p.id = t.postId')
      .innerJoin('contact', 'c', 'c.id = t.contactId')
      .select('p.unitId', 'unitId')
      .addSelect('c.mail', 'mail')
      .where(`p.kind IN ('liaison', 'deputy-liaison') AND p.unitId IN (:...unitIds)`, { unitIds })
      .andWhere(ON_DAY, { day })
      .andWhere('c.mail IS NOT NULL')
      // The liaison before the deputy, and of two the one who came last: the first of a unit is kept.
      .orderBy(`CASE p.kind WHEN 'liaison' THEN 0 ELSE 1 END`)
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
      .andWhere('c.mail IS NOT NULL')
      .orderBy('t.fromOn', 'DESC')
      .addOrderBy('t.id', 'DESC');
    const found = new Map<number, string>();
    for (const { postId, mail } of await query.getRawMany<{ postId: number; mail: string }>())
      if (!found.has(postId)) found.set(postId, mail);
    return found;
  }
}
