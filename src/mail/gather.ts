import { type Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';

/** How long one waits for others to write with. */
const PATIENCE_MS = 5;

interface Waiting<T, R> {
  item: T;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
}

/**
 * Writes that many ask for at once and that share their commits: a transaction is begun when enough have asked or the first
 * has waited long enough. Each asker goes on when its own write is committed; a write that fails is tried by itself, so that it
 * takes no other with it.
 */
export class Gather<T, R> {
  private waiting: Waiting<T, R>[] = [];
  private isWriting = false;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly storage: Storage,
    private readonly work: (stores: Stores, items: T[]) => Promise<R[]>,
    /** How many may ask at a time: nobody waits for more. */
    private readonly enough: () => number,
  ) {}

  /** Writes one item and returns what came of it. */
  write(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.look();
    });
  }

  private look(): void {
    if (this.isWriting || this.waiting.length === 0) return;
    if (this.waiting.length < this.enough()) {
      this.timer ??= setTimeout(() => this.begin(), PATIENCE_MS);
      return;
    }
    this.begin();
  }

  private begin(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.isWriting = true;
    // Whoever asks in the same turn of the event loop is taken along.
    setImmediate(() => void this.writeAll());
  }

  private async writeAll(): Promise<void> {
    await this.writeTogether(this.waiting.splice(0));
    this.isWriting = false;
    this.look();
  }

  private async writeTogether(group: Waiting<T, R>[]): Promise<void> {
    try {
      const items = group.map(({ item }) => item);
      const results = await this.storage.write((stores) => this.work(stores, items));
      group.forEach(({ resolve }, i) => resolve(results[i] as R));
    } catch (error) {
      if (group.length > 1) for (const one of group) await this.writeTogether([one]);
      else group[0]?.reject(error);
    }
  }
}
