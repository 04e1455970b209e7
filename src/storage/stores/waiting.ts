import { type EntityManager } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { plans } from '../tables.js';
import { unreachableOf } from './addresses.js';
import { CAUSE, MOST_OF_CAUSE, ofPlan } from './no-mails.js';
import { WAITS } from './queues.js';

/** How much waits in a plan; the units that owe a report are not among it, they are reckoned by its rules. */
export interface Waiting {
  planId: number;
  /** Things in all queues together. */
  things: number;
  /** Inspection batches that are open. */
  inspections: number;
  /** Items that are done and wait for an inspection. */
  accepted: number;
  /** The first day of the plan's last phase. */
  lastFrom: Day | null;
}

const OF_ITEM = 'JOIN assignment a ON a.id = q.assignment_id';

/** Each queue's rows of the plan `w`. */
const COUNTED = {
  reports: `report q WHERE q.plan_id = w.id AND q.stage = 'submitted'`,
  extensions: `extension q ${OF_ITEM} WHERE q.plan_id = w.id AND ${WAITS.extensions}`,
  declined: `assignment a WHERE a.plan_id = w.id AND ${WAITS.declined}`,
  inspections: `inspection q WHERE q.plan_id = w.id AND ${WAITS.inspections}`,
  rechecks: `rectification q ${OF_ITEM} WHERE q.plan_id = w.id AND ${WAITS.rechecks}`,
  objections: `objection o JOIN rectification q ON q.id = o.rectification_id WHERE q.plan_id = w.id AND ${WAITS.objections}`,
  instructions: `instruction q WHERE q.plan_id = w.id AND ${WAITS.instructions}`,
  lateInstructions: `instruction q WHERE q.plan_id = w.id AND ${WAITS.lateInstructions}`,
  escalations: `outbox o WHERE o.plan_id = w.id AND ${WAITS.escalations}`,
  findings: `finding q WHERE q.plan_id = w.id AND q.state = 'open'`,
  unreachable: `tenure t JOIN post p ON p.id = t.post_id JOIN contact c ON c.id = t.contact_id WHERE ${unreachableOf('w.id')}`,
} as const;

/** Mails that did not leave, those of one cause as one thing where they are many. */
const MAILS = `(SELECT CAST(COALESCE(SUM(CASE WHEN g.n > ${MOST_OF_CAUSE} THEN 1 ELSE g.n END), 0) AS integer) FROM
  (SELECT COUNT(*) AS n FROM outbox o WHERE ${WAITS.mails} AND ${ofPlan('w.id')} GROUP BY ${CAUSE}) g)`;

const ACCEPTED = `assignment a WHERE a.plan_id = w.id AND a.stage = 'accepted'`;

/** How much waits in plans that are not looked at: one statement, however many plans and queues. */
export class WaitingStore {
  constructor(private readonly manager: EntityManager) {}

  /** How much waits in each of these plans on a day. */
  async inPlans(planIds: readonly number[], today: Day): Promise<Waiting[]> {
    if (planIds.length === 0) return [];
    const counted = (rows: string) => `(SELECT CAST(COUNT(*) AS integer) FROM ${rows})`;
    const query = this.manager.createQueryBuilder(plans, 'w').select('w.id', 'planId');
    query.addSelect([...Object.values(COUNTED).map(counted), MAILS].join(' + '), 'things');
    query.addSelect(counted(COUNTED.inspections), 'inspections').addSelect(counted(ACCEPTED), 'accepted');
    query.addSelect(
      '(SELECT MAX(h.starts_on) FROM phase h WHERE h.plan_id = w.id AND h.dropped_on IS NULL)',
      'lastFrom',
    );
    query.where('w.id IN (:...planIds)', { planIds, today, day: today });
    return query.orderBy('w.id').getRawMany<Waiting>();
  }
}
