import { type EntityManager } from 'typeorm';
import { assignments, duties } from '../tables.js';
import { fixedQuery } from './rows.js';

const plansByDuty = fixedQuery<{ planId: number }, 'unitId'>(['unitId'], (manager) =>
  manager.createQueryBuilder(duties, 'd').select('d.planId', 'planId').distinct(true).where('d.unitId = :unitId'),
);
const plansByItem = fixedQuery<{ planId: number }, 'unitId'>(['unitId'], (manager) =>
  manager.createQueryBuilder(assignments, 'a').select('a.planId', 'planId').distinct(true).where('a.unitId = :unitId'),
);

/** Which units work in which plans. */
export class WorkerStore {
  constructor(private readonly manager: EntityManager) {}

  /** The plans that give a unit work, drafts included, or gave it some before a correction. */
  async plansOf(unitId: number): Promise<number[]> {
    const found = [...(await plansByDuty(this.manager, { unitId })), ...(await plansByItem(this.manager, { unitId }))];
    return [...new Set(found.map(({ planId }) => planId))];
  }
}
