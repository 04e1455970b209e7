import { type Account, MOST_FAILURES } from '../domain/accounts.js';
import { type Instant } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { tell } from './accounts.js';
import { type Occasion } from './history.js';

/** When a try is made and until when the last one allowed locks, on the machine's clock. */
export interface TryTimes {
  at: Instant;
  lockedUntil: Instant;
}

/**
 * Counts a try to sign in before the password is looked at; the account as it then stands, or null for nobody: an unknown name,
 * a locked or a disabled account, between which no answer tells.
 */
export async function countTry(
  stores: Stores,
  account: Account | null,
  { at, lockedUntil }: TryTimes,
): Promise<Account | null> {
  const counting = { now: at, most: MOST_FAILURES, lockedUntil };
  const counted = await stores.accounts.countTry(account?.id ?? 0, counting);
  return counted && account ? stores.accounts.byId(account.id) : null;
}

/** The lock goes to history, once, when the last try allowed has failed. */
export async function rememberLock(stores: Stores, account: Account, occasion: Occasion): Promise<void> {
  await tell(stores, { ...occasion, actor: '系统' }, 'account-lock', account);
}

/** Whether an account still is as it was when its password was found right. */
export async function isUnchanged(stores: Stores, { id, passwordHash, version }: Account): Promise<boolean> {
  const now = await stores.accounts.byId(id);
  return now !== null && now.disabledAt === null && now.passwordHash === passwordHash && now.version === version;
}
