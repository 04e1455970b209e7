import { hostname } from 'node:os';
import { later, machineInstant, type Moment } from '../clock.js';
import { type OutboxMail } from '../domain/plan.js';
import { type ViewEngine } from '../rendering/view-engine.js';
import { hashOf, type Secret } from '../secret.js';
import { type Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { NO_ADDRESS } from '../storage/stores/no-mails.js';
import { type ComposedMail } from './compose.js';
import { type Compose, composer, tokenOf, UNTOLD } from './composer.js';
import { type Transport } from './transport.js';

/** What a delivery did. */
export interface Delivered {
  sent: number;
  held: number;
  failed: number;
}

/** The world a delivery works in. */
export interface Post {
  storage: Storage;
  engine: ViewEngine;
  transport: Transport;
  baseUrl: string;
  /** Makes the personal links of mails. */
  secret: Secret;
}

const BATCH = 25;
const LEASE_SECONDS = 60;
/** Longer than a server may take to answer (the transport waits ten minutes), or a second process would send it too. */
const SENDING_LEASE_SECONDS = 900;
/** Minutes before the next attempt (reliability §4.5). */
const BACK_OFF_MINUTES = [1, 5, 15, 60, 240];

/** Who claims: host and process, so that another process can see that a claimant is dead. */
const ME = `${hostname()}/${process.pid}`;

/**
 * Sends what waits in the outbox at a moment: claimed, sending, sent, each step committed before the next. No transaction
 * is open while a mail is on its way; a failure of one mail stops no other. Over a transport that may repeat itself a
 * batch shares its commits; otherwise each mail has its own, so that a crash leaves at most one in doubt.
 */
export async function deliver(post: Post, moment: Moment): Promise<Delivered> {
  const done: Delivered = { sent: 0, held: 0, failed: 0 };
  while (await post.storage.read((stores) => stores.outbox.hasWaiting(moment.at))) {
    const claim = { by: ME, now: moment.at, until: lease(), limit: BATCH };
    const mails = await post.storage.write((stores) => stores.outbox.claim(claim));
    if (mails.length === 0) return done;
    const together = post.transport.repeatable ? BATCH : 1;
    for (let i = 0; i < mails.length; i += together)
      for (const end of await deliverGroup(post, mails.slice(i, i + together), moment)) done[end]++;
  }
  return done;
}

/** Puts back what a dead process had claimed or was sending: at once where it ran on this machine, else when its lease ends. */
export async function recoverClaims(storage: Storage): Promise<number> {
  const claimants = await storage.read((stores) => stores.outbox.claimants());
  if (claimants.length === 0) return 0;
  return storage.write(async (stores) => {
    let released = await stores.outbox.releaseExpired(machineInstant());
    for (const by of claimants) if (isDead(by)) released += await stores.outbox.release(by);
    return released;
  });
}

function isDead(claimant: string): boolean {
  const [host, pid] = claimant.split('/');
  if (host !== hostname() || Number(pid) === process.pid) return host === hostname();
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

const lease = (seconds = LEASE_SECONDS) => later(machineInstant(), seconds);

/** What came of one mail: its next state in the database, and how it is counted. */
interface Outcome {
  end: keyof Delivered;
  keep(outbox: Stores['outbox']): Promise<boolean>;
}

async function deliverGroup(post: Post, mails: OutboxMail[], moment: Moment): Promise<(keyof Delivered)[]> {
  const { storage } = post;
  const ready: { mail: OutboxMail; words: ComposedMail; toAddress: string }[] = [];
  const outcomes: Outcome[] = [];
  const compose = await composer(post, mails, moment);
  for (const mail of mails) {
    const composed = tryCompose(compose, mail);
    if ('words' in composed) ready.push({ mail, ...composed });
    else outcomes.push(composed);
  }
  const ids = ready.map(({ mail }) => mail.id);
  const started = await storage.write(async ({ outbox, mailLinks }) => {
    const begun = await outbox.startSending(ids, ME, lease(SENDING_LEASE_SECONDS));
    await mailLinks.keep(mails.filter(({ id }) => begun.has(id)).map((mail) => linkRow(post.secret, mail, moment.at)));
    return begun;
  });
  const mine = ready.filter(({ mail }) => started.has(mail.id));
  outcomes.push(
    ...(await Promise.all(mine.map(({ mail, words, toAddress }) => send(post, { mail, words, toAddress }, moment)))),
  );
  await storage.write(async ({ outbox }) => {
    for (const outcome of outcomes) await outcome.keep(outbox);
  });
  return outcomes.map((outcome) => outcome.end);
}

const linkRow = (secret: Secret, mail: OutboxMail, madeAt: string) => ({
  ...{ hash: hashOf(tokenOf(secret, mail)), outboxId: mail.id, unitId: mail.unitId, madeAt, revokedAt: null },
});

function tryCompose(compose: Compose, mail: OutboxMail): { words: ComposedMail; toAddress: string } | Outcome {
  const park = (state: 'held' | 'dead', end: 'held' | 'failed', lastError: string): Outcome => ({
    end,
    keep: (outbox) => outbox.park(mail.id, ME, { state, lastError }),
  });
  try {
    const words = compose(mail);
    if (!words) return park('held', 'held', '所涉事项已不存在');
    return words.toAddress ? { words, toAddress: words.toAddress } : park('held', 'held', NO_ADDRESS);
  } catch (error) {
    // A poison mail: put aside with its reason, so that it never blocks another.
    return park('dead', 'failed', messageOf(error));
  }
}

async function send(
  post: Post,
  { mail, words, toAddress }: { mail: OutboxMail; words: ComposedMail; toAddress: string },
  moment: Moment,
): Promise<Outcome> {
  const { kind, day, messageId, toName } = mail;
  const { subject, text, html, pictures } = words;
  const envelope = { kind, day, messageId, toName, toAddress, subject, text, html, pictures };
  try {
    await post.transport.send({ ...envelope, sentAt: mail.queuedAt });
  } catch (error) {
    const lastError = messageOf(error);
    if (Number((error as { responseCode?: number }).responseCode) >= 500)
      return { end: 'failed', keep: (outbox) => outbox.park(mail.id, ME, { state: 'dead', lastError }) };
    const minutes = BACK_OFF_MINUTES[Math.min(mail.attempts, BACK_OFF_MINUTES.length - 1)] ?? 1;
    const nextAt = later(moment.at, minutes * 60);
    return { end: 'failed', keep: (outbox) => outbox.putBack(mail.id, ME, { nextAt, lastError }) };
  }
  const untold = (body: string) => body.replaceAll(tokenOf(post.secret, mail), UNTOLD);
  const sent = { sentAt: moment.at, toAddress, subject, textBody: untold(text), htmlBody: untold(html) };
  return { end: 'sent', keep: (outbox) => outbox.markSent(mail.id, ME, sent) };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 500);
