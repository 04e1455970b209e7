import { WITH_UNIT } from './standing.js';
import { type AssignmentStage, type MailKind } from './plan.js';

/** What the head of a mail that came in says about how it was sent. */
export interface LetterHead {
  fromAddress: string;
  subject: string;
  /** The headers Auto-Submitted and Precedence, '' where they are missing. */
  autoSubmitted: string;
  precedence: string;
  /** Whether it came through a mailing list. */
  isList: boolean;
  /** Whether it reports a delivery: an empty return path, or a report by its content type. */
  isBounce: boolean;
}

/** What is known of a mail that came in, before it is decided what becomes of it. */
export interface Incoming {
  head: LetterHead;
  /** Addresses under which the program itself writes. */
  ownAddresses: readonly string[];
  /** How many letters of this sender came within the hour. */
  recent: number;
  /** Too large or too damaged to be taken in: only its head was read. */
  isCut: boolean;
  /** Whether the reply address was one of ours with another's signature. */
  isForged: boolean;
  /** The mail of ours that it answers. */
  answered: { kind: MailKind; unitId: number | null; stages: readonly AssignmentStage[] } | null;
  /** Whether the sender's address is known for the unit of that mail on the day. */
  isKnown: boolean;
  /** Whether anything was written or enclosed. */
  saysSomething: boolean;
}

/** What becomes of a mail that came in: a draft, or put aside with the reason, for the office to look at or not. */
export type Fate = { state: 'drafted'; reason: null } | { state: 'parked' | 'dismissed'; reason: string };

/** Letters of one sender within an hour; what is beyond that is a machine's. */
export const MOST_IN_AN_HOUR = 10;

/** What mail programs write before an answer that nobody wrote, where they forget the header. */
const AUTOMATIC_SUBJECT =
  /^\s*[[【(（]?\s*(自动回复|自动答复|自动应答|外出自动|Auto(matic)?[- ]?Repl(y|ied)|Autoreply|Out of (the )?Office)/i;
const BOUNCE_SENDER = /^(mailer-daemon|postmaster)@/i;
const BOUNCE_SUBJECT = /^\s*(退信|系统退信|邮件退回|Undeliver(ed|able)|Delivery Status Notification|Returned mail)/i;

/** Mails of ours that ask for something other than progress, and where that is answered. */
const NOT_BY_MAIL: Partial<Record<MailKind, string>> = {
  rectification: '回复的是整改通知，整改情况要在整改页面报送',
  recheck: '回复的是整改复查通知，整改情况要在整改页面报送',
  answer: '回复的是来信确认，草稿要从邮件里的链接打开后报送',
};

/** Mails that ask for progress: they say that they can be answered. */
const ASKING: readonly MailKind[] = ['reminder', 'chase', 'report-request', 'returned'];

/** Whether a mail says that an answer becomes a draft. */
export const isAnswerable = ({ kind, unitId }: { kind: MailKind; unitId: number | null }): boolean =>
  unitId !== null && ASKING.includes(kind);

/** Decides what becomes of a mail that came in. What machines send is put aside without a word to anybody. */
export function fateOf(incoming: Incoming): Fate {
  const machine = machineReason(incoming);
  if (machine !== null) return { state: 'dismissed', reason: machine };
  const reason = parkReason(incoming);
  return reason === null ? { state: 'drafted', reason } : { state: 'parked', reason };
}

function machineReason({ head, ownAddresses, recent }: Incoming): string | null {
  if (ownAddresses.includes(head.fromAddress)) return '本平台自己发出的邮件';
  if (head.isBounce || BOUNCE_SENDER.test(head.fromAddress) || BOUNCE_SUBJECT.test(head.subject)) return '退信';
  if (!/^(no\b.*)?$/i.test(head.autoSubmitted.trim()) || AUTOMATIC_SUBJECT.test(head.subject)) return '自动回复';
  if (head.isList || /bulk|list|junk|auto_reply/i.test(head.precedence)) return '群发邮件';
  return recent >= MOST_IN_AN_HOUR ? `同一邮箱一小时内来信超过${MOST_IN_AN_HOUR}封` : null;
}

function parkReason({ isCut, isForged, answered, isKnown, saysSomething }: Incoming): string | null {
  if (isCut) return '邮件过大或已损坏，没有收下，请到邮箱里查看原件';
  if (isForged) return '回复地址与本平台发出的不符';
  if (answered === null) return '不是对本平台邮件的回复';
  const elsewhere = NOT_BY_MAIL[answered.kind];
  if (elsewhere !== undefined) return elsewhere;
  if (answered.unitId === null) return '所回复的邮件不是发给某个单位的';
  if (!isKnown) return '发件邮箱不是该单位登记的联系邮箱';
  if (!answered.stages.some(isReportable)) return '所回复邮件里的事项已不需要报送进展';
  return saysSomething ? null : '没有读到正文，也没有附件';
}

/** Whether an item's progress can be reported by a letter. */
export const isReportable = (stage: AssignmentStage): boolean => WITH_UNIT.includes(stage);

const TAG = /^([1-9a-z][0-9a-z]{0,7})\.([0-9a-f]{20})$/;

/** The address for answers to one mail: the star of 'luoshi+*@…' stands for the mail's number and its signature. */
export function replyAddress(pattern: string, outboxId: number, signature: string): string {
  return pattern.replace('*', `${outboxId.toString(36)}.${signature}`);
}

/** What a reply address names, whoever wrote it; null for any other address. */
export function tagOf(pattern: string, address: string): { outboxId: number; signature: string } | null {
  const [before = '', after] = pattern.toLowerCase().split('*');
  const given = address.toLowerCase();
  if (after === undefined || !given.startsWith(before) || !given.endsWith(after)) return null;
  const [, id, signature] = TAG.exec(given.slice(before.length, given.length - after.length)) ?? [];
  return id && signature ? { outboxId: Number.parseInt(id, 36), signature } : null;
}

/** The longest letter that is kept, in characters; beyond it is what was quoted many times over. */
const LONGEST_BODY = 20_000;
/** What no database keeps: controls and halves of characters. */
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF\uD800-\uDFFF]/gu;

/** The text of a letter as it is kept: nothing a database refuses, no more than a page takes. */
export function keptText(given: string, longest = LONGEST_BODY): string {
  const clean = given.replace(/\r\n?/g, '\n').replace(CONTROL, '').replaceAll('\u00a0', ' ');
  return [...clean.trim()].slice(0, longest).join('');
}

/** What an answer puts into the report form of its unit. */
export interface Answer {
  items: readonly number[];
  text: string;
  byName: string;
  phone: string | null;
}

/**
 * The fields of a unit's report form with an answer in them. Nothing that somebody typed before is replaced: the answer's words stand
 * below it, its items are ticked beside those that were.
 */
export function formWithAnswer(
  before: Readonly<Record<string, unknown>> | null,
  { items, text, byName, phone }: Answer,
): Record<string, unknown> {
  const typed = before ?? {};
  const progress = typeof typed['progress'] === 'string' ? typed['progress'].trim() : '';
  const ticked = [typed['items'] ?? []].flat().map(String);
  return {
    ...{ kind: 'progress', rating: 'on-track', byName, phone: phone ?? '' },
    ...typed,
    items: [...new Set([...ticked, ...items.map(String)])],
    progress: progress.includes(text) ? progress : [progress, text].filter((part) => part !== '').join('\n\n'),
  };
}
