import { type EntityManager } from 'typeorm';
import { type Instant } from '../../domain/plan.js';
import { demoClocks, type DemoClock } from '../tables.js';
import { fixedQuery, rowsOf } from './rows.js';

// Asked by every request of a demonstration.
const theOne = fixedQuery<Omit<DemoClock, 'id'>>([], (manager) =>
  rowsOf(manager, demoClocks, 'c', ['id']).where('c.id = 1'),
);

/** The demonstration's own time, kept so that a restart does not move it. */
export class DemoClockStore {
  constructor(private readonly manager: EntityManager) {}

  /** The time shown and the time it is being moved to; null when the demonstration was never started. */
  async get(): Promise<Omit<DemoClock, 'id'> | null> {
    return (await theOne(this.manager, {}))[0] ?? null;
  }

  /** Shows `at`, on the way to `target` or resting when null. */
  async set(at: Instant, target: Instant | null): Promise<void> {
    await this.manager
      .createQueryBuilder()
      .insert()
      .into(demoClocks)
      .values({ id: 1, at, target })
      .orUpdate(['at', 'target'], ['id'])
      .updateEntity(false)
      .execute();
  }
}
