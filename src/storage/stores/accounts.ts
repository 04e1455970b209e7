import { type EntityManager, IsNull } from 'typeorm';
import { type Account, type AccountLink, type ApiToken } from '../../domain/accounts.js';
import { type Instant } from '../../domain/plan.js';
import { accountLinks, accounts, apiTokens } from '../tables-people.js';
import { all, changeWhere, count, first, insertRows, insertUntaken, type New, rowsOf } from './rows.js';

/** How a try to sign in is counted: the one that fails last locks until an instant. */
export interface Counting {
  now: Instant;
  most: number;
  lockedUntil: Instant;
}

/** What may be changed of an account. */
export type AccountPatch = Partial<Omit<Account, 'id' | 'login' | 'version'>>;

/** 账号, their one-time links and their API tokens. */
export class AccountStore {
  constructor(private readonly manager: EntityManager) {}

  /** Every account, by name. */
  async list(): Promise<Account[]> {
    return all(rowsOf(this.manager, accounts, 'a').orderBy('a.login'));
  }

  /** One page of the accounts, by name, and how many there are. */
  async page(limit: number, offset: number): Promise<{ total: number; items: Account[] }> {
    const query = () => rowsOf(this.manager, accounts, 'a');
    return {
      total: await count(query()),
      items: await all(query().orderBy('a.login').limit(limit).offset(offset)),
    };
  }

  /** How many administrators can still sign in. */
  async activeAdmins(): Promise<number> {
    return count(rowsOf(this.manager, accounts, 'a').where(`a.role = 'admin' AND a.disabledAt IS NULL`));
  }

  /** The same, once everybody who is changing an administrator has finished: two may not remove each other at once. */
  async activeAdminsAlone(): Promise<number> {
    await changeWhere(this.manager, accounts, { role: 'admin' }, { failures: () => 'failures' });
    return this.activeAdmins();
  }

  /** Whether anybody has a password: a demonstration asks for one only then. */
  async anyPassword(): Promise<boolean> {
    const query = rowsOf(this.manager, accounts, 'a').where('a.passwordHash IS NOT NULL AND a.disabledAt IS NULL');
    return (await first(query)) !== null;
  }

  /** One account, or null. */
  async byId(id: number): Promise<Account | null> {
    return first(rowsOf(this.manager, accounts, 'a').where('a.id = :id', { id }));
  }

  /** The account of a sign-in name (case-folded), or null. */
  async byLogin(login: string): Promise<Account | null> {
    return first(rowsOf(this.manager, accounts, 'a').where('a.login = :login', { login }));
  }

  /** Keeps a new account and returns its id. */
  async insert(account: New<Account>): Promise<number> {
    return (await insertRows(this.manager, accounts, [account]))[0] ?? 0;
  }

  /** The same where nobody has the sign-in name, also nobody who comes at this moment; null where it is taken. */
  async insertUntaken(account: New<Account>): Promise<number | null> {
    return (await insertUntaken(this.manager, accounts, 'login', [account])).get(account.login) ?? null;
  }

  /** Changes an account unless it was changed since `version`; says whether it did. */
  async change(id: number, version: number, patch: AccountPatch): Promise<boolean> {
    return changeWhere(this.manager, accounts, { id, version }, { ...patch, version: version + 1 });
  }

  /**
   * Counts a try before it is looked at, in one statement, so that tries at once cannot pass together: the last one allowed
   * locks, and only success opens again. False where the account is locked or disabled; a lock that is over starts anew.
   */
  async countTry(id: number, { now, most, lockedUntil }: Counting): Promise<boolean> {
    const failed = 'CASE WHEN locked_until IS NULL THEN failures + 1 ELSE 1 END';
    const update = this.manager
      .createQueryBuilder()
      .update(accounts)
      .set({
        failures: () => failed,
        lockedUntil: () => `CASE WHEN (${failed}) >= :most THEN CAST(:until AS text) ELSE NULL END`,
      })
      .where('id = :id AND disabled_at IS NULL AND (locked_until IS NULL OR locked_until <= :now)')
      .setParameters({ id, now, most, until: lockedUntil });
    return ((await update.execute()).affected ?? 0) > 0;
  }

