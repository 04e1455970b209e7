import { Brackets, type EntityManager, In } from 'typeorm';
import { AT_ANY_HOUR } from '../../domain/delivery.js';
import { type Instant, type MailState, type OutboxMail } from '../../domain/plan.js';
import { outbox } from '../tables.js';
import { all, changedIds, changeWhere, count, first, fixedChange, rowsOf } from './rows.js';

/** Why a mail leaves the queue: held for somebody, given up, or no longer to be said. */
export interface Parked {
  state: 'held' | 'dead' | 'obsolete';
  lastError: string | null;
  lastCode?: string | null;
  attempts?: number;
}

/** When a mail is tried again and why it did not leave; `attempts` where this one is not to be counted. */
export interface Again {
  nextAt: Instant;
  lastError: string | null;
  lastCode?: string | null;
  attempts?: number;
}

/** What was sent and what the server answered. */
export type SentMail = Pick<OutboxMail, 'toAddress' | 'subject' | 'textBody' | 'htmlBody' | 'reply'> & {
  sentAt: Instant;
};

/** Which mails may leave now: those of the plans whose hours are open, those of no plan alone, and what leaves at any hour. */
export interface Leaving {
  plans: readonly number[];
  isCommonOpen: boolean;
}

/** Whose claims are over: those of the dead, and all that ran out by a moment of the machine's clock. */
export interface OverClaims {
  now: Instant;
  dead: readonly string[];
}

const UNDERWAY: readonly MailState[] = ['claimed', 'sending'];
const UNCLAIMED = { claimedBy: null, claimedUntil: null };

const CLEARED = ['claimedBy', 'claimedUntil', 'lastError', 'lastCode'] as const;
const SENT = ['sentAt', 'toAddress', 'subject', 'textBody', 'htmlBody', 'reply'] as const;

// Asked once for every mail that leaves.
const hasSent = fixedChange(['id', 'by', ...SENT], (manager) =>
  manager
    .createQueryBuilder()
    .update(outbox)
    .set({
      ...{ state: () => `'sent'`, nextAt: () => ':sentAt' },
      ...Object.fromEntries(SENT.map((property) => [property, () => `:${property}`])),
      ...Object.fromEntries(CLEARED.map((property) => [property, () => 'NULL'])),
    })
    .where(`id = :id AND claimed_by = :by AND state = 'sending'`),
);

/** The way of a mail out of the outbox: pending, claimed, sending, sent; each step only by whoever holds the mail. */
export class DispatchStore {
  constructor(private readonly manager: EntityManager) {}

  /** Whether any mail waits to be sent at a moment: asked by a reader, so that an idle outbox costs no write. */
  async hasWaiting(now: Instant, leaving: Leaving): Promise<boolean> {
    return (await first(this.due(now, leaving))) !== null;
  }

  /** How many mails have left since a moment or are about to. */
  async recent(since: Instant): Promise<number> {
    const query = this.manager.createQueryBuilder(outbox, 'o');
    // The index on state and time answers this: what was sent was due when it was sent.
    const left = `(o.state = 'sent' AND o.nextAt > :since)`;
    return count(query.where(`${left} OR o.state IN (:...underway)`, { since, underway: UNDERWAY }));
  }

  /** Everyone who holds a mail. */
  async claimants(): Promise<string[]> {
    const query = this.manager.createQueryBuilder(outbox, 'o').select('o.claimedBy', 'claimedBy').distinct(true);
    query.where('o.state IN (:...states)', { states: UNDERWAY }).andWhere('o.claimedBy IS NOT NULL');
    return (await query.getRawMany<{ claimedBy: string }>()).map(({ claimedBy }) => claimedBy);
  }

