import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RuleBroken } from '../domain/errors.js';
import { type Attachment } from '../domain/reports.js';

/** Where a file stands and what is in it. */
export interface StoredFile {
  storedAs: string;
  sha256: string;
}

const UNFINISHED = '.part';

/** Writes a file under a random name, readable to nobody else, and returns once it would survive a loss of power. */
export async function storeFile(folder: string, bytes: Buffer): Promise<StoredFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const storedAs = randomBytes(20).toString('hex');
  const unfinished = join(folder, storedAs + UNFINISHED);
  const file = await open(unfinished, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await rm(unfinished, { force: true });
    const isFull = ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
    throw isFull ? new RuleBroken('storage-full') : error;
  } finally {
    await file.close();
  }
  await rename(unfinished, join(folder, storedAs));
  await syncFolder(folder);
  return { storedAs, sha256: sumOf(bytes) };
}

/** A stored file as it was handed in. Throws `RuleBroken('attachment-damaged')` where it is gone or no longer the same. */
export async function readStored(folder: string, { name, storedAs, sha256 }: Attachment): Promise<Buffer> {
  const bytes = await readFile(join(folder, storedAs)).catch(() => null);
  if (bytes === null || sumOf(bytes) !== sha256)
    throw new RuleBroken('attachment-damaged', { name, how: bytes === null ? '找不到了' : '已不是上传时的内容' });
  return bytes;
}

/** Removes stored files that are known no more; one that is gone already is no matter. */
export async function dropFiles(folder: string, names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}

/** Removes files that no row knows and that are older than an instant: a start may fall between writing and committing. */
export async function sweepFiles(folder: string, known: ReadonlySet<string>, before: string): Promise<number> {
  const orphans: string[] = [];
  for (const name of await filesIn(folder)) {
    if (known.has(name)) continue;
    const found = await stat(join(folder, name)).catch(() => null);
    if (found && found.mtime.toISOString() < before) orphans.push(name);
  }
  await dropFiles(folder, orphans);
  return orphans.length;
}

/** Every file of the folder; a folder that was never needed has none. */
export async function filesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

const sumOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** The new name, too, is on the disk; where a folder cannot be opened (Windows) the system sees to it. */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => null);
  try {
    await opened?.sync();
  } finally {
    await opened?.close();
  }
}
