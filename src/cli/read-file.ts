import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { planOfJson } from '../carriers/plan-json.js';
import { readCarrier } from '../carriers/read-carrier.js';
import { RuleBroken } from '../domain/errors.js';
import { type PlanDocument } from '../domain/plan-document.js';
import { LARGEST_FILE } from '../upload/limits.js';

/** The text of an issued document; throws `RuleBroken` 'no-file' with the reason in words, or what `readCarrier` throws. */
export async function readDocument(file: string): Promise<string> {
  const { text } = await readCarrier({ bytes: bytesOf(file), name: basename(file) });
  return text;
}

/** Whether a file is a plan that was exported, by its ending. */
export const isExported = (file: string) => /\.json$/i.test(file);

/** The plan of an exported file; throws `RuleBroken` 'no-file', 'carrier-large', 'carrier-json'. */
export function readExported(file: string): PlanDocument {
  return planOfJson(bytesOf(file), basename(file));
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
