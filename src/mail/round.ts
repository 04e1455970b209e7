import { later, machineInstant, momentOf, type Moment } from '../clock.js';
import { POISON_AT, PROBE_SECONDS, usefulUntil, type Verdict, verdictOf } from '../domain/delivery.js';
import { type Day } from '../domain/day.js';
import { type OutboxMail } from '../domain/plan.js';
import { hashOf } from '../secret.js';
import { type Stores } from '../storage/stores/all.js';
import { type Leaving, type Parked } from '../storage/stores/dispatch.js';
import { NO_ADDRESS } from '../storage/stores/no-mails.js';
import { type ComposedMail } from './compose.js';
import { type Compose, composer, tokenOf, untold } from './composer.js';
import { type Delivered, type Post } from './deliver.js';
import { failureOf, messageOf } from './failure.js';
import { Gather } from './gather.js';
import { inLanes } from './lanes.js';
import { ME, SENDING_LEASE_SECONDS } from './recover.js';

const BATCH = 50;
const LEASE_SECONDS = 60;
/** How long a mail may take to show up where copies are kept. */
const DOUBT_SECONDS = 60;

/** Said of a mail that is not sent because there is nothing left to say. */
const SETTLED = '所涉事项已办结或期限已调整，不再发出';

/** A mail with its words, ready to leave. */
interface Ready {
  mail: OutboxMail;
  words: ComposedMail;
  toAddress: string;
  usefulUntil: Day;
  /** What it does not say after all. */
  dropped: readonly number[];
}

/** What came of one mail: its next state in the database, how it is counted, and what it says of the server. */
interface Outcome {
  end: keyof Delivered;
  keep(stores: Stores): Promise<unknown>;
  server: 'answers' | 'stopped' | 'unknown';
}

/** One going through the outbox: several mails are under way at once, each by itself; one that takes long holds up no other. */
export class Round {
  private readonly ready: Ready[] = [];
  private filling: Promise<void> | null = null;
  private isOver = false;
  private hasStopped = false;
  private hasResumed = false;
  private readonly starts: Gather<Ready, boolean>;
  private readonly ends: Gather<Outcome, void>;

  constructor(
    private readonly post: Post,
    private readonly moment: Moment,
    private readonly done: Delivered,
    private readonly may: { gate: 'open' | 'probe'; leaving: Leaving },
  ) {
    this.starts = new Gather(post.storage, (stores, ready) => this.start(stores, ready));
    this.ends = new Gather(post.storage, (stores, outcomes) => this.keep(stores, outcomes));
  }

  /** Sends until nothing waits or the server stops us; 'resumed' where a probe has found it answering again. */
  async run(): Promise<'over' | 'resumed'> {
    const lanes = this.may.gate === 'probe' ? 1 : this.post.transport.lanes;
    const ended = await inLanes(this.post.transport, lanes, () => this.lane());
    if (this.hasStopped || ended.some(({ status }) => status === 'rejected'))
      await this.post.storage.write((stores) => stores.dispatch.giveBack(ME));
    for (const lane of ended) if (lane.status === 'rejected') throw lane.reason;
    return this.hasResumed ? 'resumed' : 'over';
  }

  private async lane(): Promise<void> {
    try {
      for (let one = await this.next(); one; one = await this.next()) {
        if (!(await this.starts.write(one))) continue;
        const outcome = await this.send(one);
        if (outcome.server === 'stopped') this.isOver = this.hasStopped = true;
        await this.finish(outcome);
      }
    } catch (error) {
      this.isOver = true;
      throw error;
    }
  }

  private async next(): Promise<Ready | undefined> {
    while (this.ready.length === 0 && !this.isOver)
      await (this.filling ??= this.fill().finally(() => (this.filling = null)));
    return this.hasStopped ? undefined : this.ready.shift();
  }

