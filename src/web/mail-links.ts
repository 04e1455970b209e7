import { type Person } from '../domain/permissions.js';
import { hashOf } from '../secret.js';
import { type Stores } from '../storage/stores/all.js';

/** Stages in which a link has nothing left to do. */
const OVER: readonly string[] = ['closed', 'waived'];

/**
 * Whoever holds the personal link of a mail: acts for its unit on exactly what the mail is about, until all of it is closed
 * or the link is revoked; null where it opens nothing (any more).
 */
export async function personByLink(stores: Stores, token: string): Promise<Person | null> {
  const link = await stores.mailLinks.byHash(hashOf(token));
  if (!link || link.revokedAt !== null) return null;
  const items = await stores.mailLinks.itemsOf(link);
  if (items.every(({ stage }) => OVER.includes(stage))) return null;
  const unit = await stores.plans.unit(link.unitId);
  if (!unit) return null;
  return {
    ...{ role: 'liaison', name: `${unit.name}（邮件链接）`, unitId: unit.id, accountId: null, contactId: null },
    items: items.map(({ assignmentId }) => assignmentId),
  };
}

/** The Set-Cookie header with which an opened link stays open while the browser does. */
export function linkCookie(token: string): string {
  return `luoshi_link=${token}; Path=/; HttpOnly; SameSite=Lax`;
}
