import { type EntityManager } from 'typeorm';
import { type Instant, type JobRun } from '../../domain/plan.js';
import { jobRuns } from '../tables.js';
import { all, first, rowsOf } from './rows.js';

/** Which jobs of the timetable have run, for which moment, and what came of it. */
export class JobStore {
  constructor(private readonly manager: EntityManager) {}

  /** Notes a run of a job for the moment it was due; a second run for the same moment replaces the first's result. */
  async record(job: string, dueAt: Instant, ranAt: Instant, result: string): Promise<void> {
    await this.manager
      .createQueryBuilder()
      .insert()
      .into(jobRuns)
      .values({ job, dueAt, ranAt, result })
      .orUpdate(['ran_at', 'result'], ['job', 'due_at'])
      .updateEntity(false)
      .execute();
  }

  /** The run of a job for the latest moment it was due, or null. */
  async last(job: string): Promise<JobRun | null> {
    return first(rowsOf(this.manager, jobRuns, 'j').where('j.job = :job', { job }).orderBy('j.dueAt', 'DESC'));
  }

  /** The latest runs, the newest first. */
  async recent(limit: number): Promise<JobRun[]> {
    const query = rowsOf(this.manager, jobRuns, 'j').orderBy('j.ranAt', 'DESC').addOrderBy('j.id', 'DESC');
    return all(query.limit(limit));
  }

  /** When any job last ran, or null. */
  async lastRunAt(): Promise<Instant | null> {
    return (await this.recent(1))[0]?.ranAt ?? null;
  }
}
