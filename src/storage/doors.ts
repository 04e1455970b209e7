import { AsyncLocalStorage } from 'node:async_hooks';
import { type Mutex } from 'async-mutex';
import { type DataSource, type EntityManager } from 'typeorm';
import { RuleBroken } from '../domain/errors.js';
import { inWordsForUsers } from './failures.js';
import { problemsIn } from './integrity.js';
import { storesOver, type Stores } from './stores/all.js';
import { WriteGate } from './write-gate.js';

export type { Stores };

export interface StorageOptions {
  /** How many writes may wait for their turn before the next is refused with 'busy'. */
  queueLimit?: number;
  /** Told the milliseconds when a write held its transaction for longer than 200 ms. */
  onSlowWrite?: (milliseconds: number) => void;
}

const SLOW_WRITE_MS = 200;
const QUEUE_LIMIT = 500;

/**
 * The two doors to the database: `read` and `write` hand the stores to a callback, and there is no other way to them.
 * TypeORM serves all requests of a SQLite database over one connection with one transaction depth; without the doors
 * a request's acknowledged rows vanish with another request's rollback.
 */
export class Storage {
  readonly engine: 'sqlite' | 'postgres';
  private readonly scope = new AsyncLocalStorage<WriteGate>();
  private readonly readers: Stores;
  private waiting = 0;
  private closed = false;

  /** `turns` is the queue of the writing connection on SQLite; PostgreSQL has a pool and needs none. */
  constructor(
    private readonly writing: DataSource,
    private readonly reading: DataSource,
    private readonly turns: Mutex,
    private readonly options: StorageOptions = {},
  ) {
    this.engine = writing.options.type === 'postgres' ? 'postgres' : 'sqlite';
    this.readers = storesOver(reading.manager);
  }

  /** Runs `work` on committed rows, without waiting for writers; the database itself refuses it any change. */
  async read<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    this.admit();
    return work(this.readers);
  }

  /** Runs `work` in one transaction: all of its changes are kept when it returns, none when anything in it failed. */
  async write<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    this.admit();
    if (this.waiting >= (this.options.queueLimit ?? QUEUE_LIMIT)) {
      throw new RuleBroken('busy', { waiting: this.waiting });
    }
    this.waiting += 1;
    let begunAt: number | undefined;
    const begin = () => {
      if (begunAt !== undefined) return;
      begunAt = performance.now();
      this.waiting -= 1;
    };
    try {
      if (this.engine === 'postgres') return await this.transact(work, begin);
      return await this.turns.runExclusive(() => this.transactAlone(work, begin));
    } catch (error) {
      throw inWordsForUsers(error);
    } finally {
      if (begunAt === undefined) this.waiting -= 1;
      else this.watch(performance.now() - begunAt);
    }
  }

  /** What is wrong with the database as a list of sentences for the person who looks after it; empty when sound. */
  async checkIntegrity(): Promise<string[]> {
    this.admit();
    return problemsIn(this.reading);
  }

  /** Lets the running write finish and closes every connection. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.turns.runExclusive(async () => {
      if (this.reading.isInitialized) await this.reading.destroy();
      if (this.writing.isInitialized) await this.writing.destroy();
    });
    // Else each promise of the process is told to this scope for ever.
    this.scope.disable();
  }

  /** A door inside a write would wait for itself, or read the state before the write: it fails loudly instead. */
  private admit(): void {
    if (this.closed) throw new Error('The storage is closed');
    if (this.scope.getStore()?.isOpen) throw new RuleBroken('nested-write');
  }

  private async transactAlone<T>(work: (stores: Stores) => Promise<T>, begin: () => void): Promise<T> {
    begin();
    if (!this.writing.isInitialized) await this.writing.initialize();
    try {
      return await this.transact(work, begin);
    } catch (error) {
      // SQLite may have rolled back by itself (a full disk); TypeORM then still believes in its transaction.
      if (this.writing.createQueryRunner().isTransactionActive) await this.reopen();
      throw error;
    }
  }

  private transact<T>(work: (stores: Stores) => Promise<T>, begin: () => void): Promise<T> {
    return this.writing.transaction(async (manager: EntityManager) => {
      begin();
      // The first statement is a change: it takes SQLite's write lock at once, as BEGIN IMMEDIATE would.
      if (this.engine === 'sqlite') await manager.query('UPDATE "write_lock" SET "turn" = "turn" + 1');
      const gate = new WriteGate();
      return gate.finish(this.scope.run(gate, async () => work(gate.guardAll(storesOver(manager)))));
    });
  }

  private async reopen(): Promise<void> {
    await this.writing.destroy();
    await this.writing.initialize();
  }

  private watch(milliseconds: number): void {
    if (milliseconds > SLOW_WRITE_MS) this.options.onSlowWrite?.(Math.round(milliseconds));
  }
}
