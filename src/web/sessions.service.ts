import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { later, machineInstant } from '../clock.js';
import { type Person } from '../domain/permissions.js';
import { hashOf } from '../secret.js';
import { isHttps, type Settings } from '../settings.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { type SignedIn } from '../storage/stores/sessions.js';
import { personByLink } from './mail-links.js';
import { SETTINGS } from './tokens.js';

const ABSOLUTE_SECONDS = 12 * 3600;
const IDLE_SECONDS = 30 * 60;
/** After the password there is time to find the phone, and no more. */
const SECOND_FACTOR_SECONDS = 10 * 60;
/** Use is noted once a minute at most: a page that is only looked at is no write. */
const NOTE_AFTER_SECONDS = 60;

/** Where somebody's right to act may come from. */
export interface Credentials {
  cookies?: string | undefined;
  /** `Authorization: Bearer TOKEN` of a program. */
  authorization?: string | undefined;
  /** Whether the personal link of a mail opens this address: pages, never the API. */
  links?: boolean;
}

/** What a new session is made of; `cookies` name the one it takes the place of. */
export interface Entry {
  accountId: number;
  device: string;
  stage: SignedIn['stage'];
  cookies?: string | undefined;
}

/** Who is signed in: a random name in a cookie, its hash in the database; rights are looked up, never carried. */
@Injectable()
export class Sessions {
  /** Behind https the cookie is bound to this very host and never sent in the clear. */
  private readonly cookie: 'luoshi' | '__Host-luoshi';
  private readonly flags: string;

  constructor(
    private readonly storage: Storage,
    @Inject(SETTINGS) settings: Settings,
  ) {
    const secure = isHttps(settings);
    this.cookie = secure ? '__Host-luoshi' : 'luoshi';
    this.flags = `Path=/; HttpOnly; ${secure ? 'Secure; ' : ''}SameSite=Lax`;
  }

  /**
   * The person behind a request; null for nobody, an unknown, idle (30 min), ended or expired (12 h) session. Who is signed
   * in stays who they are, whatever mail they open; the link of a mail counts where nobody is signed in.
   */
  async personOf({ cookies, authorization, links = true }: Credentials): Promise<Person | null> {
    if (authorization !== undefined) return this.personByToken(authorization);
    const session = await this.sessionOf(cookies);
    if (session?.stage === 'full') return personOf(session);
    const link = links ? cookieOf(cookies, 'luoshi_link') : null;
    return link ? this.storage.read((stores) => personByLink(stores, link)) : null;
  }

  /** The plans that somebody may look into: who acts for a unit, those that give it work; null for whoever sees all. */
  async plansOf({ unitId }: Person): Promise<readonly number[] | null> {
    return unitId === null ? null : this.storage.read((stores) => stores.workers.plansOf(unitId));
  }

  /** The living session of a Cookie header, of whichever stage; null where there is none. */
  async sessionOf(cookies: string | undefined): Promise<SignedIn | null> {
    const token = cookieOf(cookies, this.cookie);
    if (!token) return null;
    const session = await this.storage.read((stores) => stores.sessions.byIdHash(hashOf(token)));
    const now = machineInstant();
    if (!session || !isAlive(session, now)) return null;
    if (session.lastSeenAt < later(now, -NOTE_AFTER_SECONDS))
      await this.storage.write((stores) => stores.sessions.touch(session.idHash, now));
    return session;
  }

  /**
   * Signs an account in, within a write that does more, under a new identifier; returns the Set-Cookie headers, the session's
   * first. Any mail link is forgotten, or its unit would act in the place of whose session has run out.
   */
  async openWithin(stores: Stores, { accountId, device, stage, cookies }: Entry): Promise<string[]> {
    const token = randomBytes(24).toString('base64url');
    const now = machineInstant();
    const before = cookieOf(cookies, this.cookie);
    if (before) await stores.sessions.remove(hashOf(before));
    await stores.sessions.removeBefore(later(now, -ABSOLUTE_SECONDS));
    await stores.sessions.insert({
      ...{ idHash: hashOf(token), accountId, stage, device: device.slice(0, 200) },
      ...{ createdAt: now, lastSeenAt: now },
    });
    return [`${this.cookie}=${token}; ${this.flags}; Max-Age=${ABSOLUTE_SECONDS}`, this.forgotten('luoshi_link')];
  }

  /** Ends the session of a Cookie header; returns the Set-Cookie headers that forget it and any mail link. */
  async end(cookies: string | undefined): Promise<string[]> {
    const token = cookieOf(cookies, this.cookie);
    if (token) await this.storage.write((stores) => stores.sessions.remove(hashOf(token)));
    return [this.forgotten(this.cookie), this.forgotten('luoshi_link')];
  }

  private forgotten(name: string): string {
    return `${name}=; ${this.flags}; Max-Age=0`;
  }

  private async personByToken(authorization: string): Promise<Person | null> {
    const token = /^Bearer ([\w-]{20,64})$/.exec(authorization)?.[1];
    if (!token) return null;
    return this.storage.read(async (stores) => {
      const found = await stores.accounts.tokenByHash(hashOf(token));
      const now = machineInstant();
      if (!found || found.revokedAt !== null || (found.expiresAt !== null && found.expiresAt < now)) return null;
      const account = await stores.accounts.byId(found.accountId);
      return account && account.disabledAt === null ? personOf({ ...account, accountId: account.id }) : null;
    });
  }
}

/** Whether a session still stands at an instant of the machine's clock. */
export function isAlive(
  session: Pick<SignedIn, 'createdAt' | 'lastSeenAt' | 'disabledAt' | 'stage'>,
  now: string,
): boolean {
  if (session.disabledAt !== null) return false;
  const longest = session.stage === 'full' ? ABSOLUTE_SECONDS : SECOND_FACTOR_SECONDS;
  return session.createdAt >= later(now, -longest) && session.lastSeenAt >= later(now, -IDLE_SECONDS);
}

function personOf({ role, name, unitId, accountId, contactId }: Omit<Person, 'items'>): Person {
  return { role, name, unitId, accountId, contactId, items: null };
}

/** The value of one of our cookies in a Cookie header; null where it is missing or malformed. */
export function cookieOf(cookies: string | undefined, name: 'luoshi' | '__Host-luoshi' | 'luoshi_link'): string | null {
  return new RegExp(`(?:^|;\\s*)${name}=([\\w-]{20,64})(?:;|$)`).exec(cookies ?? '')?.[1] ?? null;
}
