import { type Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion } from './history.js';

/**
 * Does `work` for the first form under a key and keeps its answer; the same form again, an impatient click or a retry of
 * the browser, is given that answer and nothing is done. A form without a key is done each time. What fails takes its key back.
 */
export async function once(
  stores: Stores,
  key: string | null,
  at: string,
  work: () => Promise<string>,
): Promise<string> {
  if (key === null) return work();
  if (!(await stores.formKeys.take(key, at))) return (await stores.formKeys.answerOf(key)) ?? '/';
  const answer = await work();
  await stores.formKeys.answer(key, answer);
  return answer;
}

/** Somebody's act by a form that counts once, in one transaction; returns where to go on, as `work` did the first time. */
export function actOnce(
  storage: Storage,
  key: string | null,
  occasion: Occasion,
  work: (stores: Stores, occasion: Occasion) => Promise<string>,
): Promise<string> {
  return storage.write((stores) => once(stores, key, occasion.at, () => work(stores, occasion)));
}
