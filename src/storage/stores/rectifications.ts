import { type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { type Assignment, type AssignmentStage } from '../../domain/plan.js';
import { type Objection, type Rectification, type RectificationRound } from '../../domain/inspections.js';
import { objections, rectificationRounds, rectifications } from '../tables-work.js';
import { all, changeWhere, count, first, insertRows, insertUntaken, type New, placeOf, rowsOf } from './rows.js';

/** A rectification with the names that a line of the ledger says. */
export interface NamedRectification extends Rectification {
  /** Where its item stands: all its findings may have passed without its being closed. */
  itemStage: AssignmentStage;
  unitName: string;
  measureNumber: string;
  measureTitle: string;
  phasePosition: number | null;
  inspectionId: number;
  inspectionNumber: string;
  inspectionTitle: string;
}

/** Narrows the ledger; `late` takes what is not passed and over its deadline. */
export interface LedgerFilter {
  planId: number;
  unitId?: number | undefined;
  stage?: 'issued' | 'submitted' | 'passed' | 'late' | undefined;
  /** Whoever came by a mail's link sees these assignments' only. */
  assignmentIds?: readonly number[] | undefined;
}

/** An objection that waits for its answer. */
export type OpenObjection = Objection & Pick<NamedRectification, 'number' | 'unitName' | 'planId' | 'assignmentId'>;

/** How many rectifications of a plan stand where. */
export interface RectificationCounts {
  issued: number;
  submitted: number;
  passed: number;
  late: number;
}

const REMINDABLE = ['id', 'planId', 'unitId', 'opensOn', 'reportedFor', 'returnedOn', 'rectifyBy', 'told'] as const;
/** An item to be put right by the first deadline that its unit has not answered. */
export type Remindable = Pick<Assignment, Exclude<(typeof REMINDABLE)[number], 'told' | 'rectifyBy'>> &
  Record<'since' | 'told' | 'rectifyBy', string>;

type RectificationPatch = Partial<Pick<Rectification, 'stage' | 'dueOn' | 'round' | 'submittedOn' | 'passedOn'>>;
type Answer = Pick<Objection, 'outcome' | 'answer' | 'answeredOn' | 'answeredBy'>;
type Outcome = Pick<
  RectificationRound,
  'conclusion' | 'reason' | 'tests' | 'recheckerId' | 'recheckerName' | 'recheckedOn'
>;

/** 整改, its rounds and objections to it. */
export class RectificationStore {
  constructor(private readonly manager: EntityManager) {}

  /** Keeps findings under the plan's next numbers ('整改〔2020〕第7号') and returns their ids; two at once share no number. */
  async insertNumbered(year: string, rows: readonly New<Omit<Rectification, 'number'>>[]): Promise<number[]> {
    const ids: number[] = [];
    let nth = rows[0] ? await count(this.plain().where('r.planId = :planId', { planId: rows[0].planId })) : 0;
    for (const row of rows)
      for (let id: number | undefined; id === undefined;) {
        const number = `整改〔${year}〕第${++nth}号`;
        id = (await insertUntaken(this.manager, rectifications, 'number', [{ ...row, number }])).get(number);
        if (id !== undefined) ids.push(id);
      }
    return ids;
  }

  /** One rectification with its names, or null. */
  async byId(id: number): Promise<NamedRectification | null> {
    return first(this.named().where('r.id = :id', { id }));
  }

  /** The findings of an assignment, the first one first. */
  async ofAssignment(assignmentId: number): Promise<NamedRectification[]> {
    return all(this.named().where('r.assignmentId = :assignmentId', { assignmentId }).orderBy('r.id'));
  }

  /** The findings of one inspected item. */
  async ofItem(itemId: number): Promise<NamedRectification[]> {
    return all(this.named().where('r.inspectionItemId = :itemId', { itemId }).orderBy('r.id'));
  }

  /** What waits for a recheck in a plan, the longest waiting first. */
  async toRecheck(planId: number, limit: number): Promise<NamedRectification[]> {
    const query = this.named().where(`r.planId = :planId AND r.stage = 'submitted'`, { planId });
    return all(query.orderBy('r.submittedOn').addOrderBy('r.id').limit(limit));
  }

  /** What a unit has still to put right in a plan, by deadline. */
  async openOfUnit(unitId: number, planId: number): Promise<NamedRectification[]> {
    const query = this.named().where(`r.unitId = :unitId AND r.planId = :planId AND r.stage <> 'passed'`, {
      ...{ unitId, planId },
    });
    return all(query.orderBy('r.dueOn').addOrderBy('r.id'));
  }

  /** One page of the ledger, overdue first, then by deadline, what has passed last; and how many there are. */
  async page(
    filter: LedgerFilter,
    today: Day,
    limit: number,
    offset: number,
  ): Promise<{ total: number; rows: NamedRectification[] }> {
    const total = await count(within(this.plain(), filter, today));
    const query = within(this.named(), filter, today)
      .orderBy(`CASE WHEN r.stage = 'passed' THEN 2 WHEN r.stage = 'issued' AND r.dueOn < :now THEN 0 ELSE 1 END`)
      .setParameter('now', today)
      .addOrderBy('r.dueOn')
      .addOrderBy('r.id');
    return { total, rows: limit > 0 ? await all(query.limit(limit).offset(offset)) : [] };
  }

  /** How many of a plan, of a unit in it, or of some assignments, stand where on a day. */
  async counts(
    planId: number,
    today: Day,
    { unitId, assignmentIds }: Pick<LedgerFilter, 'unitId' | 'assignmentIds'> = {},
  ): Promise<RectificationCounts> {
    const query = within(this.plain(), { planId, unitId, assignmentIds }, today)
      .select('r.stage', 'stage')
      .addSelect(`CASE WHEN r.stage = 'issued' AND r.dueOn < :today THEN 1 ELSE 0 END`, 'late')
      .addSelect('CAST(COUNT(*) AS integer)', 'count')
      .setParameter('today', today);
    const rows = await query
      .groupBy('1')
      .addGroupBy('2')
      .getRawMany<{ stage: keyof RectificationCounts; late: number; count: number }>();
    const counts = { issued: 0, submitted: 0, passed: 0, late: 0 };
    for (const { stage, late, count: many } of rows) {
      counts[stage] += many;
      if (late === 1) counts.late += many;
    }
    return counts;
  }

  /**
   * Items of running plans with a finding that waits for its unit, whose first deadline is up to a day; `since` is the day on which
   * a mail last told it.
   */
  async remindable({ dueTo }: { dueTo: Day }): Promise<Remindable[]> {
    const query = this.plain()
      .innerJoin('assignment', 'a', `a.id = r.assignmentId AND a.stage = 'rectifying'`)
      .innerJoin('plan', 'p', `p.id = r.planId AND p.state = 'running'`)
      .leftJoin('rectification_round', 'o', 'o.rectificationId = r.id')
      .select('MAX(COALESCE(o.recheckedOn, r.issuedOn))', 'since')
      .where(`r.stage = 'issued' AND a.rectifyBy <= :dueTo`, { dueTo });
    for (const fact of REMINDABLE) query.addSelect(`a.${fact}`, fact).addGroupBy(`a.${fact}`);
    return query.orderBy('a.id').getRawMany<Remindable>();
  }

  /** Changes a rectification unless it was changed since `version`; says whether it did. */
  async change(id: number, version: number, patch: RectificationPatch): Promise<boolean> {
    return changeWhere(this.manager, rectifications, { id, version }, { ...patch, version: version + 1 });
  }

  /** Keeps what a unit did in one round and returns its id. */
  async insertRound(row: New<RectificationRound>): Promise<number> {
    return (await insertRows(this.manager, rectificationRounds, [row]))[0] ?? 0;
  }

  /** The rounds of these rectifications, in order. */
  async roundsOf(ids: readonly number[]): Promise<RectificationRound[]> {
    if (ids.length === 0) return [];
    const query = rowsOf(this.manager, rectificationRounds, 'o').where('o.rectificationId IN (:...ids)', { ids });
    return all(query.orderBy('o.rectificationId').addOrderBy('o.round'));
  }

  /** Writes the recheck of a round that has none; says whether there was one. */
  async concludeRound(rectificationId: number, round: number, outcome: Outcome): Promise<boolean> {
    const update = this.manager.createQueryBuilder().update(rectificationRounds).set(outcome);
    const open = update.where('rectification_id = :rectificationId AND round = :round AND conclusion IS NULL', {
      ...{ rectificationId, round },
    });
    return ((await open.execute()).affected ?? 0) > 0;
  }

  /** The objections to these rectifications. */
  async objectionsTo(ids: readonly number[]): Promise<Objection[]> {
    if (ids.length === 0) return [];
    return all(rowsOf(this.manager, objections, 'o').where('o.rectificationId IN (:...ids)', { ids }).orderBy('o.id'));
  }

  /** One objection, or null. */
  async objection(id: number): Promise<Objection | null> {
    return first(rowsOf(this.manager, objections, 'o').where('o.id = :id', { id }));
  }

  /** Objections of a plan that wait for an answer, the oldest first. */
  async openObjections(planId: number, limit: number): Promise<OpenObjection[]> {
    const query = rowsOf(this.manager, objections, 'o')
      .innerJoin('rectification', 'r', 'r.id = o.rectificationId')
      .innerJoin('unit', 'u', 'u.id = r.unitId')
      .addSelect(['r.number AS "number"', 'u.name AS "unitName"'])
      .addSelect('r.planId', 'planId')
      .addSelect('r.assignmentId', 'assignmentId')
      .where('r.planId = :planId AND o.outcome IS NULL', { planId })
      .orderBy('o.id')
      .limit(limit);
    return query.getRawMany<OpenObjection>();
  }

  /** Keeps an objection; null where the finding has one already. */
  async insertObjection(row: New<Objection>): Promise<number | null> {
    return (await insertUntaken(this.manager, objections, 'rectificationId', [row])).get(row.rectificationId) ?? null;
  }

  /** Answers an objection unless it was changed since `version`; says whether it did. */
  async answerObjection(id: number, version: number, answer: Answer): Promise<boolean> {
    return changeWhere(this.manager, objections, { id, version }, { ...answer, version: version + 1 });
  }

  private plain() {
    return this.manager.createQueryBuilder(rectifications, 'r');
  }

  private named(): SelectQueryBuilder<NamedRectification> {
    return rowsOf(this.manager, rectifications, 'r')
      .innerJoin('unit', 'u', 'u.id = r.unitId')
      .innerJoin('assignment', 'a', 'a.id = r.assignmentId')
      .innerJoin('measure', 'm', 'm.id = a.measureId')
      .innerJoin('phase', 'h', 'h.id = a.phaseId')
      .innerJoin('inspection_item', 'i', 'i.id = r.inspectionItemId')
      .innerJoin('inspection', 'b', 'b.id = i.inspectionId')
      .addSelect(['u.name AS "unitName"', 'm.number AS "measureNumber"', 'm.title AS "measureTitle"'])
      .addSelect(placeOf('h'), 'phasePosition')
      .addSelect('a.stage', 'itemStage')
      .addSelect(['b.id AS "inspectionId"', 'b.number AS "inspectionNumber"', 'b.title AS "inspectionTitle"']) as never;
  }
}

function within<T extends object>(
  query: SelectQueryBuilder<T>,
  filter: LedgerFilter,
  today: Day,
): SelectQueryBuilder<T> {
  const { planId, unitId, stage, assignmentIds } = filter;
  query.where('r.planId = :planId', { planId });
  if (unitId !== undefined) query.andWhere('r.unitId = :unitId', { unitId });
  if (stage === 'late') query.andWhere(`r.stage = 'issued' AND r.dueOn < :today`, { today });
  else if (stage) query.andWhere('r.stage = :stage', { stage });
  if (assignmentIds) {
    if (assignmentIds.length === 0) query.andWhere('1 = 0');
    else query.andWhere('r.assignmentId IN (:...assignmentIds)', { assignmentIds });
  }
  return query;
}
