import { Injectable } from '@nestjs/common';

/** Enough for everybody who looks at the same minute; beyond it the oldest is made again. */
const MOST_KEPT = 200;

/** Keeps what was made of the data until the data are others: it is looked at far more often than it changes. */
@Injectable()
export class Unchanged {
  private state = '';
  private readonly kept = new Map<string, unknown>();

  /**
   * The value under a key, made anew in another state: the stamp of the data, asked for before anything is read, and whatever
   * else outdates all values at once. What is read may be newer than the stamp, never older.
   */
  async since<T>(state: string, key: string, make: () => Promise<T>): Promise<T> {
    if (state !== this.state) {
      this.state = state;
      this.kept.clear();
    }
    const found = this.kept.get(key);
    if (found !== undefined) return found as T;
    const value = await make();
    // Another request may have seen newer data meanwhile: what was read before them is not theirs.
    if (state === this.state) this.keep(key, value);
    return value;
  }

  private keep(key: string, value: unknown): void {
    const [oldest] = this.kept.keys();
    if (this.kept.size >= MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    this.kept.set(key, value);
  }
}
