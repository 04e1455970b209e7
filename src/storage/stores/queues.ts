import { type EntityManager, In, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { type Extension } from '../../domain/extensions.js';
import { type Inspection, type Objection, type Rectification } from '../../domain/inspections.js';
import { type Instruction } from '../../domain/instructions.js';
import { type Assignment, type HistoryEntry, type MailState, type OutboxMail } from '../../domain/plan.js';
import { WITH_UNIT } from '../../domain/standing.js';
import { extensions, inspections, instructions, objections, rectifications } from '../tables-work.js';
import { assignments, history, outbox } from '../tables.js';
import { CAUSE, HELD_FOR_OFFICE, type MailCause, MOST_OF_CAUSE, OF_PLAN } from './no-mails.js';
import { changeWhere, placeOf, rowsOf } from './rows.js';

/** What belongs to no plan and tells of none is everybody's: it stands on the desk that is looked at, and is counted with no other. */
const OF_DESK = `(${OF_PLAN} OR (o.plan_id IS NULL AND NOT EXISTS (SELECT 1 FROM outbox_item i WHERE i.outbox_id = o.id)))`;

/** What waits in each queue, in the tables' own columns: for the lists here and for the counts of `waiting.ts`. */
export const WAITS = {
  extensions: `q.stage IN ('requested', 'endorsed')`,
  declined: `a.stage = 'declined'`,
  inspections: `q.state = 'open'`,
  rechecks: `q.stage = 'submitted'`,
  objections: 'o.outcome IS NULL',
  instructions: `q.stage = 'answered'`,
  lateInstructions: `q.stage = 'issued' AND q.due_on < :today`,
  mails: `o.state IN ('held', 'dead') AND (o.last_error IS NULL OR o.last_error <> '${HELD_FOR_OFFICE}')`,
  escalations: `o.state = 'held' AND o.last_error = '${HELD_FOR_OFFICE}'`,
} as const;

/** The first of what waits in a queue, and how many wait there in all. */
export interface Queue<T> {
  total: number;
  rows: T[];
}

interface Named {
  unitName: string;
  measureNumber: string;
  measureTitle: string;
}
export type QueuedExtension = Extension & Named;
export type QueuedRectification = Rectification & Named;
export type QueuedObjection = Objection & Named & Pick<Rectification, 'number'>;
export type QueuedInstruction = Instruction & { unitName: string };
export type QueuedMail = Omit<OutboxMail, 'textBody' | 'htmlBody'>;
export type QueuedEscalation = QueuedMail & { items: number; units: number };
export type QueuedDecline = Assignment & Named & { phasePosition: number | null };
export type OpenInspection = Inspection & { items: number; concluded: number };

/** Items of one unit that are alike in everything a report's day depends on, and how many they are. */
export type OwingTally = Pick<
  Assignment,
  'planId' | 'unitId' | 'stage' | 'opensOn' | 'dueOn' | 'assignedOn' | 'reportedFor'
> & {
  unitName: string;
  count: number;
};

/** What waits for the office, queue by queue: the first rows and their number in one statement each. */
export class QueueStore {
  constructor(private readonly manager: EntityManager) {}

  /** Extensions that nobody has decided, the nearest due day first. */
  async extensions(planId: number, limit: number): Promise<Queue<QueuedExtension>> {
    const query = named(rowsOf(this.manager, extensions, 'q'));
    query.where(`q.planId = :planId AND ${WAITS.extensions}`, { planId });
    return queued(query.orderBy('q.dueOnBefore').addOrderBy('q.id'), limit);
  }

  /** Items that their units sent back. */
  async declined(planId: number, limit: number): Promise<Queue<QueuedDecline>> {
    const query = rowsOf(this.manager, assignments, 'a')
      .innerJoin('unit', 'u', 'u.id = a.unitId')
      .innerJoin('measure', 'm', 'm.id = a.measureId')
      .innerJoin('phase', 'h', 'h.id = a.phaseId')
      .addSelect(placeOf('h'), 'phasePosition');
    withNames(query).where(`a.planId = :planId AND ${WAITS.declined}`, { planId });
    return queued(query.orderBy('a.dueOn').addOrderBy('a.id'), limit);
  }

  /** The last act of a name on each of these items. */
  async lastActs(assignmentIds: readonly number[], act: string): Promise<HistoryEntry[]> {
    const ids = [...assignmentIds, 0];
    const query = rowsOf(this.manager, history, 'h').where('h.assignmentId IN (:...ids) AND h.act = :act', {
      ids,
      act,
    });
    const byItem = new Map<number | null, HistoryEntry>();
    for (const entry of await query.orderBy('h.id').getRawMany<HistoryEntry>()) byItem.set(entry.assignmentId, entry);
    return [...byItem.values()];
  }

  /** Inspection batches that are still open, with how many of their items have a conclusion. */
  async inspections(planId: number, limit: number): Promise<Queue<OpenInspection>> {
    const counted = (more: string) =>
      `(SELECT CAST(COUNT(*) AS integer) FROM inspection_item i WHERE i.inspection_id = q.id${more})`;
    const query = rowsOf(this.manager, inspections, 'q')
      .addSelect(counted(''), 'items')
      .addSelect(counted(' AND i.concluded_on IS NOT NULL'), 'concluded')
      .where(`q.planId = :planId AND ${WAITS.inspections}`, { planId });
    return queued(query.orderBy('q.heldOn').addOrderBy('q.id'), limit);
  }

  /** Rectifications that were submitted and wait for a recheck. */
  async rechecks(planId: number, limit: number): Promise<Queue<QueuedRectification>> {
    const query = named(rowsOf(this.manager, rectifications, 'q'));
    query.where(`q.planId = :planId AND ${WAITS.rechecks}`, { planId });
    return queued(query.orderBy('q.submittedOn').addOrderBy('q.id'), limit);
  }

  /** Objections without an answer. */
  async objections(planId: number, limit: number): Promise<Queue<QueuedObjection>> {
    const query = rowsOf(this.manager, objections, 'o')
      .innerJoin('rectification', 'q', 'q.id = o.rectificationId')
      .addSelect('q.number', 'number');
    named(query, 'o').where(`q.planId = :planId AND ${WAITS.objections}`, { planId });
    return queued(query.orderBy('o.raisedOn').addOrderBy('o.id'), limit);
  }

  /** Instructions whose unit has answered. */
  async instructions(planId: number, limit: number): Promise<Queue<QueuedInstruction>> {
    const query = rowsOf(this.manager, instructions, 'q').innerJoin('unit', 'u', 'u.id = q.unitId');
    query.addSelect('u.name', 'unitName').where(`q.planId = :planId AND ${WAITS.instructions}`, { planId });
    return queued(query.orderBy('q.dueOn').addOrderBy('q.id'), limit);
  }

  /** Instructions whose day is over without an answer of their unit, the longest over first. */
  async lateInstructions(planId: number, limit: number, today: Day): Promise<Queue<QueuedInstruction>> {
    const query = rowsOf(this.manager, instructions, 'q').innerJoin('unit', 'u', 'u.id = q.unitId');
    query.addSelect('u.name', 'unitName').where(`q.planId = :planId AND ${WAITS.lateInstructions}`, { planId, today });
    return queued(query.orderBy('q.dueOn').addOrderBy('q.id'), limit);
  }

  /**
   * Mails that did not leave, but for those that wait for the office's word: held for want of something, or given up; a reminder is of
   * every plan that it tells of. Those of `causes` are left out, and where `ofPlanOnly` is asked what belongs to no plan.
   */
  async mails(
    planId: number,
    limit: number,
    { causes = [], ofPlanOnly = false }: { causes?: readonly MailCause[]; ofPlanOnly?: boolean } = {},
  ): Promise<Queue<QueuedMail>> {
    const query = rowsOf(this.manager, outbox, 'o', ['textBody', 'htmlBody']);
    query.where(`${WAITS.mails} AND ${ofPlanOnly ? OF_PLAN : OF_DESK}`, { planId });
    if (causes.length > 0) query.andWhere(`${CAUSE} NOT IN (:...known)`, { known: causes.map(({ cause }) => cause) });
    return queued(query.orderBy('o.id'), limit);
  }

  /** What keeps more than a few of these mails from leaving, what keeps the most first. */
  async mailCauses(planId: number, ofPlanOnly = false): Promise<MailCause[]> {
    const query = this.manager
      .createQueryBuilder(outbox, 'o')
      .select(CAUSE, 'cause')
      .addSelect('MIN(o.state)', 'state')
      .addSelect('CAST(COUNT(*) AS integer)', 'count')
      .where(`${WAITS.mails} AND ${ofPlanOnly ? OF_PLAN : OF_DESK}`, { planId })
      .groupBy(CAUSE)
      .having('COUNT(*) > :most', { most: MOST_OF_CAUSE })
      .orderBy('3', 'DESC');
    return query.getRawMany<MailCause>();
  }

  /** Mails to county leaders about which the office has not decided, the longest first, with what they tell. */
  async escalations(planId: number, limit: number): Promise<Queue<QueuedEscalation>> {
    const told = (what: string) =>
      `(SELECT CAST(COUNT(DISTINCT ${what}) AS integer) FROM outbox_item i JOIN assignment a ON a.id = i.assignment_id WHERE i.outbox_id = o.id)`;
    const query = rowsOf(this.manager, outbox, 'o', ['textBody', 'htmlBody'])
      .addSelect(told('i.assignment_id'), 'items')
      .addSelect(told('a.unit_id'), 'units');
    query.where(`o.planId = :planId AND ${WAITS.escalations}`, { planId });
    return queued(query.orderBy('o.day').addOrderBy('o.id'), limit);
  }

  /** Puts a mail that did not leave back into the queue, to an address; says whether it was one. */
  async releaseMail(id: number, toAddress: string, nextAt: string): Promise<boolean> {
    const parked = { id, state: In(['held', 'dead']) };
    return changeWhere(this.manager, outbox, parked, {
      state: 'pending',
      toAddress,
      nextAt,
      attempts: 0,
      lastError: null,
    });
  }

  /** The units to which the one mail of reminders and chases of a day has been made, with how it stands. */
  async told(day: Day): Promise<Map<number, MailState>> {
    const query = this.manager
      .createQueryBuilder(outbox, 'o')
      .select('o.unitId', 'unitId')
      .addSelect('o.state', 'state');
    query.where(`o.day = :day AND o.key LIKE 'unit:%'`, { day });
    const mails = await query.getRawMany<{ unitId: number; state: MailState }>();
    return new Map(mails.map(({ unitId, state }) => [unitId, state]));
  }

  /** The items of some plans that may owe a report by a day, counted by what that depends on. */
  async owing(planIds: readonly number[], today: Day): Promise<OwingTally[]> {
    return planIds.length === 0 ? [] : this.owingWhere('a.planId IN (:...planIds)', { planIds }, today);
  }

  /** The same of these units in every running plan. */
  async owingOf(unitIds: readonly number[], today: Day): Promise<OwingTally[]> {
    if (unitIds.length === 0) return [];
    const running = `a.planId IN (SELECT p.id FROM plan p WHERE p.state = 'running')`;
    return this.owingWhere(`a.unitId IN (:...unitIds) AND ${running}`, { unitIds }, today);
  }

  private async owingWhere(where: string, given: ObjectLiteral, today: Day): Promise<OwingTally[]> {
    const facts = ['planId', 'unitId', 'stage', 'opensOn', 'dueOn', 'assignedOn', 'reportedFor'] as const;
    const query = this.manager.createQueryBuilder(assignments, 'a').innerJoin('unit', 'u', 'u.id = a.unitId');
    query.select('u.name', 'unitName').addSelect('CAST(COUNT(*) AS integer)', 'count').groupBy('u.name');
    for (const fact of facts) query.addSelect(`a.${fact}`, fact).addGroupBy(`a.${fact}`);
    query.where(where, given).andWhere('a.stage IN (:...stages)', { stages: WITH_UNIT });
    query.andWhere('a.opensOn <= :today AND (a.reportedFor IS NULL OR a.reportedFor < :today)', { today });
    return query.orderBy('a.unitId').getRawMany<OwingTally>();
  }
}

/** Joined with the item that a row is about and its unit and measure. */
function named<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, unitOf = 'q'): SelectQueryBuilder<T> {
  return withNames(
    query
      .innerJoin('assignment', 'a', 'a.id = q.assignmentId')
      .innerJoin('unit', 'u', `u.id = ${unitOf}.unitId`)
      .innerJoin('measure', 'm', 'm.id = a.measureId'),
  );
}

function withNames<T extends ObjectLiteral>(query: SelectQueryBuilder<T>): SelectQueryBuilder<T> {
  return query
    .addSelect('u.name', 'unitName')
    .addSelect('m.number', 'measureNumber')
    .addSelect('m.title', 'measureTitle');
}

/** The total is counted over the rows before the limit cuts them. */
export async function queued<T extends ObjectLiteral>(
  query: SelectQueryBuilder<ObjectLiteral>,
  limit: number,
): Promise<Queue<T>> {
  const rows = await query.addSelect('CAST(COUNT(*) OVER () AS integer)', 'total').limit(limit).getRawMany();
  return { total: (rows[0] as { total?: number } | undefined)?.total ?? 0, rows: rows as T[] };
}
