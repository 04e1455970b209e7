import { annotationsOf } from '../../src/domain/plan-text/annotations.js';
import { brackets } from '../../src/domain/plan-text/brackets.js';
import { cleanUp } from '../../src/domain/plan-text/clean-text.js';
import { restoreLostLines } from '../../src/domain/plan-text/lost-lines.js';
import { headingNumber } from '../../src/domain/plan-text/numbering.js';
import { rejoinBrokenLines } from '../../src/domain/plan-text/page-breaks.js';
import { outline } from '../../src/domain/plan-text/sections.js';
import { daySpan } from '../../src/domain/plan-text/written-days.js';

const flatten = (text: string): string => cleanUp(text).flat;
const paragraphs = (text: string): string[] => {
  const clean = rejoinBrokenLines(cleanUp(text));
  return clean.blocks.map((block) => clean.text.slice(block.start, block.end));
};

describe('cleaning', () => {
  test.each([
    ['**（一）精准识别。**按照', ['（一）精准识别。按照']],
    ['## 一、指导思想\r\n\r\n以……为指导\r\n', ['一、指导思想', '以……为指导']],
    ['　　正文\n— 12 —\n\n---\n第 3 页 共 9 页\n12\n下文', ['正文', '下文']],
    ['\uFEFF零宽\u200B空格\u0000', ['零宽空格']],
    ['2 * 3 是六', ['2 * 3 是六']],
    ['#1机组', ['#1机组']],
    [' \n\t\n　\n', []],
  ])('of %j leaves %j', (text, lines) => {
    const clean = cleanUp(text);
    expect(clean.blocks.map((block) => clean.text.slice(block.start, block.end))).toEqual(lines);
  });

  test('knows where every character came from', () => {
    const original = '# 标题\n\n**加粗**正文\r\n— 1 —\r\n完';
    const clean = cleanUp(original);
    expect(clean.text).toBe('标题加粗正文完');
    for (const [at, sign] of [...clean.text].entries()) {
      const { start, end } = clean.source(at, at + 1);
      expect(original.slice(start, end)).toBe(sign);
    }
    const bold = clean.source(2, 6);
    expect(original.slice(bold.start, bold.end)).toBe('加粗**正文');
  });

  test('makes every full-width sign half-width in its place', () => {
    expect(flatten('（牵头单位：Ａ；２０２０年　６月，乙）')).toBe('(牵头单位:A;2020年 6月,乙)');
  });
});

describe('broken lines', () => {
  test.each([
    ['a sentence without its end', '按照要求，全面深入\n\n摸底排查。', 1],
    ['a unit bracket', '做好工作。（责任单位：县财政局、\n\n县民政局）', 1],
    ['a unit bracket in the middle of a name', '做好工作。（责任单位：县财\n\n政局）', 1],
    ['a unit bracket at its second label', '做好。（牵头单位：县总工会；\n责任单位：县民政局）', 1],
    ['a quoted title', '关于印发《某某实施\n方案》的通知', 1],
    ['a finished sentence', '做好工作。\n抓好落实。', 2],
    ['a numbered heading', '做好工作，抓好\n（二）抓好落实。', 2],
    ['a heading without a full stop', '一、指导思想\n以……为指导，做好工作。', 2],
    ['a title', '关于做好工作，抓好落实的实施方案\n为做好工作，制定本方案。', 2],
    ['a signature and its day', '中共某县委办公室\n2020年5月12日', 2],
    ['the rows of a list', '组员：郑 群（县人社局）\n吴 强（县教育局）', 2],
    ['a label', '做好工作，抓好落实\n责任单位：县财政局', 2],
    ['a markdown heading', '做好工作，抓好\n## 附表', 2],
  ])('are told from %s', (_what, text, count) => {
    expect(paragraphs(text)).toHaveLength(count);
  });

  test('are restored at the headings where a scan lost them all, and only there', () => {
    const filler = '各单位要统一、协调推进，落实3.5亿元资金，确保第一、第二批项目按期完成。'.repeat(30);
    const clean = restoreLostLines(
      cleanUp(`某某方案一、目标任务${filler}二、工作措施（一）加强领导。${filler}（二）抓好落实。三、要求`),
    );
    expect(clean.blocks.map((block) => clean.text.slice(block.start, block.end).slice(0, 4))).toEqual([
      '某某方案',
      '一、目标',
      '二、工作',
      '（一）加',
      '（二）抓',
      '三、要求',
    ]);
  });
});

