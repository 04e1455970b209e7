import { type EntityManager, In } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { type Instant, type OutboxItem, type OutboxMail } from '../../domain/plan.js';
import { type PostKind } from '../../domain/posts.js';
import { type ReminderItem } from '../../domain/reminders.js';
import { WITH_UNIT } from '../../domain/standing.js';
import { tenures } from '../tables-people.js';
import { reports } from '../tables-work.js';
import { assignments, outbox, outboxItems } from '../tables.js';
import { HELD_FOR_OFFICE } from './no-mails.js';
import { changeWhere, first, fixedSet, insertUntaken, rowsOf } from './rows.js';
import { type NewItem } from './outbox.js';

const STAGES = WITH_UNIT.map((stage) => `'${stage}'`).join(', ');
const LATE = `a.stage IN (${STAGES}) AND a.dueOn < :today`;
const READ_BY = `'unit-supervisor', 'unit-head', 'deputy-leader', 'group-leader'`;
const DIGESTS = `'digest', 'unit-digest'`;
const ON_THE_WAY = `'pending', 'claimed', 'sending'`;
const SAID_AT_LAST = `EXISTS (SELECT 1 FROM outbox_item l WHERE l.assignment_id = a.id AND l.due_on = a.dueOn AND l.rule = 'L4')`;

const FACTS = ['id', 'planId', 'unitId', 'stage', 'assignedOn', 'dueOn', 'returnedOn'] as const;
const lateItems = fixedSet<ReminderItem, 'today'>(['today'], (manager) => {
  const query = manager.createQueryBuilder(assignments, 'a').innerJoin('plan', 'p', 'p.id = a.planId').select([]);
  for (const fact of FACTS) query.addSelect(`a.${fact}`, fact);
  return query.where(`p.state = 'running' AND ${LATE}`).andWhere(`NOT ${SAID_AT_LAST}`);
});

/** A rung that was queued of an item's due day, and on which day. */
export interface SaidRung {
  assignmentId: number;
  dueOn: Day;
  rule: string;
  day: Day;
}
const saidRungs = fixedSet<SaidRung, 'today'>(['today'], (manager) =>
  manager
    .createQueryBuilder(assignments, 'a')
    .innerJoin('plan', 'p', `p.id = a.planId AND p.state = 'running'`)
    .innerJoin('outbox_item', 'i', `i.assignmentId = a.id AND i.dueOn = a.dueOn AND i.rule IN ('L1', 'L2', 'L3', 'L4')`)
    .innerJoin('outbox', 'o', 'o.id = i.outboxId')
    .select('a.id', 'assignmentId')
    .addSelect('a.dueOn', 'dueOn')
    .addSelect('i.rule', 'rule')
    .addSelect('o.day', 'day')
    .where(LATE),
);

const reportedLate = fixedSet<{ id: number }, 'today'>(['today'], (manager) =>
  manager
    .createQueryBuilder(reports, 'r')
    .innerJoin('assignment', 'a', 'a.id = r.assignmentId AND r.submittedOn > a.dueOn')
    .select('DISTINCT a.id', 'id')
    .where(`r.stage IN ('submitted', 'accepted') AND ${LATE}`),
);

const NUMBERED = ['id', 'number', 'day', 'toName', 'state', 'lastError'] as const;
/** A 催办 as the page of an item names it. */
export type NumberedMail = Pick<OutboxMail, (typeof NUMBERED)[number]>;

/** Somebody who holds a post that reads rungs, and can be reached. */
export interface ReaderRow {
  postId: number;
  kind: PostKind;
  planId: number | null;
  unitId: number | null;
  title: string;
  unitName: string | null;
  mail: string;
}

/** 逐级督促: what the ladder is reckoned from, and the mails to county leaders that wait for the office. */
export class EscalationStore {
  constructor(private readonly manager: EntityManager) {}

  /** The items of running plans that are late on a day, wait for their unit and have not gone up to the leader. */
  async late(today: Day): Promise<ReminderItem[]> {
    return lateItems(this.manager, { today });
  }

  /** The rungs that were queued of what is late on a day, each with the day of its mail. */
  async said(today: Day): Promise<SaidRung[]> {
    return saidRungs(this.manager, { today });
  }

  /** Those late items of which the unit has reported since their due day, in a report that was not returned. */
  async reported(today: Day): Promise<Set<number>> {
    return new Set((await reportedLate(this.manager, { today })).map(({ id }) => id));
  }

  /** Who holds the posts that read rungs on a day and has an address that no server refused, in the order of the posts, who came last first. */
  async readers(day: Day): Promise<ReaderRow[]> {
    const query = this.manager
      .createQueryBuilder(tenures, 't')
      .innerJoin('post', 'p', 'p.id = t.postId')
      .innerJoin('contact', 'c', 'c.id = t.contactId')
      .leftJoin('unit', 'u', 'u.id = p.unitId')
      .select('t.postId', 'postId');
    for (const column of ['kind', 'planId', 'unitId', 'title']) query.addSelect(`p.${column}`, column);
    return query
      .addSelect('u.name', 'unitName')
      .addSelect('c.mail', 'mail')
      .where(`p.kind IN (${READ_BY}) AND c.mail IS NOT NULL AND c.bouncedOn IS NULL`)
      .andWhere('t.fromOn <= :day AND (t.untilOn IS NULL OR t.untilOn >= :day)', { day })
      .orderBy('p.position')
      .addOrderBy('p.id')
      .addOrderBy('t.fromOn', 'DESC')
      .addOrderBy('t.id', 'DESC')
      .getRawMany<ReaderRow>();
  }

