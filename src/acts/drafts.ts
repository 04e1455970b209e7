import { type Person, mayActFor } from '../domain/permissions.js';
import { RuleBroken } from '../domain/errors.js';
import { type Stores } from '../storage/stores/all.js';
import { type DraftKey } from '../storage/stores/drafts.js';
import { type Occasion } from './history.js';

/** Keeps a form as it was typed for the unit; returns the draft's version. */
export async function keepDraft(
  stores: Stores,
  { key, person, body }: { key: DraftKey; person: Person; body: string },
  occasion: Occasion,
): Promise<number> {
  mustActFor(person, key);
  return stores.drafts.keep({ ...key, body, savedAt: occasion.at, savedBy: occasion.actor });
}

/** Throws a unit's draft away. */
export async function dropDraft(stores: Stores, { key, person }: { key: DraftKey; person: Person }): Promise<void> {
  mustActFor(person, key);
  await stores.drafts.remove(key);
}

function mustActFor(person: Person, { unitId }: DraftKey): void {
  // A draft holds no item of its own; whoever acts for the unit may keep one.
  if (!mayActFor({ ...person, items: null }, { id: 0, unitId })) throw new RuleBroken('not-found', { thing: '单位' });
}
