import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { later, machineInstant } from '../clock.js';
import { type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';

const COOKIE = 'luoshi';
const ABSOLUTE_SECONDS = 12 * 3600;

/** Who is signed in: a random name in a cookie, its hash in the database; rights are looked up, never carried. */
@Injectable()
export class Sessions {
  constructor(private readonly storage: Storage) {}

  /** The person behind a Cookie header; null for nobody, an unknown or an expired session. */
  async personOf(cookies: string | undefined): Promise<Person | null> {
    const token = tokenIn(cookies);
    if (!token) return null;
    const session = await this.storage.read((stores) => stores.sessions.byIdHash(hashOf(token)));
    if (!session || session.createdAt < later(machineInstant(), -ABSOLUTE_SECONDS)) return null;
    return { role: session.role, name: session.name, unitId: session.unitId };
  }

  /** Signs a person in; returns the Set-Cookie header. */
  async open(person: Person): Promise<string> {
    const token = randomBytes(24).toString('base64url');
    const now = machineInstant();
    const { role, name, unitId } = person;
    await this.storage.write((stores) =>
      stores.sessions.insert({ idHash: hashOf(token), role, name, unitId, createdAt: now, lastSeenAt: now }),
    );
    return `${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${ABSOLUTE_SECONDS}`;
  }

  /** Ends the session of a Cookie header; returns the Set-Cookie header that forgets it. */
  async end(cookies: string | undefined): Promise<string> {
    const token = tokenIn(cookies);
    if (token) await this.storage.write((stores) => stores.sessions.remove(hashOf(token)));
    return `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`;
  }
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
const tokenIn = (cookies: string | undefined) =>
  /(?:^|;\s*)luoshi=([\w-]{20,64})(?:;|$)/.exec(cookies ?? '')?.[1] ?? null;
