import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Letters } from '../letters/letters.service.js';
import { Runner } from './runner.js';

const EVERY = 20_000;
const LETTERS_EVERY = 60_000;
/** Shorter than a service manager waits before it kills. */
const FAREWELL = 10_000;

/** Lets the runner look at the timetable three times a minute; a failed look is said and tried again at the next. */
@Injectable()
export class Ticker implements OnModuleDestroy {
  /** More than one where a mail server lets a mail wait. */
  private readonly running = new Set<Promise<void>>();
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly runner: Runner,
    private readonly letters: Letters,
  ) {}

  @Interval(EVERY)
  tick(): void {
    const run = this.runner
      .tick()
      .catch((error: unknown) => console.error('定时工作出错：', error))
      .finally(() => this.running.delete(run));
    this.running.add(run);
  }

  /** Looks for answers in the mailbox, where there is one. */
  @Interval(LETTERS_EVERY)
  look(): void {
    this.looking = this.letters.look();
  }

  /** The database closes after the last look has ended, or without a mail server that lets us wait: its mail is then in doubt. */
  async onModuleDestroy(): Promise<void> {
    await Promise.race([Promise.all(this.running), pause(FAREWELL, undefined, { ref: false })]);
    await this.looking;
  }
}
