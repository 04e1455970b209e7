import { type Day } from '../domain/day.js';
import { type ForeseenMail, type Supposed } from '../domain/foreseen.js';
import { type MailKind } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { foreseeEscalations } from './escalations.js';
import { foreseeInstructions } from './instructions.js';
import { foreseeNotices } from './unit-notices.js';

/** Up to which day is asked, seen from which one, and what is supposed instead of what is stored. */
export interface Asked {
  to: Day;
  today: Day;
  supposed: Supposed;
}

/** Foresees the mails of one kind of work from today on if nobody acts, knowing those of the work before it; changes nothing. */
export type Foresee = (stores: Stores, asked: Asked, known: readonly ForeseenMail[]) => Promise<ForeseenMail[]>;

/** The kinds of mail that are foreseen. */
export const FORESEEN_KINDS: readonly MailKind[] = [
  ...(['reminder', 'chase', 'report-request', 'notice', 'escalation'] as const),
];

/** Everything that puts mails into the outbox by the calendar alone, in the order of the timetable: whoever adds a job of that sort adds its line here. */
export const SOURCES: readonly Foresee[] = [foreseeNotices, foreseeInstructions, foreseeEscalations];

/** Every mail that would leave from one day to another if nobody acted, in order of time. */
export async function foresee(stores: Stores, { from, ...asked }: Asked & { from: Day }): Promise<ForeseenMail[]> {
  const mails: ForeseenMail[] = [];
  // One after the other: they share a connection.
  for (const source of SOURCES) mails.push(...(await source(stores, asked, mails)));
  return mails.filter(({ on }) => on >= from).sort((a, b) => a.on.localeCompare(b.on));
}
