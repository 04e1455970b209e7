import { type Day } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { type OutboxMail } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { HELD_FOR_OFFICE } from '../storage/stores/no-mails.js';
import { type Occasion, remember } from './history.js';

/**
 * Puts a mail that was held or given up back into the queue, to whoever holds the post today. Throws `RuleBroken` 'not-found',
 * 'mail-not-parked', 'mail-on-ladder', 'mail-without-address'.
 */
export async function releaseMail(
  stores: Stores,
  { outboxId }: { outboxId: number },
  occasion: Occasion,
): Promise<OutboxMail> {
  const mail = await stores.outbox.byId(outboxId);
  if (!mail) throw new RuleBroken('not-found', { thing: '邮件' });
  if (mail.state !== 'held' && mail.state !== 'dead') throw new RuleBroken('mail-not-parked');
  if (mail.lastError === HELD_FOR_OFFICE) throw new RuleBroken('mail-on-ladder');
  const address = await addressOfMail(stores, mail, occasion.today);
  if (!address) throw new RuleBroken('mail-without-address', { unit: mail.toName });
  if (!(await stores.queues.releaseMail(outboxId, address, occasion.at))) throw new RuleBroken('mail-not-parked');
  const facts = { outboxId, unitId: mail.unitId, mailKind: mail.kind, to: address, failure: mail.lastError };
  const act = mail.state === 'held' ? 'release-mail' : 'resend-mail';
  await remember(stores, occasion, [{ act, ...(mail.planId === null ? {} : { planId: mail.planId }), facts }]);
  return { ...mail, state: 'pending', toAddress: address, nextAt: occasion.at, attempts: 0, lastError: null };
}

/** Where a mail would go on a day: to the holder of its post, or to the liaison of its unit. */
export async function addressOfMail({ addresses, plans }: Stores, mail: OutboxMail, day: Day): Promise<string | null> {
  const { unitId, postId, toAddress } = mail;
  const found = await addresses.ofMail(mail, day);
  if (found !== null || postId !== null || unitId === null) return found ?? toAddress;
  return (await plans.unit(unitId))?.mail ?? null;
}
