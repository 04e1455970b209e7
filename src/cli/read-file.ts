import { readFileSync, statSync } from 'node:fs';
import { RuleBroken } from '../domain/errors.js';

const MOST_BYTES = 20 * 1024 * 1024;

/** The text of an issued document; throws `RuleBroken` 'no-file' or 'not-text' with the reason in words. */
export function readDocument(file: string): string {
  let bytes: Buffer;
  try {
    if (statSync(file).isDirectory()) throw new RuleBroken('not-text', { file, reason: '是一个目录，不是文件' });
    if (statSync(file).size > MOST_BYTES) throw new RuleBroken('not-text', { file, reason: '超过20MB' });
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof RuleBroken) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new RuleBroken('no-file', { file, reason: REASONS[code ?? ''] ?? code });
  }
  if (/\.(docx?|pdf|wps|ofd|xlsx?)$/i.test(file)) throw new RuleBroken('not-text', { file, reason: '不是文本文件' });
  const text = decode(bytes);
  if (text === null) throw new RuleBroken('not-text', { file, reason: '不是文本，或不是 UTF-8、GB18030 编码' });
  if (text.trim() === '') throw new RuleBroken('not-text', { file, reason: '是空文件，没有内容' });
  return text;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件',
  EACCES: '没有读取权限',
  EPERM: '没有读取权限',
};

/** UTF-8, or the encoding of older Chinese offices; null for what is no text in either. */
function decode(bytes: Buffer): string | null {
  if (bytes.includes(0)) return null;
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  return null;
}
