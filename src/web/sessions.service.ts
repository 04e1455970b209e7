import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { later, machineInstant } from '../clock.js';
import { type Person } from '../domain/permissions.js';
import { hashOf } from '../secret.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { type SignedIn } from '../storage/stores/sessions.js';
import { personByLink } from './mail-links.js';

const ABSOLUTE_SECONDS = 12 * 3600;
const IDLE_SECONDS = 30 * 60;
/** Use is noted once a minute at most: a page that is only looked at is no write. */
const NOTE_AFTER_SECONDS = 60;

/** Where somebody's right to act may come from. */
export interface Credentials {
  cookies?: string | undefined;
  /** `Authorization: Bearer TOKEN` of a program. */
  authorization?: string | undefined;
}

/** Who is signed in: a random name in a cookie, its hash in the database; rights are looked up, never carried. */
@Injectable()
export class Sessions {
  constructor(private readonly storage: Storage) {}

  /** The person behind a request; null for nobody, an unknown, idle (30 min), ended or expired (12 h) session. */
  async personOf({ cookies, authorization }: Credentials): Promise<Person | null> {
    if (authorization !== undefined) return this.personByToken(authorization);
    const link = cookieOf(cookies, 'luoshi_link');
    if (link) {
      const person = await this.storage.read((stores) => personByLink(stores, link));
      if (person) return person;
    }
    const session = await this.sessionOf(cookies);
    return session?.stage === 'full' ? personOf(session) : null;
  }

  /** The living session of a Cookie header, of whichever stage; null where there is none. */
  async sessionOf(cookies: string | undefined): Promise<SignedIn | null> {
    const token = cookieOf(cookies, 'luoshi');
    if (!token) return null;
    const session = await this.storage.read((stores) => stores.sessions.byIdHash(hashOf(token)));
    const now = machineInstant();
    if (!session || !isAlive(session, now)) return null;
    if (session.lastSeenAt < later(now, -NOTE_AFTER_SECONDS))
      await this.storage.write((stores) => stores.sessions.touch(session.idHash, now));
    return session;
  }

  /** Signs an account in; returns the Set-Cookie headers. */
  async open(accountId: number, device: string, stage: SignedIn['stage'] = 'full'): Promise<string[]> {
    return this.storage.write((stores) => this.openWithin(stores, accountId, device, stage));
  }

  /** The same within a write that does more. */
  async openWithin(
    stores: Stores,
    accountId: number,
    device: string,
    stage: SignedIn['stage'] = 'full',
  ): Promise<string[]> {
    const token = randomBytes(24).toString('base64url');
    const now = machineInstant();
    await stores.sessions.insert({
      ...{ idHash: hashOf(token), accountId, stage, device: device.slice(0, 200) },
      ...{ createdAt: now, lastSeenAt: now },
    });
    return [`luoshi=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${ABSOLUTE_SECONDS}`];
  }

  /** Ends the session of a Cookie header; returns the Set-Cookie headers that forget it and any mail link. */
  async end(cookies: string | undefined): Promise<string[]> {
    const token = cookieOf(cookies, 'luoshi');
    if (token) await this.storage.write((stores) => stores.sessions.remove(hashOf(token)));
    return ['luoshi=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0', FORGET_LINK];
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

const FORGET_LINK = 'luoshi_link=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0';

/** Whether a session still stands at an instant of the machine's clock. */
export function isAlive(session: Pick<SignedIn, 'createdAt' | 'lastSeenAt' | 'disabledAt'>, now: string): boolean {
  if (session.disabledAt !== null) return false;
  return session.createdAt >= later(now, -ABSOLUTE_SECONDS) && session.lastSeenAt >= later(now, -IDLE_SECONDS);
}

function personOf({ role, name, unitId, accountId, contactId }: Omit<Person, 'items'>): Person {
  return { role, name, unitId, accountId, contactId, items: null };
}

/** The value of one of our cookies in a Cookie header; null where it is missing or malformed. */
export function cookieOf(cookies: string | undefined, name: 'luoshi' | 'luoshi_link'): string | null {
  return new RegExp(`(?:^|;\\s*)${name}=([\\w-]{20,64})(?:;|$)`).exec(cookies ?? '')?.[1] ?? null;
}
