import { type EntityManager, In } from 'typeorm';
import { MERGED, type WaitingMail } from '../../domain/recheck.js';
import { type Instant } from '../../domain/plan.js';
import { outbox, outboxItems } from '../tables.js';
import { type Leaving, mayLeave } from './dispatch.js';
import { changedIds, changeWhere } from './rows.js';

/** Said of a mail that another one speaks for. */
export const MERGED_WORDS = '与同一收件人的另一封邮件合并发出';

/** Mails that wait for one reader together. */
export class MergingStore {
  constructor(private readonly manager: EntityManager) {}

  /** Whether several mails that may be one wait for one reader, one of them due: most often not. */
  async isCrowded(now: Instant, leaving: Leaving): Promise<boolean> {
    const query = this.ofReaders(leaving).select('o.unitId', 'unitId').addSelect('o.postId', 'postId');
    for (const column of ['unitId', 'postId']) query.addGroupBy(`o.${column}`);
    query.having('COUNT(*) > 1 AND MIN(o.nextAt) <= :now', { now });
    return (await query.limit(1).getRawMany()).length > 0;
  }

  /** All that wait and may be merged, except those whose reader has nothing due. */
  async waiting(now: Instant, leaving: Leaving): Promise<WaitingMail[]> {
    const mails = await this.ofReaders(leaving)
      .select(['o.id AS "id"', 'o.key AS "key"', 'o.kind AS "kind"', 'o.day AS "day"', 'o.words AS "words"'])
      .addSelect('o.planId', 'planId')
      .addSelect('o.unitId', 'unitId')
      .addSelect('o.postId', 'postId')
      .addSelect('o.nextAt', 'nextAt')
      .orderBy('o.id')
      .getRawMany<WaitingMail & { nextAt: Instant }>();
    const due = new Set(mails.filter(({ nextAt }) => nextAt <= now).map(readerOf));
    return mails.filter((mail) => due.has(readerOf(mail)));
  }

  /** Holds a mail for this transaction; false where it waits no longer. */
  async keep(id: number): Promise<boolean> {
    return changeWhere(this.manager, outbox, { id, state: 'pending' }, { state: 'pending' });
  }

  /** Takes mails that still wait out of the queue and returns their ids. */
  async giveUp(ids: readonly number[]): Promise<Set<number>> {
    const waiting = { id: In([...ids]), state: 'pending' };
    return changedIds(this.manager, outbox, waiting, { state: 'obsolete', lastError: MERGED_WORDS });
  }

  /** Takes those mails to a unit out of the queue that wait, whose key begins so, and that are about nothing but these items. */
  async giveUpAbout(unitId: number, keyBegins: string, itemIds: readonly number[]): Promise<void> {
    const mails = this.manager.createQueryBuilder(outbox, 'o').select('o.id', 'id');
    mails.where(`o.unitId = :unitId AND o.state = 'pending' AND o.key LIKE :begins`, {
      unitId,
      begins: `${keyBegins}%`,
    });
    const ids = (await mails.getRawMany<{ id: number }>()).map(({ id }) => id);
    if (ids.length === 0) return;
    const rows = this.manager.createQueryBuilder(outboxItems, 'i').where('i.outboxId IN (:...ids)', { ids });
    const about = await rows
      .select(['i.outboxId AS "mail"', 'i.assignmentId AS "item"'])
      .getRawMany<{ mail: number; item: number }>();
    const over = new Set(itemIds);
    const isOver = (id: number): boolean => {
      const own = about.filter(({ mail }) => mail === id);
      return own.length > 0 && own.every(({ item }) => over.has(item));
    };
    await this.giveUp(ids.filter(isOver));
  }

  /** Lets one mail say what others were to say. */
  async moveItems(from: ReadonlySet<number>, into: number): Promise<void> {
    if (from.size === 0) return;
    await changeWhere(this.manager, outboxItems, { outboxId: In([...from]) }, { outboxId: into });
  }

  /** Changes what a mail about an event says. */
  async setWords(id: number, words: string): Promise<void> {
    await changeWhere(this.manager, outbox, { id }, { words });
  }

  /** What was not said after all may be said another time. */
  async dropItems(itemIds: readonly number[]): Promise<void> {
    if (itemIds.length === 0) return;
    const drop = this.manager.createQueryBuilder().delete().from(outboxItems);
    await drop.where({ id: In([...itemIds]) }).execute();
  }

  private ofReaders(leaving: Leaving) {
    const query = this.manager.createQueryBuilder(outbox, 'o');
    query.where(`o.state = 'pending' AND o.kind IN (:...merged)`, { merged: MERGED });
    // What the office sends once more stays a mail of its own.
    return query.andWhere(`o.key NOT LIKE '_~%'`).andWhere(mayLeave(leaving));
  }
}

const readerOf = ({ unitId, postId }: WaitingMail) => `${unitId}:${postId}`;
