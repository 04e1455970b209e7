import { doubtsSettledBefore, openDoubts } from '../../src/domain/intake.js';
import { withAlias, withDoubtSettled } from '../../src/domain/intake-edits.js';
import { type DraftOfText, withSettledBefore } from '../../src/domain/intake-reissued.js';
import { intakeOf } from '../../src/domain/intake-same-units.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

const TEXT = `某县禁毒工作实施方案

一、工作措施

（一）宣传教育。2021年9月底前完成进校园活动。（牵头单位：县教育局；责任单位：县金融服务中心）

（二）查缉毒品。2021年8月31日前完成路面查缉。（牵头单位：县公安局；责任单位：县教育局）

二、实施步骤

（一）全面实施（2021年11月30日前）。各单位抓好落实。

附件

某县禁毒工作领导小组成员名单

组　长：张三（县委副书记）
成　员：李四（县教育局局长）
　　　　王五（县公安局局长）
　　　　赵六（县金融工作服务中心主任）
`;
const taken = (text: string): DraftOfText => ({ text, draft: intakeOf(readPlanText(text)) });
const asked = ({ draft }: DraftOfText) => openDoubts(draft).map(({ code, names }) => [code, ...names]);

const first = taken(TEXT);
const answered = ({ draft, text }: DraftOfText, ...codes: string[]): DraftOfText => ({
  text,
  draft: openDoubts(draft)
    .filter(({ code }) => codes.includes(code))
    .reduce((kept, { key }) => withDoubtSettled(kept, key), draft),
});
const SETTLED = answered(first, 'day-in-text');
const ALIAS = ['alias-suspected', '县金融服务中心', '县金融工作服务中心'];
const DAYS = [
  ['day-in-text', '宣传教育'],
  ['day-in-text', '查缉毒品'],
];
const again = (text: string, before = SETTLED) => {
  const read = taken(text);
  return { ...read, draft: withSettledBefore(read, before) };
};

test('the first issue asks of both days and of the two names', () =>
  expect(asked(first)).toEqual(expect.arrayContaining([...DAYS, ALIAS])));

test.each([
  ['the same text but its end', TEXT.replace('各单位抓好落实', '各单位认真抓好落实'), []],
  ['a line more above', TEXT.replace('一、工作措施', '为做好全县禁毒工作，制定本方案。\n\n一、工作措施'), []],
  ['another day in one of the lines', TEXT.replace('2021年8月31日前', '2021年9月15日前'), [DAYS[1]]],
  ['another title of one of the measures', TEXT.replace('宣传教育', '宣传发动'), [['day-in-text', '宣传发动']]],
])('of days that were seen before, those are asked again that read otherwise: %s', (_, text, days) => {
  expect(asked(again(text)).filter(([code]) => code === 'day-in-text')).toEqual(days);
  expect(doubtsSettledBefore(again(text).draft)).toHaveLength(2 - days.length);
});

test('what nobody had answered when the plan was started is asked', () => {
  expect(asked(again(TEXT))).toContainEqual(ALIAS);
  expect(asked(again(TEXT, first))).toEqual(asked(first));
  expect(doubtsSettledBefore(again(TEXT, first).draft)).toEqual([]);
});

test('two names that were said to be one unit’s stay so', () => {
  const said = answered(first, 'alias-suspected');
  const same = { ...said, draft: withAlias(said.draft, '县金融服务中心', '县金融工作服务中心') };
  expect(asked(again(TEXT, same))).not.toContainEqual(ALIAS);
  expect(again(TEXT, same).draft.aliases).toEqual([{ unit: '县金融服务中心', name: '县金融工作服务中心' }]);
  expect(again(TEXT, said).draft.aliases).toEqual([]);
});
