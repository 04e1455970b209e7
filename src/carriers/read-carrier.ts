import { RuleBroken } from '../domain/errors.js';
import { tableOfText, tableOfWorkbook } from '../sheets/read-table.js';
import { cleanName, endingOf } from '../upload/file-name.js';
import { LARGEST_FILE } from '../upload/limits.js';
import { readZip } from '../upload/zip.js';
import { readApart } from './apart.js';
import { decodeText } from './decode-text.js';
import { MOST_CHARACTERS, MOST_XML_BYTES } from './limits.js';
import { lookOf, type Look } from './look.js';
import { sheetText } from './sheet-text.js';

/** A file as the plain text that the reader of plans takes. */
export interface Carried {
  text: string;
  kind: 'docx' | 'pdf' | 'sheet' | 'text';
}

/** The codes of the upload's checks of a zip, as they are said of a document that is to be read. */
const ZIP_FAULTS: Readonly<Record<string, string>> = {
  'upload-bomb': 'carrier-bomb',
  'upload-macro': 'carrier-macro',
  'upload-broken': 'carrier-broken',
};

/**
 * The text of an issued document from the bytes of its file: docx, pdf, a sheet of measures (xlsx, csv), or plain text. Throws `RuleBroken` 'carrier-empty',
 * 'carrier-large', 'carrier-kind', 'carrier-mismatch', 'carrier-macro', 'carrier-locked', 'carrier-broken', 'carrier-bomb',
 * 'carrier-scan', 'carrier-long', 'carrier-heavy', 'carrier-text', 'carrier-cells', 'carrier-exported', each with the file's `name`.
 */
export async function readCarrier(file: { bytes: Buffer; name: string }): Promise<Carried> {
  const name = cleanName(file.name);
  try {
    return await carried(file.bytes, name);
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    throw new RuleBroken(error.code, { ...error.facts, name });
  }
}

async function carried(bytes: Buffer, name: string): Promise<Carried> {
  if (bytes.length === 0) throw new RuleBroken('carrier-empty');
  if (bytes.length > LARGEST_FILE) throw new RuleBroken('carrier-large');
  const look = lookOf(bytes, endingOf(name));
  const text = await READERS[look](bytes);
  if (text.trim() === '') throw new RuleBroken('carrier-empty');
  if (text.length > MOST_CHARACTERS)
    throw new RuleBroken('carrier-long', { much: `${text.length}个字`, most: `${MOST_CHARACTERS / 10_000}万字` });
  return { text, kind: look === 'xlsx' || look === 'csv' ? 'sheet' : look };
}

const READERS: Readonly<Record<Look, (bytes: Buffer) => string | Promise<string>>> = {
  ...{ docx: ofDocx, pdf: ofPdf, xlsx: ofWorkbook, text: ofText },
  csv: (bytes) => sheetText(tableOfText(ofText(bytes))),
};

const PART =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|word\/(document|styles|numbering)\.xml|word\/_rels\/document\.xml\.rels)$/;

/** What is in a zip, by the checks of what is uploaded. */
function unpacked(bytes: Buffer, wants: RegExp) {
  return readZip(bytes, { wants, most: MOST_XML_BYTES }).catch((error: unknown) => {
    if (!(error instanceof RuleBroken)) throw error;
    throw new RuleBroken(ZIP_FAULTS[error.code] ?? error.code, error.facts);
  });
}

async function ofDocx(bytes: Buffer): Promise<string> {
  const { pieces } = await unpacked(bytes, PART);
  if (!pieces.has('word/document.xml')) throw new RuleBroken('carrier-mismatch', { kind: 'docx' });
  return readApart({ kind: 'docx', parts: new Map([...pieces].map(([part, held]) => [part, decodeText(held) ?? ''])) });
}

function ofPdf(bytes: Buffer): Promise<string> {
  return readApart({ kind: 'pdf', bytes });
}

async function ofWorkbook(bytes: Buffer): Promise<string> {
  const { names } = await unpacked(bytes, /$^/);
  if (!names.has('xl/workbook.xml')) throw new RuleBroken('carrier-mismatch', { kind: 'xlsx' });
  const table = await tableOfWorkbook(bytes);
  if (!table) throw new RuleBroken('carrier-broken', { reason: '不是完整的工作簿，或者表格过大' });
  return sheetText(table);
}

function ofText(bytes: Buffer): string {
  const text = decodeText(bytes);
  if (text === null) throw new RuleBroken('carrier-text');
  return text;
}
