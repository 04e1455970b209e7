import { RuleBroken } from '../domain/errors.js';

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const PDF = Buffer.from('%PDF-');
/** Readers of PDFs look for the mark this far. */
const PDF_WITHIN = 1024;

/** Endings of files that hold a document which is not read; each can be saved as one that is. */
const OTHER = new Set([
  ...[
    'doc',
    'dot',
    'dotx',
    'wps',
    'wpt',
    'ofd',
    'xls',
    'et',
    'xlsx',
    'xlsm',
    'csv',
    'ppt',
    'pptx',
    'dps',
    'rtf',
    'odt',
    'ods',
  ],
  ...['htm', 'html', 'mht', 'xps', 'zip', 'rar', '7z', 'eml', 'caj', 'epub'],
]);
const PICTURES = new Set(['jpg', 'jpeg', 'png', 'gif', 'bmp', 'tif', 'tiff', 'webp', 'heic']);

/** How a file is to be read, by its ending, its content seen to be what the ending says. Throws `RuleBroken`. */
export function carrierOf(bytes: Buffer, ending: string): 'docx' | 'pdf' | 'text' {
  if (ending === 'docm' || ending === 'dotm') throw new RuleBroken('carrier-macro');
  if (PICTURES.has(ending)) throw new RuleBroken('carrier-scan');
  if (OTHER.has(ending)) throw new RuleBroken('carrier-kind', { ending });
  const [isZip, isCompound] = [ZIP, COMPOUND].map((mark) => bytes.subarray(0, mark.length).equals(mark));
  if (isCompound && bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw new RuleBroken('carrier-locked');
  if (isCompound) throw new RuleBroken('carrier-kind', { ending: 'doc' });
  const isPdf = bytes.subarray(0, PDF_WITHIN).includes(PDF);
  const looks = isZip ? 'docx' : isPdf ? 'pdf' : 'text';
  if (ending === 'docx' || ending === 'pdf') {
    if (ending !== looks) throw new RuleBroken('carrier-mismatch', { kind: ending });
    return ending;
  }
  // A text may speak of a PDF; one that is a zip is none.
  if (isZip || bytes.subarray(0, PDF.length).equals(PDF))
    throw new RuleBroken('carrier-mismatch', { kind: ending || '文本' });
  return 'text';
}
