import { type Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { RuleBroken } from '../domain/errors.js';
import { ZIP_LIMITS } from './limits.js';

/** What a zip holds: its names, and what was wanted of it, unpacked, by name. */
export interface ZipContents {
  names: ReadonlySet<string>;
  pieces: ReadonlyMap<string, Buffer>;
}

/** The pieces that are wanted unpacked, and how many bytes they may be together. */
export interface Wanted {
  wants: RegExp;
  most: number;
}

const CONTENT_TYPES = '[Content_Types].xml';
const LONGEST_TYPES = 1024 * 1024;
const NOTHING: Wanted = { wants: /$^/, most: 0 };
const MACRO = /(^|\/)(vbaProject\.bin|vbaData\.xml|macrosheets\/|jsaProject\.bin|jdeData\.bin)/i;

/**
 * Reads the directory of a zip before anything is unpacked, then unpacks it piece by piece into nothing, so that a directory
 * that lies is found out; of what is wanted the bytes are kept. Throws `RuleBroken` 'upload-bomb', 'upload-macro',
 * 'upload-broken'.
 */
export async function readZip(bytes: Buffer, wanted: Wanted = NOTHING): Promise<ZipContents> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false }).catch(broken);
  const entries = await entriesOf(zip, bytes.length).catch(broken);
  const names = new Set(entries.map(({ fileName }) => fileName));
  if ([...names].some((name) => MACRO.test(name))) throw new RuleBroken('upload-macro');
  const pieces = new Map<string, Buffer>();
  let left: number = ZIP_LIMITS.bytes;
  let room = wanted.most;
  for (const entry of entries) {
    const isTypes = entry.fileName === CONTENT_TYPES && entry.uncompressedSize <= LONGEST_TYPES;
    const isWanted = wanted.wants.test(entry.fileName);
    const { size, kept } = await unpack(zip, entry, isWanted ? Math.min(left, room) : left, isTypes || isWanted).catch(
      broken,
    );
    left -= size;
    if (isWanted) room -= size;
    if (isTypes || isWanted) pieces.set(entry.fileName, kept);
  }
  if (/macroEnabled|vbaProject/i.test(pieces.get(CONTENT_TYPES)?.toString('utf8') ?? ''))
    throw new RuleBroken('upload-macro');
  return { names, pieces };
}

/** Whatever the reader stumbled over: the file is not whole; a rule already broken stays that rule. */
function broken(error: unknown): never {
  if (error instanceof RuleBroken) throw error;
  throw new RuleBroken('upload-broken', { reason: '文件不完整或已损坏' });
}

async function entriesOf(zip: ZipFile, fileSize: number): Promise<Entry[]> {
  if (zip.entryCount > ZIP_LIMITS.entries) throw new RuleBroken('upload-bomb');
  const entries: Entry[] = [];
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw new RuleBroken('upload-broken', { reason: '文件设有密码，办公室打不开' });
    total += entry.uncompressedSize;
    if (total > ZIP_LIMITS.bytes || entries.length >= ZIP_LIMITS.entries) throw new RuleBroken('upload-bomb');
    entries.push(entry);
  }
  // A short text of blanks packs better than any bomb and harms nobody.
  if (total > LONGEST_TYPES && total > fileSize * ZIP_LIMITS.ratio) throw new RuleBroken('upload-bomb');
  return entries;
}

async function unpack(
  zip: ZipFile,
  entry: Entry,
  most: number,
  keeps: boolean,
): Promise<{ size: number; kept: Buffer }> {
  const kept: Buffer[] = [];
  if (entry.fileName.endsWith('/')) return { size: 0, kept: Buffer.alloc(0) };
  let size = 0;
  let sum = 0;
  const stream: Readable = await zip.openReadStreamPromise(entry);
  for await (const piece of stream as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > most) throw new RuleBroken('upload-bomb');
    sum = crc32(piece, sum);
    if (keeps) kept.push(piece);
  }
  if (sum !== entry.crc32) throw new RuleBroken('upload-broken', { reason: '文件不完整或已损坏' });
  return { size, kept: Buffer.concat(kept) };
}
