import { fileTypeFromBuffer } from 'file-type';
import { RuleBroken } from '../domain/errors.js';
import { cleanName, endingOf } from './file-name.js';
import { LARGEST_FILE } from './limits.js';
import { readZip } from './zip.js';

/** A file that may be kept, under its cleaned name. */
export interface CheckedFile {
  name: string;
  /** Its media type, by content and ending together. */
  type: string;
}

type Kind = 'pdf' | 'ofd' | 'docx' | 'xlsx' | 'wps' | 'et' | 'jpg' | 'jpeg' | 'png' | 'csv';

/** What a kind of file is by its content: zips by what must be in them, old compound files by a stream's name. */
interface Look {
  type: string;
  /** As the library calls what the first bytes say. */
  magic?: 'pdf' | 'jpg' | 'png';
  /** What a whole file has near its end, and within how many bytes. */
  ends?: { with: Buffer; within: number };
  inZip?: string;
  inCompound?: readonly string[];
}

const MIDDLE = 'application/vnd.openxmlformats-officedocument';
const JPEG: Look = {
  type: 'image/jpeg',
  magic: 'jpg',
  // Telephones append films to their pictures, so the end may stand anywhere.
  ends: { with: Buffer.from([0xff, 0xd9]), within: LARGEST_FILE },
};
const LOOKS: Readonly<Record<Kind, Look>> = {
  pdf: { type: 'application/pdf', magic: 'pdf', ends: { with: Buffer.from('%%EOF'), within: 2048 } },
  ofd: { type: 'application/ofd', inZip: 'OFD.xml' },
  docx: { type: `${MIDDLE}.wordprocessingml.document`, inZip: 'word/document.xml' },
  xlsx: { type: `${MIDDLE}.spreadsheetml.sheet`, inZip: 'xl/workbook.xml' },
  wps: { type: 'application/vnd.ms-works', inZip: 'word/document.xml', inCompound: ['WordDocument'] },
  et: { type: 'application/vnd.ms-excel', inZip: 'xl/workbook.xml', inCompound: ['Workbook', 'Book'] },
  jpg: JPEG,
  jpeg: JPEG,
  png: { type: 'image/png', magic: 'png', ends: { with: Buffer.from('IEND'), within: 4096 } },
  csv: { type: 'text/csv' },
};

/** What may be handed in as evidence. */
export const EVIDENCE: readonly Kind[] = ['pdf', 'ofd', 'docx', 'xlsx', 'wps', 'et', 'jpg', 'jpeg', 'png'];
/** What a list of contacts may come as. */
export const SHEETS: readonly Kind[] = ['xlsx', 'csv'];

const ZIP = Buffer.from('PK\x03\x04');
const ZIP_END = Buffer.from('PK\x05\x06');
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const wide = (text: string) => Buffer.from(text, 'utf16le');

/**
 * Whether a file may be kept: its ending is allowed and its content is what the ending says, whole, without macros and no
 * bomb. Throws `RuleBroken` 'upload-empty', 'upload-size', 'upload-type', 'upload-macro', 'upload-bomb', 'upload-broken',
 * each with the file's name and the `field`.
 */
export async function checkFile(
  bytes: Buffer,
  originalName: string,
  field = 'files',
  allowed: readonly Kind[] = EVIDENCE,
): Promise<CheckedFile> {
  const name = cleanName(originalName);
  const kinds = allowed.filter((kind) => kind !== 'jpeg').join('、');
  try {
    if (bytes.length === 0) throw new RuleBroken('upload-empty');
    if (bytes.length > LARGEST_FILE) throw new RuleBroken('upload-size');
    const kind = allowed.find((one) => one === endingOf(name));
    if (!kind || !(await looksLike(bytes, kind))) throw new RuleBroken('upload-type');
    return { name, type: LOOKS[kind].type };
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    throw new RuleBroken(error.code, { ...error.facts, field, name, kinds });
  }
}

async function looksLike(bytes: Buffer, kind: Kind): Promise<boolean> {
  const look = LOOKS[kind];
  if (kind === 'csv') return !bytes.includes(0);
  if (startsWith(bytes, ZIP)) return look.inZip !== undefined && (await readZip(bytes)).names.has(look.inZip);
  if (startsWith(bytes, COMPOUND)) return isCompound(bytes, look);
  if (look.magic === undefined || (await fileTypeFromBuffer(bytes))?.ext !== look.magic) return false;
  if (hidesAnother(bytes, look)) return false;
  const { with: mark, within } = look.ends ?? { with: ZIP, within: 0 };
  if (bytes.subarray(-within).lastIndexOf(mark) < 0)
    throw new RuleBroken('upload-broken', { reason: '文件不完整，后半截丢了' });
  return true;
}

const startsWith = (bytes: Buffer, mark: Buffer) => bytes.subarray(0, mark.length).equals(mark);

/** An old compound file of the right programme; a document under a password is one too. */
function isCompound(bytes: Buffer, { inCompound = [] }: Look): boolean {
  if (bytes.includes(wide('EncryptedPackage')))
    throw new RuleBroken('upload-broken', { reason: '文件设有密码，办公室打不开' });
  if (!inCompound.some((name) => bytes.includes(wide(name)))) return false;
  if (bytes.includes(wide('_VBA_PROJECT'))) throw new RuleBroken('upload-macro');
  return true;
}

/** Whether a picture or PDF is at the same time a zip (one that ends where the file ends), or a picture a PDF. */
function hidesAnother(bytes: Buffer, { magic }: Look): boolean {
  const at = bytes.subarray(-65_557).lastIndexOf(ZIP_END);
  if (at >= 0) {
    const end = bytes.subarray(-65_557).subarray(at);
    if (end.length >= 22 && end.length === 22 + end.readUInt16LE(20)) return true;
  }
  return magic !== 'pdf' && bytes.subarray(0, 1024).includes('%PDF-');
}
