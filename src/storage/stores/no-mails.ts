import { type EntityManager } from 'typeorm';
import { type MailKind, type MailState } from '../../domain/plan.js';
import { outbox } from '../tables.js';
import { fixedQuery } from './rows.js';

/** Why a mail is held while its unit has no address: it is let go by the same words. */
export const NO_ADDRESS = '单位没有联系邮箱';

/** Why a mail to the county's leaders is held: it leaves when the office lets it go, by no other way. */
export const HELD_FOR_OFFICE = '等待办公室放行';

/** Why a mail is held that the office has stopped. */
export const heldByOffice = (reason: string): string => `办公室暂缓：${reason}`;

/** Why the mail `o` did not leave. */
export const CAUSE = `COALESCE(o.last_error, '')`;
/** So many mails that did not leave for the same cause are one thing to do each; more are one altogether. */
export const MOST_OF_CAUSE = 5;
/** Mails that did not leave for the same cause, and how many they are. */
export interface MailCause {
  cause: string;
  state: MailState;
  count: number;
}

/** Of the mail `o`: whether it belongs to a plan or tells of its items; one that reminds may tell of several plans. */
export const ofPlan = (planId: string): string => `(o.plan_id = ${planId} OR EXISTS (SELECT 1 FROM outbox_item i
  JOIN assignment a ON a.id = i.assignment_id WHERE i.outbox_id = o.id AND a.plan_id = ${planId}))`;
export const OF_PLAN = ofPlan(':planId');

const counted = (manager: EntityManager, column: 'state' | 'kind') =>
  manager
    .createQueryBuilder(outbox, 'o')
    .select(`o.${column}`, 'name')
    .addSelect('CAST(COUNT(*) AS integer)', 'count')
    .groupBy(`o.${column}`);
/** How many mails there are in each state. */
export const countedByState = fixedQuery<Named>([], (manager) => counted(manager, 'state'));
/** How many mails of a plan have left on a day, and how many still wait to, by kind. */
export const countedOfPlan = fixedQuery<CountedMails, 'planId' | 'day'>(['planId', 'day'], (manager) => {
  const isWaiting = `CASE WHEN o.state = 'sent' THEN 0 ELSE 1 END`;
  const now = `((o.state = 'sent' AND o.day = :day) OR o.state IN ('pending', 'claimed', 'sending'))`;
  return counted(manager, 'kind').addSelect(isWaiting, 'waits').addGroupBy(isWaiting).where(`${now} AND ${OF_PLAN}`);
});
/** Mails of one kind: how many have left, or where `waits` is 1 how many are still to leave. */
export interface CountedMails {
  name: MailKind;
  waits: 0 | 1;
  count: number;
}
interface Named {
  name: string;
  count: number;
}
/** Such counts by name. */
export const namedCounts = (rows: Named[]) => Object.fromEntries(rows.map(({ name, count: found }) => [name, found]));
