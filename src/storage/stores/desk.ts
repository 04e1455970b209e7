import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { type Assignment } from '../../domain/plan.js';
import { type Report, type ReportKind, type ReportStage, type Submission } from '../../domain/reports.js';
import { reports } from '../tables-work.js';
import { history } from '../tables.js';
import { all, changedIds, count, placeOf, rowsOf } from './rows.js';

/** A report with the names that a clerk reads it by, and how its item stands. */
export type NamedReport = Report &
  Pick<Submission, 'byName' | 'phone' | 'submittedAt'> &
  Pick<Assignment, 'dueOn' | 'role'> & {
    itemStage: Assignment['stage'];
    unitName: string;
    measureNumber: string;
    measureTitle: string;
    phasePosition: number | null;
    phaseTitle: string;
  };

/** Which reports of a plan are asked for. */
export interface ReportQuery {
  planId: number;
  stage: ReportStage;
  unitId?: number | undefined;
  measureId?: number | undefined;
  kind?: ReportKind | undefined;
  limit: number;
  offset: number;
}

/** One chase of one unit: when, by whom, in what words (`facts`), over how many items, and its mail with its number. */
export interface ChaseLine {
  number: number | null;
  outboxId: number | null;
  day: string;
  at: string;
  actor: string;
  facts: string;
  unitId: number;
  unitName: string;
  items: number;
}

/** 办公室的事: what waits for the office, as its work list and its lists of reports ask for it. */
export class DeskStore {
  constructor(private readonly manager: EntityManager) {}

  /** One page of a plan's reports in a stage: what waits longest first, what is decided latest first. */
  async reports(asked: ReportQuery): Promise<{ total: number; rows: NamedReport[] }> {
    const total = await count(within(this.manager.createQueryBuilder(reports, 'r'), asked));
    const order = asked.stage === 'submitted' ? 'ASC' : 'DESC';
    const query = within(this.named(), asked).orderBy('r.submissionId', order).addOrderBy('r.id');
    return { total, rows: await query.limit(asked.limit).offset(asked.offset).getRawMany<NamedReport>() };
  }

  /** Reports with their names, by id; another plan's are left out where one is given. */
  async reportsNamed(ids: readonly number[], planId?: number): Promise<NamedReport[]> {
    if (ids.length === 0) return [];
    const query = this.named().where('r.id IN (:...ids)', { ids: [...ids] });
    if (planId !== undefined) query.andWhere('r.planId = :planId', { planId });
    return query.orderBy('r.id').getRawMany<NamedReport>();
  }

  /** The last reports of an item that were not withdrawn, the newest first. */
  async reportsOf(assignmentId: number, limit: number): Promise<NamedReport[]> {
    const query = this.named().where(`r.assignmentId = :assignmentId AND r.stage <> 'withdrawn'`, { assignmentId });
    return query.orderBy('r.id', 'DESC').limit(limit).getRawMany<NamedReport>();
  }

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

  /** One page of a plan's chases by hand, the newest first, and how many there are. */
  async chases(planId: number, limit: number, offset: number): Promise<{ total: number; rows: ChaseLine[] }> {
    const query = this.manager
      .createQueryBuilder(history, 'h')
      .innerJoin('assignment', 'a', 'a.id = h.assignmentId')
      .innerJoin('unit', 'u', 'u.id = a.unitId')
      // The one mail of reminders and chases that a unit gets on a day.
      .leftJoin('outbox', 'o', `o.key = 'unit:' || a.unitId || ':' || h.day`)
      .select('CAST(COUNT(*) OVER () AS integer)', 'total')
      .addSelect('CAST(COUNT(*) AS integer)', 'items')
      .where(`h.planId = :planId AND h.act = 'chase'`, { planId });
    const same = ['o.id', 'o.number', 'h.day', 'h.at', 'h.actor', 'h.facts', 'a.unitId', 'u.name'];
    const names = ['outboxId', 'number', 'day', 'at', 'actor', 'facts', 'unitId', 'unitName'];
    for (const [i, column] of same.entries()) query.addSelect(column, names[i]).addGroupBy(column);
    const rows = await query
      .orderBy('MIN(h.id)', 'DESC')
      .limit(limit)
      .offset(offset)
      .getRawMany<ChaseLine & { total: number }>();
    return { total: rows[0]?.total ?? 0, rows };
  }

  private named(): SelectQueryBuilder<Report> {
    return rowsOf(this.manager, reports, 'r')
      .innerJoin('submission', 's', 's.id = r.submissionId')
      .innerJoin('assignment', 'a', 'a.id = r.assignmentId')
      .innerJoin('unit', 'u', 'u.id = r.unitId')
      .innerJoin('measure', 'm', 'm.id = r.measureId')
      .innerJoin('phase', 'h', 'h.id = a.phaseId')
      .addSelect('s.byName', 'byName')
      .addSelect('s.phone', 'phone')
      .addSelect('s.submittedAt', 'submittedAt')
      .addSelect('a.dueOn', 'dueOn')
      .addSelect('a.role', 'role')
      .addSelect('a.stage', 'itemStage')
      .addSelect('u.name', 'unitName')
      .addSelect('m.number', 'measureNumber')
      .addSelect('m.title', 'measureTitle')
      .addSelect(placeOf('h'), 'phasePosition')
      .addSelect('h.title', 'phaseTitle');
  }
}

function within(query: SelectQueryBuilder<Report>, { planId, stage, unitId, measureId, kind }: ReportQuery) {
  query.where('r.planId = :planId AND r.stage = :stage', { planId, stage });
  if (unitId !== undefined) query.andWhere('r.unitId = :unitId', { unitId });
  if (measureId !== undefined) query.andWhere('r.measureId = :measureId', { measureId });
  if (kind !== undefined) query.andWhere('r.kind = :kind', { kind });
  return query;
}
