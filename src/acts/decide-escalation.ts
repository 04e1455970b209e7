import { type Calendar } from '../domain/calendar.js';
import { chaseNumber } from '../domain/chases.js';
import { type Day } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { climbingWith, climbs } from '../domain/escalation.js';
import { type Instant, type OutboxItem, type OutboxMail } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { HELD_FOR_OFFICE } from '../storage/stores/no-mails.js';
import { type Occasion, remember } from './history.js';
import { addressOfMail } from './release-mail.js';

/** What the office decides about a mail to a county leader. */
export interface EscalationDecision {
  outboxId: number;
  act: 'release' | 'cancel';
  reason: string;
}

/** The days that a release is reckoned with: the working days, when this day began and when the next working morning does. */
export interface ReleaseDays {
  calendar: Calendar;
  dayBegan: Instant;
  nextMorning: Instant;
}

/**
 * Lets a mail to a county leader go, or not. What its units have settled meanwhile drops out of it and may go up again; where nothing is
 * left it needs not leave. Whoever is written to on this day already gets it on the next working morning. Says what became of it; throws
 * `RuleBroken` 'not-found', 'mail-moved', 'reason-missing', 'mail-without-address'.
 */
export async function decideEscalation(
  stores: Stores,
  { outboxId, act, reason }: EscalationDecision,
  days: ReleaseDays,
  occasion: Occasion,
): Promise<'released' | 'tomorrow' | 'settled' | 'cancelled'> {
  const mail = await stores.outbox.byId(outboxId);
  if (!mail || mail.kind !== 'escalation') throw new RuleBroken('not-found', { thing: '督促提醒' });
  if (mail.state !== 'held' || mail.lastError !== HELD_FOR_OFFICE) throw new RuleBroken('mail-moved');
  if (act === 'cancel') {
    const why = reason.trim();
    if (why === '') throw new RuleBroken('reason-missing', { act: '不发', field: 'reason' });
    await decide(stores, mail, { state: 'cancelled', lastError: why });
    await note(stores, mail, { reason: why }, 'cancel-escalation', occasion);
    return 'cancelled';
  }
  return release(stores, mail, days, occasion);
}

async function release(stores: Stores, mail: OutboxMail, days: ReleaseDays, occasion: Occasion) {
  const { id } = mail;
  const { still, settled } = await sorted(stores, id, days.calendar, occasion.today);
  if (still.length === 0) {
    await decide(stores, mail, { state: 'obsolete', lastError: '放行时所列事项都已有进展' });
    await stores.escalations.unsay(settled);
    await note(stores, mail, { settled: settled.length }, 'release-escalation', occasion);
    return 'settled' as const;
  }
  const toAddress = await addressOfMail(stores, mail, occasion.today);
  if (!toAddress) throw new RuleBroken('mail-without-address', { unit: mail.toName });
  const waits = await stores.escalations.isWrittenTo(toAddress, days.dayBegan, days.nextMorning);
  const nextAt = waits ? days.nextMorning : occasion.at;
  await decide(stores, mail, { state: 'pending', toAddress, nextAt, attempts: 0, lastError: null });
  await stores.escalations.unsay(settled);
  const facts = { assignments: still.length, settled: settled.length, to: toAddress };
  await note(stores, mail, facts, 'release-escalation', occasion);
  return waits ? ('tomorrow' as const) : ('released' as const);
}

/** What a mail says, by whether it is still late and unanswered on a day. */
async function sorted(stores: Stores, outboxId: number, calendar: Calendar, today: Day) {
  const said = await stores.outbox.items(outboxId);
  const ids = [...new Set(said.map(({ assignmentId }) => assignmentId))];
  const items = new Map((await stores.assignments.byIds(ids)).map((item) => [item.id, item]));
  const context = climbingWith({
    calendar,
    plans: await stores.plans.heads(),
    asking: await stores.extensions.pendingIds(ids),
    reported: await stores.escalations.reported(today),
  });
  const isStill = ({ assignmentId, dueOn }: OutboxItem) => {
    const item = items.get(assignmentId);
    return item !== undefined && item.dueOn === dueOn && climbs(item, today, context);
  };
  return { still: said.filter(isStill), settled: said.filter((one) => !isStill(one)) };
}

async function decide(stores: Stores, { id }: OutboxMail, patch: Partial<OutboxMail>): Promise<void> {
  if (!(await stores.escalations.decide(id, patch))) throw new RuleBroken('mail-moved');
}

async function note(
  stores: Stores,
  mail: OutboxMail,
  more: Record<string, unknown>,
  act: string,
  occasion: Occasion,
): Promise<void> {
  const facts = { outboxId: mail.id, thing: mail.toName, number: chaseNumber(mail), ...more };
  await remember(stores, occasion, [{ act, ...(mail.planId === null ? {} : { planId: mail.planId }), facts }]);
}
