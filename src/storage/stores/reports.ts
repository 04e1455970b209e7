import { Brackets, type EntityManager } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { type Assignment } from '../../domain/plan.js';
import { type Contact } from '../../domain/posts.js';
import { type Figure, type Indicator, type Report, type Submission } from '../../domain/reports.js';
import { type OwingBound } from '../../domain/reporting.js';
import { WITH_UNIT } from '../../domain/standing.js';
import { contacts, tenures } from '../tables-people.js';
import { figures, indicators, reports, submissions } from '../tables-work.js';
import { assignments, duties } from '../tables.js';
import { all, changeWhere, first, insertRows, insertUntaken, type New, rowsOf } from './rows.js';

/** What a review or a withdrawal may change of a report. */
export type ReportPatch = Partial<Pick<Report, 'stage' | 'checks' | 'reviewReason' | 'reviewedBy' | 'reviewedOn'>>;

/** An item that has not answered a reporting day. */
export type OwingItem = Pick<
  Assignment,
  'id' | 'measureId' | 'unitId' | 'stage' | 'opensOn' | 'dueOn' | 'assignedOn' | 'reportedFor'
> & { unitName: string };

/** A unit's part of a measure in a phase, as a lead unit is asked about it. */
export type Partner = Pick<Assignment, 'id' | 'measureId' | 'phaseId' | 'unitId' | 'stage'> & { unitName: string };

const OWING_FACTS = [
  ...(['id', 'measureId', 'unitId', 'stage', 'opensOn', 'dueOn', 'assignedOn', 'reportedFor'] as const),
];

/** What units reported, and the numbers in it. */
export class ReportStore {
  constructor(private readonly manager: EntityManager) {}

  /** Keeps a submission and returns its id. */
  async insertSubmission(row: New<Submission>): Promise<number> {
    return (await insertRows(this.manager, submissions, [row]))[0] ?? 0;
  }

  /** Keeps the reports of a submission and returns their ids in order. */
  async insertReports(rows: readonly New<Report>[]): Promise<number[]> {
    return insertRows(this.manager, reports, rows);
  }

  /** Keeps reported numbers. */
  async insertFigures(rows: readonly New<Figure>[]): Promise<void> {
    await insertRows(this.manager, figures, rows);
  }

  /** One submission, or null. */
  async submission(id: number): Promise<Submission | null> {
    return first(rowsOf(this.manager, submissions, 's').where('s.id = :id', { id }));
  }

  /** One report, or null. */
  async byId(id: number): Promise<Report | null> {
    return first(rowsOf(this.manager, reports, 'r').where('r.id = :id', { id }));
  }

  /** The reports of one submission, in the order they were written. */
  async ofSubmission(submissionId: number): Promise<Report[]> {
    return all(
      rowsOf(this.manager, reports, 'r').where('r.submissionId = :submissionId', { submissionId }).orderBy('r.id'),
    );
  }

  /** A unit's latest submissions, the newest first, each with how many items it tells of; of some items only, where given. */
  async submissionsOf(
    planId: number,
    unitId: number,
    { limit, items }: { limit: number; items: readonly number[] | null },
  ): Promise<(Submission & { count: number })[]> {
    const query = rowsOf(this.manager, submissions, 's')
      .innerJoin('report', 'r', 'r.submissionId = s.id')
      .addSelect('CAST(COUNT(*) AS integer)', 'count')
      .where('s.planId = :planId AND s.unitId = :unitId', { planId, unitId })
      .groupBy('s.id');
    if (items) query.andWhere('r.assignmentId IN (:...items)', { items: [...items, 0] });
    return query.orderBy('s.id', 'DESC').limit(limit).getRawMany<Submission & { count: number }>();
  }

  /** These submissions. */
  async submissionsByIds(ids: readonly number[]): Promise<Submission[]> {
    if (ids.length === 0) return [];
    return all(rowsOf(this.manager, submissions, 's').where('s.id IN (:...ids)', { ids }));
  }

