import { Injectable } from '@nestjs/common';
import { type Stores } from '../storage/stores/all.js';

/** Enough for everybody who looks at the same minute; what is older is made again. */
const MOST_KEPT = 50;

/** Keeps a finished page until anything in the database changes: it is looked at far more often than it changes. */
@Injectable()
export class Unchanged {
  private readonly kept = new Map<string, { stamp: string; value: unknown }>();

  /** The value under a key (which names all it depends on besides the data), made anew after any commit. */
  async since<T>(stores: Stores, key: string, make: () => Promise<T>): Promise<T> {
    // Asked before anything is read: what is read may be newer than the stamp, never older.
    const stamp = await stores.stamp.current();
    const found = this.kept.get(key);
    if (found?.stamp === stamp) return found.value as T;
    const value = await make();
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(key, { stamp, value });
    return value;
  }
}
