import { readFileSync } from 'node:fs';
import { type PlanDraft } from '../../src/domain/plan-text/plan-draft.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

/** How surely a plan says what is read from it: by a label, by where it stands, or hardly. */
const HEAD = '某县2022年专项行动实施方案\n某办发〔2022〕3号\n为做好工作，制定本方案。\n';
const read = (text: string): PlanDraft => readPlanText(`${HEAD}${text}\n某县人民政府办公室\n2022年3月1日\n`);

describe('a measure', () => {
  const first = (note: string): string => {
    const [measure] = read(
      `一、重点任务\n（一）甲任务。${note}\n（二）乙任务。（责任单位：县气象局）\n（三）丙任务。（责任单位：县水利局）`,
    ).measures;
    return measure?.confidence ?? '';
  };
  test.each([
    ['（责任单位：县财政局）', 'stated'],
    ['（责任单位：县财政局；完成时限：2022年6月底）', 'stated'],
    ['（责任单位：县财政局；完成时限：6月底）', 'inferred'],
    ['做好甲。', 'inferred'],
    ['（责任单位：县财政局；完成时限：2022年6月31日）', 'doubtful'],
  ])('%s is %s', (note, expected) => {
    expect(first(note)).toBe(expected);
  });
});

describe('a duty', () => {
  const duties = (text: string): string[] =>
    read(text).measures.flatMap((measure) => measure.duties.map(({ unit, confidence }) => `${unit} ${confidence}`));

  test.each<[string, string, string[]]>([
    ['a label names is stated', '一、重点任务\n（一）甲任务。（牵头单位：县财政局）', ['县财政局 stated']],
    [
      'of the first by a rule of the document is inferred',
      '一、重点任务\n（一）甲任务。（县财政局、县民政局负责。列第一位者为牵头单位，下同）',
      ['县财政局 inferred', '县民政局 stated'],
    ],
    [
      'that a cell shares with the one above is inferred',
      '附件\n| 任务 | 责任单位 |\n| 甲任务 | 县财政局 |\n| 乙任务 | |',
      ['县财政局 stated', '县财政局 inferred'],
    ],
    [
      'of a list of units is inferred',
      '一、职责分工\n（一）县财政局。负责甲。\n（二）县民政局。负责乙。',
      ['县财政局 inferred', '县民政局 inferred'],
    ],
    [
      'of what is called like no unit is doubtful',
      '一、重点任务\n（一）甲任务。（责任单位：县财政局、建设）',
      ['县财政局 stated', '建设 doubtful'],
    ],
  ])('%s', (_what, text, expected) => {
    expect(duties(text)).toEqual(expected);
  });
});

describe('a phase', () => {
  test.each([
    ['（一）动员（2022年3月31日前）。\n（二）总结（2022年6月）。', 'stated'],
    ['（一）动员（3月31日前）。\n（二）总结（6月）。', 'inferred'],
    ['动员部署阶段（2022年3月31日前）。\n总结阶段（2022年6月）。', 'inferred'],
    ['（一）动员（2022年2月30日前）。\n（二）总结（2022年6月）。', 'doubtful'],
    ['（一）动员。\n（二）总结（2022年6月）。', 'doubtful'],
  ])('%j is %s', (phases, expected) => {
    expect(read(`一、实施步骤\n${phases}`).phases[0]?.confidence).toBe(expected);
  });
});

describe('a person', () => {
  test('is stated behind a label, inferred in a row without one, doubtful with a name like no other', () => {
    const { leadingGroup } = read('组长：张三（县长）\n成员：李四（县财政局）\n王五（县民政局）\n的了（县公安局）');
    expect(leadingGroup.map(({ name, confidence }) => `${name} ${confidence}`)).toEqual([
      '张三 stated',
      '李四 stated',
      '王五 inferred',
      '的了 doubtful',
    ]);
  });
});

describe('a fact of the head', () => {
  test('is stated on its own line, inferred from the notice, and nothing where it was not found', () => {
    expect(read('一、总则').confidence).toMatchObject({
      title: 'stated',
      docNumber: 'stated',
      issuer: 'stated',
      officeUnit: null,
    });
    const notice = readPlanText('某办关于印发《关于创新的若干意见》的通知\n各单位：\n一、总则');
    expect(notice.confidence).toMatchObject({ title: 'inferred', issuer: 'inferred', docNumber: null });
  });

  test('that no calendar has is doubtful', () => {
    expect(readPlanText('某县实施方案\n一、总则\n某县人民政府\n2022年2月30日').confidence.issuedOn).toBe('doubtful');
  });
});

describe('what is doubtful', () => {
  const baisha = readFileSync(new URL('../../plans/baisha-2020-10.txt', import.meta.url), 'utf8');
  const doubtful = (draft: PlanDraft): { source: { start: number; end: number } }[] =>
    [
      ...draft.measures.flatMap((measure) => [measure, ...measure.duties]),
      ...draft.phases,
      ...draft.leadingGroup,
      ...draft.office,
    ].filter(({ confidence }) => confidence === 'doubtful');

  test('has a finding in its place, each', () => {
    const draft = read(
      '一、重点任务\n（一）甲任务。（责任单位：建设；时限：6月31日）\n二、实施步骤\n（一）动员（2月30日前）。\n（二）总结。\n组长：的了（县长）',
    );
    const places = doubtful(draft).map(({ source }) => source);
    expect(places).toHaveLength(5);
    for (const { start, end } of places) {
      const found = draft.findings.filter(({ source }) => source.start >= start && source.end <= end);
      expect(found).not.toEqual([]);
      for (const { message } of found) expect(message).toMatch(/。$/);
    }
  });

  test('is nothing in the Baisha plan', () => {
    expect(doubtful(readPlanText(baisha))).toEqual([]);
  });
});