  /** The mails about which the office has not decided, by the post that would read them. */
  async undecided(): Promise<Map<number | null, Pick<OutboxMail, 'id' | 'postId'>>> {
    const query = this.manager.createQueryBuilder(outbox, 'o').select('o.id', 'id').addSelect('o.postId', 'postId');
    query.where(`o.state = 'held' AND o.lastError = :why`, { why: HELD_FOR_OFFICE }).orderBy('o.id');
    const rows = await query.getRawMany<Pick<OutboxMail, 'id' | 'postId'>>();
    return new Map(rows.map((mail) => [mail.postId, mail]));
  }

  /** Of these mails those that have a number, by id: how they are called and how far they have come. */
  async numbered(outboxIds: readonly number[]): Promise<Map<number, NumberedMail>> {
    if (outboxIds.length === 0) return new Map();
    const query = this.manager.createQueryBuilder(outbox, 'o').select([]);
    for (const column of NUMBERED) query.addSelect(`o.${column}`, column);
    query.where('o.number IS NOT NULL AND o.id IN (:...outboxIds)', { outboxIds });
    return new Map((await query.getRawMany<NumberedMail>()).map((mail) => [mail.id, mail]));
  }

  /** What has left about these items, each saying with the day of its mail. */
  async leftAbout(assignmentIds: readonly number[]): Promise<SaidRung[]> {
    if (assignmentIds.length === 0) return [];
    const query = this.manager
      .createQueryBuilder(outboxItems, 'i')
      .select([])
      .innerJoin('outbox', 'o', 'o.id = i.outboxId');
    for (const column of ['assignmentId', 'dueOn', 'rule']) query.addSelect(`i.${column}`, column);
    query.addSelect('o.day', 'day').where(`o.state = 'sent' AND i.assignmentId IN (:...assignmentIds)`, {
      assignmentIds,
    });
    return query.orderBy('i.id').getRawMany<SaidRung>();
  }

  /** The addresses of the units' own leaders to which a delay goes up on this day. */
  async goingTo(day: Day): Promise<string[]> {
    const query = this.manager.createQueryBuilder(outbox, 'o').select('o.toAddress', 'mail').distinct(true);
    query.where(`o.day = :day AND o.kind = 'escalation' AND o.unitId IS NOT NULL AND o.toAddress IS NOT NULL`, { day });
    return (await query.getRawMany<{ mail: string }>()).map(({ mail }) => mail);
  }

  /** Whether a digest or a mail of the ladder leaves to an address before a moment, or has left since another. */
  async isWrittenTo(address: string, since: Instant, before: Instant): Promise<boolean> {
    const query = rowsOf(this.manager, outbox, 'o', ['textBody', 'htmlBody']);
    query.where(`o.toAddress = :address AND o.kind IN (${DIGESTS}, 'escalation')`, { address });
    query.andWhere(
      `((o.state = 'sent' AND o.sentAt >= :since) OR (o.state IN (${ON_THE_WAY}) AND o.nextAt < :before))`,
      {
        since,
        before,
      },
    );
    return (await first(query)) !== null;
  }

  /**
   * Lets digests that would leave before a moment wait until then, where a delay goes up to the same address, a unit's leader's, by
   * then or has gone since another; those queued before `longSince` have waited long enough.
   */
  async digestsWait({
    since,
    longSince,
    until,
  }: {
    since: Instant;
    longSince: Instant;
    until: Instant;
  }): Promise<void> {
    const delay = `SELECT d."to_address" FROM "outbox" d WHERE d."kind" = 'escalation' AND d."unit_id" IS NOT NULL
      AND ((d."state" = 'sent' AND d."sent_at" >= :since) OR (d."state" IN (${ON_THE_WAY}) AND d."next_at" < :until))`;
    const update = this.manager.createQueryBuilder().update(outbox).set({ nextAt: until });
    await update
      .where(`kind IN (${DIGESTS}) AND state = 'pending' AND next_at < :until`, { since, until })
      .andWhere('queued_at >= :longSince', { longSince })
      .andWhere(`to_address IN (${delay})`)
      .execute();
  }

  /** Lets mails of the ladder that would leave before a moment wait until then, where a digest leaves to the same address by then or has left since another. */
  async waitBehindDigests(since: Instant, until: Instant): Promise<void> {
    const digest = `SELECT d."to_address" FROM "outbox" d WHERE d."kind" IN (${DIGESTS})
      AND ((d."state" = 'sent' AND d."sent_at" >= :since) OR (d."state" IN (${ON_THE_WAY}) AND d."next_at" < :until))`;
    const update = this.manager.createQueryBuilder().update(outbox).set({ nextAt: until });
    await update
      .where(`kind = 'escalation' AND state = 'pending' AND next_at < :until`, { since, until })
      .andWhere(`to_address IN (${digest})`)
      .execute();
  }

  /** Decides about a mail that waits for the office; false where it waits no longer. */
  async decide(id: number, patch: Partial<OutboxMail>): Promise<boolean> {
    return changeWhere(this.manager, outbox, { id, state: 'held', lastError: HELD_FOR_OFFICE }, patch);
  }

  /** Marks what a mail was to say and does not ('L3#12'), so that it may be said again. */
  async unsay(items: readonly Pick<OutboxItem, 'id'>[]): Promise<void> {
    if (items.length === 0) return;
    const ids = items.map(({ id }) => id);
    await changeWhere(this.manager, outboxItems, { id: In(ids) }, { rule: () => `rule || '#' || outbox_id` });
  }

  /** Adds what has gone up meanwhile to mails that wait, and says to how many of them. */
  async add(rows: readonly (NewItem & { outboxId: number })[]): Promise<number> {
    return (await insertUntaken(this.manager, outboxItems, 'outboxId', rows)).size;
  }
}
