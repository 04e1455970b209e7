import { type Account } from '../domain/accounts.js';
import { RuleBroken } from '../domain/errors.js';
import { type Instant } from '../domain/plan.js';
import { hashOf } from '../secret.js';
import { type Stores } from '../storage/stores/all.js';
import { accountOf, change, tell } from './accounts.js';
import { type Occasion } from './history.js';

/** API tokens that somebody can have alive at once. */
const MOST_TOKENS = 20;

/** Changes one's own password and ends one's other sessions. Throws 'stale'. */
export async function changePassword(
  stores: Stores,
  request: { account: Account; passwordHash: string; session: string; at: Instant },
  occasion: Occasion,
): Promise<void> {
  const { account, passwordHash, session, at } = request;
  await change(stores, account, account.version, { passwordHash, passwordSetOn: occasion.today });
  await stores.sessions.removeOf(account.id, session);
  await stores.accounts.endLinks(account.id, at);
  await tell(stores, occasion, 'account-password', account);
}

/** Sets a second factor up, with the step of the code that proved it. Throws 'stale'. */
export async function setSecondFactor(
  stores: Stores,
  request: { account: Account; totpSecret: string; totpStep: number },
  occasion: Occasion,
): Promise<void> {
  const { account, totpSecret, totpStep } = request;
  if (account.totpSecret !== null) throw new RuleBroken('stale', { thing: '账号' });
  await change(stores, account, account.version, { totpSecret, totpStep });
  await tell(stores, occasion, 'second-factor-on', account);
}

/** Gives up one's own second factor; an administrator cannot. Throws 'second-factor-needed', 'stale'. */
export async function giveUpSecondFactor(stores: Stores, account: Account, occasion: Occasion): Promise<void> {
  if (account.role === 'admin') throw new RuleBroken('second-factor-needed');
  await change(stores, account, account.version, { totpSecret: null, totpStep: null });
  await tell(stores, occasion, 'second-factor-off', account);
}

/** Keeps a new API token of one's own by its hash; returns its id. Throws 'too-many-tokens'. */
export async function makeApiToken(
  stores: Stores,
  request: { accountId: number; token: string; name: string; at: Instant; expiresAt: Instant },
  occasion: Occasion,
): Promise<number> {
  const { accountId, token, name, at, expiresAt } = request;
  const account = await accountOf(stores, accountId);
  const known = await stores.accounts.tokensOf(accountId);
  const alive = known.filter((one) => one.revokedAt === null && (one.expiresAt ?? at) >= at);
  if (alive.length >= MOST_TOKENS) throw new RuleBroken('too-many-tokens', { most: MOST_TOKENS });
  const row = { hash: hashOf(token), accountId, name, createdAt: at, expiresAt, revokedAt: null };
  const id = await stores.accounts.insertToken(row);
  await tell(stores, occasion, 'token-make', account, { after: name });
  return id;
}

/** Ends an API token of one's own. Throws 'not-found'. */
export async function revokeApiToken(
  stores: Stores,
  { id, accountId, at }: { id: number; accountId: number; at: Instant },
  occasion: Occasion,
): Promise<void> {
  const token = (await stores.accounts.tokensOf(accountId)).find((one) => one.id === id);
  if (!token) throw new RuleBroken('not-found', { thing: '访问令牌' });
  if (!(await stores.accounts.revokeToken(id, accountId, at))) return;
  await tell(stores, occasion, 'token-revoke', await accountOf(stores, accountId), { before: token.name });
}
