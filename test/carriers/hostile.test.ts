import { createHash } from 'node:crypto';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { readCarrier } from '../../src/carriers/read-carrier.js';
import { RuleBroken } from '../../src/domain/errors.js';
import { wordsFor } from '../../src/web/messages.js';
import { documentOf, paragraph, tableOf } from '../support/docx.js';
import { JPG, PNG, zipOf } from '../support/files.js';
import { linesDown, pdfFile, pdfOf } from '../support/pdf.js';

/** The code of the rule that a file breaks, its words seen to be whole; 'read' where it breaks none. */
async function codeOf(bytes: Buffer, name: string): Promise<string> {
  try {
    await readCarrier({ bytes, name });
    return 'read';
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    const { status, happened, kept, next } = wordsFor(error.code, error.facts);
    expect(status).toBe(422);
    expect(happened).toContain(`“${name}”`);
    expect(`${happened}${kept}${next}`).not.toMatch(/undefined|null|NaN|：。/);
    return error.code;
  }
}

const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const compound = (name: string) => Buffer.concat([COMPOUND, Buffer.alloc(504), Buffer.from(name, 'utf16le')]);
const docx = documentOf(paragraph('实施方案'));
const pdf = pdfOf([linesDown(['关于印发实施方案的通知', '一、工作措施'])]);
const nested = (depth: number) =>
  '<w:tbl><w:tr><w:tc>'.repeat(depth) + paragraph('深') + '</w:tc></w:tr></w:tbl>'.repeat(depth);
/** Nothing that packs well: a bomb is told by that. */
const noise = (i: number) => createHash('sha256').update(String(i)).digest('hex');
const deep = documentOf(nested(50_000) + Array.from({ length: 2000 }, (_, i) => paragraph(noise(i))).join(''));
const wordy = documentOf(
  Array.from({ length: 250_000 }, (_, i) => `<w:p><w:r><w:t>${noise(i)}</w:t></w:r><w:r><w:t/></w:r></w:p>`).join(''),
);
const locked = pdfFile(
  [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[]/Count 0>>',
    `<</Filter/Standard/V 1/R 2/Length 40/P -44/O<${'ab'.repeat(32)}>/U<${'cd'.repeat(32)}>>>`,
  ],
  `/Encrypt 3 0 R/ID[<${'00'.repeat(16)}><${'00'.repeat(16)}>]`,
);

test.each<[what: string, bytes: () => Buffer, name: string, code: string]>([
  ['nothing', () => Buffer.alloc(0), '空.docx', 'carrier-empty'],
  ['blanks', () => Buffer.from(' \n\u3000\t'), '空.txt', 'carrier-empty'],
  ['a docx without a word', () => documentOf(paragraph(' ')), '空.docx', 'carrier-empty'],
  ['more than 20 MB', () => Buffer.alloc(20 * 1024 * 1024 + 1, 97), '大.txt', 'carrier-large'],
  ['two million signs and one in one line', () => Buffer.alloc(2_000_001, 97), '长.txt', 'carrier-long'],
  [
    'a PDF of too many pages',
    () => pdfOf(Array.from({ length: 1001 }, () => linesDown(['字']))),
    '长.pdf',
    'carrier-long',
  ],
  ['a .doc', () => compound('WordDocument'), '方案.doc', 'carrier-kind'],
  ['a .wps', () => compound('WordDocument'), '方案.wps', 'carrier-kind'],
  ['an .ofd', () => zipOf([{ name: 'OFD.xml', bytes: '<OFD/>' }]), '方案.ofd', 'carrier-kind'],
  ['an .xls', () => compound('Workbook'), '方案.xls', 'carrier-kind'],
  ['an old document under a new name', () => compound('WordDocument'), '方案.docx', 'carrier-kind'],
  ['a picture', () => JPG, '方案.jpg', 'carrier-scan'],
  ['a picture named .docx', () => PNG, '方案.docx', 'carrier-mismatch'],
  ['a picture named .pdf', () => PNG, '方案.pdf', 'carrier-mismatch'],
  ['a picture named .txt', () => PNG, '方案.txt', 'carrier-text'],
  ['a docx named .pdf', () => docx, '方案.pdf', 'carrier-mismatch'],
  ['a docx named .txt', () => docx, '方案.txt', 'carrier-mismatch'],
  ['a PDF named .docx', () => pdf, '方案.docx', 'carrier-mismatch'],
  [
    'a workbook named .docx',
    () => zipOf([{ name: 'xl/workbook.xml', bytes: '<workbook/>' }]),
    '方案.docx',
    'carrier-mismatch',
  ],
  ['a .docm', () => docx, '方案.docm', 'carrier-macro'],
  [
    'a docm named .docx',
    () => documentOf(paragraph('甲'), [], { name: 'word/vbaProject.bin', bytes: 'x' }),
    '方案.docx',
    'carrier-macro',
  ],
  ['a docx under a password', () => compound('EncryptedPackage'), '方案.docx', 'carrier-locked'],
  ['a PDF under a password', () => locked, '方案.pdf', 'carrier-locked'],
  ['half a docx', () => docx.subarray(0, docx.length / 2), '方案.docx', 'carrier-broken'],
  [
    'a docx whose text is no XML',
    () => zipOf([{ name: 'word/document.xml', bytes: '<w:document><w:body>' }]),
    '方案.docx',
    'carrier-broken',
  ],
  ['a PDF of nothing but its mark', () => Buffer.from('%PDF-1.7\n'), '方案.pdf', 'carrier-broken'],
  ['a PDF without a text layer', () => pdfOf([[], []]), '扫描.pdf', 'carrier-scan'],
  [
    'a zip bomb',
    () => documentOf(paragraph('甲'), [], { name: 'word/media/a.bin', bytes: Buffer.alloc(150_000_000) }),
    '方案.docx',
    'carrier-bomb',
  ],
  ['a hundred tables in each other', () => documentOf(nested(100)), '方案.docx', 'read'],
  ['a thousand tables in each other', () => documentOf(nested(1000)), '方案.docx', 'carrier-broken'],
  ['fifty thousand tables in each other', () => deep, '方案.docx', 'carrier-broken'],
  ['bytes in no encoding', () => Buffer.from([0xff, 0xff, 0x80, 0x81]), '方案.txt', 'carrier-text'],
])('%s is told by its code, in whole words', async (_what, bytes, name, code) => {
  expect(await codeOf(bytes(), name)).toBe(code);
});

