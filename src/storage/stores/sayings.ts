import { type EntityManager, In, IsNull } from 'typeorm';
import { type Assignment, type AssignmentStage, type OutboxItem, type OutboxMail } from '../../domain/plan.js';
import { lastSaid } from '../../domain/reminders.js';
import { WITH_UNIT } from '../../domain/standing.js';
import { assignments, outbox, outboxItems } from '../tables.js';
import { numberChases } from './numbers.js';
import { all, insertUntaken, type New } from './rows.js';

/** What items share that are alike in everything that decides what is to be said of them, and in what was said last. */
export type Alike = Pick<Assignment, 'planId' | 'stage' | 'reportedFor' | 'opensOn' | 'dueOn' | 'assignedOn'> & {
  told: string;
  asked: string;
};

/** One of them, as a mail and its rests need it. */
export type OneAlike = Pick<Assignment, 'id' | 'unitId' | 'returnedOn'>;

const IDS_AT_ONCE = 5000;
const ALIKE = ['opens_on', 'due_on', 'assigned_on', 'told', 'asked'];
/** The whole of the index, also where there is no report: PostgreSQL takes its order for nothing less. */
const ORDER = ['reported_for', ...ALIKE].map((column) => `n.${column}`).join(', ');
/** SQL knows no order between nothing and a day, so those without a report are walked by themselves. */
const WALKS: readonly { among: string; by: readonly string[] }[] = [
  { among: 'n.reported_for IS NULL', by: ALIKE },
  { among: 'n.reported_for IS NOT NULL', by: ['reported_for', ...ALIKE] },
];

/** What is said of items, and what was said last: a sweep finds those of whom something is to be said without reading the others. */
export class SayingStore {
  constructor(private readonly manager: EntityManager) {}

  /** The groups of a plan's items that wait for their units: as many steps as there are groups, however many items. */
  async alike(planId: number): Promise<Alike[]> {
    const groups: Alike[] = [];
    for (const stage of WITH_UNIT)
      for (const walk of WALKS) groups.push(...(await this.manager.query<Alike[]>(walkSql(planId, stage, walk))));
    return groups;
  }

  /** One page of the items of a group, in the order of their ids. */
  async ofAlike({ reportedFor, ...alike }: Alike, afterId: number, limit: number): Promise<OneAlike[]> {
    const query = this.manager.createQueryBuilder(assignments, 'a').select('a.id', 'id');
    query.addSelect('a.unitId', 'unitId').addSelect('a.returnedOn', 'returnedOn');
    query.where({ ...alike, reportedFor: reportedFor ?? IsNull() }).andWhere('a.id > :afterId', { afterId });
    return all(query.orderBy('a.id').limit(limit)) as Promise<unknown> as Promise<OneAlike[]>;
  }

  /** Queues mails that say nothing yet and returns the ids of the new ones by key; a taken key leaves everything as it is. */
  async open(mails: readonly New<OutboxMail>[]): Promise<Map<string, number>> {
    return insertUntaken(this.manager, outbox, 'key', mails);
  }

  /** Adds to mails what they say of items, unless another has said it; returns the mails that got something. */
  async say(rows: readonly New<OutboxItem>[]): Promise<Set<number>> {
    const said = await insertUntaken(this.manager, outboxItems, 'outboxId', rows);
    await this.keep(rows);
    return new Set(said.keys());
  }

  /** Numbers those of new mails that chase. */
  async number(mails: readonly Pick<OutboxMail, 'id' | 'kind' | 'planId' | 'number' | 'day'>[]): Promise<void> {
    await numberChases(this.manager, mails);
  }

  /** Takes back mails that have nothing to say. */
  async drop(ids: readonly number[]): Promise<void> {
    for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
      const some = { id: In(ids.slice(start, start + IDS_AT_ONCE)) };
      await this.manager.createQueryBuilder().delete().from(outbox).where(some).execute();
    }
  }

  /** Keeps with each item what the outbox holds of it now; what is not of the timetable is passed over. */
  private async keep(said: readonly Pick<OutboxItem, 'assignmentId' | 'dueOn' | 'rule'>[]): Promise<void> {
    const byValue = new Map<string, { values: { told: string } | { asked: string }; ids: number[] }>();
    for (const { assignmentId, dueOn, rule } of said) {
      const values = lastSaid(dueOn, rule);
      if (values === null) continue;
      const key = JSON.stringify(values);
      const known = byValue.get(key) ?? { values, ids: [] };
      known.ids.push(assignmentId);
      byValue.set(key, known);
    }
    for (const { values, ids } of byValue.values())
      for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
        const update = this.manager.createQueryBuilder().update(assignments).set(values);
        await update.where({ id: In(ids.slice(start, start + IDS_AT_ONCE)) }).execute();
      }
  }
}

/**
 * Steps from one group to the next along the index. Each way of differing from the last group is asked by itself, the last column
 * first, because a comparison of whole rows would be searched by its first column only. What stands in the text is ours: a
 * whole number, a stage, names of columns.
 */
function walkSql(planId: number, stage: AssignmentStage, { among, by }: (typeof WALKS)[number]): string {
  const first = (more: string) =>
    `SELECT n.id FROM assignment n WHERE n.plan_id = ${planId} AND n.stage = '${stage}' AND ${among}${more}
      ORDER BY ${ORDER} LIMIT 1`;
  const next = by.map((column, i) => {
    const same = by.slice(0, i).map((before) => ` AND n.${before} = a.${before}`);
    return `(${first(`${same.join('')} AND n.${column} > a.${column}`)})`;
  });
  return `WITH RECURSIVE walk(id) AS (
    SELECT (${first('')}) UNION ALL
    SELECT COALESCE(${next.reverse().join(', ')}) FROM walk JOIN assignment a ON a.id = walk.id)
    SELECT a.plan_id AS "planId", a.stage AS "stage", a.reported_for AS "reportedFor", a.opens_on AS "opensOn",
      a.due_on AS "dueOn", a.assigned_on AS "assignedOn", a.told AS "told", a.asked AS "asked"
    FROM walk JOIN assignment a ON a.id = walk.id`;
}
