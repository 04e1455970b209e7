import { RuleBroken } from '../domain/errors.js';

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const PDF = Buffer.from('%PDF-');
/** Readers of PDFs look for the mark this far. */
const PDF_WITHIN = 1024;

/** How a file is read. */
export type Look = 'docx' | 'pdf' | 'xlsx' | 'csv' | 'text';

/** Endings of files that hold a document which is not read; each can be saved as one that is. */
const OTHER = new Set(
  'doc dot dotx wps wpt ofd xls et ppt pptx dps rtf odt ods htm html mht xps zip rar 7z eml caj epub'.split(' '),
);
const WITH_MACROS = new Set(['docm', 'dotm', 'xlsm', 'xltm']);
const PICTURES = new Set(['jpg', 'jpeg', 'png', 'gif', 'bmp', 'tif', 'tiff', 'webp', 'heic']);

/** How a file is to be read, by its ending, its content seen to be what the ending says. Throws `RuleBroken`. */
export function lookOf(bytes: Buffer, ending: string): Look {
  if (WITH_MACROS.has(ending)) throw new RuleBroken('carrier-macro');
  if (PICTURES.has(ending)) throw new RuleBroken('carrier-scan');
  if (ending === 'json') throw new RuleBroken('carrier-exported');
  if (OTHER.has(ending)) throw new RuleBroken('carrier-kind', { ending });
  const [isZip, isCompound] = [ZIP, COMPOUND].map((mark) => bytes.subarray(0, mark.length).equals(mark));
  if (isCompound && bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw new RuleBroken('carrier-locked');
  if (isCompound) throw new RuleBroken('carrier-kind', { ending: 'doc' });
  const mismatch = () => new RuleBroken('carrier-mismatch', { kind: ending || '文本' });
  if (ending === 'docx' || ending === 'xlsx') {
    if (!isZip) throw mismatch();
    return ending;
  }
  if (ending === 'pdf') {
    if (!bytes.subarray(0, PDF_WITHIN).includes(PDF)) throw mismatch();
    return ending;
  }
  // A text may speak of a PDF; one that begins as a PDF or zip is none.
  if (isZip || bytes.subarray(0, PDF.length).equals(PDF)) throw mismatch();
  return ending === 'csv' ? 'csv' : 'text';
}
