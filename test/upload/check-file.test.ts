import { RuleBroken } from '../../src/domain/errors.js';
import { checkFile, SHEETS } from '../../src/upload/check-file.js';
import { cleanName } from '../../src/upload/file-name.js';
import { docxOf, JPG, PDF, PNG, zipOf } from '../support/files.js';

/** The code of the rule that a file breaks; 'taken' where it breaks none. */
async function codeOf(bytes: Buffer, name: string): Promise<string> {
  try {
    await checkFile(bytes, name);
    return 'taken';
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    expect(error.facts).toMatchObject({ field: 'files', name: expect.any(String) as string });
    return error.code;
  }
}

const wide = (text: string) => Buffer.from(text, 'utf16le');
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const compound = (...names: string[]) => Buffer.concat([COMPOUND, Buffer.alloc(504), ...names.map(wide)]);
const xlsx = zipOf([{ name: 'xl/workbook.xml', bytes: '<workbook/>' }]);
const ofd = zipOf([{ name: 'OFD.xml', bytes: '<OFD/>' }]);
const macroTypes = '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>';

test.each([
  ['a PDF', PDF, '摸底台账.pdf', 'application/pdf'],
  ['a picture', PNG, '现场.PNG', 'image/png'],
  ['a photograph', JPG, '现场.jpeg', 'image/jpeg'],
  ['an OFD', ofd, '通知.ofd', 'application/ofd'],
  ['a docx', docxOf(), '报告.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['an xlsx', xlsx, '台账.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['an old wps', compound('WordDocument'), '报告.wps', 'application/vnd.ms-works'],
  ['an old et', compound('Workbook'), '台账.et', 'application/vnd.ms-excel'],
  ['a new wps', docxOf(), '报告.wps', 'application/vnd.ms-works'],
])('%s is taken, its type told by content and ending', async (_what, bytes, name, type) => {
  expect(await checkFile(bytes, name)).toMatchObject({ type });
});

test.each([
  ['nothing', Buffer.alloc(0), '空.pdf', 'upload-empty'],
  ['more than 20 MB', Buffer.alloc(20 * 1024 * 1024 + 1), '大.pdf', 'upload-size'],
  ['an ending that is not allowed', PDF, '程序.exe', 'upload-type'],
  ['no ending', PDF, '报告', 'upload-type'],
  ['two endings, the last not allowed', PDF, '报告.pdf.exe', 'upload-type'],
  ['a program under another name', Buffer.from('MZ\x90\x00'.padEnd(500, '\0'), 'latin1'), '报告.docx', 'upload-type'],
  ['a program under the name of a PDF', Buffer.from('\x7fELF'.padEnd(500, '\0'), 'latin1'), '报告.pdf', 'upload-type'],
  ['a picture under the name of a PDF', PNG, '报告.pdf', 'upload-type'],
  ['a page under the name of a picture', Buffer.from('<script>alert(1)</script>'), '图.png', 'upload-type'],
  ['a zip under the name of a document', zipOf([{ name: 'a.txt', bytes: 'a' }]), '报告.docx', 'upload-type'],
  ['a spreadsheet under the name of a document', xlsx, '报告.docx', 'upload-type'],
  ['an installer under the name of a document', compound('Property', 'Binary'), '报告.wps', 'upload-type'],
  ['an old doc, whose ending is not allowed', compound('WordDocument'), '报告.doc', 'upload-type'],
  ['a PDF that is a zip as well', Buffer.concat([PDF, docxOf()]), '报告.pdf', 'upload-type'],
  ['a picture that is a zip as well', Buffer.concat([PNG, docxOf()]), '图.png', 'upload-type'],
  ['a picture that is a PDF as well', Buffer.concat([JPG, PDF, JPG]), '图.jpg', 'upload-type'],
  ['macros', docxOf({ name: 'word/vbaProject.bin', bytes: 'x' }), '报告.docx', 'upload-macro'],
  ['macros of WPS', docxOf({ name: 'word/jsaProject.bin', bytes: 'x' }), '报告.docx', 'upload-macro'],
  [
    'a docm renamed',
    zipOf([
      { name: '[Content_Types].xml', bytes: macroTypes },
      { name: 'word/document.xml', bytes: 'x' },
    ]),
    '报告.docx',
    'upload-macro',
  ],
  ['old macros', compound('WordDocument', '_VBA_PROJECT'), '报告.wps', 'upload-macro'],
  ['half a docx', docxOf().subarray(0, 250), '报告.docx', 'upload-broken'],
  ['half a PDF', Buffer.concat([PDF.subarray(0, 30), Buffer.alloc(3000, 32)]), '报告.pdf', 'upload-broken'],
  ['half a picture', PNG.subarray(0, 60), '图.png', 'upload-broken'],
  ['a name above its folder', docxOf({ name: '../../etc/passwd', bytes: 'x' }), '报告.docx', 'upload-broken'],
  ['an absolute name', docxOf({ name: '/etc/passwd', bytes: 'x' }), '报告.docx', 'upload-broken'],
  ['a drive', docxOf({ name: 'C:\\a.txt', bytes: 'x' }), '报告.docx', 'upload-broken'],
  ['a zip under a password', docxOf({ name: 'a.xml', bytes: 'x', flags: 0x801 }), '报告.docx', 'upload-broken'],
  ['a document under a password', compound('EncryptedPackage'), '报告.wps', 'upload-broken'],
  [
    'a directory that lies small',
    docxOf({ name: 'a.xml', bytes: 'x'.repeat(5000), claims: 10 }),
    'a.docx',
    'upload-broken',
  ],
])('%s is refused', async (_what, bytes, name, code) => {
  expect(await codeOf(bytes, name)).toBe(code);
});

test('one byte flipped anywhere in the packed text of a docx is found', async () => {
  const bytes = docxOf();
  const from = bytes.indexOf('word/document.xml') + 'word/document.xml'.length;
  for (let at = from; at < from + 50; at += 3) {
    const flipped = Buffer.from(bytes);
    flipped[at] = flipped[at]! ^ 0xff;
    expect(await codeOf(flipped, '报告.docx')).toMatch(/^upload-(broken|type)$/);
  }
});

describe('A bomb', () => {
  const zeros = Buffer.alloc(30 * 1024 * 1024);

  test.each([
    ['of a few kilobytes that unpack to a thousand times as much', docxOf({ name: 'a.xml', bytes: zeros })],
    ['that says it holds four gigabytes', docxOf({ name: 'a.xml', bytes: 'x', claims: 0xfffffffe })],
    ['of eleven thousand files', docxOf(...Array.from({ length: 11_000 }, (_, i) => ({ name: `${i}`, bytes: '' })))],
  ])('%s is refused before anything is unpacked', async (_what, bytes) => {
    const from = process.memoryUsage().rss;
    expect(await codeOf(bytes, '报告.docx')).toBe('upload-bomb');
    expect(process.memoryUsage().rss - from).toBeLessThan(50 * 1024 * 1024);
  });

  test('whose directory says that it is small is found out without being unpacked whole', async () => {
    expect(await codeOf(docxOf({ name: 'a.xml', bytes: zeros, claims: 100 }), '报告.docx')).toBe('upload-broken');
  });
});

test('a csv is taken only where a list is asked for', async () => {
  const list = Buffer.from('单位,姓名\n县总工会,某某\n');
  expect(await codeOf(list, '通讯录.csv')).toBe('upload-type');
  expect(await checkFile(list, '通讯录.csv', 'file', SHEETS)).toEqual({ name: '通讯录.csv', type: 'text/csv' });
});

test.each([
  ['摸底台账（第二批）.pdf', '摸底台账（第二批）.pdf'],
  ['../../etc/报告.pdf', '报告.pdf'],
  ['C:\\Users\\工会\\报告.PDF', '报告.pdf'],
  ['报\u0000告\u202e\u200b\n.pdf', '报告.pdf'],
  ['a<b>:"|?*.docx', 'ab.docx'],
  ['.pdf', '附件.pdf'],
  ['   .pdf', '附件.pdf'],
  ['...', '附件'],
  ['𠮷😀.png', '𠮷😀.png'],
  ['50%.pdf', '50%.pdf'],
  [`${'长'.repeat(83)}.pdf`, `${'长'.repeat(65)}.pdf`],
  [`${'𠮷'.repeat(70)}.docx`, `${'𠮷'.repeat(48)}.docx`],
])('the name %j is kept as %j', (given, kept) => {
  expect(cleanName(given)).toBe(kept);
  expect(Buffer.byteLength(cleanName(given))).toBeLessThanOrEqual(200);
});
