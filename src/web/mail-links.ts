import { type Person } from '../domain/permissions.js';
import { hashOf } from '../secret.js';
import { type Stores } from '../storage/stores/all.js';
import { type LinkedItem } from '../storage/stores/mail-links.js';

/** Stages in which a link has nothing left to do. */
const OVER: readonly string[] = ['closed', 'waived'];

/** An opened link: whom it makes the visitor, and what its mail is about. */
export interface OpenLink {
  person: Person & { unitId: number; items: readonly number[] };
  items: readonly LinkedItem[];
}

/**
 * What the personal link of a mail opens: its unit may act on exactly what the mail tells, until all of it is closed or the
 * link is revoked; null where it opens nothing (any more).
 */
export async function openLink(stores: Stores, token: string): Promise<OpenLink | null> {
  const link = await stores.mailLinks.byHash(hashOf(token));
  if (!link || link.revokedAt !== null || link.unitId === null) return null;
  const items = await stores.mailLinks.itemsOf(link);
  if (items.every(({ stage }) => OVER.includes(stage))) return null;
  const unit = await stores.plans.unit(link.unitId);
  if (!unit) return null;
  const person: OpenLink['person'] = {
    ...{ role: 'liaison', name: `${unit.name}（邮件链接）`, unitId: unit.id, accountId: null, contactId: null },
    items: items.map(({ assignmentId }) => assignmentId),
  };
  return { person, items };
}

/** Whoever holds the personal link of a mail; null where it opens nothing. */
export async function personByLink(stores: Stores, token: string): Promise<Person | null> {
  return (await openLink(stores, token))?.person ?? null;
}

/** The Set-Cookie header with which an opened link stays open while the browser does; behind https it is sent in no other way. */
export function linkCookie(token: string, https: boolean): string {
  return `luoshi_link=${token}; Path=/; HttpOnly; ${https ? 'Secure; ' : ''}SameSite=Lax`;
}

/**
 * The addresses that a mail's link reaches, and no others: what it is for (acknowledge, report, ask for an extension,
 * rectify, answer an instruction), the unit's own page cut to its items, and the issued document. Each still asks whether the item is the link's.
 */
const REACHED: readonly RegExp[] = [
  /^\/(sign-out|attachments)?$/,
  /^\/plans\/\d+$/,
  /^\/plans\/\d+\/units\/\d+(\/(report|report\/draft|acknowledgements))?$/,
  /^\/assignments\/\d+(\/(acts|extensions))?$/,
  /^\/(submissions|attachments)\/\d+$/,
  /^\/attachments\/\d+\/removal$/,
  /^\/reports\/\d+\/withdrawal$/,
  /^\/extensions\/\d+(\/withdrawal)?$/,
  /^\/instructions\/\d+(\/answer)?$/,
  /^\/rectifications\/\d+(\/[a-z]+)?$/,
];

/** Whether somebody who came by a mail's link gets so far as to be looked at by the page of an address. */
export function linkReaches(path: string): boolean {
  return REACHED.some((address) => address.test(path));
}