  private async fill(): Promise<void> {
    const { storage } = this.post;
    const { at } = this.moment;
    const { leaving } = this.may;
    const isWaiting = await storage.read((stores) => stores.dispatch.hasWaiting(at, leaving));
    const mails = isWaiting ? await storage.write((stores) => this.claim(stores)) : [];
    if (mails.length === 0 || this.may.gate === 'probe') this.isOver = true;
    if (mails.length === 0) return;
    const compose = await composer(this.post, mails, this.moment);
    const made = mails.map((mail) => this.prepare(compose, mail));
    this.ready.push(...made.filter((one) => 'words' in one));
    await Promise.all(made.filter((one) => !('words' in one)).map((one) => this.finish(one as Outcome)));
  }

  private async claim({ dispatch, delivery }: Stores): Promise<OutboxMail[]> {
    const { perMinute, transport } = this.post;
    const { at } = this.moment;
    let limit = this.may.gate === 'probe' ? 1 : BATCH;
    if (perMinute && !transport.repeatable) {
      await delivery.alone();
      limit = Math.min(limit, perMinute - (await dispatch.recent(later(at, -60))));
      if (limit <= 0) return [];
    }
    return dispatch.claim({ by: ME, now: at, leaving: this.may.leaving, until: lease(LEASE_SECONDS), limit });
  }

  private prepare(compose: Compose, mail: OutboxMail): Ready | Outcome {
    const { id, kind, day, attempts } = mail;
    try {
      const words = compose(mail);
      if (!words || words.isMoot) return obsolete(id);
      const { toAddress, dropped } = words;
      if (!toAddress) return held(id, NO_ADDRESS);
      return { mail, words, toAddress, dropped, usefulUntil: usefulUntil(day, words.dueDays) };
    } catch (error) {
      // A poison mail: put aside with its reason, so that it never blocks another.
      console.error(`邮件无法生成（${kind} ${mail.key}）：`, error);
      const lastError = `无法生成：${messageOf(error)}`;
      const why = { lastError, lastCode: 'RENDER', attempts: attempts + 1 };
      if (why.attempts >= POISON_AT) return dead(id, why, 'unknown');
      const again = { ...why, nextAt: later(this.moment.at, 60) };
      return { end: 'failed', server: 'unknown', keep: ({ dispatch }) => dispatch.putBack(id, ME, again) };
    }
  }

  private async start({ dispatch, mailLinks, merging }: Stores, ready: Ready[]): Promise<boolean[]> {
    const ids = ready.map(({ mail }) => mail.id);
    const begun = await dispatch.startSending(ids, ME, lease(SENDING_LEASE_SECONDS));
    const leaving = ready.filter(({ mail }) => begun.has(mail.id));
    await merging.dropItems(leaving.flatMap(({ dropped }) => dropped));
    const { secret } = this.post;
    await mailLinks.keep(
      leaving.map(({ mail }) => ({
        ...{ hash: hashOf(tokenOf(secret, mail)), outboxId: mail.id, unitId: mail.unitId },
        ...{ madeAt: this.moment.at, revokedAt: null },
      })),
    );
    return ids.map((id) => begun.has(id));
  }

  private async send(ready: Ready): Promise<Outcome> {
    const { mail, words, toAddress } = ready;
    const { kind, day, messageId, toName } = mail;
    const { subject, text, html, pictures, replyTo } = words;
    const envelope = { kind, day, messageId, toName, toAddress, subject, text, html, pictures, replyTo };
    try {
      const reply = await this.post.transport.send({ ...envelope, sentAt: mail.queuedAt });
      const sent = { sentAt: this.moment.at, toAddress, subject, ...untold(this.post.secret, mail, words), reply };
      const keep = ({ dispatch }: Stores) => dispatch.markSent(mail.id, ME, sent);
      return { end: 'sent', server: 'answers', keep };
    } catch (error) {
      return this.failed(ready, error);
    }
  }

