import { createHash } from 'node:crypto';
import { type MailKind, type OutboxMail, type Unit } from '../domain/plan.js';

/** Whom a mail is for: the liaison of a unit (no post), or whoever holds a post; `mail` is used where the day finds nobody. */
export interface Addressee {
  unitId: number | null;
  postId: number | null;
  name: string;
  mail: string | null;
}

/** The liaison of a unit. */
export const unitAddressee = ({ id, name, mail }: Unit): Addressee => ({ unitId: id, postId: null, name, mail });

/** A mail about to enter the outbox; its key and Message-ID are fixed here, so that a repeat is the same mail. */
export function newMail(
  kind: MailKind,
  key: string,
  to: Addressee,
  planId: number | null,
  occasion: { at: string; today: string },
): Omit<OutboxMail, 'id'> {
  return {
    key,
    kind,
    day: occasion.today,
    planId,
    unitId: to.unitId,
    postId: to.postId,
    toName: to.name,
    toAddress: to.mail,
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
    number: null,
    doubts: 0,
    lastCode: null,
    reply: null,
    begunAt: null,
  };
}
