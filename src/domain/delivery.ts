import { type Calendar, isWorkday } from './calendar.js';
import { type Day, plusDays } from './day.js';
import { type MailKind } from './plan.js';
import { type PlanRules } from './rules.js';

/** Why a mail did not leave, as the mail server and the way to it tell it. */
export interface Failure {
  /** The transport's own word: 'ECONNECTION', 'EAUTH'; null where the fault is ours. */
  code: string | null;
  /** What the server answered, '550', and in full: '550 5.1.1 No such user'. */
  responseCode: number | null;
  reply: string;
  /** The command it was an answer to. */
  command: string | null;
  /** Whether part of the message was on its way: without an answer nobody knows whether it has arrived. */
  begun: boolean;
}

/** What becomes of a mail that did not leave. */
export type Verdict =
  /** Tried again after so many minutes. */
  | { to: 'again'; minutes: number }
  /** Everything stops until the server answers, or lets us in: that is no fault of the mail and costs it no attempt. */
  | { to: 'stop'; why: 'unreachable' | 'refused' }
  /** Given up. */
  | { to: 'dead'; why: 'address' | 'content' }
  /** It may have arrived. */
  | { to: 'doubt' };

/** Minutes before the next attempt, the last one again and again. */
const BACK_OFF = [1, 5, 15, 60, 240];
const REFUSED_US = ['EAUTH', 'ENOAUTH', 'EOAUTH2', 'ETLS', 'EREQUIRETLS'];
const UNREACHABLE = ['ECONNECTION', 'ESOCKET', 'EDNS', 'ETIMEDOUT', 'EPROTOCOL', 'EPROXY', 'EABORT'];
const BEFORE_ANY_MAIL = ['CONN', 'EHLO', 'HELO', 'LHLO'];

/** The table of reliability §4.5 for the nth attempt; `spread` from -1 to 1 moves a back-off by up to a fifth. */
export function verdictOf(failure: Failure, attempt: number, spread = 0): Verdict {
  const { code, responseCode, reply, command, begun } = failure;
  if (code !== null && REFUSED_US.includes(code)) return { to: 'stop', why: 'refused' };
  if (responseCode === null) {
    if (begun) return { to: 'doubt' };
    if (code !== null && UNREACHABLE.includes(code)) return { to: 'stop', why: 'unreachable' };
    // An address that cannot be written in an envelope is found before the server is asked.
    if (code === 'EENVELOPE') return { to: 'dead', why: 'address' };
    return again(attempt, spread);
  }
  // A server that greets with a refusal has nothing against this mail; 421 it may also say amid one.
  const isGreeting = command !== null && BEFORE_ANY_MAIL.includes(command) && responseCode !== 421;
  if (isGreeting || code === 'EPROTOCOL') return { to: 'stop', why: 'unreachable' };
  if (responseCode < 500) return again(attempt, spread);
  if (isAboutAddress(responseCode, reply)) {
    // The sender is the same in every mail.
    if (command === 'MAIL FROM') return { to: 'stop', why: 'refused' };
    return { to: 'dead', why: 'address' };
  }
  return attempt > 1 ? { to: 'dead', why: 'content' } : { to: 'again', minutes: 60 };
}

/** Whether a server greets with 'not now' (RFC 5321 §3.8): while other connections to it work, it takes no more of them. */
export const isCrowded = ({ code, responseCode }: Pick<Failure, 'code' | 'responseCode'>): boolean =>
  code === 'EPROTOCOL' && responseCode === 421;

const again = (attempt: number, spread: number): Verdict => ({
  to: 'again',
  minutes: (BACK_OFF[Math.min(attempt, BACK_OFF.length) - 1] ?? 1) * (1 + spread / 5),
});

/** '550 5.1.1' is about the address, '550 5.7.1' about what the mail says; where the server says no more, by its code. */
function isAboutAddress(responseCode: number, reply: string): boolean {
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1];
  if (enhanced) return enhanced.startsWith('5.1.');
  return [550, 551, 553].includes(responseCode);
}

/** A mail that the server leaves without an answer is given up at this doubt: each may have brought its reader one more. */
export const DOUBTS_AT = 6;

/** Minutes until a mail without an answer goes again after its nth attempt: once at once, then ever more seldom. */
export function minutesOfDoubt(attempt: number): number {
  return attempt < 2 ? 0 : (BACK_OFF[Math.min(attempt - 1, BACK_OFF.length) - 1] ?? 0);
}

/** A mail whose words cannot be made is given up at this attempt. */
export const POISON_AT = 3;

const DAYS_USEFUL = 7;

/** The last day on which it is worth sending: a week after its own day and after the deadlines that it tells. */
export function usefulUntil(day: Day, dueDays: readonly Day[]): Day {
  return plusDays([day, ...dueDays].sort().at(-1) ?? day, DAYS_USEFUL);
}

/** Seconds between two attempts at reaching a server that could not be reached. */
export const PROBE_SECONDS = 60;

/** When mails may leave: on working days from a time of day until before another, 'HH:MM'. */
export type SendWindow = Pick<PlanRules, 'sendFrom' | 'sendUntil'>;

/** These leave at any hour: somebody waits for the answer to a letter just sent, and what the program needs is urgent. */
export const AT_ANY_HOUR: readonly MailKind[] = ['alarm', 'answer'];

/** Whether mails may leave at a moment. */
export function isOpen(
  { today, time }: { today: Day; time: string },
  calendar: Calendar,
  { sendFrom, sendUntil }: SendWindow,
): boolean {
  return isWorkday(calendar, today) && time >= sendFrom && time < sendUntil;
}

/** The hours of a mail that belongs to no plan alone: those that all plans share, else the first plan's. */
export function commonWindow(windows: readonly SendWindow[], otherwise: SendWindow): SendWindow {
  const sendFrom =
    windows
      .map((one) => one.sendFrom)
      .sort()
      .at(-1) ?? otherwise.sendFrom;
  const sendUntil = windows.map((one) => one.sendUntil).sort()[0] ?? otherwise.sendUntil;
  return sendFrom < sendUntil ? { sendFrom, sendUntil } : (windows[0] ?? otherwise);
}
