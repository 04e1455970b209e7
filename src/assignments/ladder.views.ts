import { type Day, shortDay } from '../domain/day.js';
import { rungDay, rungOf } from '../domain/escalation.js';
import { type Fact } from '../rendering/views-common.js';
import { type NumberedMail } from '../storage/stores/escalations.js';
import { HELD_FOR_OFFICE } from '../storage/stores/no-mails.js';
import { type Said } from '../storage/stores/outbox.js';
import { MAIL_STATES } from '../web/mail-words.js';
import { paths } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';

/** How far the delay of an item's present deadline has gone up, with the last mail of it; none where it has not. */
export function ladderFact(
  { said, numbered, dueOn }: { said: readonly Said[]; numbered: ReadonlyMap<number, NumberedMail>; dueOn: Day },
  { today, calendar, rules }: Pick<PlanWorld, 'today' | 'calendar' | 'rules'>,
  seesAll: boolean,
): Fact[] {
  const rungs = said.filter((one) => one.dueOn === dueOn && rungOf(one.rule) !== null);
  const last = rungs.at(-1);
  if (!last) return [];
  const words = rungs.map(({ rule, day, outboxId }) => {
    const mail = numbered.get(outboxId);
    // What joined a mail that waited already went up on its own day, not on that of the mail.
    const own = rungDay(dueOn, rungOf(rule) ?? 1, calendar, rules);
    return `${shortDay(day < own ? own : day, today)}${mail?.toName ?? ''}${mail ? stateOf(mail) : ''}`;
  });
  const waits = numbered.get(last.outboxId)?.lastError === HELD_FOR_OFFICE;
  const href = waits ? paths.escalation(last.outboxId) : paths.mail(last.outboxId);
  return [{ term: '逐级督促', value: words.join('；'), href: seesAll ? href : null }];
}

function stateOf({ state, lastError }: NumberedMail): string {
  if (state === 'sent') return '';
  if (state === 'cancelled') return '（不发）';
  return lastError === HELD_FOR_OFFICE ? '（待办公室决定）' : `（${MAIL_STATES[state].label}）`;
}
