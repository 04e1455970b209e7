import { type EntityManager, In, LessThan } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { type Instant, type MailKind, type MailState, type OutboxItem, type OutboxMail } from '../../domain/plan.js';
import { outbox, outboxItems } from '../tables.js';
import { countedByKind, countedByState, namedCounts, NO_ADDRESS, NO_MAILS } from './no-mails.js';
import { numberChases } from './numbers.js';
import { narrowed, type OutboxQuery } from './outbox-query.js';
import { all, changedIds, changeWhere, count, first, insertUntaken, type New, rowsOf } from './rows.js';

/** A mail as a list shows it, without its bodies. */
export type OutboxLine = Omit<OutboxMail, 'textBody' | 'htmlBody'>;

/** What has been said of an assignment, by which mail and on which day. */
export type Said = Omit<OutboxItem, 'id'> & { day: Day };

/** What a mail is to say of one assignment. */
export type NewItem = Omit<OutboxItem, 'id' | 'outboxId'>;

/** What is known of a mail that is given up or waits for somebody. */
export interface Parked {
  state: 'held' | 'dead';
  lastError: string | null;
  subject?: string | undefined;
  textBody?: string | undefined;
  htmlBody?: string | undefined;
}

/** SQLite binds at most 32,766 values in a statement. */
const IDS_AT_ONCE = 10_000;
const UNDERWAY: readonly MailState[] = ['claimed', 'sending'];
const UNCLAIMED = { claimedBy: null, claimedUntil: null };

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
    const ids = await insertUntaken(
      this.manager,
      outbox,
      'key',
      mails.map(({ mail }) => mail),
    );
    const rows = mails.flatMap(({ mail, items }) => {
      const outboxId = ids.get(mail.key);
      return outboxId === undefined ? [] : items.map((item) => ({ ...item, outboxId }));
    });
    const said = await insertUntaken(this.manager, outboxItems, 'outboxId', rows);
    const empty: number[] = [];
    for (const { mail, items } of mails) {
      const id = ids.get(mail.key);
      if (id === undefined || items.length === 0 || said.has(id)) continue;
      empty.push(id);
      ids.delete(mail.key);
    }
    if (empty.length > 0)
      await this.manager
        .createQueryBuilder()
        .delete()
        .from(outbox)
        .where({ id: In(empty) })
        .execute();
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

  /** Whether any mail waits to be sent at a moment: asked by a reader, so that an idle outbox costs no write. */
  async hasWaiting(now: Instant): Promise<boolean> {
    const query = rowsOf(this.manager, outbox, 'o', ['textBody', 'htmlBody']).where(`o.state = 'pending'`);
    return (await first(query.andWhere('o.nextAt <= :now', { now }))) !== null;
  }

  /** Everyone who holds a claimed mail. */
  async claimants(): Promise<string[]> {
    const query = this.manager.createQueryBuilder(outbox, 'o').select('o.claimedBy', 'claimedBy').distinct(true);
    query.where('o.state IN (:...states)', { states: UNDERWAY }).andWhere('o.claimedBy IS NOT NULL');
    return (await query.getRawMany<{ claimedBy: string }>()).map(({ claimedBy }) => claimedBy);
  }

  /** Takes the longest due pending mails for `by` until a moment; no two callers get the same mail. */
  async claim(asked: { by: string; now: Instant; until: Instant; limit: number }): Promise<OutboxMail[]> {
    const due = this.manager
      .createQueryBuilder(outbox, 'o')
      .select('o.id', 'id')
      .where(`o.state = 'pending'`)
      .andWhere('o.nextAt <= :now', { now: asked.now })
      .orderBy('o.nextAt')
      .addOrderBy('o.id')
      .limit(asked.limit);
    // SQLite has one writer at a time, which is the same promise.
    if (this.manager.dataSource.options.type === 'postgres')
      due.setLock('pessimistic_write').setOnLocked('skip_locked');
    const ids = (await due.getRawMany<{ id: number }>()).map(({ id }) => id);
    if (ids.length === 0) return [];
    const claimed = { state: 'claimed', claimedBy: asked.by, claimedUntil: asked.until } as const;
    await changeWhere(this.manager, outbox, { id: In(ids), state: 'pending' }, claimed);
    const mails = rowsOf(this.manager, outbox, 'o').where('o.id IN (:...ids)', { ids });
    return all(mails.orderBy('o.nextAt').addOrderBy('o.id'));
  }

  /** Marks mails as being sent, one attempt more; returns those that were still this caller's. */
  async startSending(ids: readonly number[], by: string, until: Instant): Promise<Set<number>> {
    if (ids.length === 0) return new Set();
    const fence = { id: In([...ids]), claimedBy: by, state: 'claimed' };
    const attempts = () => 'attempts + 1';
    return changedIds(this.manager, outbox, fence, { state: 'sending', claimedUntil: until, attempts });
  }

  /** Marks a mail as sent, with what was sent; false when it is no longer this caller's. */
  async markSent(
    id: number,
    by: string,
    sent: { sentAt: Instant; toAddress: string; subject: string; textBody: string; htmlBody: string },
  ): Promise<boolean> {
    const fence = { id, claimedBy: by, state: 'sending' };
    return changeWhere(this.manager, outbox, fence, { ...sent, ...UNCLAIMED, state: 'sent', lastError: null });
  }

  /** Gives a mail back to be tried again later; false when it is no longer this caller's. */
  async putBack(id: number, by: string, again: { nextAt: Instant; lastError: string | null }): Promise<boolean> {
    return changeWhere(this.manager, outbox, this.held(id, by), { ...again, ...UNCLAIMED, state: 'pending' });
  }

  /** Takes a mail out of the queue, held for somebody or dead; false when it is no longer this caller's. */
  async park(id: number, by: string, parked: Parked): Promise<boolean> {
    const given = Object.entries(parked).filter(([, value]) => value !== undefined);
    return changeWhere(this.manager, outbox, this.held(id, by), { ...Object.fromEntries(given), ...UNCLAIMED });
  }

  /**
   * Puts mails back whose claim has run out and returns how many. One that was being sent may have arrived: it goes
   * again under the same Message-ID.
   */
  async releaseExpired(now: Instant): Promise<number> {
    return this.putBackWhere({ claimedUntil: LessThan(now) });
  }

  /** Puts back what a claimant that is known to be dead still holds and returns how many. */
  async release(by: string): Promise<number> {
    return this.putBackWhere({ claimedBy: by });
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

  /** How many mails of a day have left, by kind. */
  async mailsOn(day: Day): Promise<Record<MailKind, number>> {
    return { ...NO_MAILS, ...namedCounts(await countedByKind(this.manager, { day })) };
  }

  private held(id: number, by: string) {
    return { id, claimedBy: by, state: In([...UNDERWAY]) };
  }

  private async putBackWhere(where: object): Promise<number> {
    const pending = { ...UNCLAIMED, state: 'pending' as const };
    const update = this.manager.createQueryBuilder().update(outbox).set(pending);
    return (await update.where({ ...where, state: In([...UNDERWAY]) }).execute()).affected ?? 0;
  }
}
