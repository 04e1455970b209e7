import { type EntityManager } from 'typeorm';
import { type HistoryEntry } from '../../domain/plan.js';
import { history } from '../tables.js';
import { all, insertRows, type New, rowsOf } from './rows.js';

/** 留痕: what was done, by whom and when; the database itself refuses to change or remove a line. */
export class HistoryStore {
  constructor(private readonly manager: EntityManager) {}

  /** Appends entries and returns their ids in order. */
  async append(entries: readonly New<HistoryEntry>[]): Promise<number[]> {
    return insertRows(this.manager, history, entries);
  }

  /** Everything done to an assignment, the first act first. */
  async ofAssignment(assignmentId: number): Promise<HistoryEntry[]> {
    const query = rowsOf(this.manager, history, 'h').where('h.assignmentId = :assignmentId', { assignmentId });
    return all(query.orderBy('h.id'));
  }

  /** The latest acts in a plan, the newest first. */
  async ofPlan(planId: number, limit: number): Promise<HistoryEntry[]> {
    const query = rowsOf(this.manager, history, 'h').where('h.planId = :planId', { planId });
    return all(query.orderBy('h.id', 'DESC').limit(limit));
  }

  /** The latest acts anywhere, the newest first. */
  async recent(limit: number): Promise<HistoryEntry[]> {
    return all(rowsOf(this.manager, history, 'h').orderBy('h.id', 'DESC').limit(limit));
  }

  /** A plan's latest acts, the newest first, without the single assignments that came of starting it. */
  async recentActs(planId: number, limit: number): Promise<HistoryEntry[]> {
    const query = rowsOf(this.manager, history, 'h').where('h.planId = :planId', { planId });
    return all(query.andWhere(`h.act <> 'assign'`).orderBy('h.id', 'DESC').limit(limit));
  }
}
