import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { readCarrier } from '../carriers/read-carrier.js';
import { RuleBroken } from '../domain/errors.js';
import { LARGEST_FILE } from '../upload/limits.js';

/** The text of an issued document; throws `RuleBroken` 'no-file' with the reason in words, or what `readCarrier` throws. */
export async function readDocument(file: string): Promise<string> {
  const { text } = await readCarrier({ bytes: bytesOf(file), name: basename(file) });
  return text;
}

function bytesOf(file: string): Buffer {
  try {
    if (statSync(file).isDirectory()) throw new RuleBroken('no-file', { file, reason: '是一个目录，不是文件' });
    if (statSync(file).size > LARGEST_FILE) throw new RuleBroken('carrier-large', { name: basename(file) });
    return readFileSync(file);
  } catch (error) {
    if (error instanceof RuleBroken) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new RuleBroken('no-file', { file, reason: REASONS[code ?? ''] ?? code });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件',
  EACCES: '没有读取权限',
  EPERM: '没有读取权限',
};
