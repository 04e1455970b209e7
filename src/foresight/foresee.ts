import { type Day } from '../domain/day.js';
import { type ForeseenMail, type Supposed } from '../domain/foreseen.js';
import { type MailKind } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { foreseeEscalations } from './escalations.js';
import { foreseeNotices } from './unit-notices.js';

/** Which days are asked for, seen from which one, and what is supposed instead of what is stored. */
export interface Asked {
  from: Day;
  to: Day;
  today: Day;
  supposed: Supposed;
}

/** Foresees the mails of one kind of work if nobody acts; changes nothing. */
export type Foresee = (stores: Stores, asked: Asked) => Promise<ForeseenMail[]>;

/** The kinds of mail that are foreseen. */
export const FORESEEN_KINDS: readonly MailKind[] = ['reminder', 'chase', 'report-request', 'escalation'];

/** Everything that puts mails into the outbox by the calendar alone: whoever adds a job of that sort adds its line here. */
export const SOURCES: readonly Foresee[] = [foreseeNotices, foreseeEscalations];

/** Every mail that would leave from one day to another if nobody acted, in order of time. */
export async function foresee(stores: Stores, asked: Asked): Promise<ForeseenMail[]> {
  const mails: ForeseenMail[] = [];
  // One after the other: they share a connection.
  for (const source of SOURCES) mails.push(...(await source(stores, asked)));
  return mails.sort((a, b) => a.on.localeCompare(b.on));
}
