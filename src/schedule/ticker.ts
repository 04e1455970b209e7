import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Runner } from './runner.js';

const EVERY = 20_000;

/** Lets the runner look at the timetable three times a minute; a failed look is said and tried again at the next. */
@Injectable()
export class Ticker implements OnModuleDestroy {
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly runner: Runner) {}

  @Interval(EVERY)
  tick(): void {
    this.running = this.runner.tick().catch((error: unknown) => console.error('定时工作出错：', error));
  }

  /** The database closes only after the last look has ended. */
  async onModuleDestroy(): Promise<void> {
    await this.running;
  }
}
