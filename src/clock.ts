import { type Day, dayOfNumber, isDay } from './domain/day.js';
import { type Instant } from './domain/plan.js';

/** A moment as the program knows it: the instant, the day in Asia/Shanghai, and the time of that day 'HH:MM'. */
export interface Moment {
  at: Instant;
  today: Day;
  time: string;
}

const SHANGHAI = 8 * 3_600_000;
const DAY = 86_400_000;

/** The moment of an instant given as UTC ISO text (or any text with an offset). */
export function momentOf(instant: string): Moment {
  return momentOfMs(Date.parse(instant));
}

function momentOfMs(ms: number): Moment {
  const local = ms + SHANGHAI;
  const at = new Date(ms).toISOString();
  return {
    at,
    today: dayOfNumber(Math.floor(local / DAY)),
    time: new Date(local).toISOString().slice(11, 16),
  };
}

/** The moment of a day at 'HH:MM' in Asia/Shanghai. */
export function momentAt(day: Day, time: string): Moment {
  return momentOf(`${day}T${time}:00+08:00`);
}

/** An instant so many seconds later. */
export function later(at: Instant, seconds: number): Instant {
  return new Date(Date.parse(at) + seconds * 1000).toISOString();
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Whether a text names an instant with its offset, '2020-06-24T08:00+08:00', on a day that exists. */
export function isInstant(text: string): boolean {
  // The day is asked for by itself: the engine would take 31 September for 1 October.
  const day = INSTANT.exec(text)?.[1];
  return day !== undefined && isDay(day) && day < '9999' && !Number.isNaN(Date.parse(text));
}

/** The mail header's form of an instant: 'Wed, 24 Jun 2020 08:30:00 +0800'. */
export function mailDate(at: Instant): string {
  return new Date(Date.parse(at) + SHANGHAI).toUTCString().replace('GMT', '+0800');
}

/** Milliseconds of the machine, for measuring how long something took; never for a rule. */
export function stopwatch(): number {
  return performance.now();
}

/** The instant of the machine's own clock: for leases and sessions, which a demonstration clock must not move. */
export function machineInstant(): Instant {
  return new Date().toISOString();
}

/** The one source of "now". A demonstration clock starts at an instant, then runs on; it is set forward, never back. */
export class Clock {
  private constructor(private offset: number) {}

  /** The machine's clock. */
  static real(): Clock {
    return new Clock(0);
  }

  /** A clock that shows `at` now and runs on. */
  static startingAt(at: Instant): Clock {
    return new Clock(Date.parse(at) - Date.now());
  }

  now(): Moment {
    return momentOfMs(Date.now() + this.offset);
  }

  /** Puts a demonstration clock to an instant. */
  set(at: Instant): void {
    this.offset = Date.parse(at) - Date.now();
  }
}
