import { setTimeout as pause } from 'node:timers/promises';
import { Mutex } from 'async-mutex';
import { type Clock, momentAt, momentOf, type Moment } from '../clock.js';
import { isWorkday } from '../domain/calendar.js';
import { type Day, plusDays } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { type Instant } from '../domain/plan.js';
import { deliver, type Delivered, type Post } from '../mail/deliver.js';
import { openingTimes } from '../mail/hours.js';
import { recoverClaims } from '../mail/recover.js';
import { standstill, tellStandstill } from '../reminders/alarms.js';
import { calendarWith } from '../working-days.js';
import { type Job, TIMETABLE } from './timetable.js';

/** What a sweep (巡检) did: what each job queued, by kind, and what became of the mails. */
export interface Swept {
  queued: Record<string, number>;
  delivered: Delivered;
}

/** What people do in a demonstration, by instant: played on the way of the clock like the timetable itself. */
export interface Course {
  /** The instants between two others at which somebody acts, in order. */
  instants(after: Instant, upTo: Instant): Instant[];
  /** Does what is to be done up to a moment and has not been; doing it again changes nothing. */
  play(moment: Moment): Promise<void>;
}

/** How long the way of the clock waits for the mails of one moment. */
const PATIENCE_MS = 10_000;

/** Runs the timetable: for a moment, or for every moment on the way when the demonstration clock is moved. */
export class Runner {
  /** One at a time in this process; between processes the keys of the outbox keep each notice single. */
  private readonly turn = new Mutex();
  /** Whether a delivery on the way of the clock still waits for the server. */
  private unanswered = false;

