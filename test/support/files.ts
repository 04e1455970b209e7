import { crc32, deflateRawSync } from 'node:zlib';

/** One piece of a zip; `claims` is what the directory says of its size where it lies. */
export interface Piece {
  name: string;
  bytes: Buffer | string;
  claims?: number | undefined;
  flags?: number;
  /** What is too large to be packed here. */
  inner?: { packed: Buffer; size: number; sum: number };
}

/** A zip made by hand, so that it can be made wrong. */
export function zipOf(pieces: readonly Piece[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, bytes, claims, flags = 0x800, inner } of pieces) {
    const plain = Buffer.from(bytes);
    const packed = inner?.packed ?? deflateRawSync(plain, { level: 9 });
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(inner?.sum ?? crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims ?? inner?.size ?? plain.length, 18);
    common.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, title, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), common, rest, title);
    parts.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(pieces.length, 8);
  end.writeUInt16LE(pieces.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}

const TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';

/** A document of a word processor, with more pieces in it. */
export function docxOf(...more: Piece[]): Buffer {
  return zipOf([
    { name: '[Content_Types].xml', bytes: TYPES },
    { name: 'word/document.xml', bytes: `<w:document>${'排查困难职工。'.repeat(50)}</w:document>` },
    ...more,
  ]);
}

/** The smallest PDF that says it is one from first to last. */
export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** A picture of one point. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const JPG = Buffer.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9,
]);
