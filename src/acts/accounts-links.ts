import { randomBytes } from 'node:crypto';
import { type Account, type AccountLink, foldedLogin, isLogin } from '../domain/accounts.js';
import { type Day } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { type Instant } from '../domain/plan.js';
import { hashOf } from '../secret.js';
import { type Stores } from '../storage/stores/all.js';
import { accountOf, change, tell } from './accounts.js';
import { type Occasion } from './history.js';

/** How long the three kinds of one-time links stand. */
export const LINK_SECONDS = { reset: 30 * 60, invitation: 7 * 24 * 3600, firstAdmin: 24 * 3600 } as const;

/** 128 bits that nobody guesses; only their hash is kept. */
export function newToken(): string {
  return randomBytes(16).toString('base64url');
}

interface LinkTimes {
  /** Instants of the machine's clock, which a demonstration clock must not move. */
  at: Instant;
  expiresAt: Instant;
}

/** Makes the link with which an account's owner sets a password and returns its secret, said once; older ones end. Throws 'account-disabled'. */
export async function makeResetLink(
  stores: Stores,
  { accountId, at, expiresAt }: LinkTimes & { accountId: number },
  occasion: Occasion,
): Promise<string> {
  const account = await accountOf(stores, accountId);
  if (account.disabledAt !== null) throw new RuleBroken('account-disabled');
  const token = newToken();
  await stores.accounts.endLinks(accountId, at);
  await stores.accounts.insertLink({ hash: hashOf(token), kind: 'reset', accountId, expiresAt, usedAt: null });
  await tell(stores, occasion, 'account-link', account);
  return token;
}

/** Makes the link for the first administrator, ending the one before; null where there is an administrator. */
export async function makeFirstAdminLink(stores: Stores, { at, expiresAt }: LinkTimes): Promise<string | null> {
  if ((await stores.accounts.activeAdmins()) > 0) return null;
  const token = newToken();
  await stores.accounts.endLinks(null, at);
  const link = { hash: hashOf(token), kind: 'first-admin', accountId: null, expiresAt, usedAt: null } as const;
  await stores.accounts.insertLink(link);
  return token;
}

/** The living link of a kind behind a secret, with its account; throws `RuleBroken('account-link-over')`. */
export async function linkBehind(
  stores: Stores,
  { token, kind, at }: { token: string; kind: AccountLink['kind']; at: Instant },
): Promise<{ link: AccountLink; account: Account | null }> {
  const link = /^[\w-]{20,64}$/.test(token) ? await stores.accounts.linkByHash(hashOf(token)) : null;
  const account = link?.accountId ? await stores.accounts.byId(link.accountId) : null;
  const over = !link || link.kind !== kind || link.usedAt !== null || link.expiresAt < at;
  if (over || (kind === 'reset' && (!account || account.disabledAt !== null)))
    throw new RuleBroken('account-link-over');
  return { link, account };
}

/** Sets a password by a link, which is then used up: failures are forgotten, sessions and API tokens end, a second factor stays. */
export async function setPasswordByLink(
  stores: Stores,
  { token, at, passwordHash }: { token: string; at: Instant; passwordHash: string },
  occasion: Occasion,
): Promise<void> {
  const { account } = await useUp(stores, token, 'reset', at);
  if (!account) throw new RuleBroken('account-link-over');
  const patch = { passwordHash, passwordSetOn: occasion.today, failures: 0, lockedUntil: null };
  await change(stores, account, account.version, patch);
  await stores.sessions.removeOf(account.id);
  // Whoever needs a new password may have lost the old one to somebody, who may have made a key of it.
  await stores.accounts.revokeTokensOf(account.id, at);
  await tell(stores, { ...occasion, actor: account.name }, 'account-password', account);
}

/** Makes the first administrator by the link that was printed at the start; returns the account's id. Throws 'login-unfit', 'login-taken'. */
export async function makeFirstAdmin(
  stores: Stores,
  { token, at, name, ...given }: { token: string; at: Instant; login: string; name: string; passwordHash: string },
  occasion: Occasion,
): Promise<number> {
  await useUp(stores, token, 'first-admin', at);
  if ((await stores.accounts.activeAdmins()) > 0) throw new RuleBroken('account-link-over');
  const login = foldedLogin(given.login);
  if (!isLogin(login)) throw new RuleBroken('login-unfit', { field: 'login' });
  const id = await stores.accounts.insertUntaken(firstAdmin(login, name, given.passwordHash, occasion.today));
  if (id === null) throw new RuleBroken('login-taken', { field: 'login' });
  await tell(stores, { ...occasion, actor: name }, 'account-first-admin', { login, name });
  return id;
}

function firstAdmin(login: string, name: string, passwordHash: string, today: Day): Omit<Account, 'id'> {
  return {
    ...{ login, name, role: 'admin', unitId: null, contactId: null, passwordHash, passwordSetOn: today },
    ...{ failures: 0, lockedUntil: null, totpSecret: null, totpStep: null, disabledAt: null, version: 1 },
  };
}

async function useUp(stores: Stores, token: string, kind: AccountLink['kind'], at: Instant) {
  const found = await linkBehind(stores, { token, kind, at });
  if (!(await stores.accounts.useLink(found.link.id, at))) throw new RuleBroken('account-link-over');
  return found;
}
