import { newMail } from '../acts/new-mail.js';
import { momentAt, type Moment } from '../clock.js';
import { type Calendar, nthWorkday } from '../domain/calendar.js';
import { type Day } from '../domain/day.js';
import {
  climbingWith,
  type Escalation,
  type EscalationContext,
  escalationsOwed,
  type Reachable,
  readersAmong,
  rungsSaid,
} from '../domain/escalation.js';
import { POST_WORDS } from '../domain/posts.js';
import { NOTICES_AT } from '../domain/rules.js';
import { type Stores } from '../storage/stores/all.js';
import { type ReaderRow } from '../storage/stores/escalations.js';
import { HELD_FOR_OFFICE } from '../storage/stores/no-mails.js';
import { calendarWith } from '../working-days.js';

/** The working days after which a digest waits no longer. */
const LONGEST_WAIT = 5;

/**
 * Puts into the outbox what has gone up by a moment: one mail for each superior, those to county leaders held until the office
 * decides. What has gone up to somebody about whose last mail the office has not decided joins that mail.
 */
export async function queueEscalations(stores: Stores, moment: Moment): Promise<{ escalation: number }> {
  const items = await stores.escalations.late(moment.today);
  if (items.length === 0) return { escalation: 0 };
  const calendar = calendarWith(await stores.calendar.overrides());
  const plans = await stores.plans.heads();
  const context = await ladderOn(stores, moment.today, { calendar, plans });
  const said = rungsSaid(await stores.escalations.said(moment.today));
  const owed = escalationsOwed(items, said, moment.today, context);
  if (owed.length === 0) return { escalation: 0 };
  const waiting = await stores.escalations.undecided();
  const joined = (one: Escalation) => (one.isHeld ? waiting.get(one.reader.postId)?.id : undefined);
  await stores.escalations.add(
    owed.flatMap((one) => {
      const outboxId = joined(one);
      return outboxId === undefined ? [] : one.items.map((item) => ({ ...itemRow(item), outboxId }));
    }),
  );
  const fresh = owed.filter((one) => joined(one) === undefined);
  const queued = await stores.outbox.enqueueAll(
    fresh.map((one) => ({ mail: mailOf(one, moment), items: one.items.map(itemRow) })),
  );
  return { escalation: queued.size };
}

/**
 * Nobody is written to twice on a day. A digest waits for the next working morning where a delay goes up to a unit's leader, but not
 * for ever: after a week of such mornings it is the delay that waits a day. What the office has let go up to the county waits behind
 * a digest, and so does the ladder behind one that has left already.
 */
export async function writeOnceADay(stores: Stores, { today }: Moment): Promise<void> {
  const calendar = calendarWith(await stores.calendar.overrides());
  const tomorrow = momentAt(nthWorkday(calendar, today, 1), NOTICES_AT);
  const began = momentAt(today, '00:00').at;
  const longSince = momentAt(nthWorkday(calendar, today, -LONGEST_WAIT), '00:00').at;
  await stores.escalations.digestsWait({ since: began, longSince, until: tomorrow.at });
  await stores.escalations.waitBehindDigests(began, tomorrow.at);
}

const itemRow = ({ assignmentId, dueOn, rule }: Escalation['items'][number]) => ({ assignmentId, dueOn, rule });

function mailOf({ reader, isHeld, items }: Escalation, moment: Moment) {
  const { postId, unitId, name, mail: address, planId } = reader;
  const key = `ladder:${isHeld ? postId : address}:${moment.today}`;
  const to = { unitId: isHeld ? null : unitId, postId, name, mail: address };
  const mail = newMail('escalation', key, to, planId ?? items[0]?.planId ?? null, moment);
  return isHeld ? { ...mail, state: 'held' as const, lastError: HELD_FOR_OFFICE } : mail;
}

/** What the ladder is reckoned with on a day. */
export async function ladderOn(
  stores: Stores,
  today: Day,
  { calendar, plans }: { calendar: Calendar; plans: readonly { id: number; rules: string }[] },
): Promise<EscalationContext> {
  const rows = await stores.escalations.readers(today);
  const deputies = rows.filter(({ kind }) => kind === 'deputy-leader').map(({ postId }) => postId);
  const units = await stores.people.unitsOfPosts(deputies);
  return {
    ...climbingWith({
      calendar,
      plans,
      asking: await stores.extensions.askingWithin({ dueTo: today }),
      reported: await stores.escalations.reported(today),
    }),
    readerOf: readersAmong(
      rows.map((row): Reachable => {
        const own = units.filter(({ postId }) => postId === row.postId).map(({ unitId }) => unitId);
        return { ...row, name: postName(row), units: own };
      }),
    ),
  };
}

/** Who is written to is a post, whoever holds it when the mail leaves: '县公安局主要负责人', '领导小组副组长（县总工会主席）'. */
function postName({ kind, unitName, title }: ReaderRow): string {
  if (unitName !== null) return `${unitName}${POST_WORDS[kind]}`;
  return `领导小组${POST_WORDS[kind]}${title === '' ? '' : `（${title}）`}`;
}
