import { type EntityManager } from 'typeorm';
import { type Instant } from '../../domain/plan.js';
import { deliveries } from '../tables-mail.js';
import { outbox } from '../tables.js';
import { fixedQuery } from './rows.js';

/** Whether mails leave and the timetable runs: since when not and why, the last run, and since when there is a plan to run for. */
export interface Flow {
  stoppedAt: Instant | null;
  reason: string | null;
  probeAt: Instant | null;
  lastRunAt: Instant | null;
  startedAt: Instant | null;
}

const flow = fixedQuery<Flow>([], (manager) =>
  manager
    .createQueryBuilder(deliveries, 'd')
    .select('d.stoppedAt', 'stoppedAt')
    .addSelect('d.reason', 'reason')
    .addSelect('d.probeAt', 'probeAt')
    .addSelect('(SELECT MAX(ran_at) FROM job_run)', 'lastRunAt')
    .addSelect(`(SELECT MIN(activated_at) FROM plan WHERE state = 'running')`, 'startedAt'),
);
const oldestDue = fixedQuery<{ at: Instant | null }, 'now'>(['now'], (manager) =>
  manager
    .createQueryBuilder(outbox, 'o')
    .select('MIN(o.nextAt)', 'at')
    .where(`o.state = 'pending' AND o.nextAt <= :now`),
);
const NOTHING: Flow = { stoppedAt: null, reason: null, probeAt: null, lastRunAt: null, startedAt: null };

/** What tells whether everything runs, in one statement: every page asks. */
export class FlowStore {
  constructor(private readonly manager: EntityManager) {}

  /** How mails and timetable stand. */
  async get(): Promise<Flow> {
    return (await flow(this.manager, {}))[0] ?? NOTHING;
  }

  /** When the mail was due that waits longest; null where none does. */
  async oldestDue(now: Instant): Promise<Instant | null> {
    return (await oldestDue(this.manager, { now }))[0]?.at ?? null;
  }
}
