import { type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { type Inspection, type InspectionItem } from '../../domain/inspections.js';
import { type AssignmentStage, type HistoryEntry } from '../../domain/plan.js';
import { OPEN } from '../../domain/standing.js';
import { inspectionItems, inspections } from '../tables-work.js';
import { assignments, history } from '../tables.js';
import { all, changeWhere, count, first, insertRows, insertUntaken, type New, placeOf, rowsOf } from './rows.js';

/** A batch with how far it is. */
export interface CountedInspection extends Inspection {
  items: number;
  concluded: number;
  failed: number;
}

/** An item of a batch with the names that a line of a list says. */
export interface NamedItem extends InspectionItem {
  unitName: string;
  measureNumber: string;
  measureTitle: string;
  phasePosition: number | null;
  stage: AssignmentStage;
  dueOn: Day;
  inspectionNumber: string;
  inspectionTitle: string;
}

/** Which items of a plan a batch is drawn from. */
export interface PoolAsked {
  planId: number;
  phaseId: number | null;
  /** The day: items not completed are taken too whose phase was over by then; null for completed ones only. */
  openBefore: Day | null;
}

/** A closed item (已销号): when it was closed and whether it had been in time. */
export interface Closing {
  assignmentId: number;
  unitName: string;
  measureNumber: string;
  measureTitle: string;
  phasePosition: number | null;
  dueOn: Day;
  completedOn: Day | null;
  closedOn: Day | null;
  inspectionId: number | null;
  inspectionNumber: string | null;
}

export type ItemPatch = Partial<Omit<InspectionItem, 'id' | 'inspectionId' | 'planId' | 'assignmentId' | 'version'>>;
type Items = SelectQueryBuilder<InspectionItem>;

/** 检查验收 batches and their items. */
export class InspectionStore {
  constructor(private readonly manager: EntityManager) {}

  /** Keeps a batch under the plan's next number ('检查〔2020〕第3号') and returns its id; two at once get two numbers. */
  async insert(batch: New<Omit<Inspection, 'number'>>, year: string): Promise<number> {
    const known = await count(this.batches().where('b.planId = :planId', { planId: batch.planId }));
    for (let nth = known + 1; ; nth++) {
      const number = `检查〔${year}〕第${nth}号`;
      const made = await insertUntaken(this.manager, inspections, 'number', [{ ...batch, number }]);
      const id = made.get(number);
      if (id !== undefined) return id;
    }
  }

  /** Puts items into a batch. */
  async insertItems(rows: readonly New<InspectionItem>[]): Promise<number[]> {
    return insertRows(this.manager, inspectionItems, rows);
  }

  /** One batch, or null. */
  async byId(id: number): Promise<Inspection | null> {
    return first(rowsOf(this.manager, inspections, 'b').where('b.id = :id', { id }));
  }

  /** One batch with how far it is, or null. */
  async counted(id: number): Promise<CountedInspection | null> {
    return first(this.withCounts().where('b.id = :id', { id }));
  }

  /** One page of a plan's batches, the newest first, and how many there are. */
  async page(planId: number, limit: number, offset: number): Promise<{ total: number; rows: CountedInspection[] }> {
    const total = await count(this.batches().where('b.planId = :planId', { planId }));
    const query = this.withCounts().where('b.planId = :planId', { planId }).orderBy('b.id', 'DESC');
    return { total, rows: await all(query.limit(limit).offset(offset)) };
  }

  /** The batches of a plan that are not closed, the newest first. */
  async openOfPlan(planId: number): Promise<CountedInspection[]> {
    const query = this.withCounts().where(`b.planId = :planId AND b.state = 'open'`, { planId });
    return all(query.orderBy('b.id', 'DESC'));
  }

  /** Changes a batch unless it was changed since `version`; says whether it did. */
  async change(id: number, version: number, patch: Partial<Pick<Inspection, 'state'>>): Promise<boolean> {
    return changeWhere(this.manager, inspections, { id, version }, { ...patch, version: version + 1 });
  }

  /** One item with its names, or null. */
  async item(id: number): Promise<NamedItem | null> {
    return first(this.named().where('i.id = :id', { id }) as SelectQueryBuilder<NamedItem>);
  }

  /** One page of a batch's items: those without a conclusion first, then by id. */
  async items(inspectionId: number, limit: number, offset: number): Promise<NamedItem[]> {
    const query = this.named().where('i.inspectionId = :inspectionId', { inspectionId });
    query.orderBy('CASE WHEN i.conclusion IS NULL THEN 0 ELSE 1 END').addOrderBy('i.id').limit(limit).offset(offset);
    return query.getRawMany<NamedItem>();
  }

  /** The assignments in a batch, by id: what was drawn. */
  async assignmentIds(inspectionId: number): Promise<number[]> {
    const query = this.manager.createQueryBuilder(inspectionItems, 'i').select('i.assignmentId', 'id');
    query.where('i.inspectionId = :inspectionId', { inspectionId }).orderBy('i.assignmentId');
    return (await query.getRawMany<{ id: number }>()).map(({ id }) => id);
  }

  /** Items of a plan's open batches that have no conclusion yet, the oldest batch first. */
  async dueItems(planId: number, limit: number): Promise<NamedItem[]> {
    const query = this.named().where(DUE, { planId }).orderBy('i.inspectionId').addOrderBy('i.id');
    return query.limit(limit).getRawMany<NamedItem>();
  }

  /** How many there are. */
  async countDue(planId: number): Promise<number> {
    const query = this.manager.createQueryBuilder(inspectionItems, 'i').innerJoin('inspection', 'b', ITS_BATCH);
    return count(query.where(DUE, { planId }));
  }

  /** How many items of a batch have no conclusion yet. */
  async countOpen(inspectionId: number): Promise<number> {
    const query = this.manager.createQueryBuilder(inspectionItems, 'i');
    return count(query.where('i.inspectionId = :inspectionId AND i.conclusion IS NULL', { inspectionId }));
  }

  /** What an assignment's inspections found, the latest first. */
  async ofAssignment(assignmentId: number): Promise<NamedItem[]> {
    const query = this.named().where('i.assignmentId = :assignmentId', { assignmentId }).orderBy('i.id', 'DESC');
    return query.getRawMany<NamedItem>();
  }

  /** Changes an item unless it was changed since `version`; says whether it did. */
  async changeItem(id: number, version: number, patch: ItemPatch): Promise<boolean> {
    return changeWhere(this.manager, inspectionItems, { id, version }, { ...patch, version: version + 1 });
  }

  /** The ids that a batch is taken or drawn from, ascending; what an open batch still has to look at is left out. */
  async pool({ planId, phaseId, openBefore }: PoolAsked): Promise<number[]> {
    const waiting = this.manager
      .createQueryBuilder(inspectionItems, 'i')
      .innerJoin('inspection', 'b', ITS_BATCH)
      .select('i.assignmentId')
      .where(DUE);
    const open = OPEN.concat('reported').map((stage) => `'${stage}'`);
    const isOver = `a.stage IN (${open.join()}) AND h.dueOn < :openBefore`;
    const query = this.manager
      .createQueryBuilder(assignments, 'a')
      .innerJoin('phase', 'h', 'h.id = a.phaseId')
      .select('a.id', 'id')
      .where('a.planId = :planId', { planId })
      .andWhere(openBefore === null ? `a.stage = 'accepted'` : `(a.stage = 'accepted' OR (${isOver}))`, { openBefore })
      .andWhere(`a.id NOT IN (${waiting.getQuery()})`);
    if (phaseId !== null) query.andWhere('a.phaseId = :phaseId', { phaseId });
    return (await query.orderBy('a.id').getRawMany<{ id: number }>()).map(({ id }) => id);
  }

  /** The pool that a batch was drawn from, as the history kept it: whoever doubts the draw repeats it. */
  async recordedPool({ id, planId }: Pick<Inspection, 'id' | 'planId'>): Promise<number[]> {
    const query = rowsOf(this.manager, history, 'h').where(`h.planId = :planId AND h.act = 'open-inspection'`, {
      planId,
    });
    const entry = await first<HistoryEntry>(
      query.andWhere('h.facts LIKE :facts', { facts: `{"inspectionId":${id},%` }),
    );
    return entry ? ((JSON.parse(entry.facts) as { pool?: number[] }).pool ?? []) : [];
  }

  /** One page of a plan's closed items by measure and unit, and how many are closed and how many are not. */
  async closings(
    planId: number,
    limit: number,
    offset: number,
  ): Promise<{ total: number; left: number; rows: Closing[] }> {
    const of = () => this.manager.createQueryBuilder(assignments, 'a').where('a.planId = :planId', { planId });
    const total = await count(of().andWhere(`a.stage = 'closed'`));
    const left = await count(of().andWhere(`a.stage NOT IN ('closed', 'waived')`));
    const closed = `(SELECT MAX(c.day) FROM history c WHERE c.assignment_id = a.id AND c.act = 'pass')`;
    const last = `(SELECT MAX(x.id) FROM inspection_item x WHERE x.assignment_id = a.id AND x.conclusion IS NOT NULL)`;
    const query = of()
      .andWhere(`a.stage = 'closed'`)
      .innerJoin('unit', 'u', 'u.id = a.unitId')
      .innerJoin('measure', 'm', 'm.id = a.measureId')
      .innerJoin('phase', 'h', 'h.id = a.phaseId')
      .leftJoin('inspection_item', 'i', `i.id = ${last}`)
      .leftJoin('inspection', 'b', ITS_BATCH)
      .select('a.id', 'assignmentId')
      .addSelect(['u.name AS "unitName"', 'm.number AS "measureNumber"', 'm.title AS "measureTitle"'])
      .addSelect(placeOf('h'), 'phasePosition')
      .addSelect('a.dueOn', 'dueOn')
      .addSelect('a.completedOn', 'completedOn')
      .addSelect(closed, 'closedOn')
      .addSelect(['b.id AS "inspectionId"', 'b.number AS "inspectionNumber"'])
      .orderBy('m.position')
      .addOrderBy('h.position')
      .addOrderBy('a.id')
      .limit(limit)
      .offset(offset);
    return { total, left, rows: await query.getRawMany<Closing>() };
  }

  private batches() {
    return this.manager.createQueryBuilder(inspections, 'b');
  }

  private withCounts(): SelectQueryBuilder<CountedInspection> {
    const of = (where: string) =>
      `(SELECT CAST(COUNT(*) AS integer) FROM inspection_item x WHERE x.inspection_id = b.id${where})`;
    return rowsOf(this.manager, inspections, 'b')
      .addSelect(of(''), 'items')
      .addSelect(of(' AND x.conclusion IS NOT NULL'), 'concluded')
      .addSelect(of(` AND x.conclusion = 'non-compliant'`), 'failed') as SelectQueryBuilder<CountedInspection>;
  }

  private named(): Items {
    return rowsOf(this.manager, inspectionItems, 'i')
      .innerJoin('inspection', 'b', ITS_BATCH)
      .innerJoin('assignment', 'a', 'a.id = i.assignmentId')
      .innerJoin('unit', 'u', 'u.id = i.unitId')
      .innerJoin('measure', 'm', 'm.id = a.measureId')
      .innerJoin('phase', 'h', 'h.id = a.phaseId')
      .addSelect('u.name', 'unitName')
      .addSelect('m.number', 'measureNumber')
      .addSelect('m.title', 'measureTitle')
      .addSelect(placeOf('h'), 'phasePosition')
      .addSelect('a.stage', 'stage')
      .addSelect('a.dueOn', 'dueOn')
      .addSelect('b.number', 'inspectionNumber')
      .addSelect('b.title', 'inspectionTitle');
  }
}

const ITS_BATCH = 'b.id = i.inspectionId';
const DUE = `i.planId = :planId AND i.conclusion IS NULL AND b.state = 'open'`;
