import { later, type Moment, momentOf } from '../clock.js';
import { isCrowded, POISON_AT, PROBE_SECONDS, usefulUntil } from '../domain/delivery.js';
import { type Day } from '../domain/day.js';
import { type Instant, type OutboxMail } from '../domain/plan.js';
import { hashOf } from '../secret.js';
import { type Stores } from '../storage/stores/all.js';
import { type Leaving } from '../storage/stores/dispatch.js';
import { NO_ADDRESS } from '../storage/stores/no-mails.js';
import { type ComposedMail } from './compose.js';
import { type Compose, composer, tokenOf, untold } from './composer.js';
import { type Delivered, type Post } from './deliver.js';
import { dead, elsewhere, failed, held, lease, obsolete, type Outcome } from './outcome.js';
import { failureOf, messageOf } from './failure.js';
import { Gather } from './gather.js';
import { inLanes } from './lanes.js';
import { ME, SENDING_LEASE_SECONDS } from './recover.js';

const BATCH = 50;
const LEASE_SECONDS = 60;

/** A mail with its words, ready to leave. */
interface Ready {
  mail: OutboxMail;
  words: ComposedMail;
  toAddress: string;
  usefulUntil: Day;
  /** What it does not say after all. */
  dropped: readonly number[];
}

/** One going through the outbox: several mails are under way at once, each by itself; one that takes long holds up no other. */
export class Round {
  private readonly claimed: { mail: OutboxMail; compose: Compose }[] = [];
  private filling: Promise<void> | null = null;
  private isOver = false;
  private hasStopped = false;
  private hasResumed = false;
  /** Mails that a lane has taken and not finished. */
  private underway = 0;
  /** Lanes that go on. */
  private open = 0;
  private hasSent = false;
  private readonly steps: Gather<Ready | Outcome, boolean>;

  constructor(
    private readonly post: Post,
    private readonly moment: Moment,
    private readonly done: Delivered,
    private readonly may: { gate: 'open' | 'probe'; leaving: Leaving },
  ) {
    this.steps = new Gather(
      post.storage,
      (stores, steps) => this.take(stores, steps),
      () => this.underway,
    );
  }

  /** Sends until nothing waits or the server stops us; 'resumed' where a probe has found it answering again. */
  async run(): Promise<'over' | 'resumed'> {
    const ended = await inLanes(this.post.transport, this.lanes, () => this.lane());
    if (this.hasStopped || ended.some(({ status }) => status === 'rejected'))
      await this.post.storage.write((stores) => stores.dispatch.giveBack(ME));
    for (const lane of ended) if (lane.status === 'rejected') throw lane.reason;
    return this.hasResumed ? 'resumed' : 'over';
  }

  private get lanes(): number {
    return this.may.gate === 'probe' ? 1 : this.post.transport.lanes;
  }

  private async lane(): Promise<void> {
    let before: Promise<void> = Promise.resolve();
    this.open++;
    try {
      for (let one = await this.next(); one; one = await this.next()) {
        // The end of the mail before and the start of this one are written together.
        const [isOurs] = await Promise.all([this.steps.write(one), before]);
        if (!isOurs) {
          this.underway--;
          continue;
        }
        const outcome = await this.send(one);
        if (outcome.server === 'stopped') this.isOver = this.hasStopped = true;
        before = this.finish(outcome);
        if (outcome.server === 'crowded') return await before;
        before.catch(() => undefined);
        // What is to be tried again at once must wait before the outbox is looked at.
        if (this.claimed.length === 0) await before;
      }
      await before;
      this.open--;
    } catch (error) {
      this.isOver = true;
      throw error;
    }
  }

