import { type EntityManager } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { tenures } from '../tables-people.js';

/** Contacts, posts and who holds them from when to when. */
export class PeopleStore {
  constructor(private readonly manager: EntityManager) {}

  /** Where each of these units' mail goes on a day: its liaison's address, else the deputy liaison's; units without either are missing. */
  async addresses(unitIds: readonly number[], day: Day): Promise<Map<number, string>> {
    if (unitIds.length === 0) return new Map();
    const query = this.manager
      .createQueryBuilder(tenures, 't')
      .innerJoin('post', 'p', 'p.id = t.postId')
      .innerJoin('contact', 'c', 'c.id = t.contactId')
      .select('p.unitId', 'unitId')
      .addSelect('c.mail', 'mail')
      .where(`p.kind IN ('liaison', 'deputy-liaison') AND p.unitId IN (:...unitIds)`, { unitIds })
      .andWhere('t.fromOn <= :day AND (t.untilOn IS NULL OR t.untilOn >= :day)', { day })
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
}
