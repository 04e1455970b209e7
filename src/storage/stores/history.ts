import { type EntityManager } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { type Assignment, type HistoryEntry } from '../../domain/plan.js';
import { assignments, history } from '../tables.js';
import { all, fixedQuery, insertRows, type New, rowsOf } from './rows.js';

const LATEST = 4;
const latestOfPlan = fixedQuery<HistoryEntry, 'planId'>(['planId'], (manager) =>
  rowsOf(manager, history, 'h').where('h.planId = :planId').orderBy('h.id', 'DESC').limit(LATEST),
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

/** 留痕: what was done, by whom and when; the database itself refuses to change or remove a line. */
export class HistoryStore {
  constructor(private readonly manager: EntityManager) {}

  /** Appends entries and returns their ids in order. */
  async append(entries: readonly New<HistoryEntry>[]): Promise<number[]> {
    return insertRows(this.manager, history, entries);
  }

  /** What was done to an assignment, the first act first: it begins with the start of its plan, which assigned it. */
  async ofAssignment({ id, planId }: Pick<Assignment, 'id' | 'planId'>): Promise<HistoryEntry[]> {
    const query = rowsOf(this.manager, history, 'h').where('h.assignmentId = :id', { id });
    return all(query.orWhere(`(h.planId = :planId AND h.act = 'activate')`, { planId }).orderBy('h.id'));
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
  async latest(planId: number): Promise<HistoryEntry[]> {
    return latestOfPlan(this.manager, { planId });
  }

  /** The latest acts anywhere, the newest first. */
  async recent(limit: number): Promise<HistoryEntry[]> {
    return all(rowsOf(this.manager, history, 'h').orderBy('h.id', 'DESC').limit(limit));
  }
}
