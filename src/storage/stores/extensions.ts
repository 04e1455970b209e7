import { type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { ASKING, type Extension, type Punctual } from '../../domain/extensions.js';
import { type ExtensionStage } from '../../domain/lifecycle.js';
import { type Assignment } from '../../domain/plan.js';
import { extensions } from '../tables-work.js';
import { assignments } from '../tables.js';
import { all, changeWhere, count, first, fixedSet, insertUntaken, type New, rowsOf } from './rows.js';

/** What a decision or a withdrawal may change of a request. */
export type ExtensionPatch = Partial<
  Pick<
    Extension,
    | 'stage'
    | 'grantedDay'
    | 'officeOpinion'
    | 'endorsedOn'
    | 'deputyName'
    | 'decisionReason'
    | 'decidedBy'
    | 'decidedOn'
  >
>;

/** A request with the names that a line of a list says, and the item's days of now. */
export type NamedExtension = Extension & { unitName: string; measureNumber: string; measureTitle: string } & Pick<
    Assignment,
    'dueOn' | 'originalDueOn' | 'phaseId'
  >;

export interface ExtensionQuery {
  planId: number;
  stages?: readonly ExtensionStage[] | undefined;
  limit: number;
  offset: number;
}

const punctual = fixedSet<Punctual, 'planId'>(['planId'], (manager) => {
  const query = manager.createQueryBuilder(assignments, 'a').select('CAST(COUNT(*) AS integer)', 'count');
  for (const fact of ['stage', 'originalDueOn', 'dueOn', 'completedOn'])
    query.addSelect(`a.${fact}`, fact).addGroupBy(`a.${fact}`);
  return query.where('a.planId = :planId');
});

/** SQLite binds at most 32,766 values in a statement. */
const IDS_AT_ONCE = 10_000;

type Rows = SelectQueryBuilder<Extension>;

/** 延期申请. */
export class ExtensionStore {
  constructor(private readonly manager: EntityManager) {}

  /** Keeps a request and returns its id; null where another for the item came at the same moment. */
  async insert(row: New<Extension>): Promise<number | null> {
    return (await insertUntaken(this.manager, extensions, 'nth', [row])).get(row.nth) ?? null;
  }

  /** One request, or null. */
  async byId(id: number): Promise<Extension | null> {
    return first(this.rows().where('e.id = :id', { id }));
  }

  /** Every request for an item, the first one first. */
  async ofAssignment(assignmentId: number): Promise<Extension[]> {
    return all(this.rows().where('e.assignmentId = :assignmentId', { assignmentId }).orderBy('e.nth'));
  }

  /** Changes a request unless it was changed since `version`; says whether it did. */
  async change(id: number, version: number, patch: ExtensionPatch): Promise<boolean> {
    return changeWhere(this.manager, extensions, { id, version }, { ...patch, version: version + 1 });
  }

  /** One page of a plan's requests, those that wait first and then the newest, and how many there are. */
  async page(asked: ExtensionQuery): Promise<{ total: number; rows: NamedExtension[] }> {
    const total = await count(within(this.manager.createQueryBuilder(extensions, 'e'), asked));
    const query = within(this.named(), asked)
      .orderBy(`CASE e.stage WHEN 'requested' THEN 0 WHEN 'endorsed' THEN 1 ELSE 2 END`)
      .addOrderBy('e.id', 'DESC')
      .limit(asked.limit)
      .offset(asked.offset);
    return { total, rows: await query.getRawMany<NamedExtension>() };
  }

  /** The requests of a plan that wait for a decision, the nearest due day first. */
  async pendingOfPlan(planId: number, limit: number): Promise<NamedExtension[]> {
    const query = within(this.named(), { planId, stages: ASKING }).orderBy('e.dueOnBefore').addOrderBy('e.id');
    return query.limit(limit).getRawMany<NamedExtension>();
  }

  /** How many requests of a plan wait for a decision. */
  async countPending(planId: number): Promise<number> {
    return count(within(this.manager.createQueryBuilder(extensions, 'e'), { planId, stages: ASKING }));
  }

  /** Which of these items have a request that waits for its decision. */
  async pendingIds(assignmentIds: readonly number[]): Promise<Set<number>> {
    const pending = new Set<number>();
    for (let start = 0; start < assignmentIds.length; start += IDS_AT_ONCE) {
      const some = assignmentIds.slice(start, start + IDS_AT_ONCE);
      const query = this.manager.createQueryBuilder(extensions, 'e').select('e.assignmentId', 'id');
      query.where('e.assignmentId IN (:...some) AND e.stage IN (:...asking)', { some, asking: ASKING });
      for (const { id } of await query.getRawMany<{ id: number }>()) pending.add(id);
    }
    return pending;
  }

  /** The items of running plans due up to a day for which a request waits: whom the ladder leaves in peace. */
  async askingWithin({ dueTo }: { dueTo: Day }): Promise<Set<number>> {
    const query = this.manager.createQueryBuilder(extensions, 'e').select('e.assignmentId', 'id');
    query
      .innerJoin('plan', 'p', `p.id = e.planId AND p.state = 'running'`)
      .innerJoin('assignment', 'a', 'a.id = e.assignmentId')
      .where('e.stage IN (:...asking) AND a.dueOn <= :dueTo', { asking: ASKING, dueTo });
    return new Set((await query.getRawMany<{ id: number }>()).map(({ id }) => id));
  }

  /** A plan's items counted by the facts that punctuality is told from: as many rows as there are facts. */
  async punctual(planId: number): Promise<Punctual[]> {
    return punctual(this.manager, { planId });
  }

  private rows(): Rows {
    return rowsOf(this.manager, extensions, 'e');
  }

  private named(): Rows {
    return this.rows()
      .innerJoin('assignment', 'a', 'a.id = e.assignmentId')
      .innerJoin('unit', 'u', 'u.id = e.unitId')
      .innerJoin('measure', 'm', 'm.id = a.measureId')
      .addSelect('a.dueOn', 'dueOn')
      .addSelect('a.originalDueOn', 'originalDueOn')
      .addSelect('a.phaseId', 'phaseId')
      .addSelect('u.name', 'unitName')
      .addSelect('m.number', 'measureNumber')
      .addSelect('m.title', 'measureTitle');
  }
}

function within(query: Rows, { planId, stages }: Pick<ExtensionQuery, 'planId' | 'stages'>): Rows {
  query.where('e.planId = :planId', { planId });
  if (stages !== undefined) query.andWhere('e.stage IN (:...stages)', { stages });
  return query;
}