  /** The next mail that is to leave; its words are made only now, so that few are in memory at a time. */
  private async next(): Promise<Ready | undefined> {
    for (;;) {
      while (this.claimed.length === 0 && !this.isOver)
        await (this.filling ??= this.fill().finally(() => (this.filling = null)));
      const one = this.hasStopped ? undefined : this.claimed.shift();
      if (!one) return undefined;
      this.underway++;
      const made = this.prepare(one.compose, one.mail);
      if ('words' in made) return made;
      await this.finish(made);
    }
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
    this.claimed.push(...mails.map((mail) => ({ mail, compose })));
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

  /** Writes what came of some mails and that others begin, in one transaction. */
  private async take(stores: Stores, steps: (Ready | Outcome)[]): Promise<boolean[]> {
    for (const step of steps) if (!('words' in step)) await this.keep(stores, step);
    const starting = steps.filter((step) => 'words' in step);
    const begun = starting.length > 0 ? await this.start(stores, starting) : new Set<number>();
    return steps.map((step) => !('words' in step) || begun.has(step.mail.id));
  }

  private async start({ dispatch, mailLinks, merging }: Stores, ready: Ready[]): Promise<Set<number>> {
    const begun = new Set<number>();
    for (const at of new Set(ready.map(({ mail }) => this.begunAt(mail)))) {
      const ids = ready.flatMap(({ mail }) => (this.begunAt(mail) === at ? [mail.id] : []));
      for (const id of await dispatch.startSending(ids, ME, lease(SENDING_LEASE_SECONDS), at)) begun.add(id);
    }
    const leaving = ready.filter(({ mail }) => begun.has(mail.id));
    await merging.dropItems(leaving.flatMap(({ dropped }) => dropped));
    const { secret } = this.post;
    await mailLinks.keep(
      leaving.map(({ mail }) => ({
        ...{ hash: hashOf(tokenOf(secret, mail)), outboxId: mail.id, unitId: mail.unitId },
        ...{ madeAt: this.moment.at, revokedAt: null },
      })),
    );
    return begun;
  }

  private async send(ready: Ready): Promise<Outcome> {
    const { mail, words, toAddress } = ready;
    const { kind, day, messageId, toName } = mail;
    const { subject, text, html, pictures, replyTo } = words;
    const envelope = { kind, day, messageId, toName, toAddress, subject, text, html, pictures, replyTo };
    try {
      const reply = await this.post.transport.send({ ...envelope, sentAt: this.begunAt(mail) });
      const sent = { sentAt: this.moment.at, toAddress, subject, ...untold(this.post.secret, mail, words), reply };
      const keep = ({ dispatch }: Stores) => dispatch.markSent(mail.id, ME, sent);
      this.hasSent = true;
      return { end: 'sent', server: 'answers', keep };
    } catch (error) {
      if (isCrowded(failureOf(error)) && (this.open > 1 || this.hasSent)) return this.crowdedOut(mail);
      return failed({ mail, toAddress, usefulUntil: ready.usefulUntil }, error, this.moment);
    }
  }

  /** The server takes fewer connections than there are lanes: this lane ends, those that have one go on. */
  private crowdedOut(mail: OutboxMail): Outcome {
    this.open--;
    return elsewhere(mail, this.open > 0 ? this.moment.at : later(this.moment.at, PROBE_SECONDS));
  }

  /** One that goes again on the day on which it began to leave is the same mail; on another day it is another, as its words are. */
  private begunAt({ begunAt }: OutboxMail): Instant {
    return begunAt !== null && momentOf(begunAt).today === this.moment.today ? begunAt : this.moment.at;
  }

  private async finish(outcome: Outcome): Promise<void> {
    await this.steps.write(outcome);
    this.underway--;
    if (outcome.end) this.done[outcome.end]++;
    if (this.may.gate === 'probe' && outcome.server === 'answers') this.hasResumed = true;
  }

  private async resume(stores: Stores): Promise<void> {
    const over = await stores.delivery.resume();
    if (over) await this.post.onResumed?.(stores, over, this.moment);
  }

  private async keep(stores: Stores, outcome: Outcome): Promise<void> {
    await outcome.keep(stores);
    if (this.may.gate === 'probe' && outcome.server === 'answers') await this.resume(stores);
  }
}