describe('heading numbers', () => {
  test.each([
    ['一、指导思想', '一、', 1, 1],
    ['十二、附则', '十二、', 1, 12],
    ['二十一.附则', '二十一、', 1, 21],
    ['（三）落实', '（三）', 2, 3],
    ['(三) 落实', '（三）', 2, 3],
    ['（十一)落实', '（十一）', 2, 11],
    ['1.扩大出口', '1.', 3, 1],
    ['12．扩大出口', '12.', 3, 12],
    ['3、扩大出口', '3.', 3, 3],
    ['（2）部署', '（2）', 4, 2],
    ['③部署', '③', 5, 3],
    ['第一条 总则', '第一条', 1, 1],
    ['第二章 职责', '第二章', 0, 2],
    ['第三阶段：总结', '第三阶段', 3, 3],
  ])('%s is numbered %s', (text, written, rank, ordinal) => {
    expect(headingNumber(flatten(text))).toMatchObject({ written, rank, ordinal });
  });

  test.each([
    '1.5亿元',
    '2020.6.30',
    '2020年',
    '一是加强',
    '（以下简称）',
    '（2020年6月）',
    '统一、协调',
    '第一阶段任务',
    '',
  ])('%s is no numbered heading', (text) => {
    expect(headingNumber(flatten(text))).toBeNull();
  });

  test('put a heading under the nearest one of an outer level, whatever marks it bears', () => {
    const { sections } = outline(cleanUp('#### 一、甲\n# （一）乙。文\n1.丙\n## (二)丁\n**二、戊**'));
    expect(sections.map(({ title, parent }) => [title, parent?.title ?? null])).toEqual([
      ['甲', null],
      ['乙', '甲'],
      ['丙', '乙'],
      ['丁', '甲'],
      ['戊', null],
    ]);
  });

  test('leave the annex and the signature to nobody', () => {
    const { sections } = outline(cleanUp('一、甲\n文。\n某县办公室\n2020年5月1日\n附件：\n名单'));
    expect(sections[0]?.blocks).toHaveLength(2);
  });
});

