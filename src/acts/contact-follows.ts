import { type Holding } from '../domain/posts.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion } from './history.js';

const SPEAKS_FOR_UNIT = ['liaison', 'deputy-liaison'];

/**
 * What somebody who has handed a liaison's post over can no longer reach: links in mails to the unit, and accounts that act for this
 * unit in their name, sessions and all. Who still speaks for the unit in its other post keeps their account.
 */
export async function endAccessOf(stores: Stores, gone: Holding, occasion: Occasion): Promise<void> {
  if (gone.unitId === null || !SPEAKS_FOR_UNIT.includes(gone.kind)) return;
  const speaking = (await stores.people.holdersOf([gone.unitId], occasion.today)).filter(({ kind }) =>
    SPEAKS_FOR_UNIT.includes(kind),
  );
  // A deputy's links are the liaison's own, unless the deputy was the only one who had any.
  const liaisonHasMail = speaking.some(({ kind, mail }) => kind === 'liaison' && mail !== null);
  if (gone.kind === 'liaison' || !liaisonHasMail) await stores.mailLinks.revokeOf(gone.unitId, occasion.at);
  if (speaking.some(({ contactId }) => contactId === gone.contactId)) return;
  for (const { id, version } of await stores.people.accountsOf(gone, gone.unitId)) {
    await stores.accounts.change(id, version, { disabledAt: occasion.at });
    await stores.sessions.removeOf(id);
  }
}

/** Lets go what was held for want of an address, where these units have one now; returns how many mails. */
export async function followMail(
  stores: Stores,
  unitIds: readonly (number | null)[],
  occasion: Occasion,
): Promise<number> {
  const known = unitIds.filter((unitId) => unitId !== null);
  const reached = [...(await stores.people.addresses(known, occasion.today)).keys()];
  return reached.length === 0 ? 0 : stores.outbox.releaseHeldOf(reached, occasion.at);
}
