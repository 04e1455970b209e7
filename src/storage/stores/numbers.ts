import { type EntityManager } from 'typeorm';
import { type MailKind, type OutboxMail } from '../../domain/plan.js';
import { writeLocks } from '../tables.js';
import { changeWhere } from './rows.js';

const NUMBERED: readonly MailKind[] = ['chase', 'escalation'];

/**
 * Gives new mails that chase the next numbers of their year, whatever their plan, in the order of their ids; an id of nought is passed
 * over. One row is held while it does, so that two at once share no number and leave no gap.
 */
export async function numberChases(
  manager: EntityManager,
  mails: readonly Pick<OutboxMail, 'id' | 'kind' | 'planId' | 'number' | 'day'>[],
): Promise<void> {
  const chases = mails.filter(({ id, kind, number }) => id > 0 && number === null && NUMBERED.includes(kind));
  const [first] = chases;
  if (!first) return;
  await changeWhere(manager, writeLocks, { id: 1 }, { turn: () => 'turn' });
  const year = Number(first.day.slice(0, 4));
  const ids = chases.map(({ id }) => id);
  // Both databases make the whole of the list before they change a row; nothing in it is anybody's words.
  await manager.query(`
    UPDATE "outbox" SET "number" = "n"."number" FROM (
      SELECT o."id", b."base" + ROW_NUMBER() OVER (ORDER BY o."id") AS "number"
      FROM "outbox" o CROSS JOIN (
        SELECT COALESCE(MAX("number"), 0) AS "base" FROM "outbox"
        WHERE "day" >= '${year}-01-01' AND "day" <= '${year}-12-31'
      ) b
      WHERE o."id" >= ${Math.min(...ids)} AND o."id" <= ${Math.max(...ids)} AND o."number" IS NULL
        AND o."kind" IN (${NUMBERED.map((kind) => `'${kind}'`).join()})
    ) AS "n" WHERE "outbox"."id" = "n"."id"`);
}
