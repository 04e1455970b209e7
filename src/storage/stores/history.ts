import { type EntityManager } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { type Assignment, type HistoryEntry } from '../../domain/plan.js';
import { assignments, history } from '../tables.js';
import { all, fixedQuery, insertRows, type New, placeOf, rowsOf } from './rows.js';

const LATEST = 4;

/** An entry with the unit whose item it is about, if it is about one. */
export type LatestEntry = HistoryEntry & { unitName: string | null };

const latestOfPlan = fixedQuery<LatestEntry, 'planId'>(['planId'], (manager) =>
  rowsOf(manager, history, 'h')
    .leftJoin('assignment', 'a', 'a.id = h.assignmentId')
    .leftJoin('unit', 'u', 'u.id = a.unitId')
    .addSelect('u.name', 'unitName')
    .where('h.planId = :planId')
    .orderBy('h.id', 'DESC')
    .limit(LATEST),
);

const assignmentActsOn = fixedQuery<HistoryEntry & { assignmentId: number }, 'planId' | 'day'>(
  ['planId', 'day'],
  (manager) =>
    rowsOf(manager, history, 'h')
      .where('h.planId = :planId AND h.day = :day AND h.assignmentId IS NOT NULL')
      .orderBy('h.id'),
);

const AFTER = 'h.planId = :planId AND h.day > :day AND h.assignmentId IS NOT NULL';
const assignmentActsAfter = fixedQuery<HistoryEntry & { assignmentId: number }, 'planId' | 'day'>(
  ['planId', 'day'],
  (manager) => rowsOf(manager, history, 'h').where(AFTER).orderBy('h.id'),
);
const actedOnAfter = fixedQuery<Assignment, 'planId' | 'day'>(['planId', 'day'], (manager) => {
  const acted = manager.createQueryBuilder(history, 'h').select('h.assignmentId').where(AFTER).getQuery();
  return rowsOf(manager, assignments, 'a').where(`a.id IN (${acted})`);
});

/** An entry with the names of what it was about; null where it was about no item, or no plan. */
export type HistoryLine = HistoryEntry & {
  planTitle: string | null;
  unitName: string | null;
  measureNumber: string | null;
  measureTitle: string | null;
  phasePosition: number | null;
};

/** Which entries are asked for: those before an id, the newest first. */
export interface HistoryQuery {
  planId?: number | undefined;
  unit?: { id: number; name: string } | undefined;
  acts?: readonly string[] | undefined;
  dayFrom?: Day | undefined;
  dayTo?: Day | undefined;
  actor?: string | undefined;
  before?: number | undefined;
  limit: number;
}

/** A text to be found as it stands by LIKE. */
const anywhere = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** 留痕: what was done, by whom and when; the database itself refuses to change or remove a line. */
export class HistoryStore {
  constructor(private readonly manager: EntityManager) {}

  /** Appends entries and returns their ids in order. */
  async append(entries: readonly New<HistoryEntry>[]): Promise<number[]> {
    return insertRows(this.manager, history, entries);
  }

  /** What was done to an assignment, the first act first: it begins with the start of its plan, which assigned it, or with the correction that made it. */
  async ofAssignment({ id, planId }: Pick<Assignment, 'id' | 'planId'>): Promise<HistoryEntry[]> {
    const query = rowsOf(this.manager, history, 'h').where('h.assignmentId = :id', { id });
    const told = await all(query.orWhere(`(h.planId = :planId AND h.act = 'activate')`, { planId }).orderBy('h.id'));
    const isLater = told.some(({ act }) => act === 'corrected-new');
    return isLater ? told.filter(({ act }) => act !== 'activate') : told;
  }

  /** The acts on a plan's assignments on one day, the first one first. */
  async onAssignments(planId: number, day: Day): Promise<(HistoryEntry & { assignmentId: number })[]> {
    return assignmentActsOn(this.manager, { planId, day });
  }

  /** The acts on a plan's assignments after a day, the first one first. */
  async onAssignmentsAfter(planId: number, day: Day): Promise<(HistoryEntry & { assignmentId: number })[]> {
    return assignmentActsAfter(this.manager, { planId, day });
  }

  /** The assignments of a plan on which somebody acted after a day. */
  async assignmentsActedOnAfter(planId: number, day: Day): Promise<Assignment[]> {
    return actedOnAfter(this.manager, { planId, day });
  }

  /** The last four acts in a plan, the newest first. */
  async latest(planId: number): Promise<LatestEntry[]> {
    return latestOfPlan(this.manager, { planId });
  }

  /** The latest acts anywhere, the newest first. */
  async recent(limit: number): Promise<HistoryEntry[]> {
    return all(rowsOf(this.manager, history, 'h').orderBy('h.id', 'DESC').limit(limit));
  }

  /** The entries within a filter, the newest first; those about no item are a unit's where their facts name it. */
  async search(asked: HistoryQuery): Promise<HistoryLine[]> {
    const { planId, unit, acts, dayFrom, dayTo, actor, before, limit } = asked;
    const query = rowsOf(this.manager, history, 'h')
      .leftJoin('plan', 'p', 'p.id = h.planId')
      .leftJoin('assignment', 'a', 'a.id = h.assignmentId')
      .leftJoin('unit', 'u', 'u.id = a.unitId')
      .leftJoin('measure', 'm', 'm.id = a.measureId')
      .leftJoin('phase', 'f', 'f.id = a.phaseId')
      .addSelect('p.title', 'planTitle')
      .addSelect('u.name', 'unitName')
      .addSelect('m.number', 'measureNumber')
      .addSelect('m.title', 'measureTitle')
      .addSelect(placeOf('f'), 'phasePosition')
      .where('1 = 1');
    if (planId !== undefined) query.andWhere('h.planId = :planId', { planId });
    if (unit) query.andWhere(OF_UNIT, factsNaming(unit));
    if (acts) query.andWhere('h.act IN (:...acts)', { acts: [...acts, ''] });
    if (dayFrom !== undefined) query.andWhere('h.day >= :dayFrom', { dayFrom });
    if (dayTo !== undefined) query.andWhere('h.day <= :dayTo', { dayTo });
    if (actor !== undefined) query.andWhere(`h.actor LIKE :actor ESCAPE '\\'`, { actor: anywhere(actor) });
    if (before !== undefined) query.andWhere('h.id < :before', { before });
    return query.orderBy('h.id', 'DESC').limit(limit).getRawMany<HistoryLine>();
  }
}

const OF_UNIT = `(a.unitId = :unitId OR (h.assignmentId IS NULL AND (h.facts LIKE :byName ESCAPE '\\'
  OR h.facts LIKE :byId ESCAPE '\\' OR h.facts LIKE :byIdLast ESCAPE '\\')))`;

/** How facts name a unit: by name, or by number in the middle or at the end. */
function factsNaming({ id, name }: { id: number; name: string }) {
  return {
    unitId: id,
    byName: anywhere(`"unit":${JSON.stringify(name)}`),
    byId: anywhere(`"unitId":${id},`),
    byIdLast: anywhere(`"unitId":${id}}`),
  };
}
