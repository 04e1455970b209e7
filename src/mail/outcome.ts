import { later, machineInstant, momentOf, type Moment } from '../clock.js';
import { type Day } from '../domain/day.js';
import { PROBE_SECONDS, type Verdict, verdictOf } from '../domain/delivery.js';
import { type Instant, type OutboxMail } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { type Parked } from '../storage/stores/dispatch.js';
import { type Delivered } from './deliver.js';
import { failureOf, messageOf } from './failure.js';
import { ME } from './recover.js';

/** How long a mail may take to show up where copies are kept. */
const DOUBT_SECONDS = 60;

/** Said of a mail that is not sent because there is nothing left to say. */
const SETTLED = '所涉事项已办结或期限已调整，不再发出';

/** What came of one mail: its next state in the database, how it is counted, and what it says of the server. */
export interface Outcome {
  /** Null where it goes on in another lane. */
  end: keyof Delivered | null;
  keep(stores: Stores): Promise<unknown>;
  server: 'answers' | 'stopped' | 'crowded' | 'unknown';
}

/** What becomes of a mail that a transport did not send, by the table of `domain/delivery.ts`. */
export function failed(
  { mail, toAddress, usefulUntil: until }: { mail: OutboxMail; toAddress: string; usefulUntil: Day },
  error: unknown,
  moment: Moment,
): Outcome {
  const { id } = mail;
  const failure = failureOf(error);
  const why = { lastError: messageOf(error), lastCode: String(failure.responseCode ?? failure.code ?? '') || null };
  const verdict = verdictOf(failure, mail.attempts + 1, 2 * Math.random() - 1);
  const server = failure.responseCode === null ? 'unknown' : 'answers';
  if (verdict.to === 'dead' && verdict.why === 'address') return refused(mail, toAddress, why, moment);
  if (verdict.to === 'dead') return dead(id, why, server);
  if (verdict.to === 'doubt') {
    const doubt = { until: lease(DOUBT_SECONDS), lastError: why.lastError };
    return { end: 'failed', server: 'unknown', keep: ({ dispatch }) => dispatch.leaveInDoubt(id, ME, doubt) };
  }
  if (verdict.to === 'stop') return stopped(mail, verdict, why, moment.at);
  const nextAt = later(moment.at, Math.round(verdict.minutes * 60));
  if (momentOf(nextAt).today > until)
    return dead(id, { ...why, lastError: `多次未能送达，已过时效：${why.lastError}` }, server);
  const keep = ({ dispatch }: Stores) => dispatch.putBack(id, ME, { nextAt, ...why });
  return { end: 'failed', server, keep };
}

/** A mail for which the server had no connection left: it goes by another lane, and nothing has gone wrong. */
export function elsewhere({ id, attempts }: OutboxMail, nextAt: Instant): Outcome {
  const keep = ({ dispatch }: Stores) => dispatch.putBack(id, ME, { nextAt, attempts, lastError: null });
  return { end: null, server: 'crowded', keep };
}

/** The address is noted as refused; the mail goes on to the next who reads for its unit or post, or is given up. */
function refused(
  mail: OutboxMail,
  toAddress: string,
  why: Omit<Parked, 'state'> & { lastError: string },
  { at, today }: Moment,
): Outcome {
  const keep = async ({ addresses, dispatch }: Stores) => {
    if (!(await addresses.refuse(mail, toAddress, today, why.lastError)))
      return dispatch.park(mail.id, ME, { state: 'dead', ...why });
    return dispatch.putBack(mail.id, ME, { nextAt: at, attempts: mail.attempts, ...why });
  };
  return { end: 'failed', server: 'answers', keep };
}

function stopped(
  { id, attempts }: OutboxMail,
  { why }: Extract<Verdict, { to: 'stop' }>,
  words: { lastError: string; lastCode: string | null },
  at: Instant,
): Outcome {
  const nextAt = later(at, PROBE_SECONDS);
  const reason = `${why === 'refused' ? '邮件服务器不接受连接设置' : '连接不上邮件服务器'}：${words.lastError}`;
  const keep = async ({ dispatch, delivery }: Stores) => {
    // Behind the others: where the server stumbles over this mail alone, the next to try it is another.
    await dispatch.putBack(id, ME, { nextAt, attempts, ...words });
    await delivery.stop(at, { reason, probeAt: nextAt });
  };
  return { end: 'failed', server: 'stopped', keep };
}

/** How long something is this process's own: by the machine's clock, not the demonstration's. */
export const lease = (seconds: number) => later(machineInstant(), seconds);

/** A mail that waits for somebody. */
export const held = (id: number, lastError: string): Outcome => ({
  ...{ end: 'held', server: 'unknown' },
  keep: ({ dispatch }) => dispatch.park(id, ME, { state: 'held', lastError, lastCode: null }),
});

/** A mail with nothing left to say. */
export const obsolete = (id: number): Outcome => ({
  ...{ end: 'obsolete', server: 'unknown' },
  keep: ({ dispatch }) => dispatch.park(id, ME, { state: 'obsolete', lastError: SETTLED, lastCode: null }),
});

/** A mail that is given up. */
export const dead = (id: number, why: Omit<Parked, 'state'>, server: Outcome['server']): Outcome => ({
  ...{ end: 'failed', server },
  keep: ({ dispatch }) => dispatch.park(id, ME, { state: 'dead', ...why }),
});
