import { type Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { RuleBroken } from '../domain/errors.js';
import { ZIP_LIMITS } from './limits.js';

/** What a zip holds: its names, and the text of its list of content types where it has one. */
export interface ZipContents {
  names: ReadonlySet<string>;
  contentTypes: string;
}

const CONTENT_TYPES = '[Content_Types].xml';
const LONGEST_TYPES = 1024 * 1024;
const MACRO = /(^|\/)(vbaProject\.bin|vbaData\.xml|macrosheets\/|jsaProject\.bin|jdeData\.bin)/i;

/**
 * Reads the directory of a zip before anything is unpacked, then unpacks it piece by piece into nothing, so that a directory
 * that lies is found out. Throws `RuleBroken` 'upload-bomb', 'upload-macro', 'upload-broken'.
 */
export async function readZip(bytes: Buffer): Promise<ZipContents> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false }).catch(broken);
  const entries = await entriesOf(zip, bytes.length).catch(broken);
  const names = new Set(entries.map(({ fileName }) => fileName));
  if ([...names].some((name) => MACRO.test(name))) throw new RuleBroken('upload-macro');
  let contentTypes = '';
  let left: number = ZIP_LIMITS.bytes;
  for (const entry of entries) {
    const { size, text } = await unpack(zip, entry, left).catch(broken);
    left -= size;
    if (entry.fileName === CONTENT_TYPES) contentTypes = text;
  }
  if (/macroEnabled|vbaProject/i.test(contentTypes)) throw new RuleBroken('upload-macro');
  return { names, contentTypes };
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

async function unpack(zip: ZipFile, entry: Entry, most: number): Promise<{ size: number; text: string }> {
  if (entry.fileName.endsWith('/')) return { size: 0, text: '' };
  const keeps = entry.fileName === CONTENT_TYPES && entry.uncompressedSize <= LONGEST_TYPES;
  const kept: Buffer[] = [];
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
  return { size, text: Buffer.concat(kept).toString('utf8') };
}