/** A piece repeated so often, packed as one: the pieces of what is packed may follow one another. */
function packed(piece: Buffer, times: number): Buffer {
  const once = deflateRawSync(piece, { finishFlush: constants.Z_SYNC_FLUSH });
  return Buffer.concat([...Array.from({ length: times }, () => once), Buffer.from([3, 0])]);
}
const GIGABYTE: [piece: Buffer, times: number] = [Buffer.alloc(10_000_000, 32), 100];

test('A PDF that unpacks to a gigabyte is given up, and the server gives none of its own memory', async () => {
  const page = Buffer.concat([Buffer.from([0x78, 0x9c]), packed(...GIGABYTE), Buffer.alloc(4)]);
  const bomb = pdfFile([
    ...['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>'],
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents 4 0 R>>',
    Buffer.concat([
      Buffer.from(`<</Filter/FlateDecode/Length ${page.length}>>stream\n`),
      page,
      Buffer.from('\nendstream'),
    ]),
  ]);
  const before = process.memoryUsage.rss();
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 10);
  expect(await codeOf(bomb, '方案.pdf')).toBe('carrier-heavy');
  clearInterval(ticking);
  expect(process.memoryUsage.rss() - before).toBeLessThan(200e6);
  expect(ticks).toBeGreaterThan(20);
});

test.each([
  ['says so', undefined],
  ['says a thousand bytes', 1000],
])('A docx with a gigabyte in it that %s is refused before it is unpacked whole', async (_what, claims) => {
  const [piece, times] = GIGABYTE;
  const sum = Array.from({ length: times }).reduce<number>((sum) => crc32(piece, sum), 0);
  const inner = { packed: packed(piece, times), size: piece.length * times, sum };
  const bomb = documentOf(paragraph('甲'), [], { name: 'word/media/a.bin', bytes: '', inner, claims });
  expect(['carrier-bomb', 'carrier-broken']).toContain(await codeOf(bomb, '方案.docx'));
});

test('Half a PDF gives what is left of it or says that it is damaged, and nothing worse', async () => {
  for (const part of [0.2, 0.5, 0.8, 0.95])
    expect(['read', 'carrier-broken', 'carrier-scan']).toContain(
      await codeOf(pdf.subarray(0, Math.floor(pdf.length * part)), '方案.pdf'),
    );
});

test('The next file is read after one that had to be given up', async () => {
  const [hostile, plain] = await Promise.all([
    codeOf(wordy, '坏.docx'),
    readCarrier({ bytes: documentOf(tableOf([['甲', '乙']])), name: '好.docx' }),
  ]);
  expect([hostile, plain.text]).toEqual(['carrier-heavy', '| 甲 | 乙 |']);
});

test.each([
  ['UTF-8', Buffer.from('\ufeff实施方案')],
  ['UTF-16, little end first', Buffer.from('\ufeff实施方案', 'utf16le')],
  ['UTF-16, big end first', Buffer.from('\ufeff实施方案', 'utf16le').swap16()],
  ['GB18030', Buffer.from('cab5caa9b7bdb0b8', 'hex')],
])('A text in %s is read whatever its ending', async (_what, bytes) => {
  for (const name of ['方案.txt', '方案.md', '方案', '方案（2021.3）'])
    expect(await readCarrier({ bytes, name })).toEqual({ kind: 'text', text: '实施方案' });
});
