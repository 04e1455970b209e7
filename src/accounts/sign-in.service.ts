import { Injectable } from '@nestjs/common';
import { setSecondFactor } from '../acts/accounts-own.js';
import { countTry, isUnchanged, rememberLock, type TryTimes } from '../acts/accounts-sign-in.js';
import { Clock, later, machineInstant } from '../clock.js';
import { type Account, foldedLogin, isLocked, LOCK_SECONDS, wantsSecondFactor } from '../domain/accounts.js';
import { RuleBroken } from '../domain/errors.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { type SignedIn } from '../storage/stores/sessions.js';
import { Sessions } from '../web/sessions.service.js';
import { hashPassword, isPassword, isWeak } from './passwords.js';
import { SecondFactor } from './second-factor.service.js';

/** Where a try to sign in comes from. */
export interface Caller {
  device: string;
  cookies: string | undefined;
}

/** Who got in, and how far. */
export interface Entered {
  cookies: string[];
  stage: SignedIn['stage'];
}

/** Signing in by name and password, then by code. Every try is counted before it is looked at. */
@Injectable()
export class SignIns {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly secondFactor: SecondFactor,
  ) {}

  /** Opens a session, or one that waits for a code. Throws `RuleBroken('sign-in-refused')`, whatever the reason. */
  async byPassword(typed: { login: string; password: string }, { device, cookies }: Caller): Promise<Entered> {
    const login = foldedLogin(typed.login);
    const account = await this.proved((stores) => stores.accounts.byLogin(login), typed.password);
    const kept = account?.passwordHash;
    if (!account || !kept) throw new RuleBroken('sign-in-refused', { field: 'password' });
    const anew = isWeak(kept) ? await hashPassword(typed.password) : null;
    const stage = wantsSecondFactor(account) ? 'second-factor' : 'full';
    return this.storage.write(async (stores) => {
      if (!(await isUnchanged(stores, account))) throw new RuleBroken('sign-in-refused', { field: 'password' });
      if (anew) await stores.accounts.rehash(account.id, kept, anew);
      // Where a code is still to come, the failures before stay counted: guessing codes is no way round the lock.
      if (stage === 'full') await stores.accounts.forgetTries(account.id);
      else await stores.accounts.takeTryBack(account.id);
      const entry = { accountId: account.id, device, stage, cookies } as const;
      return { cookies: await this.sessions.openWithin(stores, entry), stage };
    });
  }

  /** The password of whoever is signed in already, asked again; throws `RuleBroken('password-wrong')` at a field. */
  async own(accountId: number, password: string, field: string): Promise<Account> {
    const account = await this.proved((stores) => stores.accounts.byId(accountId), password);
    if (!account) throw new RuleBroken('password-wrong', { field });
    await this.storage.write((stores) => stores.accounts.takeTryBack(account.id));
    return account;
  }

  /** Goes on from the password to the full session by a code. Throws `RuleBroken('code-refused')`; a lock ends the wait. */
  async byCode(session: SignedIn, code: string, { device, cookies }: Caller): Promise<Entered> {
    const times = triedNow();
    const account = await this.storage.write(async (stores) => {
      return countTry(stores, await stores.accounts.byId(session.accountId), times);
    });
    const step = account && this.secondFactor.stepOfAccount(account, code);
    const entered =
      account && step !== null
        ? await this.storage.write(async (stores) => {
            if (!(await stores.accounts.useTotpStep(account.id, step))) return null;
            await stores.accounts.forgetTries(account.id);
            const entry = { accountId: account.id, device, stage: 'full', cookies } as const;
            return { cookies: await this.sessions.openWithin(stores, entry), stage: 'full' as const };
          })
        : null;
    if (entered) return entered;
    if (account) await this.failed(account, times);
    throw new RuleBroken('code-refused', { field: 'code' });
  }

  /** Sets a second factor up for a session that was let in on condition of one, and opens the full session. */
  async bySettingUp(session: SignedIn, code: string, { device, cookies }: Caller): Promise<Entered> {
    const now = { ...this.clock.now(), actor: session.name };
    return this.storage.write(async (stores) => {
      await this.setUp(stores, session, code, now);
      await stores.accounts.forgetTries(session.accountId);
      const entry = { accountId: session.accountId, device, stage: 'full', cookies } as const;
      return { cookies: await this.sessions.openWithin(stores, entry), stage: 'full' as const };
    });
  }

  /** Keeps the proposed second factor of a session once a code has proved it. Throws 'code-refused', 'stale'. */
  async setUp(
    stores: Stores,
    { accountId, idHash }: Pick<SignedIn, 'accountId' | 'idHash'>,
    code: string,
    occasion: { at: string; today: string; actor: string },
  ): Promise<void> {
    const account = await stores.accounts.byId(accountId);
    if (!account) throw new RuleBroken('not-signed-in');
    const { secret } = this.secondFactor.proposalFor(account, idHash);
    const totpStep = this.secondFactor.stepOf(secret, code);
    if (totpStep === null) throw new RuleBroken('code-refused', { field: 'code' });
    const totpSecret = this.secondFactor.sealed(secret, account.id);
    await setSecondFactor(stores, { account, totpSecret, totpStep }, occasion);
  }

  /** The account a password opens, or null; tries that fail are counted. */
  private async proved(find: (stores: Stores) => Promise<Account | null>, password: string): Promise<Account | null> {
    const times = triedNow();
    const account = await this.storage.write(async (stores) => countTry(stores, await find(stores), times));
    if (await isPassword(account?.passwordHash ?? null, password)) return account;
    if (account) await this.failed(account, times);
    return null;
  }

  private async failed(account: Account, { at }: TryTimes): Promise<void> {
    // Nothing is written but a lock: whoever exists must not be slower to refuse than whoever does not.
    if (!isLocked(account, at)) return;
    const occasion = { ...this.clock.now(), actor: account.name };
    await this.storage.write((stores) => rememberLock(stores, account, occasion));
  }
}

function triedNow(): TryTimes {
  const at = machineInstant();
  return { at, lockedUntil: later(at, LOCK_SECONDS) };
}
