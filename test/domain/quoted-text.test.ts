import fc from 'fast-check';
import { withoutQuoted } from '../../src/domain/quoted-text.js';

const SAID = '已完成摸底，进度60%。';

/** How the mail programs of a county quote. */
const QUOTING: readonly [program: string, quoted: string][] = [
  ['QQ 邮箱', '------------------ 原始邮件 ------------------\n发件人: "办公室"<o@x.cn>;\n请按期办结。'],
  ['QQ 手机', '---原始邮件---\n发件人: "办公室"'],
  ['QQ 英文界面', '---Original---\nFrom: "office"'],
  ['网易邮箱大师', '---- 回复的原邮件 ----\n| 发件人 | 办公室 |'],
  ['Foxmail', '\n\n发件人： 办公室\n发送时间： 2020-07-01 08:30\n收件人： 县财政局\n主题： 到期提醒\n请按期办结。'],
  [
    'Outlook',
    '________________________________\n发件人: 办公室 <o@x.cn>\n发送时间: 2020年7月1日 8:30\n收件人: 县财政局\n主题: 到期提醒',
  ],
  ['Outlook 英文', '-----Original Message-----\nFrom: office\nSent: Wednesday'],
  ['163 网页', '\n在 2020-07-01 08:30:00，"办公室" <o@x.cn> 写道：\n请按期办结。'],
  ['Coremail', '在 2020年7月1日 08:30，办公室 <o@x.cn> 写道：\n> 请按期办结。'],
  ['Gmail 中文', '办公室 <o@x.cn> 于2020年7月1日周三 上午8:30写道：\n\n> 请按期办结。'],
  ['Gmail', 'On Wed, Jul 1, 2020 at 8:30 AM office <o@x.cn> wrote:\n> do it'],
  ['Gmail, broken over two lines', 'On Wed, Jul 1, 2020 at 8:30 AM office\n<o@x.cn> wrote:\n> do it'],
  ['Apple', '发自我的iPhone\n\n> 在 2020年7月1日，08:30，办公室 <o@x.cn> 写道：\n> 请按期办结。'],
  ['quoting alone', '> 请按期办结。\n> 谢谢'],
];

test.each(QUOTING)('what %s quotes goes, what was written stays', (_, quoted) => {
  expect(withoutQuoted(`${SAID}\n${quoted}`)).toBe(SAID);
  expect(withoutQuoted(`第一段。\r\n\r\n第二段。\r\n\r\n${quoted.replaceAll('\n', '\r\n')}`)).toBe(
    '第一段。\n\n第二段。',
  );
});

test.each([
  ['a list with times', '6月24日08:30开会完成。\n在2020年6月30日前整改到位。'],
  ['somebody who writes of a sender', '发件人：本局办公室\n已发函催办。'],
  ['somebody who quotes a document', '县委文件写道：要抓紧落实。\n现已落实。'],
  ['a rule between two parts', '一、已完成。\n--------\n二、下一步。'],
  ['the words themselves', '原始邮件已经存档。'],
])('%s loses nothing', (_, text) => {
  expect(withoutQuoted(text)).toBe(text);
});

test('an answer just above the line about who wrote is not taken for part of it', () => {
  expect(withoutQuoted('6月24日08:30开会完成。\n在 2020-07-01 08:30:00，"办公室" <o@x.cn> 写道：\n> 请')).toBe(
    '6月24日08:30开会完成。',
  );
});

test('an answer below its quotation is found there', () => {
  expect(withoutQuoted(`在 2020年7月1日 08:30，办公室 <o@x.cn> 写道：\n> 请按期办结。\n\n${SAID}`)).toBe(SAID);
});

test('signatures of machines and after two dashes go; nothing but a quotation is nothing', () => {
  expect(withoutQuoted(`${SAID}\n\n发自我的华为手机`)).toBe(SAID);
  expect(withoutQuoted(`${SAID}\n-- \n王小明\n0898-1234567`)).toBe(SAID);
  expect(withoutQuoted('------------------ 原始邮件 ------------------\n请按期办结。')).toBe('');
  expect(withoutQuoted('')).toBe('');
});

test('whatever stands in it, it ends soon and adds nothing', () => {
  const line = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom('> ', '发件人：', '主题：', '在 2020年', '写道：', '------', '', 'On 2020-07-01 wrote:', '-- '),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const text = lines.join('\n');
      for (const kept of withoutQuoted(text).split('\n')) expect(text).toContain(kept);
    }),
    { numRuns: 500 },
  );
  const long = `${'在2020年 '.repeat(20_000)}\n`.repeat(3);
  const before = performance.now();
  withoutQuoted(long);
  expect(performance.now() - before).toBeLessThan(2000);
});