  private failed({ mail, toAddress, usefulUntil: until }: Ready, error: unknown): Outcome {
    const { id } = mail;
    const failure = failureOf(error);
    const why = { lastError: messageOf(error), lastCode: String(failure.responseCode ?? failure.code ?? '') || null };
    const verdict = verdictOf(failure, mail.attempts + 1, 2 * Math.random() - 1);
    const server = failure.responseCode === null ? 'unknown' : 'answers';
    if (verdict.to === 'dead' && verdict.why === 'address') return this.refused(mail, toAddress, why);
    if (verdict.to === 'dead') return dead(id, why, server);
    if (verdict.to === 'doubt') {
      const doubt = { until: lease(DOUBT_SECONDS), lastError: why.lastError };
      return { end: 'failed', server: 'unknown', keep: ({ dispatch }) => dispatch.leaveInDoubt(id, ME, doubt) };
    }
    if (verdict.to === 'stop') return this.stopped(mail, verdict, why);
    const nextAt = later(this.moment.at, Math.round(verdict.minutes * 60));
    if (momentOf(nextAt).today > until)
      return dead(id, { ...why, lastError: `多次未能送达，已过时效：${why.lastError}` }, server);
    const keep = ({ dispatch }: Stores) => dispatch.putBack(id, ME, { nextAt, ...why });
    return { end: 'failed', server, keep };
  }

  /** The address is noted as refused; the mail goes on to the next who reads for its unit or post, or is given up. */
  private refused(mail: OutboxMail, toAddress: string, why: Omit<Parked, 'state'> & { lastError: string }): Outcome {
    const keep = async ({ addresses, dispatch }: Stores) => {
      if (!(await addresses.refuse(mail, toAddress, this.moment.today, why.lastError)))
        return dispatch.park(mail.id, ME, { state: 'dead', ...why });
      return dispatch.putBack(mail.id, ME, { nextAt: this.moment.at, attempts: mail.attempts, ...why });
    };
    return { end: 'failed', server: 'answers', keep };
  }

  private stopped(
    { id, attempts }: OutboxMail,
    { why }: Extract<Verdict, { to: 'stop' }>,
    words: { lastError: string; lastCode: string | null },
  ): Outcome {
    const [{ at }, nextAt] = [this.moment, later(this.moment.at, PROBE_SECONDS)];
    const reason = `${why === 'refused' ? '邮件服务器不接受连接设置' : '连接不上邮件服务器'}：${words.lastError}`;
    const keep = async ({ dispatch, delivery }: Stores) => {
      // Behind the others: where the server stumbles over this mail alone, the next to try it is another.
      await dispatch.putBack(id, ME, { nextAt, attempts, ...words });
      await delivery.stop(at, { reason, probeAt: nextAt });
    };
    return { end: 'failed', server: 'stopped', keep };
  }

  private async finish(outcome: Outcome): Promise<void> {
    await this.ends.write(outcome);
    this.done[outcome.end]++;
    if (this.may.gate === 'probe' && outcome.server === 'answers') this.hasResumed = true;
  }

  private async resume(stores: Stores): Promise<void> {
    const over = await stores.delivery.resume();
    if (over) await this.post.onResumed?.(stores, over, this.moment);
  }

  private async keep(stores: Stores, outcomes: Outcome[]): Promise<void[]> {
    for (const outcome of outcomes) {
      await outcome.keep(stores);
      if (this.may.gate === 'probe' && outcome.server === 'answers') await this.resume(stores);
    }
    return [];
  }
}

const lease = (seconds: number) => later(machineInstant(), seconds);

const held = (id: number, lastError: string): Outcome => ({
  ...{ end: 'held', server: 'unknown' },
  keep: ({ dispatch }) => dispatch.park(id, ME, { state: 'held', lastError, lastCode: null }),
});

const obsolete = (id: number): Outcome => ({
  ...{ end: 'obsolete', server: 'unknown' },
  keep: ({ dispatch }) => dispatch.park(id, ME, { state: 'obsolete', lastError: SETTLED, lastCode: null }),
});

const dead = (id: number, why: Omit<Parked, 'state'>, server: Outcome['server']): Outcome => ({
  ...{ end: 'failed', server },
  keep: ({ dispatch }) => dispatch.park(id, ME, { state: 'dead', ...why }),
});
