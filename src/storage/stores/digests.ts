import { type EntityManager } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { type Digest } from '../../domain/mail.js';
import { type DigestKind, type Instant } from '../../domain/plan.js';
import { OPEN } from '../../domain/standing.js';
import { digests } from '../tables-mail.js';
import { assignments, history } from '../tables.js';
import { all, count, first, insertUntaken, type New, rowsOf } from './rows.js';

/** How many items of a unit an act was done on. */
export interface Moved {
  act: string;
  unitId: number;
  unit: string;
  items: number;
}

/** An issue as a list shows it, without its figures. */
export type DigestLine = Omit<Digest, 'figures'> & { unitName: string | null };

/** 摘要 as they were sent. */
export class DigestStore {
  constructor(private readonly manager: EntityManager) {}

  /** Keeps new issues and returns the ids of those whose key was free, by key. */
  async keep(issues: readonly New<Digest>[]): Promise<Map<string, number>> {
    return insertUntaken(this.manager, digests, 'key', issues);
  }

  /** One issue, or null. */
  async byId(id: number): Promise<Digest | null> {
    return (await this.byIds([id]))[0] ?? null;
  }

  /** These issues. */
  async byIds(ids: readonly number[]): Promise<Digest[]> {
    if (ids.length === 0) return [];
    return all(rowsOf(this.manager, digests, 'd').where('d.id IN (:...ids)', { ids: [...ids] }));
  }

  /** The last issue of a kind that is about no single unit, or null. */
  async last(planId: number, kind: DigestKind): Promise<Digest | null> {
    const query = rowsOf(this.manager, digests, 'd').where('d.planId = :planId AND d.kind = :kind', { planId, kind });
    return first(query.orderBy('d.day', 'DESC').addOrderBy('d.id', 'DESC'));
  }

  /** The last issue of each unit in a plan, by unit. */
  async lastOfUnits(planId: number): Promise<Map<number, Digest>> {
    const latest = this.manager.createQueryBuilder(digests, 'x').select('MAX(x.id)').groupBy('x.unitId');
    latest.where(`x.planId = :planId AND x.kind = 'unit-digest'`);
    const query = rowsOf(this.manager, digests, 'd').where(`d.id IN (${latest.getQuery()})`, { planId });
    return new Map((await all(query)).flatMap((one) => (one.unitId === null ? [] : [[one.unitId, one] as const])));
  }

  /** One page of a plan's issues of these kinds, the newest first, and how many there are. */
  async page(asked: {
    planId: number;
    kinds: readonly DigestKind[];
    limit: number;
    offset: number;
  }): Promise<{ total: number; rows: DigestLine[] }> {
    const { planId, kinds, limit, offset } = asked;
    const where = 'd.planId = :planId AND d.kind IN (:...kinds)';
    const total = await count(
      this.manager.createQueryBuilder(digests, 'd').where(where, { planId, kinds: [...kinds] }),
    );
    const query = rowsOf(this.manager, digests, 'd', ['figures']).leftJoin('unit', 'u', 'u.id = d.unitId');
    query.addSelect('u.name', 'unitName').where(where, { planId, kinds: [...kinds] });
    query.orderBy('d.day', 'DESC').addOrderBy('d.id', 'DESC').limit(limit).offset(offset);
    return { total, rows: await query.getRawMany<DigestLine>() };
  }

  /** On how many items of each unit these acts were done after an instant of a day and up to another. */
  async moved(
    planId: number,
    acts: readonly string[],
    { day, after, upTo }: { day: Day; after: Instant; upTo: Instant },
  ): Promise<Moved[]> {
    const query = this.manager
      .createQueryBuilder(history, 'h')
      .innerJoin('assignment', 'a', 'a.id = h.assignmentId')
      .innerJoin('unit', 'u', 'u.id = a.unitId')
      .select('h.act', 'act')
      .addSelect('a.unitId', 'unitId')
      .addSelect('u.name', 'unit')
      .addSelect('CAST(COUNT(DISTINCT h.assignmentId) AS integer)', 'items')
      .where('h.planId = :planId AND h.day >= :day AND h.at > :after AND h.at <= :upTo', { planId, day, after, upTo })
      .andWhere('h.act IN (:...acts)', { acts: [...acts] })
      .groupBy('h.act')
      .addGroupBy('a.unitId')
      .addGroupBy('u.name')
      .orderBy('a.unitId');
    return query.getRawMany<Moved>();
  }

  /** The longest late items of every unit of a plan on a day, at most so many of each. */
  async lateOfUnits(planId: number, today: Day, most: number): Promise<number[]> {
    const stages = OPEN.map((stage) => `'${stage}'`).join(', ');
    const late = `((a.stage IN (${stages}) AND a.dueOn < :today) OR (a.stage = 'rectifying' AND a.rectifyBy < :today))`;
    const order = 'ORDER BY COALESCE(a.rectifyBy, a.dueOn), a.id';
    const ranked = this.manager
      .createQueryBuilder(assignments, 'a')
      .select('a.id', 'id')
      .addSelect(`ROW_NUMBER() OVER (PARTITION BY a.unitId ${order})`, 'place')
      .where(`a.planId = :planId AND ${late}`);
    const query = this.manager.createQueryBuilder().select('r.id', 'id').from(`(${ranked.getQuery()})`, 'r');
    query.where('r.place <= :most').setParameters({ planId, today, most });
    return (await query.getRawMany<{ id: number }>()).map(({ id }) => id);
  }
}
