import { type EntityManager, In } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { type Instant, type MailState, type OutboxItem, type OutboxMail } from '../../domain/plan.js';
import { outbox, outboxItems } from '../tables.js';
import { countedByState, type CountedMails, countedOfPlan, namedCounts, NO_ADDRESS } from './no-mails.js';
import { numberChases } from './numbers.js';
import { narrowed, type OutboxQuery } from './outbox-query.js';
import { all, count, first, type New, rowsOf } from './rows.js';
import { SayingStore } from './sayings.js';

/** A mail as a list shows it, without its bodies. */
export type OutboxLine = Omit<OutboxMail, 'textBody' | 'htmlBody'>;

/** What has been said of an assignment, by which mail, on which day, and how far that mail has come. */
export type Said = Omit<OutboxItem, 'id'> & { day: Day; state: MailState };

/** What a mail is to say of one assignment. */
export type NewItem = Omit<OutboxItem, 'id' | 'outboxId'>;

/** SQLite binds at most 32,766 values in a statement. */
const IDS_AT_ONCE = 10_000;

/** 发件箱: what is to be said, kept under keys that admit it once, and how far it has come. */
export class OutboxStore {
  constructor(private readonly manager: EntityManager) {}

  /** Queues one mail with what it says and says whether it was new. */
  async enqueue(mail: New<OutboxMail>, items: readonly NewItem[]): Promise<boolean> {
    return (await this.enqueueAll([{ mail, items }])).has(mail.key);
  }

  /**
   * Queues mails with what they say and returns the keys of the new ones. A taken key leaves everything as it is; so does a mail all of
   * whose items some other mail has said already.
   */
  async enqueueAll(mails: readonly { mail: New<OutboxMail>; items: readonly NewItem[] }[]): Promise<Set<string>> {
    const sayings = new SayingStore(this.manager);
    const ids = await sayings.open(mails.map(({ mail }) => mail));
    const rows = mails.flatMap(({ mail, items }) => {
      const outboxId = ids.get(mail.key);
      return outboxId === undefined ? [] : items.map((item) => ({ ...item, outboxId }));
    });
    const said = await sayings.say(rows);
    const empty = mails.flatMap(({ mail, items }) => {
      const id = ids.get(mail.key);
      return id === undefined || items.length === 0 || said.has(id) ? [] : { id, key: mail.key };
    });
    await sayings.drop(empty.map(({ id }) => id));
    for (const { key } of empty) ids.delete(key);
    await numberChases(
      this.manager,
      mails.flatMap(({ mail }) => ({ ...mail, id: ids.get(mail.key) ?? 0 })),
    );
    return new Set(ids.keys());
  }

  /** Everything that was ever queued to be said of these assignments; what is said once more is not. */
  async saidFor(assignmentIds: readonly number[]): Promise<Said[]> {
    const said: Said[] = [];
    for (let start = 0; start < assignmentIds.length; start += IDS_AT_ONCE) {
      const query = rowsOf(this.manager, outboxItems, 'i', ['id'])
        .innerJoin('outbox', 'o', 'o.id = i.outboxId')
        .addSelect('o.day', 'day')
        .addSelect('o.state', 'state')
        .where('i.assignmentId IN (:...some)', { some: assignmentIds.slice(start, start + IDS_AT_ONCE) })
        .andWhere(`i.rule NOT LIKE '%~%'`)
        .orderBy('i.id');
      said.push(...(await query.getRawMany<Said>()));
    }
    return said;
  }

  /** One mail with its bodies, or null. */
  async byId(id: number): Promise<OutboxMail | null> {
    return first(rowsOf(this.manager, outbox, 'o').where('o.id = :id', { id }));
  }

  /** What a mail says, in the order in which it was queued. */
  async items(outboxId: number): Promise<OutboxItem[]> {
    const query = rowsOf(this.manager, outboxItems, 'i').where('i.outboxId = :outboxId', { outboxId });
    return all(query.orderBy('i.id'));
  }

  /** What each of these mails says, by mail. */
  async itemsOf(outboxIds: readonly number[]): Promise<Map<number, OutboxItem[]>> {
    const byMail = new Map<number, OutboxItem[]>(outboxIds.map((id) => [id, []]));
    if (outboxIds.length === 0) return byMail;
    const query = rowsOf(this.manager, outboxItems, 'i').where('i.outboxId IN (:...outboxIds)', { outboxIds });
    for (const item of await all(query.orderBy('i.id'))) byMail.get(item.outboxId)?.push(item);
    return byMail;
  }

  /** One page of the outbox, the newest first, and how many mails there are. */
  async list(asked: OutboxQuery): Promise<{ total: number; mails: OutboxLine[] }> {
    const total = await count(narrowed(this.manager.createQueryBuilder(outbox, 'o'), asked));
    const lines = rowsOf(this.manager, outbox, 'o', ['textBody', 'htmlBody']);
    const query = narrowed(lines, asked).orderBy('o.id', 'DESC').limit(asked.limit).offset(asked.offset);
    return { total, mails: await query.getRawMany<OutboxLine>() };
  }

  /** Lets go what was held for want of a unit's address (or those of several), now that it has one; returns how many mails. */
  async releaseHeldOf(unitId: number | readonly number[], at: Instant): Promise<number> {
    const update = this.manager.createQueryBuilder().update(outbox);
    update.set({ state: 'pending', nextAt: at, lastError: null });
    return (
      (await update.where({ unitId: In([unitId].flat()), state: 'held', lastError: NO_ADDRESS }).execute()).affected ??
      0
    );
  }

  /** How many mails there are in each state. */
  async counts(): Promise<Record<MailState, number>> {
    const none = { pending: 0, claimed: 0, sending: 0, sent: 0, held: 0, dead: 0, obsolete: 0, cancelled: 0 };
    return { ...none, ...namedCounts(await countedByState(this.manager, {})) };
  }

  /** How many of a plan's mails have left on a day and how many still wait, by kind. */
  async mailsOn(planId: number, day: Day): Promise<CountedMails[]> {
    return countedOfPlan(this.manager, { planId, day });
  }
}