describe('brackets', () => {
  test.each([
    ['a(b)c(d)', ['(b)', '(d)']],
    ['(a(b)c)', ['(a(b)c)']],
    ['((a)', ['(a)']],
    ['a)b(c)', ['(c)']],
    ['【a】[b]', ['【a】', '[b]']],
    ['(((', []],
  ])('of %s are %j', (text, expected) => {
    expect(brackets(text, 100).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});

describe('unit annotations', () => {
  const read = (text: string): string => {
    const flat = flatten(text);
    return annotationsOf(flat)
      .flatMap((note) => note.mentions)
      .map(({ role, start, end }) => `${role === 'lead' ? '牵头' : '责任'} ${flat.slice(start, end)}`)
      .join('，');
  };

  test.each([
    ['做好。（牵头单位：县总工会、县民政局；责任单位：县公安局）', '牵头 县总工会，牵头 县民政局，责任 县公安局'],
    ['做好。(牵头单位:县总工会;责任单位:县公安局)', '牵头 县总工会，责任 县公安局'],
    ['做好。**（牵头单位：**县总工会，配合单位：县公安局）', '牵头 县总工会，责任 县公安局'],
    ['做好。（牵头部门：市科委）', '牵头 市科委'],
    ['做好。【责任部门：市科委 】', '责任 市科委'],
    ['责任单位：市科委、各区政府', '责任 市科委，责任 各区政府'],
    ['牵头单位：市科委。配合单位：各区政府。', '牵头 市科委，责任 各区政府'],
    ['（省商务厅牵头，合肥海关配合）', '牵头 省商务厅，责任 合肥海关'],
    ['（省商务厅负责，合肥海关配合）', '牵头 省商务厅，责任 合肥海关'],
    ['（财政部、民政部等部门按职责分工负责）', '责任 财政部，责任 民政部'],
    ['（财政部等有关部门和单位负责）', '责任 财政部，责任 有关部门和单位'],
    ['（省发展改革委负责，各市党委、政府负责落实）', '责任 省发展改革委，责任 各市党委、政府'],
    ['（财政部牵头，民政部、市妇联等部门单位参与）', '牵头 财政部，责任 民政部，责任 市妇联'],
    ['（县残联牵头县教育局、县民政局按职责分工负责）', '牵头 县残联，责任 县教育局，责任 县民政局'],
    ['（6月底完成，牵头考核单位：市公安局）', '牵头 市公安局'],
    ['（责任单位:省水利厅牵头，省财政厅等部门分工负责）', '牵头 省水利厅，责任 省财政厅'],
    ['（责任单位：市委文明办（创城办、宣传部）、市财政局）', '责任 市委文明办(创城办、宣传部)，责任 市财政局'],
  ])('of %s are %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    '按照“谁主管、谁负责”原则（谁主管、谁负责），做好工作。',
    '各牵头单位、责任单位要加强协作（以下简称责任单位）。',
    '牵头单位：要负责制定方案，组织实施。',
    '（责任单位：详见附件）',
    '（主要领导负责）',
    '（市科委）',
    '（牵头单位）',
    '成立工作专班（由分管领导牵头）。',
  ])('are not invented from %s', (text) => {
    expect(read(text)).toBe('');
  });
});

describe('written days', () => {
  test.each([
    ['（2020年6月30日前）', null, '2020-06-30'],
    ['（２０２０年６月３０日前）', null, '2020-06-30'],
    ['(2020年 6月 30日 前)', null, '2020-06-30'],
    ['二〇二〇年十二月三十一日前', null, '2020-12-31'],
    ['2020年6月底前', null, '2020-06-30'],
    ['6月底', null, '2022-06-30'],
    ['2月底前', null, '2022-02-28'],
    ['2024年2月底前', null, '2024-02-29'],
    ['2024年底前', null, '2024-12-31'],
    ['年底前', null, '2022-12-31'],
    ['2021年三季度末', null, '2021-09-30'],
    ['5月上旬', '2022-05-01', '2022-05-10'],
    ['5月中旬', '2022-05-11', '2022-05-20'],
    ['2月下旬', '2022-02-21', '2022-02-28'],
    ['2020.6.30前', null, '2020-06-30'],
    ['2020-06-30', null, '2020-06-30'],
    ['2022年7月至2022年12月', '2022-07-01', '2022-12-31'],
    ['2021年11月-12月', '2021-11-01', '2021-12-31'],
    ['3月1日—3月15日', '2022-03-01', '2022-03-15'],
    ['持续推进', null, null],
    ['摸底', null, null],
  ])('%s runs from %s to %s where the document is of 2022', (text, start, deadline) => {
    const flat = flatten(text);
    expect(daySpan(flat, 0, flat.length, 2022)).toMatchObject({ start, deadline, impossible: [] });
  });

  test.each([
    ['2021年9月31日', '2021-09-30'],
    ['2021年2月29日', '2021-02-28'],
    ['6月31日', '2021-06-30'],
    ['2020年13月1日', null],
    ['2020年0月5日', null],
    ['2020年6月32日', null],
  ])('%s is on no calendar; the end of its month is meant where there is one', (text, deadline) => {
    const span = daySpan(text, 0, text.length, 2021);
    expect(span).toMatchObject({ start: null, deadline });
    expect(span.impossible.map(({ start, end }) => text.slice(start, end))).toEqual([text]);
  });

  test('a day without a year is not guessed where nothing says the year', () => {
    expect(daySpan('6月30日', 0, 6, null)).toMatchObject({ start: null, deadline: null, impossible: [] });
  });
});
