import { type Account, foldedLogin, isLogin } from '../domain/accounts.js';
import { type Day } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { type PersonRole, ROLE_NAMES } from '../domain/permissions.js';
import { type Instant } from '../domain/plan.js';
import { type AccountPatch } from '../storage/stores/accounts.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion, remember } from './history.js';

/** What an account may do: a role and, for a liaison, the unit. */
export interface Rights {
  role: PersonRole;
  unitId: number | null;
}

/** A change asked of an account as the person saw it. */
export interface AccountRequest {
  id: number;
  version: number;
}

/** Adds an account that has no password yet; returns its id. Throws `RuleBroken` 'login-unfit', 'login-taken', 'account-unit'. */
export async function addAccount(
  stores: Stores,
  request: Rights & { login: string; name: string },
  occasion: Occasion,
): Promise<number> {
  const login = foldedLogin(request.login);
  if (!isLogin(login)) throw new RuleBroken('login-unfit', { field: 'login' });
  const rights = await checkedRights(stores, request);
  const contactId = await contactOf(stores, { name: request.name, ...rights }, occasion.today);
  const id = await stores.accounts.insertUntaken({
    ...{ login, name: request.name, ...rights, contactId, passwordHash: null, passwordSetOn: null },
    ...{ failures: 0, lockedUntil: null, totpSecret: null, totpStep: null, disabledAt: null, version: 1 },
  });
  if (id === null) throw new RuleBroken('login-taken', { field: 'login' });
  await tell(stores, occasion, 'account-add', { login, name: request.name }, { after: await words(stores, rights) });
  return id;
}

/** Gives an account other rights and ends its sessions. Throws 'stale', 'account-unit', 'last-admin'. */
export async function changeRights(
  stores: Stores,
  request: AccountRequest & Rights,
  occasion: Occasion,
): Promise<void> {
  const account = await accountOf(stores, request.id);
  const rights = await checkedRights(stores, request);
  if (rights.role !== 'admin') await keepAnAdmin(stores, account);
  const known = rights.unitId === account.unitId ? account.contactId : null;
  const contactId = (await contactOf(stores, { name: account.name, ...rights }, occasion.today)) ?? known;
  await change(stores, account, request.version, { ...rights, contactId });
  await stores.sessions.removeOf(account.id);
  const [before, after] = [await words(stores, account), await words(stores, rights)];
  await tell(stores, occasion, 'account-rights', account, { before, after });
}

/** Closes an account: its sessions, links and tokens open nothing from the next request on. Throws 'stale', 'last-admin'. */
export async function disableAccount(
  stores: Stores,
  request: AccountRequest & { at: Instant },
  occasion: Occasion,
): Promise<void> {
  const account = await accountOf(stores, request.id);
  if (account.disabledAt !== null) throw new RuleBroken('stale', { thing: '账号' });
  await keepAnAdmin(stores, account);
  await change(stores, account, request.version, { disabledAt: request.at });
  await stores.sessions.removeOf(account.id);
  await stores.accounts.endLinks(account.id, request.at);
  await tell(stores, occasion, 'account-disable', account);
}

/** Opens a closed account again. Throws 'stale'. */
export async function enableAccount(stores: Stores, request: AccountRequest, occasion: Occasion): Promise<void> {
  const account = await accountOf(stores, request.id);
  if (account.disabledAt === null) throw new RuleBroken('stale', { thing: '账号' });
  await change(stores, account, request.version, { disabledAt: null, failures: 0, lockedUntil: null });
  await tell(stores, occasion, 'account-enable', account);
}

/** Takes the lock of too many failures away. Throws 'stale'. */
export async function unlockAccount(stores: Stores, request: AccountRequest, occasion: Occasion): Promise<void> {
  const account = await accountOf(stores, request.id);
  await change(stores, account, request.version, { failures: 0, lockedUntil: null });
  await tell(stores, occasion, 'account-unlock', account);
}

/** Takes away the second factor of somebody who lost their phone, and ends their sessions. Throws 'stale'. */
export async function dropSecondFactor(stores: Stores, request: AccountRequest, occasion: Occasion): Promise<void> {
  const account = await accountOf(stores, request.id);
  await change(stores, account, request.version, { totpSecret: null, totpStep: null });
  await stores.sessions.removeOf(account.id);
  await tell(stores, occasion, 'second-factor-drop', account);
}

/** Ends every session of an account. */
export async function endSessions(stores: Stores, request: { id: number }, occasion: Occasion): Promise<void> {
  const account = await accountOf(stores, request.id);
  await stores.sessions.removeOf(account.id);
  await tell(stores, occasion, 'account-sessions', account);
}

/** The account with an id; throws `RuleBroken('not-found')`. */
export async function accountOf(stores: Stores, id: number): Promise<Account> {
  const account = await stores.accounts.byId(id);
  if (!account) throw new RuleBroken('not-found', { thing: '账号' });
  return account;
}

/** Changes an account as the person saw it. Throws 'stale'. */
export async function change(
  stores: Stores,
  account: Pick<Account, 'id'>,
  version: number,
  patch: AccountPatch,
): Promise<void> {
  if (!(await stores.accounts.change(account.id, version, patch))) throw new RuleBroken('stale', { thing: '账号' });
}

/** Remembers an act on an account: whose it is, and what changed. */
export async function tell(
  stores: Stores,
  occasion: Occasion,
  act: string,
  { login, name }: Pick<Account, 'login' | 'name'>,
  facts: Record<string, unknown> = {},
): Promise<void> {
  await remember(stores, occasion, [{ act, facts: { thing: `${name}（${login}）`, ...facts } }]);
}

/** Whose an account is: the one person of its name who holds a post (a liaison's in their unit), so that two accounts of one person are known for that. */
async function contactOf(
  stores: Stores,
  { name, unitId }: Pick<Account, 'name' | 'unitId'>,
  today: Day,
): Promise<number | null> {
  const [contactId = null, ...others] = await stores.people.contactsNamed(name, unitId, today);
  return others.length === 0 ? contactId : null;
}

/** A liaison has a unit that is there, everybody else has none. */
async function checkedRights(stores: Stores, { role, unitId }: Rights): Promise<Rights> {
  if (role !== 'liaison') return { role, unitId: null };
  if (unitId === null || !(await stores.plans.unit(unitId))) throw new RuleBroken('account-unit', { field: 'unit' });
  return { role, unitId };
}

/** Somebody must be able to mend what the others did: the last administrator stays one. */
async function keepAnAdmin(stores: Stores, account: Account): Promise<void> {
  if (account.role !== 'admin' || account.disabledAt !== null) return;
  if ((await stores.accounts.activeAdminsAlone()) <= 1) throw new RuleBroken('last-admin');
}

/** '联络员 · 县民政局'. */
async function words(stores: Stores, { role, unitId }: Rights): Promise<string> {
  const unit = unitId === null ? null : await stores.plans.unit(unitId);
  return unit ? `${ROLE_NAMES[role]} · ${unit.name}` : ROLE_NAMES[role];
}
