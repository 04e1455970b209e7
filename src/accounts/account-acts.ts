import {
  type AccountRequest,
  addAccount,
  disableAccount,
  dropSecondFactor,
  enableAccount,
  endSessions,
  type Rights,
  unlockAccount,
} from '../acts/accounts.js';
import { LINK_SECONDS, makeResetLink } from '../acts/accounts-links.js';
import { type Occasion } from '../acts/history.js';
import { later, machineInstant } from '../clock.js';
import { type Stores } from '../storage/stores/all.js';
import { type AccountActName } from './accounts.views.js';

/** Whose account was acted on, and the link that is to be handed over, where one was made. */
export interface Handed {
  id: number;
  link: { token: string; expiresAt: string } | null;
}

/** Adds an account with the link that lets its owner in. */
export async function inviteWithin(
  stores: Stores,
  request: Rights & { login: string; name: string },
  occasion: Occasion,
): Promise<Handed> {
  const id = await addAccount(stores, request, occasion);
  return { id, link: await linkFor(stores, id, LINK_SECONDS.invitation, occasion) };
}

const DO: Readonly<
  Record<Exclude<AccountActName, 'reset-link'>, (stores: Stores, asked: AccountRequest, by: Occasion) => Promise<void>>
> = {
  unlock: unlockAccount,
  'end-sessions': endSessions,
  'drop-second-factor': dropSecondFactor,
  disable: (stores, asked, by) => disableAccount(stores, { ...asked, at: machineInstant() }, by),
  enable: enableAccount,
};

/** Does one of the acts that are a click. */
export async function actByName(
  stores: Stores,
  act: AccountActName,
  request: AccountRequest,
  occasion: Occasion,
): Promise<Handed> {
  if (act === 'reset-link')
    return { id: request.id, link: await linkFor(stores, request.id, LINK_SECONDS.reset, occasion) };
  await DO[act](stores, request, occasion);
  return { id: request.id, link: null };
}

async function linkFor(stores: Stores, accountId: number, seconds: number, occasion: Occasion) {
  const at = machineInstant();
  const expiresAt = later(at, seconds);
  return { token: await makeResetLink(stores, { accountId, at, expiresAt }, occasion), expiresAt };
}
