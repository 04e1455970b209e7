import { type EntityManager } from 'typeorm';
import { type Closure, type LeftOpen } from '../../domain/closure.js';
import { assignments, outbox, plans } from '../tables.js';
import { closures, rectifications } from '../tables-work.js';
import { OF_PLAN } from './no-mails.js';
import { changeWhere, count, first, fixedQuery, insertRows, type New, rowsOf } from './rows.js';

const closureOfPlan = fixedQuery<Closure, 'planId'>(['planId'], (manager) =>
  rowsOf(manager, closures, 'c').where('c.planId = :planId'),
);

/** Mails that wait and speak of one plan alone: those of its units speak of other plans too where they have work there. */
const WAITS = `o.state IN ('pending', 'held') AND NOT EXISTS (SELECT 1 FROM outbox_item i
  JOIN assignment a ON a.id = i.assignment_id WHERE i.outbox_id = o.id AND a.plan_id <> :planId)`;

/** 结束方案: what a plan is closed with, and what it leaves behind. */
export class ClosureStore {
  constructor(private readonly manager: EntityManager) {}

  /** With what a plan was closed; null while it runs. */
  async of(planId: number): Promise<Closure | null> {
    return (await closureOfPlan(this.manager, { planId }))[0] ?? null;
  }

  /** What a plan would leave behind now. */
  async leftOpen(planId: number): Promise<LeftOpen> {
    const items = this.manager.createQueryBuilder(assignments, 'a').where('a.planId = :planId', { planId });
    const open = this.manager.createQueryBuilder(rectifications, 'r').where('r.planId = :planId', { planId });
    return {
      items: await count(items.andWhere(`a.stage NOT IN ('accepted', 'closed', 'waived')`)),
      rectifications: await count(open.andWhere(`r.stage <> 'passed'`)),
      mails: await count(this.waiting(planId)),
    };
  }

  /** Closes a running plan unless it was changed since `version`; says whether it did. */
  async close(version: number, closure: New<Closure>): Promise<boolean> {
    const running = { id: closure.planId, version, state: 'running' };
    if (!(await changeWhere(this.manager, plans, running, { state: 'closed', version: version + 1 }))) return false;
    await insertRows(this.manager, closures, [closure]);
    return true;
  }

  /** Lets a closed plan run again unless it was changed since `version`; says whether it did. */
  async reopen(planId: number, version: number): Promise<boolean> {
    const closed = { id: planId, version, state: 'closed' };
    if (!(await changeWhere(this.manager, plans, closed, { state: 'running', version: version + 1 }))) return false;
    await this.manager.createQueryBuilder().delete().from(closures).where({ planId }).execute();
    return true;
  }

  /** Cancels the mails that wait and speak of this plan alone; returns how many. */
  async stopMails(planId: number, reason: string): Promise<number> {
    const ids = (await this.waiting(planId).select('o.id', 'id').getRawMany<{ id: number }>()).map(({ id }) => id);
    for (const id of ids) await changeWhere(this.manager, outbox, { id }, { state: 'cancelled', lastError: reason });
    return ids.length;
  }

  /** Whether any of these plans is closed. */
  async isAnyClosed(planIds: readonly number[]): Promise<boolean> {
    const query = rowsOf(this.manager, plans, 'p', ['text']).where(`p.state = 'closed' AND p.id IN (:...planIds)`, {
      planIds,
    });
    return (await first(query)) !== null;
  }

  private waiting(planId: number) {
    return this.manager.createQueryBuilder(outbox, 'o').where(`${WAITS} AND ${OF_PLAN}`, { planId });
  }
}
