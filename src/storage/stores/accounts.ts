import { type EntityManager } from 'typeorm';
import { type Account, type AccountLink, type ApiToken } from '../../domain/accounts.js';
import { type Instant } from '../../domain/plan.js';
import { accountLinks, accounts, apiTokens } from '../tables-people.js';
import { all, changeWhere, first, insertRows, type New, rowsOf } from './rows.js';

/** What may be changed of an account. */
export type AccountPatch = Partial<Omit<Account, 'id' | 'login' | 'version'>>;

/** 账号, their one-time links and their API tokens. */
export class AccountStore {
  constructor(private readonly manager: EntityManager) {}

  /** Every account, by name. */
  async list(): Promise<Account[]> {
    return all(rowsOf(this.manager, accounts, 'a').orderBy('a.login'));
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

  /** Changes an account unless it was changed since `version`; says whether it did. */
  async change(id: number, version: number, patch: AccountPatch): Promise<boolean> {
    return changeWhere(this.manager, accounts, { id, version }, { ...patch, version: version + 1 });
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
    return changeWhere(this.manager, apiTokens, { id, accountId }, { revokedAt });
  }
}
