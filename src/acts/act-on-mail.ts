import { RuleBroken } from '../domain/errors.js';
import { firstKey, itemsOfResent, keysOfResent, type MailAct, mailActsFrom } from '../domain/mail-acts.js';
import { type MailState, type OutboxMail } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { HELD_FOR_OFFICE, heldByOffice } from '../storage/stores/no-mails.js';
import { type Occasion, remember } from './history.js';
import { newMail } from './new-mail.js';
import { addressOfMail, releaseMail } from './release-mail.js';

/** What the office does with a mail; `state` is the one in which it was seen, `resent` how often it had been sent once more by then. */
export interface MailActRequest {
  outboxId: number;
  act: MailAct;
  state: MailState;
  resent: number;
  reason: string;
}

/**
 * Holds, releases, cancels or sends once more a mail, and returns the id of the mail to look at then. Throws `RuleBroken` 'not-found',
 * 'mail-moved' where another was quicker or it has left meanwhile, 'mail-on-ladder', 'reason-missing', 'mail-without-address',
 * 'mail-resent-enough'.
 */
export async function actOnMail(stores: Stores, request: MailActRequest, occasion: Occasion): Promise<number> {
  const { outboxId, act, state } = request;
  const mail = await stores.outbox.byId(outboxId);
  if (!mail) throw new RuleBroken('not-found', { thing: '邮件' });
  const row = mailActsFrom(mail.state).find((one) => one.act === act);
  if (!row || mail.state !== state) throw new RuleBroken('mail-moved');
  if (mail.lastError === HELD_FOR_OFFICE) throw new RuleBroken('mail-on-ladder');
  const reason = request.reason.trim();
  if (row.needsReason && reason === '') throw new RuleBroken('reason-missing', { act: row.label, field: 'reason' });
  if (act === 'hold' || act === 'cancel') return stop(stores, mail, { act, reason }, occasion);
  if (mail.state === 'sent') return sendOnceMore(stores, mail, request.resent, occasion);
  await releaseMail(stores, { outboxId }, occasion);
  return outboxId;
}

async function stop(
  stores: Stores,
  mail: OutboxMail,
  { act, reason }: { act: 'hold' | 'cancel'; reason: string },
  occasion: Occasion,
): Promise<number> {
  const stopped =
    act === 'hold'
      ? await stores.mailActs.stop(mail.id, mail.state, 'held', heldByOffice(reason))
      : await stores.mailActs.stop(mail.id, mail.state, 'cancelled', reason);
  if (!stopped) throw new RuleBroken('mail-moved');
  await rememberMail(stores, `${act}-mail`, mail, { reason }, occasion);
  return mail.id;
}

/** The same once more, to whoever holds the post today: the words of reminders are made anew when it leaves. */
async function sendOnceMore(stores: Stores, mail: OutboxMail, resent: number, occasion: Occasion): Promise<number> {
  const key = keysOfResent(mail.key)[resent];
  if (key === undefined) throw new RuleBroken('mail-resent-enough');
  const address = await addressOfMail(stores, mail, occasion.today);
  if (!address) throw new RuleBroken('mail-without-address', { unit: mail.toName });
  const { kind, unitId, postId, toName: name, planId, words, number } = mail;
  const again = newMail(kind, key, { unitId, postId, name, mail: address }, planId, occasion);
  const items = itemsOfResent(await stores.outbox.items(mail.id), key);
  const id = await stores.mailActs.repeat({ ...again, words, number }, items);
  if (id === null) throw new RuleBroken('mail-moved');
  await rememberMail(stores, 'resend-mail', { ...mail, id }, { to: address, resentId: mail.id }, occasion);
  return id;
}

/** Notes in the history what was done with a mail. */
async function rememberMail(
  stores: Stores,
  act: string,
  { id, planId, unitId, kind, toName }: OutboxMail,
  more: Record<string, unknown>,
  occasion: Occasion,
): Promise<void> {
  const facts = { outboxId: id, unitId, mailKind: kind, thing: toName, ...more };
  await remember(stores, occasion, [{ act, ...(planId === null ? {} : { planId }), facts }]);
}

/** The mails that repeat this one, or that it repeats, the first one included, without itself. */
export async function repeatsOf(stores: Stores, { id, key }: Pick<OutboxMail, 'id' | 'key'>) {
  const all = await stores.mailActs.withKeys([firstKey(key), ...keysOfResent(key)]);
  return all.filter((one) => one.id !== id);
}