  /** Takes a counted try back: its password was right, and the code is still to come. */
  async takeTryBack(id: number): Promise<void> {
    const failures = () => 'CASE WHEN failures > 0 THEN failures - 1 ELSE 0 END';
    await changeWhere(this.manager, accounts, { id }, { failures, lockedUntil: null });
  }

  /** Forgets the failed tries of whoever got in. */
  async forgetTries(id: number): Promise<void> {
    await changeWhere(this.manager, accounts, { id }, { failures: 0, lockedUntil: null });
  }

  /** Keeps a password's hash that was made anew of the same password; nothing else about the account has changed. */
  async rehash(id: number, from: string, passwordHash: string): Promise<void> {
    await changeWhere(this.manager, accounts, { id, passwordHash: from }, { passwordHash });
  }

  /** Uses up the code of a time step; false where it, or a later one, was used before. */
  async useTotpStep(id: number, totpStep: number): Promise<boolean> {
    const update = this.manager.createQueryBuilder().update(accounts).set({ totpStep });
    const where = 'id = :id AND totp_secret IS NOT NULL AND (totp_step IS NULL OR totp_step < :totpStep)';
    return ((await update.where(where, { id, totpStep }).execute()).affected ?? 0) > 0;
  }

  /** Keeps a new one-time link and returns its id. */
  async insertLink(link: New<AccountLink>): Promise<number> {
    return (await insertRows(this.manager, accountLinks, [link]))[0] ?? 0;
  }

  /** The one-time link with this hash, used or not, or null. */
  async linkByHash(hash: string): Promise<AccountLink | null> {
    return first(rowsOf(this.manager, accountLinks, 'l').where('l.hash = :hash', { hash }));
  }

  /** Uses a link up; false where somebody has. */
  async useLink(id: number, usedAt: Instant): Promise<boolean> {
    const update = this.manager.createQueryBuilder().update(accountLinks).set({ usedAt });
    return ((await update.where('id = :id AND used_at IS NULL', { id }).execute()).affected ?? 0) > 0;
  }

  /** Ends the links of an account that nobody has used, or (null) those for the first administrator. */
  async endLinks(accountId: number | null, usedAt: Instant): Promise<void> {
    const update = this.manager.createQueryBuilder().update(accountLinks).set({ usedAt });
    const whose = accountId === null ? `kind = 'first-admin'` : 'account_id = :accountId';
    await update.where(`${whose} AND used_at IS NULL`, { accountId }).execute();
  }

  /** Keeps a new API token and returns its id. */
  async insertToken(token: New<ApiToken>): Promise<number> {
    return (await insertRows(this.manager, apiTokens, [token]))[0] ?? 0;
  }

  /** The API token with this hash, or null. */
  async tokenByHash(hash: string): Promise<ApiToken | null> {
    return first(rowsOf(this.manager, apiTokens, 't').where('t.hash = :hash', { hash }));
  }

  /** An account's API tokens, the newest first. */
  async tokensOf(accountId: number): Promise<ApiToken[]> {
    const query = rowsOf(this.manager, apiTokens, 't').where('t.accountId = :accountId', { accountId });
    return all(query.orderBy('t.id', 'DESC'));
  }

  /** Ends an API token of an account; false where there is no such token. */
  async revokeToken(id: number, accountId: number, revokedAt: Instant): Promise<boolean> {
    return changeWhere(this.manager, apiTokens, { id, accountId, revokedAt: IsNull() }, { revokedAt });
  }

  /** Ends every API token of an account. */
  async revokeTokensOf(accountId: number, revokedAt: Instant): Promise<void> {
    await changeWhere(this.manager, apiTokens, { accountId, revokedAt: IsNull() }, { revokedAt });
  }
}
