import { type EntityManager, In } from 'typeorm';
import { type Report } from '../../domain/reports.js';
import { reports } from '../tables-work.js';
import { all, changedIds, rowsOf } from './rows.js';

/** 办公室的事: what waits for the office, as its work list and its lists of reports ask for it. */
export class DeskStore {
  constructor(private readonly manager: EntityManager) {}

  /** The reports of these ids, in their order. */
  async reportsByIds(ids: readonly number[]): Promise<Report[]> {
    if (ids.length === 0) return [];
    return all(
      rowsOf(this.manager, reports, 'r')
        .where('r.id IN (:...ids)', { ids: [...ids] })
        .orderBy('r.id'),
    );
  }

  /** Accepts those of these reports that still wait for a review, and says which they were. */
  async acceptWaiting(
    ids: readonly number[],
    review: Pick<Report, 'stage' | 'reviewedBy' | 'reviewedOn'>,
  ): Promise<Set<number>> {
    if (ids.length === 0) return new Set();
    const waiting = { id: In([...ids]), stage: 'submitted' };
    return changedIds(this.manager, reports, waiting, { ...review, version: () => 'version + 1' });
  }
}
