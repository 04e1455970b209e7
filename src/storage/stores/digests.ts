import { type EntityManager } from 'typeorm';
import { type Digest } from '../../domain/mail.js';
import { digests } from '../tables-mail.js';
import { first, insertUntaken, type New, rowsOf } from './rows.js';

/** 摘要 as they were sent. */
export class DigestStore {
  constructor(private readonly manager: EntityManager) {}

  /** Keeps new issues and returns the ids of those whose key was free, by key. */
  async keep(issues: readonly New<Digest>[]): Promise<Map<string, number>> {
    return insertUntaken(this.manager, digests, 'key', issues);
  }

  /** One issue, or null. */
  async byId(id: number): Promise<Digest | null> {
    return first(rowsOf(this.manager, digests, 'd').where('d.id = :id', { id }));
  }
}
