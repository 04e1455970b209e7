import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Letters } from '../letters/letters.service.js';
import { Runner } from './runner.js';

const EVERY = 20_000;
const LETTERS_EVERY = 60_000;

/** Lets the runner look at the timetable three times a minute; a failed look is said and tried again at the next. */
@Injectable()
export class Ticker implements OnModuleDestroy {
  private running: Promise<void> = Promise.resolve();
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly runner: Runner,
    private readonly letters: Letters,
  ) {}

  @Interval(EVERY)
  tick(): void {
    this.running = this.runner.tick().catch((error: unknown) => console.error('定时工作出错：', error));
  }

  /** Looks for answers in the mailbox, where there is one. */
  @Interval(LETTERS_EVERY)
  look(): void {
    this.looking = this.letters.look();
  }

  /** The database closes only after the last look has ended. */
  async onModuleDestroy(): Promise<void> {
    await this.running;
    await this.looking;
  }
}
