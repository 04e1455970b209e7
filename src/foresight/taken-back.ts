import { type Storage, type Stores } from '../storage/doors.js';

/** What a transaction found out before it was taken back. */
class TakenBack<T> extends Error {
  constructor(readonly found: T) {
    super('taken back');
  }
}

/** Does `work` in a transaction, keeps nothing of it and returns what it found: what is shown beforehand is then what comes. Throws what `work` throws. */
export async function takenBack<T>(storage: Storage, work: (stores: Stores) => Promise<T>): Promise<T> {
  try {
    return await storage.write(async (stores) => {
      throw new TakenBack(await work(stores));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.found as T;
    throw error;
  }
}