  /** Takes the longest due pending mails for `by` until a moment; no two callers get the same mail. */
  async claim(asked: {
    by: string;
    now: Instant;
    leaving: Leaving;
    until: Instant;
    limit: number;
  }): Promise<OutboxMail[]> {
    const due = this.due(asked.now, asked.leaving).orderBy('o.nextAt').addOrderBy('o.id').limit(asked.limit);
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

  /** Marks mails as being sent, one attempt more, as having begun to leave at `begunAt`; returns those that were still this caller's. */
  async startSending(ids: readonly number[], by: string, until: Instant, begunAt: Instant): Promise<Set<number>> {
    if (ids.length === 0) return new Set();
    const fence = { id: In([...ids]), claimedBy: by, state: 'claimed' };
    const attempts = () => 'attempts + 1';
    // What went wrong before is forgotten, so that a reason beside a mail in doubt is that of this attempt.
    const begun = { lastError: null, lastCode: null, claimedUntil: until, begunAt, attempts };
    return changedIds(this.manager, outbox, fence, { ...begun, state: 'sending' });
  }

  /** Marks a mail as sent, with what was sent; false when it is no longer this caller's. */
  async markSent(id: number, by: string, sent: SentMail): Promise<boolean> {
    return hasSent(this.manager, { id, by, ...sent });
  }

  /** Gives a mail back to be tried again later; false when it is no longer this caller's. */
  async putBack(id: number, by: string, again: Again): Promise<boolean> {
    return changeWhere(this.manager, outbox, heldBy(id, by), { ...again, ...UNCLAIMED, state: 'pending' });
  }

  /** Takes a mail out of the queue; false when it is no longer this caller's. */
  async park(id: number, by: string, parked: Parked): Promise<boolean> {
    return changeWhere(this.manager, outbox, heldBy(id, by), { ...parked, ...UNCLAIMED });
  }

  /** Leaves a mail that may have arrived as it is until a moment of the machine's clock, when somebody looks whether it has. */
  async leaveInDoubt(id: number, by: string, doubt: { until: Instant; lastError: string }): Promise<boolean> {
    const { until: claimedUntil, lastError } = doubt;
    return changeWhere(this.manager, outbox, { id, claimedBy: by, state: 'sending' }, { claimedUntil, lastError });
  }

  /** Puts back what somebody has claimed and not begun to send; returns how many. */
  async giveBack(by: string): Promise<number> {
    return (await changedIds(this.manager, outbox, { claimedBy: by, state: 'claimed' }, PENDING)).size;
  }

  /** Puts back what was claimed and not sent by those whose claims are over; returns how many. */
  async releaseOver(over: OverClaims): Promise<number> {
    const update = this.manager.createQueryBuilder().update(outbox).set(PENDING).where(`state = 'claimed'`);
    return (await update.andWhere(isOver('', over)).execute()).affected ?? 0;
  }

  /** The mails that were being sent by those whose claims are over: nobody knows whether they have arrived. */
  async inDoubt(over: OverClaims): Promise<OutboxMail[]> {
    const query = rowsOf(this.manager, outbox, 'o').where(`o.state = 'sending'`);
    return all(query.andWhere(isOver('o.', over)).orderBy('o.id'));
  }

  /** Counts that a mail may have arrived already; false when it is no longer that claimant's. */
  async countDoubt(id: number, by: string): Promise<boolean> {
    return changeWhere(this.manager, outbox, heldBy(id, by), { doubts: () => 'doubts + 1' });
  }

  private due(now: Instant, leaving: Leaving) {
    const query = this.manager.createQueryBuilder(outbox, 'o').select('o.id', 'id');
    query.where(`o.state = 'pending' AND o.nextAt <= :now`, { now });
    return query.andWhere(mayLeave(leaving));
  }
}

/** Of the alias `o`: whether a mail may leave now. */
export const mayLeave = ({ plans, isCommonOpen }: Leaving) =>
  new Brackets((either) => {
    either.where('o.kind IN (:...anyHour)', { anyHour: AT_ANY_HOUR });
    if (isCommonOpen) either.orWhere('o.planId IS NULL');
    if (plans.length > 0) either.orWhere('o.planId IN (:...plans)', { plans });
  });

const PENDING = { ...UNCLAIMED, state: 'pending' as const };

const heldBy = (id: number, by: string) => ({ id, claimedBy: by, state: In([...UNDERWAY]) });

/** An update names columns, a query of an alias properties. */
const isOver = (alias: '' | 'o.', { now, dead }: OverClaims) =>
  new Brackets((either) => {
    const [until, by] = alias === '' ? ['claimed_until', 'claimed_by'] : ['o.claimedUntil', 'o.claimedBy'];
    either.where(`${until} < :now`, { now });
    if (dead.length > 0) either.orWhere(`${by} IN (:...dead)`, { dead });
  });
