import { later, type Moment } from '../clock.js';
import { PROBE_SECONDS } from '../domain/delivery.js';
import { type Instant } from '../domain/plan.js';
import { type ViewEngine } from '../rendering/view-engine.js';
import { type Secret } from '../secret.js';
import { type Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { type Leaving } from '../storage/stores/dispatch.js';
import { leavingAt } from './hours.js';
import { freeLanes } from './lanes.js';
import { mergeWaiting } from './merge.js';
import { type Resolver } from './recover.js';
import { Round } from './round.js';
import { type Transport } from './transport.js';

/** What a delivery did. */
export interface Delivered {
  sent: number;
  held: number;
  failed: number;
  /** Not sent because what they were to say was settled meanwhile. */
  obsolete: number;
}

/** The world a delivery works in. */
export interface Post {
  storage: Storage;
  engine: ViewEngine;
  transport: Transport;
  baseUrl: string;
  /** Where answers go, when they are taken in. */
  answers?: { replyTo: string | null } | null;
  /** Makes the personal links of mails. */
  secret: Secret;
  /** Says whether a mail that was being sent at a crash has arrived, where copies are kept. */
  resolver?: Resolver | undefined;
  /** How many mails may leave in a minute; null: as many as there are. */
  perMinute?: number | null;
  /** Told in the same transaction that mails leave again after a stop. */
  onResumed?: (stores: Stores, over: { stoppedAt: Instant; reason: string }, moment: Moment) => Promise<unknown>;
}

/**
 * Sends what waits in the outbox at a moment: claimed, sending, sent, each step committed before the next. No transaction
 * is open while a mail is on its way; a failure of one mail stops no other. While the server cannot be reached one mail
 * a minute tries whether it can. Several may be at work in one process: each takes the lanes that are free.
 */
export async function deliver(post: Post, moment: Moment): Promise<Delivered> {
  const done: Delivered = { sent: 0, held: 0, failed: 0, obsolete: 0 };
  const leaving = await post.storage.read((stores) => leavingAt(stores, moment));
  await mergeWaiting(post.storage, moment, leaving);
  for (;;) {
    if (freeLanes(post.transport) <= 0) return done;
    const gate = await gateOf(post.storage, moment, leaving);
    if (gate === 'closed') return done;
    const end = await new Round(post, moment, done, { gate, leaving }).run();
    if (end !== 'resumed') return done;
  }
}

/** Whether mails may leave: all; one, to see whether the server answers again; or none. */
async function gateOf(storage: Storage, { at }: Moment, leaving: Leaving): Promise<'open' | 'probe' | 'closed'> {
  const { stoppedAt, probeAt } = await storage.read((stores) => stores.delivery.get());
  if (stoppedAt === null) return 'open';
  if (probeAt !== null && probeAt > at) return 'closed';
  if (!(await storage.read((stores) => stores.dispatch.hasWaiting(at, leaving)))) return 'closed';
  const next = later(at, PROBE_SECONDS);
  return (await storage.write((stores) => stores.delivery.takeProbe(at, next))) ? 'probe' : 'closed';
}
