import { type default as MailComposer } from 'nodemailer/lib/mail-composer';
import { mailDate } from '../clock.js';
import { type Instant, type MailKind } from '../domain/plan.js';

/** A finished mail on its way out; `sentAt` becomes its Date header. */
export interface Envelope {
  kind: MailKind;
  day: string;
  messageId: string;
  toName: string;
  toAddress: string;
  subject: string;
  text: string;
  html: string;
  /** Pictures that the HTML shows by `cid:` and that nothing depends on. */
  pictures?: readonly MailPicture[] | undefined;
  /** Where an answer goes, if not to the sender. */
  replyTo?: string | null | undefined;
  sentAt: Instant;
}

/** A picture inside a mail. */
export interface MailPicture {
  cid: string;
  name: string;
  png: Buffer;
}

/** A mail as nodemailer takes it. */
export function messageOf(mail: Envelope, from: string) {
  const id = mail.messageId.slice(1, mail.messageId.indexOf('@'));
  return {
    from,
    to: { name: mail.toName, address: mail.toAddress },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    date: mailDate(mail.sentAt),
    ...(mail.replyTo ? { replyTo: mail.replyTo } : {}),
    headers: {
      'Auto-Submitted': mail.kind === 'answer' ? 'auto-replied' : 'auto-generated',
      'X-Entity-Ref-ID': id,
    },
    // Fixed, so that the same mail written again after a crash is the same bytes.
    baseBoundary: id,
    attachments: (mail.pictures ?? []).map(({ cid, name, png }) => ({
      ...{ cid, filename: name, content: png, contentType: 'image/png', contentDisposition: 'inline' as const },
    })),
  };
}

/** A mail as nodemailer has taken it apart. */
export type Part = ReturnType<InstanceType<typeof MailComposer>['compile']>;

/**
 * A mail written out for a server: nodemailer makes its parts and headers, and they are joined here at once, which takes
 * half as long as its streams; in base64, which for Chinese is half as long as its quoted-printable.
 */
export const writtenOut = (root: Part): Buffer => Buffer.from(written(root));

function written(part: Part): string {
  const head = `${part.buildHeaders()}\r\n\r\n`;
  if (!part.multipart) return head + inLines(bytesOf(part.content as string | Buffer).toString('base64'));
  const parts = part.childNodes.map((child) => `--${part.boundary}\r\n${written(child)}`);
  return `${head}${parts.join('\r\n')}\r\n--${part.boundary}--\r\n`;
}

const bytesOf = (content: string | Buffer) =>
  typeof content === 'string' ? Buffer.from(content.replace(/\r?\n/g, '\r\n')) : content;

/** RFC 2045 allows 76 signs in a line. */
function inLines(base64: string): string {
  const lines: string[] = [];
  for (let at = 0; at < base64.length; at += 76) lines.push(base64.slice(at, at + 76));
  return lines.join('\r\n');
}
