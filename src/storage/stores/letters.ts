import { type EntityManager } from 'typeorm';
import { type Letter } from '../../domain/mail.js';
import { letters } from '../tables-mail.js';
import { first, insertUntaken, type New, rowsOf } from './rows.js';

/** 来信: mails that came in, each once by its Message-ID. */
export class LetterStore {
  constructor(private readonly manager: EntityManager) {}

  /** Keeps a letter and returns its id; null where it was kept before. */
  async keep(letter: New<Letter>): Promise<number | null> {
    return (await insertUntaken(this.manager, letters, 'messageId', [letter])).get(letter.messageId) ?? null;
  }

  /** One letter, or null. */
  async byId(id: number): Promise<Letter | null> {
    return first(rowsOf(this.manager, letters, 'l').where('l.id = :id', { id }));
  }
}
