import { createHash } from 'node:crypto';
import { type MailKind, type OutboxMail, type Unit } from '../domain/plan.js';

/** A mail about to enter the outbox; its key and Message-ID are fixed here, so that a repeat is the same mail. */
export function newMail(
  kind: MailKind,
  key: string,
  unit: Unit,
  planId: number | null,
  occasion: { at: string; today: string },
): Omit<OutboxMail, 'id'> {
  return {
    key,
    kind,
    day: occasion.today,
    planId,
    unitId: unit.id,
    toName: unit.name,
    toAddress: unit.mail,
    state: 'pending',
    queuedAt: occasion.at,
    nextAt: occasion.at,
    claimedBy: null,
    claimedUntil: null,
    attempts: 0,
    lastError: null,
    messageId: `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@luoshi>`,
    subject: null,
    textBody: null,
    htmlBody: null,
    sentAt: null,
    words: null,
  };
}
