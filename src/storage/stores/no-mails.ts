import { type EntityManager } from 'typeorm';
import { type MailKind } from '../../domain/plan.js';
import { outbox } from '../tables.js';
import { fixedQuery } from './rows.js';

/** Nought of every kind of mail. */
export const NO_MAILS: Readonly<Record<MailKind, number>> = {
  ...{ assigned: 0, reminder: 0, chase: 0, 'report-request': 0, returned: 0 },
  ...{ extension: 0, rectification: 0, recheck: 0, notice: 0, escalation: 0 },
  ...{ digest: 0, 'unit-digest': 0, worklist: 0, alarm: 0, answer: 0 },
};

/** Why a mail is held while its unit has no address: it is let go by the same words. */
export const NO_ADDRESS = '单位没有联系邮箱';

/** Why a mail to the county's leaders is held: it leaves when the office lets it go, by no other way. */
export const HELD_FOR_OFFICE = '等待办公室放行';

/** Why a mail is held that the office has stopped. */
export const heldByOffice = (reason: string): string => `办公室暂缓：${reason}`;

const counted = (manager: EntityManager, column: 'state' | 'kind') =>
  manager
    .createQueryBuilder(outbox, 'o')
    .select(`o.${column}`, 'name')
    .addSelect('CAST(COUNT(*) AS integer)', 'count')
    .groupBy(`o.${column}`);
/** How many mails there are in each state. */
export const countedByState = fixedQuery<Named>([], (manager) => counted(manager, 'state'));
/** How many mails of a day have left, by kind. */
export const countedByKind = fixedQuery<Named, 'day'>(['day'], (manager) =>
  counted(manager, 'kind').where(`o.day = :day AND o.state = 'sent'`),
);
interface Named {
  name: string;
  count: number;
}
/** Such counts by name. */
export const namedCounts = (rows: Named[]) => Object.fromEntries(rows.map(({ name, count: found }) => [name, found]));
