import { type EntityManager, In } from 'typeorm';
import { type Letter, type LetterState } from '../../domain/mail.js';
import { type Instant, type OutboxMail } from '../../domain/plan.js';
import { letters } from '../tables-mail.js';
import { outbox, outboxItems } from '../tables.js';
import { changeWhere, count, first, insertUntaken, type New, rowsOf } from './rows.js';

/** A mail of ours that a letter may answer. */
export type AnsweredMail = Pick<OutboxMail, 'id' | 'kind' | 'unitId' | 'planId' | 'messageId'>;

/** A letter as a list shows it, without its text. */
export type LetterLine = Omit<Letter, 'body' | 'files'> & { unitName: string | null };

const ANSWERED = ['id', 'kind', 'unitId', 'planId', 'messageId'] as const satisfies (keyof AnsweredMail)[];

/** 来信: mails that came in, each once by its Message-ID. */
export class LetterStore {
  constructor(private readonly manager: EntityManager) {}

  /** Keeps a letter and returns its id; null where it was kept before. */
  async keep(letter: New<Letter>): Promise<number | null> {
    return (await insertUntaken(this.manager, letters, 'messageId', [letter])).get(letter.messageId) ?? null;
  }

  /** Whether a letter was kept before. */
  async knows(messageId: string): Promise<boolean> {
    return (await first(rowsOf(this.manager, letters, 'l').where('l.messageId = :messageId', { messageId }))) !== null;
  }

  /** One letter, or null. */
  async byId(id: number): Promise<Letter | null> {
    return first(rowsOf(this.manager, letters, 'l').where('l.id = :id', { id }));
  }

  /** How many letters of a sender came after an instant. */
  async countFrom(fromAddress: string, after: Instant): Promise<number> {
    const query = this.manager.createQueryBuilder(letters, 'l').where('l.fromAddress = :fromAddress', { fromAddress });
    return count(query.andWhere('l.receivedAt > :after', { after }));
  }

  /** One page of the letters in some states, the newest first, and how many there are. */
  async list(
    states: readonly LetterState[],
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ total: number; letters: LetterLine[] }> {
    const total = await this.countIn(states);
    const query = rowsOf(this.manager, letters, 'l', ['body', 'files'])
      .leftJoin('unit', 'u', 'u.id = l.unitId')
      .addSelect('u.name', 'unitName')
      .where('l.state IN (:...states)', { states })
      .orderBy('l.id', 'DESC')
      .limit(limit)
      .offset(offset);
    return { total, letters: await query.getRawMany<LetterLine>() };
  }

  /** How many letters are in some states. */
  async countIn(states: readonly LetterState[]): Promise<number> {
    return count(this.manager.createQueryBuilder(letters, 'l').where('l.state IN (:...states)', { states }));
  }

  /** Changes a letter that nobody has changed meanwhile; says whether there was one. */
  async change(id: number, version: number, patch: Partial<Omit<Letter, 'id' | 'version'>>): Promise<boolean> {
    return changeWhere(this.manager, letters, { id, version }, { ...patch, version: version + 1 });
  }

  /** Which mails of ours these Message-IDs are. */
  async mailsOf(messageIds: readonly string[]): Promise<AnsweredMail[]> {
    if (messageIds.length === 0) return [];
    const query = this.manager.createQueryBuilder(outbox, 'o').select([]);
    for (const name of ANSWERED) query.addSelect(`o.${name}`, name);
    return query.where('o.messageId IN (:...messageIds)', { messageIds }).getRawMany<AnsweredMail>();
  }

  /** A unit has filed these items: its letters about any of them, which were drafts until now, are confirmed. */
  async confirm(unitId: number, assignmentIds: readonly number[]): Promise<void> {
    const drafted = await this.manager
      .createQueryBuilder(letters, 'l')
      .select('l.id', 'id')
      .where(`l.unitId = :unitId AND l.state = 'drafted'`, { unitId })
      .andWhere((query) => {
        const about = query.subQuery().select('i.outboxId').from(outboxItems, 'i');
        return `l.outboxId IN ${about.where('i.assignmentId IN (:...assignmentIds)', { assignmentIds }).getQuery()}`;
      })
      .getRawMany<{ id: number }>();
    if (drafted.length === 0) return;
    const confirmed = { state: 'confirmed', version: () => 'version + 1' } as const;
    await changeWhere(this.manager, letters, { id: In(drafted.map(({ id }) => id)), state: 'drafted' }, confirmed);
  }
}
