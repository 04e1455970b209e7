import { type EntityManager } from 'typeorm';
import { type Instant } from '../../domain/plan.js';
import { formKeys } from '../tables-people.js';
import { changeWhere, first, rowsOf } from './rows.js';

/** Forms that were sent: the first of a key is done, the same again is answered. */
export class FormKeyStore {
  constructor(private readonly manager: EntityManager) {}

  /** Takes a key; false where it is taken already (waiting, on PostgreSQL, for who is taking it to finish). */
  async take(key: string, at: Instant): Promise<boolean> {
    const insert = this.manager.createQueryBuilder().insert().into(formKeys).values({ key, at, answer: '' });
    const [sql, values] = insert.updateEntity(false).orIgnore().getQueryAndParameters();
    return (await this.manager.query<unknown[]>(`${sql} RETURNING "key"`, values)).length > 0;
  }

  /** What the form under a key was answered; null where the key was never taken. */
  async answerOf(key: string): Promise<string | null> {
    const query = rowsOf(this.manager, formKeys, 'k').where('k.key = :key', { key });
    return (await first(query))?.answer ?? null;
  }

  /** Keeps what the form was answered. */
  async answer(key: string, answer: string): Promise<void> {
    await changeWhere(this.manager, formKeys, { key }, { answer });
  }

  /** Forgets the keys taken before an instant. */
  async forgetBefore(at: Instant): Promise<void> {
    await this.manager.createQueryBuilder().delete().from(formKeys).where('at < :at', { at }).execute();
  }
}
