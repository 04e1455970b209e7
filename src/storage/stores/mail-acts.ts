import { type EntityManager } from 'typeorm';
import { type MailState, type OutboxMail } from '../../domain/plan.js';
import { outbox, outboxItems } from '../tables.js';
import { type NewItem } from './outbox.js';
import { changeWhere, insertUntaken, type New, rowsOf } from './rows.js';

/** A mail that repeats another. */
export type Resent = Pick<OutboxMail, 'id' | 'key' | 'queuedAt'>;

/** What the office does with mails in the outbox. */
export class MailActStore {
  constructor(private readonly manager: EntityManager) {}

  /** Takes a mail out of the queue with the reason, as long as it is in the state in which it was seen. */
  async stop(id: number, seen: MailState, to: 'held' | 'cancelled', lastError: string): Promise<boolean> {
    return changeWhere(this.manager, outbox, { id, state: seen }, { state: to, lastError });
  }

  /** Queues a mail that repeats another and returns its id; null where its key is taken. It says nothing that was not said. */
  async repeat(mail: New<OutboxMail>, items: readonly NewItem[]): Promise<number | null> {
    const outboxId = (await insertUntaken(this.manager, outbox, 'key', [mail])).get(mail.key);
    if (outboxId === undefined) return null;
    await insertUntaken(
      this.manager,
      outboxItems,
      'outboxId',
      items.map((item) => ({ ...item, outboxId })),
    );
    return outboxId;
  }

  /** The mails with these keys, in the order in which they were queued. */
  async withKeys(keys: readonly string[]): Promise<Resent[]> {
    const query = rowsOf(this.manager, outbox, 'o', ['textBody', 'htmlBody']).where('o.key IN (:...keys)', { keys });
    return query.orderBy('o.id').getRawMany<Resent>();
  }
}