  /** The latest report of each of these assignments that was not withdrawn. */
  async latestOf(assignmentIds: readonly number[]): Promise<Report[]> {
    if (assignmentIds.length === 0) return [];
    const latest = this.manager
      .createQueryBuilder(reports, 'x')
      .select('MAX(x.id)')
      .where(`x.assignmentId IN (:...assignmentIds) AND x.stage <> 'withdrawn'`)
      .groupBy('x.assignmentId');
    const query = rowsOf(this.manager, reports, 'r').where(`r.id IN (${latest.getQuery()})`, { assignmentIds });
    return all(query.orderBy('r.id'));
  }

  /** The latest report of each of these assignments that tells a problem or asks for something, and was not withdrawn. */
  async latestTellingOf(assignmentIds: readonly number[]): Promise<Report[]> {
    if (assignmentIds.length === 0) return [];
    const latest = this.manager
      .createQueryBuilder(reports, 'x')
      .select('MAX(x.id)')
      .where(`x.assignmentId IN (:...assignmentIds) AND x.stage <> 'withdrawn' AND (x.problems <> '' OR x.needs <> '')`)
      .groupBy('x.assignmentId');
    return all(rowsOf(this.manager, reports, 'r').where(`r.id IN (${latest.getQuery()})`, { assignmentIds }));
  }

  /** The latest report of each of these assignments that the office has accepted. */
  async latestAcceptedOf(assignmentIds: readonly number[]): Promise<Report[]> {
    if (assignmentIds.length === 0) return [];
    const latest = this.manager
      .createQueryBuilder(reports, 'x')
      .select('MAX(x.id)')
      .where(`x.assignmentId IN (:...assignmentIds) AND x.stage = 'accepted'`)
      .groupBy('x.assignmentId');
    return all(rowsOf(this.manager, reports, 'r').where(`r.id IN (${latest.getQuery()})`, { assignmentIds }));
  }

  /** The latest reports of one assignment, the newest first. */
  async ofAssignment(assignmentId: number, limit: number): Promise<Report[]> {
    const query = rowsOf(this.manager, reports, 'r').where('r.assignmentId = :assignmentId', { assignmentId });
    return all(query.orderBy('r.id', 'DESC').limit(limit));
  }

  /** The period that an assignment had answered without this report; null for none. */
  async answeredWithout(assignmentId: number, reportId: number): Promise<Day | null> {
    const row = await this.manager
      .createQueryBuilder(reports, 'r')
      .select('MAX(r.periodOn)', 'day')
      .where(`r.assignmentId = :assignmentId AND r.id <> :reportId AND r.stage IN ('submitted', 'accepted')`, {
        ...{ assignmentId, reportId },
      })
      .getRawOne<{ day: Day | null }>();
    return row?.day ?? null;
  }

  /** Changes a report unless it was changed since `version`; says whether it did. */
  async change(id: number, version: number, patch: ReportPatch): Promise<boolean> {
    return changeWhere(this.manager, reports, { id, version }, { ...patch, version: version + 1 });
  }

  /** Who else has a part in these measures of a plan, by assignment. */
  async partnersOf(planId: number, measureIds: readonly number[]): Promise<Partner[]> {
    if (measureIds.length === 0) return [];
    const query = this.manager
      .createQueryBuilder(assignments, 'a')
      .innerJoin('unit', 'u', 'u.id = a.unitId')
      .select('a.id', 'id')
      .addSelect('a.measureId', 'measureId')
      .addSelect('a.phaseId', 'phaseId')
      .addSelect('a.unitId', 'unitId')
      .addSelect('a.stage', 'stage')
      .addSelect('u.name', 'unitName')
      .where('a.planId = :planId AND a.measureId IN (:...measureIds)', { planId, measureIds: [...measureIds] });
    return query.orderBy('a.id').getRawMany<Partner>();
  }

  /** The measures of a plan that a unit leads. */
  async measuresLedBy(planId: number, unitId: number): Promise<Set<number>> {
    const query = this.manager.createQueryBuilder(duties, 'd').select('d.measureId', 'measureId');
    query.where(`d.planId = :planId AND d.unitId = :unitId AND d.role = 'lead'`, { planId, unitId });
    return new Set((await query.getRawMany<{ measureId: number }>()).map(({ measureId }) => measureId));
  }

