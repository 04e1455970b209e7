import { type MailState, type OutboxItem, type OutboxMail } from './plan.js';

/** What the office may do with a mail in the outbox. */
export const MAIL_ACTS = ['hold', 'release', 'cancel', 'resend'] as const;
export type MailAct = (typeof MAIL_ACTS)[number];

/** One act on mails: from which states, and whether it must say why. */
export interface MailActRow {
  act: MailAct;
  label: string;
  from: readonly MailState[];
  needsReason: boolean;
}

const ROWS: readonly MailActRow[] = [
  { act: 'hold', label: '暂缓', from: ['pending'], needsReason: true },
  { act: 'release', label: '放行', from: ['held'], needsReason: false },
  // What never left goes itself; what has left is sent once more as a mail of its own.
  { act: 'resend', label: '重发', from: ['dead', 'sent'], needsReason: false },
  { act: 'cancel', label: '取消', from: ['pending', 'held', 'dead'], needsReason: true },
];

/** The acts open to the office on a mail in a state; what is being sent this moment is left alone. */
export function mailActsFrom(state: MailState): readonly MailActRow[] {
  return ROWS.filter(({ from }) => from.includes(state));
}

/** How often one mail may be sent once more. */
export const MOST_RESENT = 9;
const AGAIN = /^\d~/;

/** The key of a mail without the mark of having been sent once more: what it is about. */
export const firstKey = (key: string): string => key.replace(AGAIN, '');

/** Whether a mail repeats one that has left. */
export const isResent = ({ key }: Pick<OutboxMail, 'key'>): boolean => AGAIN.test(key);

/** The keys under which a mail is sent once more, the first time and each later one: marked in front, so that none counts as the day's mail. */
export function keysOfResent(key: string): string[] {
  return Array.from({ length: MOST_RESENT }, (_, i) => `${i + 2}~${firstKey(key)}`);
}

/** What a mail that is sent once more says: the same, under rules of its own, since each rule is said once. */
export function itemsOfResent(
  items: readonly OutboxItem[],
  key: string,
): Pick<OutboxItem, 'assignmentId' | 'dueOn' | 'rule'>[] {
  const mark = key.slice(0, key.indexOf('~'));
  return items.map(({ assignmentId, dueOn, rule }) => ({ assignmentId, dueOn, rule: `${ruleOnce(rule)}~${mark}` }));
}

/** A rule of the outbox without the mark of having been said once more. */
export const ruleOnce = (rule: string): string => rule.replace(/~\d$/, '');
