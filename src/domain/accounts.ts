import { type Day } from './day.js';
import { type PersonRole } from './permissions.js';
import { type Instant } from './plan.js';

/** 账号: how somebody signs in; a name once given is never given again, a person who left is disabled. */
export interface Account {
  id: number;
  /** The sign-in name, case-folded. */
  login: string;
  /** What pages and the history call this person. */
  name: string;
  role: PersonRole;
  /** Set for a liaison only. */
  unitId: number | null;
  /** The person behind it, where one is known: whoever inspected must not recheck, under any of their accounts. */
  contactId: number | null;
  passwordHash: string | null;
  passwordSetOn: Day | null;
  failures: number;
  lockedUntil: Instant | null;
  /** Encrypted at rest; null without a second factor. */
  totpSecret: string | null;
  /** The last time step whose code was used: a code works once. */
  totpStep: number | null;
  disabledAt: Instant | null;
  version: number;
}

/** Somebody signed in; only a hash of the identifier in the cookie is kept. */
export interface Session {
  idHash: string;
  accountId: number;
  /** After the password of an account with a second factor only the page that asks for the code is open. */
  stage: 'full' | 'second-factor';
  device: string;
  createdAt: Instant;
  lastSeenAt: Instant;
}

/** A link that works once and not for long: the first administrator's, or to set a password anew. */
export interface AccountLink {
  id: number;
  hash: string;
  kind: 'first-admin' | 'reset';
  accountId: number | null;
  expiresAt: Instant;
  usedAt: Instant | null;
}

/** A program's key to the API, with the rights of its account. */
export interface ApiToken {
  id: number;
  hash: string;
  accountId: number;
  name: string;
  createdAt: Instant;
  expiresAt: Instant | null;
  revokedAt: Instant | null;
}

/** The personal link of one mail: opens what the mail is about, for its unit, until those items close or it is revoked; of a mail to a leader, its digest. */
export interface MailLink {
  id: number;
  hash: string;
  outboxId: number;
  unitId: number | null;
  madeAt: Instant;
  revokedAt: Instant | null;
}

/** A form that was sent: the same form sent again, by an impatient click or a retry, is answered and not done again. */
export interface FormKey {
  key: string;
  at: Instant;
  answer: string;
}

/** How many tries may fail in a row before an account is locked, and for how long. */
export const MOST_FAILURES = 5;
export const LOCK_SECONDS = 15 * 60;

/** A sign-in name as it is kept: whoever types it in capitals or full-width letters means the same. */
export function foldedLogin(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/** Whether a sign-in name may be given: letters (Chinese too), digits and a few signs; the demonstration's own are kept for it. */
export function isLogin(folded: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,39}$/u.test(folded) && !folded.startsWith('demo-');
}

/** Whether an account is closed to its own password at an instant of the machine's clock. */
export function isLocked({ lockedUntil }: Pick<Account, 'lockedUntil'>, now: Instant): boolean {
  return lockedUntil !== null && lockedUntil > now;
}

/** Whether a password alone lets nobody in: a second factor was set up, or the role asks for one. */
export function wantsSecondFactor({ role, totpSecret }: Pick<Account, 'role' | 'totpSecret'>): boolean {
  return totpSecret !== null || role === 'admin';
}
