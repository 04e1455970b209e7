import { createHash } from 'node:crypto';
import { type ParsedMail } from 'mailparser';
import { keptText, type LetterHead } from '../domain/answers.js';

/** A file that came with a letter, before anything is believed of it. */
export interface LetterFile {
  name: string;
  bytes: Buffer;
}

/** A mail that came in, read. */
export interface ReadLetter {
  /** Its Message-ID, or one made of its content where it has none. */
  messageId: string;
  head: LetterHead;
  fromName: string;
  text: string;
  /** Every address that it was sent to, as the heads say. */
  to: readonly string[];
  /** The Message-IDs that it answers, the nearest first. */
  answers: readonly string[];
  files: readonly LetterFile[];
  /** Whether only the head was read: it is too large, or broken beyond its head. */
  isCut: boolean;
}

const LONGEST_SUBJECT = 300;
const LONGEST_ID = 250;
const MOST_ANSWERS = 50;
const LONGEST_HEAD = 64 * 1024;
const RECIPIENT_HEADS = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'];
/** Pictures within the text below this size are marks and signatures, not evidence. */
const SMALLEST_INLINE = 10 * 1024;
/** Longer HTML is not turned into text: that would take minutes. */
const LONGEST_HTML = 2 * 1024 * 1024;

const READING = {
  ...{ skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true, maxHtmlLengthToParse: LONGEST_HTML },
};

// Loaded only where letters are read: most servers read none.
const parsed = async (source: Buffer | string) => (await import('mailparser')).simpleParser(source, READING);

/** Reads a mail of any coding; of one that cannot be read, and of the head of one, who sent it and what it answers. */
export async function readLetter(raw: Buffer): Promise<ReadLetter> {
  try {
    const mail = await parsed(raw);
    return letterOf(mail, raw, await textOf(mail), false);
  } catch {
    return readHead(raw);
  }
}

/** Reads the head alone, of a mail that is too large or broken beyond it. */
export async function readHead(raw: Buffer): Promise<ReadLetter> {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw.subarray(0, Math.min(end < 0 ? raw.length : end, LONGEST_HEAD));
  const mail = await parsed(Buffer.concat([head, Buffer.from('\r\n\r\n')]));
  return letterOf({ ...mail, attachments: [] }, raw, '', true);
}

/** The text; where a program sent nothing but HTML beside its pictures, that as text. */
async function textOf({ text, html }: ParsedMail): Promise<string> {
  if (text?.trim() || !html) return text ?? '';
  const read = await parsed(`Content-Type: text/html; charset=utf-8\r\n\r\n${html}`);
  return (read.text ?? '').replace(/\[cid:[^\]\n]*\]/g, '');
}

function letterOf(mail: ParsedMail, raw: Buffer, text: string, isCut: boolean): ReadLetter {
  const sender = mail.from?.value[0];
  return {
    messageId: idOf(mail, raw),
    head: headOf(mail),
    fromName: keptText(sender?.name ?? '', LONGEST_SUBJECT),
    text: keptText(text),
    to: RECIPIENT_HEADS.flatMap((name) => linesOf(mail, name)).flatMap((line) => line.match(ADDRESSES) ?? []),
    answers: answersOf(mail),
    files: mail.attachments
      .filter(({ related, size }) => !related || size >= SMALLEST_INLINE)
      .map(({ filename, contentType, content }) => ({ name: filename ?? nameFor(contentType), bytes: content })),
    isCut,
  };
}

const ADDRESSES = /[^\s<>,;:"'()]+@[^\s<>,;:"'()]+/g;

function headOf(mail: ParsedMail): LetterHead {
  const isAutoreply = ['x-autoreply', 'x-autorespond', 'x-autoresponder'].some((name) => mail.headers.has(name));
  const returnPath = linesOf(mail, 'return-path')[0];
  return {
    fromAddress: keptText(mail.from?.value[0]?.address ?? '', LONGEST_SUBJECT).toLowerCase(),
    subject: keptText(mail.subject ?? '', LONGEST_SUBJECT).replace(/\s+/g, ' '),
    autoSubmitted: isAutoreply ? 'auto-replied' : (linesOf(mail, 'auto-submitted')[0] ?? ''),
    precedence: linesOf(mail, 'precedence')[0] ?? '',
    isList: mail.headers.has('list') || linesOf(mail, 'list-id').length > 0,
    isBounce: returnPath === '<>' || /^multipart\/report/i.test(linesOf(mail, 'content-type')[0] ?? ''),
  };
}

/** The values of a header as they stand, unfolded. */
function linesOf({ headerLines }: ParsedMail, name: string): string[] {
  return headerLines
    .filter(({ key }) => key === name)
    .map(({ line }) =>
      line
        .slice(line.indexOf(':') + 1)
        .replace(/\s+/g, ' ')
        .trim(),
    );
}

function answersOf(mail: ParsedMail): string[] {
  const ids = ['in-reply-to', 'references'].map(
    (name) =>
      linesOf(mail, name)
        .join(' ')
        .match(/<[^<>\s]+>/g) ?? [],
  );
  // Of the references the last is the nearest.
  return [...new Set([...(ids[0] ?? []), ...(ids[1] ?? []).reverse()])].slice(0, MOST_ANSWERS);
}

function idOf({ messageId }: ParsedMail, raw: Buffer): string {
  if (messageId && messageId.length <= LONGEST_ID && /^<[\x21-\x7e]+>$/.test(messageId)) return messageId;
  return `<${createHash('sha256').update(raw).digest('hex')}@unnamed>`;
}

/** A picture put into the text has often no name, only a type. */
function nameFor(contentType: string): string {
  const [, kind] = /^image\/(jpeg|png)$/.exec(contentType) ?? [];
  return kind ? `正文图片.${kind === 'jpeg' ? 'jpg' : kind}` : '未命名附件';
}
