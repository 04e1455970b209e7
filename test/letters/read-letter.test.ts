import { withoutQuoted } from '../../src/domain/quoted-text.js';
import { readLetter } from '../../src/mailbox/read-letter.js';
import { letterFile, plainLetter } from '../support/letters.js';

/** What the clerk wrote, as it stands in each file. */
const WRITTEN: readonly [file: string, sender: string, text: string][] = [
  [
    'foxmail-gbk.eml',
    '王小明',
    '各位领导：\n    我局已完成摸底排查，进度60%，计划7月15日前完成全部整改。\n\n王小明\n县财政局',
  ],
  ['qq-gb18030.eml', '李四', '进展：镕基大道示范点已建成，𠮷祥社区完成验收。'],
  ['qq-html.eml', '赵六', '已召开部门协调会，方案印发。\n\n下一步：7月10日前组织培训。'],
  ['attachments.eml', '王小明', '进度已到80%，佐证材料见附件。'],
  ['outlook-related.eml', '王小明', '已报县政府审定。'],
];

test.each(WRITTEN)('%s: who wrote what', async (file, sender, text) => {
  const letter = await readLetter(letterFile(file, { answered: '<0a1b@luoshi>' }));
  expect(letter.fromName).toBe(sender);
  expect(withoutQuoted(letter.text).replace(/\n{2,}/g, '\n\n')).toBe(text);
  expect(letter.answers).toEqual(['<0a1b@luoshi>']);
  expect(letter.head).toMatchObject({ fromAddress: 'w@x.gov.cn', autoSubmitted: '', isBounce: false, isList: false });
});

test('files come with their names; a mark in a signature is none', async () => {
  const names = async (file: string) => (await readLetter(letterFile(file))).files.map(({ name }) => name);
  expect(await names('attachments.eml')).toEqual(['验收材料.pdf', 'winmail.dat', '工具.exe']);
  expect(await names('outlook-related.eml')).toEqual([]);
});

test('what machines send is known by its head', async () => {
  expect((await readLetter(letterFile('vacation.eml'))).head.autoSubmitted).toBe('auto-replied');
  expect((await readLetter(letterFile('bounce.eml'))).head.isBounce).toBe(true);
  const list = plainLetter('通讯', { extra: 'List-Id: <news.example.cn>\r\nPrecedence: bulk' });
  expect((await readLetter(list)).head).toMatchObject({ isList: true, precedence: 'bulk' });
});

test('a signed address is found wherever a server leaves it', async () => {
  const raw = plainLetter('好', {
    to: 'other@x.gov.cn',
    extra: 'Delivered-To: luoshi+1.00@x.gov.cn\r\nCc: A <a@b.cn>',
  });
  expect((await readLetter(raw)).to).toEqual(['other@x.gov.cn', 'a@b.cn', 'luoshi+1.00@x.gov.cn']);
});

test('a mail of more parts than anybody sends is read no further than its head', async () => {
  const parts = '--m\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(1100);
  const head =
    'From: <w@x.gov.cn>\r\nMessage-ID: <many@x.gov.cn>\r\nContent-Type: multipart/mixed; boundary="m"\r\n\r\n';
  const letter = await readLetter(Buffer.from(`${head}${parts}--m--\r\n`));
  expect(letter).toMatchObject({ messageId: '<many@x.gov.cn>', isCut: true, text: '', files: [] });
});

test('a damaged mail is read as far as it goes, and is the same mail the next time', async () => {
  const raw = letterFile('broken.eml');
  const [one, two] = [await readLetter(raw), await readLetter(raw)];
  expect(one.messageId).toMatch(/^<[0-9a-f]{64}@unnamed>$/);
  expect(two.messageId).toBe(one.messageId);
  expect(one.head.fromAddress).toBe('w@x.gov.cn');
  expect((await readLetter(Buffer.alloc(0))).text).toBe('');
  expect((await readLetter(Buffer.from([0, 255, 13, 10, 13, 10, 0, 216]))).text).not.toContain('\u0000');
});
