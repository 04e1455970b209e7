import { type ForeseenMail } from '../domain/foreseen.js';
import { type MailKind } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { calendarWith } from '../working-days.js';
import { type Asked, type Foresee, type Question } from './asked.js';
import { foreseeDigests } from './digests.js';
import { foreseeEscalations } from './escalations.js';
import { foreseeInstructions } from './instructions.js';
import { foreseeNotices } from './unit-notices.js';

/** The kinds of mail that are foreseen. */
export const FORESEEN_KINDS: readonly MailKind[] = [
  ...(['reminder', 'chase', 'report-request', 'notice', 'escalation', 'digest', 'unit-digest'] as const),
];

/** Everything that puts mails into the outbox by the calendar alone, in the order of the timetable: whoever adds a job of that sort adds its line here. */
export const SOURCES: readonly Foresee[] = [foreseeNotices, foreseeInstructions, foreseeEscalations, foreseeDigests];

/** Every mail that would leave from one day to another if nobody acted, in order of time. */
export async function foresee(stores: Stores, { from, ...question }: Question): Promise<ForeseenMail[]> {
  const calendar = question.supposed.calendar ?? calendarWith(await stores.calendar.overrides());
  const supposed = { ...question.supposed, calendar };
  const asked: Asked = { ...question, supposed, calendar, plans: await stores.plans.heads() };
  const mails: ForeseenMail[] = [];
  // One after the other: they share a connection.
  for (const source of SOURCES) mails.push(...(await source(stores, asked, mails)));
  return mails.filter(({ on }) => on >= from && on <= question.to).sort((a, b) => a.on.localeCompare(b.on));
}