  constructor(
    private readonly post: Post,
    private readonly clock: Clock,
    readonly timetable: readonly Job[] = TIMETABLE,
    private readonly course: Course | null = null,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /** How mails leave: the server's name, or where they are written. */
  get via(): string {
    return this.post.transport.describe;
  }

  /** Runs once what the timetable owes up to now, whether or not it ran before: a second sweep finds nothing to say. */
  async sweep(): Promise<Swept> {
    return this.turn.runExclusive(() => this.runAt(this.clock.now()));
  }

  /** The minute's tick: jobs that have not run for their moment, mails that wait, and where a demonstration clock stands. */
  async tick(): Promise<void> {
    // A tick during a sweep or a move has nothing of its own to do.
    if (this.turn.isLocked()) return;
    const now = this.clock.now();
    await this.turn.runExclusive(async () => {
      await recoverClaims(this.post, now);
      const still = await this.post.storage.read((stores) => standstill(stores, now));
      await this.runJobs(now, false);
      if (still) await this.post.storage.write((stores) => tellStandstill(stores, still, now));
      const demo = await this.post.storage.read((stores) => stores.demoClock.get());
      if (demo && demo.target === null && demo.at < now.at)
        await this.post.storage.write((stores) => stores.demoClock.set(now.at, null));
    });
    // After the turn: a server that leaves a mail without an answer for minutes holds up neither the timetable nor the next tick's mails.
    await deliver(this.post, now);
  }

  /** Moves the demonstration clock forward, running the timetable for every moment on the way. Throws `RuleBroken('clock-backward')`. */
  async moveTo(target: Instant): Promise<void> {
    await this.turn.runExclusive(async () => {
      const now = this.clock.now();
      if (target < now.at) throw new RuleBroken('clock-backward', { now: now.at, target });
      await this.walk(now.at, target);
    });
  }

  /**
   * Puts the demonstration clock where it stood when the program last ran, and finishes a move that a crash cut off: the
   * target is kept in the database, so the mails come out as if nothing had happened.
   */
  async resume(startAt: Instant | null): Promise<void> {
    await this.turn.runExclusive(async () => {
      const demo = await this.post.storage.read((stores) => stores.demoClock.get());
      // Requests wait for this: asking a mailbox what has arrived is left to the first tick.
      if (!demo) return;
      await recoverClaims(this.post, this.clock.now());
      const targets = [demo.target, startAt].filter((at) => at !== null && at > demo.at).sort();
      await this.walk(demo.at, targets.at(-1) ?? demo.at);
    });
  }

  /** When each job is next due after a moment. */
  async nextDue(after: Moment): Promise<Map<string, Moment>> {
    const works = await this.workdays();
    return new Map(
      this.timetable.map((job) => {
        let day: Day = after.today;
        while (!works(day) || momentAt(day, job.at).at <= after.at) day = plusDays(day, 1);
        return [job.name, momentAt(day, job.at)];
      }),
    );
  }

  private async walk(from: Instant, target: Instant): Promise<void> {
    // The moment the clock stands at may have been cut off half-way: run it again, it is repeatable.
    await this.standAt(from, target);
    for (const due of await this.momentsBetween(from, target)) await this.standAt(due.at, target);
    await this.standAt(target, null);
  }

  private async standAt(at: Instant, target: Instant | null): Promise<void> {
    if (target !== null) await this.post.storage.write((stores) => stores.demoClock.set(at, target));
    this.clock.set(at);
    await this.course?.play(momentOf(at));
    await this.runJobs(momentOf(at), true);
    await this.deliverOnTheWay(momentOf(at));
    // The target is given up only when everything on the way, its last moment included, is done.
    if (target === null) await this.post.storage.write((stores) => stores.demoClock.set(at, null));
  }

  private async momentsBetween(from: Instant, target: Instant): Promise<Moment[]> {
    const works = await this.workdays();
    const openings = await this.post.storage.read(openingTimes);
    const times = [...new Set([...this.timetable.map((job) => job.at), ...openings])];
    const moments: Moment[] = (this.course?.instants(from, target) ?? []).map(momentOf);
    for (let day = momentOf(from).today; day <= momentOf(target).today; day = plusDays(day, 1))
      if (works(day)) moments.push(...times.map((time) => momentAt(day, time)));
    return moments.filter((moment) => moment.at > from && moment.at < target).sort((a, b) => a.at.localeCompare(b.at));
  }

  private async workdays(): Promise<(day: Day) => boolean> {
    const calendar = calendarWith(await this.post.storage.read((stores) => stores.calendar.overrides()));
    return (day) => isWorkday(calendar, day);
  }

  /**
   * Lets mails leave on the way of the clock, but waits only so long for the server: whoever starts a demonstration or moves its clock
   * is not kept by a server without an answer. What has not left stays in the outbox for the next tick.
   */
  private async deliverOnTheWay(moment: Moment): Promise<void> {
    if (this.unanswered) return;
    this.unanswered = true;
    const delivering = deliver(this.post, moment).finally(() => (this.unanswered = false));
    const patience = new AbortController();
    const waited = pause(this.patienceMs, true, { signal: patience.signal }).catch(() => false);
    const isUnanswered = await Promise.race([delivering.then(() => false), waited]).finally(() => patience.abort());
    if (isUnanswered) delivering.catch((error: unknown) => console.error(error));
  }

  private async runAt(moment: Moment): Promise<Swept> {
    const queued = await this.runJobs(moment, true);
    return { queued, delivered: await deliver(this.post, moment) };
  }

  private async runJobs(moment: Moment, again: boolean): Promise<Swept['queued']> {
    const queued: Record<string, number> = {};
    const works = await this.workdays();
    for (const job of this.timetable) {
      const due = momentAt(moment.today, job.at);
      // What a rest day or a night has missed is said on the next working day, by then as one mail.
      if (!works(moment.today) || moment.at < due.at) continue;
      if (!again && (await this.hasRun(job, due))) continue;
      Object.assign(queued, await this.runJob(job, due, moment));
    }
    return queued;
  }

  private async hasRun(job: Job, due: Moment): Promise<boolean> {
    const last = await this.post.storage.read((stores) => stores.jobs.last(job.name));
    return last?.dueAt === due.at;
  }

  private async runJob(job: Job, due: Moment, moment: Moment): Promise<Record<string, number>> {
    return this.post.storage.write(async (stores) => {
      const result = await job.run(stores, moment);
      const before = await stores.jobs.last(job.name);
      const earlier = before?.dueAt === due.at ? (JSON.parse(before.result) as Record<string, number>) : {};
      const sum = { ...earlier };
      for (const [kind, n] of Object.entries(result)) sum[kind] = n + (earlier[kind] ?? 0);
      await stores.jobs.record(job.name, due.at, moment.at, JSON.stringify(sum));
      return result;
    });
  }
}
