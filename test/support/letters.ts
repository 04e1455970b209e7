import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Letter } from '../../src/domain/mail.js';

/** What stands in a mail of `test/letters/mails` in the place of `{{FROM}}` and so on. */
export interface LetterParts {
  from?: string;
  to?: string;
  id?: string;
  answered?: string;
}

/** A mail as a mail program really sent it, with its addresses and numbers put in. */
export function letterFile(
  name: string,
  {
    from = 'w@x.gov.cn',
    to = 'luoshi@x.gov.cn',
    id = 'letter-1@x.gov.cn',
    answered = '<none@luoshi>',
  }: LetterParts = {},
): Buffer {
  const raw = readFileSync(join(import.meta.dirname, '../letters/mails', name), 'latin1');
  return Buffer.from(
    raw
      .replaceAll('{{FROM}}', from)
      .replaceAll('{{TO}}', to)
      .replaceAll('{{ID}}', id)
      .replaceAll('{{ANSWERED}}', answered),
    'latin1',
  );
}

/** A short plain letter. */
export function plainLetter(text: string, parts: LetterParts & { subject?: string; extra?: string } = {}): Buffer {
  const { from = 'w@x.gov.cn', to = 'luoshi@x.gov.cn', id = 'letter-1@x.gov.cn', answered, subject = '回复' } = parts;
  const lines = [
    ...[`From: <${from}>`, `To: <${to}>`, `Message-ID: <${id}>`],
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    ...(answered ? [`In-Reply-To: ${answered}`] : []),
    ...(parts.extra ? [parts.extra] : []),
    ...['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', ''],
    Buffer.from(text).toString('base64'),
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** A letter from an address that nobody knows, put aside for the office. */
export function parkedLetter(name: string): Omit<Letter, 'id'> {
  return {
    ...{ messageId: `<${name}@qq.example>`, receivedAt: '2020-06-24T01:00:00.000Z', fromAddress: 'a@qq.example' },
    ...{ subject: '回复：到期提醒', body: '已完成摸底', outboxId: null, unitId: null, state: 'parked' },
    ...{ reason: '发件邮箱不是该单位登记的联系邮箱', files: '{"kept":[],"refused":[]}', version: 1 },
  };
}
