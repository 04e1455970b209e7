import { type EntityManager, In } from 'typeorm';
import { type MailKind, type OutboxMail } from '../../domain/plan.js';
import { plans } from '../tables.js';
import { changeWhere } from './rows.js';

const NUMBERED: readonly MailKind[] = ['chase', 'escalation'];

/**
 * Gives new mails that chase the next numbers of their plan and year, in the order of their ids; an id of nought is passed over. Their
 * plans are held while it does, so that two at once share no number and leave no gap.
 */
export async function numberChases(
  manager: EntityManager,
  mails: readonly Pick<OutboxMail, 'id' | 'kind' | 'planId' | 'number' | 'day'>[],
): Promise<void> {
  const chases = mails.filter(({ id, kind, number }) => id > 0 && number === null && NUMBERED.includes(kind));
  const planIds = [...new Set(chases.flatMap(({ planId }) => planId ?? []))];
  const [first] = chases;
  if (!first || planIds.length === 0) return;
  await changeWhere(manager, plans, { id: In(planIds) }, { version: () => 'version' });
  const year = Number(first.day.slice(0, 4));
  const ids = chases.map(({ id }) => id);
  // Both databases make the whole of the list before they change a row; nothing in it is anybody's words.
  await manager.query(`
    UPDATE "outbox" SET "number" = "n"."number" FROM (
      SELECT o."id", COALESCE(b."base", 0) + ROW_NUMBER() OVER (PARTITION BY o."plan_id" ORDER BY o."id") AS "number"
      FROM "outbox" o LEFT JOIN (
        SELECT "plan_id", MAX("number") AS "base" FROM "outbox"
        WHERE "plan_id" IN (${planIds.join()}) AND "day" >= '${year}-01-01' AND "day" <= '${year}-12-31' GROUP BY "plan_id"
      ) b ON b."plan_id" = o."plan_id"
      WHERE o."id" >= ${Math.min(...ids)} AND o."id" <= ${Math.max(...ids)} AND o."number" IS NULL
        AND o."plan_id" IS NOT NULL AND o."kind" IN (${NUMBERED.map((kind) => `'${kind}'`).join()})
    ) AS "n" WHERE "outbox"."id" = "n"."id"`);
}