  /** The units with items that have not answered (`owingBounds`), and how many: the most first. */
  async owingUnits(
    planId: number,
    bounds: readonly OwingBound[],
  ): Promise<{ unitId: number; unitName: string; count: number }[]> {
    const query = this.owing(planId, bounds).select('a.unitId', 'unitId').addSelect('u.name', 'unitName');
    query.addSelect('CAST(COUNT(*) AS integer)', 'count').groupBy('a.unitId').addGroupBy('u.name');
    return query.orderBy('count', 'DESC').addOrderBy('a.unitId').getRawMany();
  }

  /** Items that have not answered (`owingBounds`), of a measure or a unit or all, at most so many. */
  async owingItems(
    planId: number,
    bounds: readonly OwingBound[],
    of: { measureId?: number; unitId?: number; limit: number },
  ): Promise<OwingItem[]> {
    const query = this.owing(planId, bounds).select('u.name', 'unitName');
    for (const name of OWING_FACTS) query.addSelect(`a.${name}`, name);
    if (of.measureId !== undefined) query.andWhere('a.measureId = :measureId', { measureId: of.measureId });
    if (of.unitId !== undefined) query.andWhere('a.unitId = :unitId', { unitId: of.unitId });
    return query.orderBy('a.unitId').addOrderBy('a.dueOn').addOrderBy('a.id').limit(of.limit).getRawMany<OwingItem>();
  }

  private owing(planId: number, bounds: readonly OwingBound[]) {
    const query = this.manager.createQueryBuilder(assignments, 'a').innerJoin('unit', 'u', 'u.id = a.unitId');
    query.where('a.planId = :planId AND a.stage IN (:...stages)', { planId, stages: WITH_UNIT });
    return query.andWhere(
      new Brackets((either) => {
        either.where('1 = 0');
        bounds.forEach(({ periodOn, assignedUpTo, due }, i) => {
          const within = due ? ` AND a.dueOn >= :from${i} AND a.dueOn <= :to${i}` : '';
          either.orWhere(
            `a.opensOn <= :on${i} AND a.assignedOn <= :upTo${i} AND (a.reportedFor IS NULL OR a.reportedFor < :on${i})${within}`,
            { [`on${i}`]: periodOn, [`upTo${i}`]: assignedUpTo, [`from${i}`]: due?.from, [`to${i}`]: due?.to },
          );
        });
      }),
    );
  }

  /** The numbers that the office asks for in a plan. */
  async indicatorsOf(planId: number): Promise<Indicator[]> {
    return all(rowsOf(this.manager, indicators, 'i').where('i.planId = :planId', { planId }).orderBy('i.id'));
  }

  /** Asks for one more number under a measure; false where it asks for one of that name already. */
  async insertIndicator(row: New<Indicator>): Promise<boolean> {
    return (await insertUntaken(this.manager, indicators, 'name', [row])).size > 0;
  }

  /** The numbers in these reports. */
  async figuresOf(reportIds: readonly number[]): Promise<Figure[]> {
    if (reportIds.length === 0) return [];
    return all(
      rowsOf(this.manager, figures, 'f').where('f.reportId IN (:...reportIds)', { reportIds }).orderBy('f.id'),
    );
  }

  /** Who reports for a unit on a day: its liaison, else the deputy; null where nobody is known. */
  async reporterOf(unitId: number, day: Day): Promise<Pick<Contact, 'name' | 'phone'> | null> {
    const query = this.manager
      .createQueryBuilder(tenures, 't')
      .innerJoin('post', 'p', 'p.id = t.postId')
      .innerJoin(contacts.options.name, 'c', 'c.id = t.contactId')
      .select('c.name', 'name')
      .addSelect('c.phone', 'phone')
      .where(`p.kind IN ('liaison', 'deputy-liaison') AND p.unitId = :unitId`, { unitId })
      .andWhere('t.fromOn <= :day AND (t.untilOn IS NULL OR t.untilOn >= :day)', { day })
      .orderBy(`CASE p.kind WHEN 'liaison' THEN 0 ELSE 1 END`)
      .addOrderBy('t.fromOn', 'DESC')
      .addOrderBy('t.id', 'DESC')
      .limit(1);
    return (await query.getRawOne<Pick<Contact, 'name' | 'phone'>>()) ?? null;
  }
}
