import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { later, machineInstant, type Moment } from '../clock.js';
import { DOUBTS_AT, minutesOfDoubt } from '../domain/delivery.js';
import { type OutboxMail } from '../domain/plan.js';
import { hashOf } from '../secret.js';
import { type Stores } from '../storage/stores/all.js';
import { composer, untold } from './composer.js';
import { type Post } from './deliver.js';

/** Who claims: host and process, so that another process can see that a claimant is dead; and which start of it. */
export const ME = `${hostname()}/${process.pid}/${hashOf(randomUUID()).slice(0, 8)}`;

/** Longer than a mail may take (the transport gives up after fourteen minutes), or a second process would send it too. */
export const SENDING_LEASE_SECONDS = 900;

/** Says whether a mail has arrived: looks for its Message-ID where copies of all mails are kept. */
export interface Resolver {
  found(messageId: string): Promise<boolean>;
  /** So many seconds after a mail began to leave it must have shown up there, if it has arrived. */
  settledAfter: number;
}

/** Their figures are of their day: one that may have arrived is not sent again, the next one says more. */
const NOT_TWICE: readonly string[] = ['digest', 'unit-digest', 'worklist'];
const MAY_HAVE_ARRIVED = '发送时中断，可能已经送达，不再重发';
const TOO_OFTEN = `发了${DOUBTS_AT}次都没有等到答复，可能已经送达，不再重发`;

/**
 * Puts back what a dead process had claimed, at once where it ran on this machine, else when its lease ends. A mail that was
 * being sent may have arrived: the resolver says; without one it goes again under the same Message-ID and is counted as a doubt.
 */
export async function recoverClaims(post: Post, moment: Moment): Promise<void> {
  const claimants = await post.storage.read((stores) => stores.dispatch.claimants());
  if (claimants.length === 0) return;
  const over = { now: machineInstant(), dead: claimants.filter(isDead) };
  const doubtful = await post.storage.read((stores) => stores.dispatch.inDoubt(over));
  await post.storage.write((stores) => stores.dispatch.releaseOver(over));
  // A resolver that could not say of one is not asked of the others: each would wait as long for it, and no mail leaves meanwhile.
  for (const mail of doubtful) if ((await settleDoubt(post, mail, moment)) === 'unanswered') return;
}

async function settleDoubt(
  post: Post,
  mail: OutboxMail,
  moment: Moment,
): Promise<'settled' | 'too-early' | 'unanswered'> {
  const { id, doubts, lastError } = mail;
  const by = mail.claimedBy ?? '';
  // Without a reason it was we who died: that says nothing against the mail.
  const attempts = lastError === null ? mail.attempts - 1 : mail.attempts;
  const minutes = lastError === null ? 0 : minutesOfDoubt(attempts);
  const again = { nextAt: minutes === 0 ? mail.nextAt : later(moment.at, minutes * 60), lastError, attempts };
  // A file is written over with the same bytes.
  const arrived = post.transport.repeatable ? false : await hasArrived(post, mail);
  if (arrived === 'too-early' || arrived === 'unanswered') return arrived;
  const sent = arrived === true ? await sentWords(post, mail, moment) : null;
  await post.storage.write(async ({ dispatch }: Stores) => {
    if (sent) await dispatch.markSent(id, by, sent);
    else if (arrived === null && !(await dispatch.countDoubt(id, by))) return;
    else if (arrived === null && NOT_TWICE.includes(mail.kind))
      await dispatch.park(id, by, { state: 'obsolete', lastError: MAY_HAVE_ARRIVED });
    else if (arrived === null && lastError !== null && doubts + 1 >= DOUBTS_AT)
      await dispatch.park(id, by, { state: 'dead', lastError: `${TOO_OFTEN}：${lastError}` });
    else await dispatch.putBack(id, by, again);
  });
  return 'settled';
}

/** Null where nobody is there to say; 'too-early' where it may still show up; 'unanswered' where whoever is asked could not say. */
async function hasArrived(
  { resolver }: Post,
  { messageId, claimedUntil }: OutboxMail,
): Promise<boolean | null | 'too-early' | 'unanswered'> {
  if (!resolver) return null;
  try {
    if (await resolver.found(messageId)) return true;
    return isSettled(claimedUntil ?? '', resolver.settledAfter) ? false : 'too-early';
  } catch (error) {
    console.warn(`查不到邮件是否送达，稍后再查：${error instanceof Error ? error.message : String(error)}`);
    return 'unanswered';
  }
}

/** Whether a mail whose lease ends then has been gone long enough to have been found. */
const isSettled = (claimedUntil: string, settledAfter: number) =>
  later(claimedUntil, settledAfter - SENDING_LEASE_SECONDS) <= machineInstant();

async function sentWords(post: Post, mail: OutboxMail, moment: Moment) {
  const composed = (await composer(post, [mail], moment))(mail);
  const bodies = composed && { subject: composed.subject, ...untold(post.secret, mail, composed) };
  const { subject = null, textBody = null, htmlBody = null } = bodies ?? {};
  return { sentAt: moment.at, toAddress: mail.toAddress, subject, textBody, htmlBody, reply: '存档邮箱中已有这封邮件' };
}

function isDead(claimant: string): boolean {
  const [host, pid] = claimant.split('/');
  if (host !== hostname() || claimant === ME) return false;
  // A restarted container has the same number again.
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
