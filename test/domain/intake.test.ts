import { readFileSync } from 'node:fs';
import { type IntakeDraft, intakeDraftOf, namesInDuties, openDoubts } from '../../src/domain/intake.js';
import * as edits from '../../src/domain/intake-edits.js';
import { withPhasesByDeadline } from '../../src/domain/intake-phasing.js';
import { outcomesOf } from '../../src/domain/outcomes.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

const BAISHA = readFileSync('plans/baisha-2020-10.txt', 'utf8');
const read = (text: string): IntakeDraft => intakeDraftOf(readPlanText(text));
const baisha = read(BAISHA);
const WITHOUT_PHASES = read(
  '全县禁毒工作实施方案\n一、工作措施\n（一）宣传教育。（牵头单位：县教育局；责任单位：县司法局；完成时限：2021年6月底前）\n' +
    '（二）查缉毒品。（牵头单位：县公安局；责任单位：各乡镇、县邮政局；完成时限：2021年12月底前）\n（三）戒毒康复。（牵头单位：县卫健委）\n',
);
const doubtsOf = (draft: IntakeDraft) => openDoubts(draft).map(({ code }) => code);

describe('Doubts of an intake', () => {
  test('those of the Baisha plan are the reader’s, each under a key of its own', () => {
    const doubts = openDoubts(baisha);
    expect(doubts.map(({ message }) => message).sort()).toEqual(baisha.findings.map(({ message }) => message).sort());
    expect(new Set(doubts.map(({ key }) => key)).size).toBe(doubts.length);
  });

  test('one that was answered is gone, and no other', () => {
    const [first] = openDoubts(baisha);
    const settled = edits.withDoubtSettled(baisha, first!.key);
    expect(openDoubts(settled)).toEqual(openDoubts(baisha).slice(1));
  });

  test('one goes away with what it was about: a phase is given its day', () => {
    const phase = { number: '一', title: '启动', start: null, outcomes: [] };
    const undated = edits.withPhase(WITHOUT_PHASES, 0, { ...phase, deadline: null });
    expect(doubtsOf(undated)).toContain('phase-without-deadline');
    expect(doubtsOf(edits.withPhase(undated, 0, { ...phase, deadline: '2021-06-30' }))).not.toContain(
      'phase-without-deadline',
    );
  });

  test('one comes up with an edit: a measure loses its units', () => {
    const idle = edits.withMeasure(baisha, 0, {
      ...{ number: '（一）', title: '空的', lead: [], responsible: [], deadline: null },
    });
    expect(doubtsOf(idle).filter((code) => code === 'no-duties')).toHaveLength(1);
  });
});

test('a unit that the office added by hand is not asked after: no list can name it', () => {
  const asked = (draft: IntakeDraft) =>
    openDoubts(draft).flatMap(({ code, names }) => (code === 'unit-not-member' ? names : []));
  const before = asked(baisha);
  const named = { number: '（九）', title: '督导', lead: ['县档案馆'], responsible: [], deadline: null };
  expect(asked(edits.withMeasure(baisha, baisha.measures.length, named))).toEqual(before);
  const [unit] = baisha.measures[1]!.responsible;
  expect(asked(edits.withNameReplaced(baisha, unit!, ['牙叉镇', '七坊镇']))).toEqual(before);
});

describe('Edits of a draft', () => {
  test('a unit that stays keeps its place in the text, one that is new has none, one named twice leads', () => {
    const [measure] = baisha.measures;
    const kept = measure!.duties[0]!;
    const { duties, lead, responsible } = edits.withMeasure(baisha, 0, {
      ...{ number: '（一）', title: '精准识别', deadline: null },
      ...{ lead: [kept.unit, '县教育局'], responsible: ['县 教育局', '县新设局'] },
    }).measures[0]!;
    expect(lead).toEqual([kept.unit, '县教育局']);
    expect(responsible).toEqual(['县新设局']);
    expect(duties[0]!.source).toEqual(kept.source);
    expect(duties[2]!.source).toEqual({ start: 0, end: 0 });
  });

  test('a measure is added at the end and taken away again', () => {
    const added = edits.withMeasure(baisha, baisha.measures.length, {
      ...{ number: '（九）', title: '督导检查', lead: ['县总工会'], responsible: [], deadline: '2020-11-30' },
    });
    expect(added.measures.at(-1)).toMatchObject({ title: '督导检查', deadline: '2020-11-30', lead: ['县总工会'] });
    expect(edits.withoutMeasure(added, baisha.measures.length).measures).toEqual(baisha.measures);
    expect(() => edits.withMeasure(baisha, 99, { ...added.measures[0]!, lead: [], responsible: [] })).toThrow(
      'not-found',
    );
  });

  test('phases stand in order of their last days, whatever order they are written in', () => {
    const phase = { number: '', start: null, outcomes: [] };
    const two = edits.withPhase(
      edits.withPhase(WITHOUT_PHASES, 0, { ...phase, title: '后', deadline: '2021-12-31' }),
      1,
      { ...phase, title: '先', deadline: '2021-06-30' },
    );
    expect(two.phases.map(({ title }) => title)).toEqual(['先', '后']);
    expect(() =>
      edits.withPhase(two, 0, { ...phase, title: '倒', start: '2021-07-01', deadline: '2021-06-30' }),
    ).toThrow('intake-phase-backwards');
  });

  test('a plan without phases gets one for each day its measures are due on, and no measure is left without a day', () => {
    const phased = withPhasesByDeadline(WITHOUT_PHASES, null);
    expect(phased.phases.map(({ number, deadline }) => `${number} ${deadline}`)).toEqual([
      '第一阶段 2021-06-30',
      '第二阶段 2021-12-31',
    ]);
    expect(phased.measures.map(({ deadline }) => deadline)).toEqual(['2021-06-30', '2021-12-31', '2021-12-31']);
  });

  test('which measures were given the last day stays a doubt until it is answered or they are given another', () => {
    const phased = withPhasesByDeadline(WITHOUT_PHASES, null);
    const doubt = openDoubts(phased).find(({ code }) => code === 'last-day-given');
    expect(doubt?.message).toBe('措施“（三）戒毒康复”没有写时限，设阶段时定为最后一个时限2021年12月31日，请核对。');
    expect(doubtsOf(edits.withDoubtSettled(phased, doubt!.key))).not.toContain('last-day-given');
    const own = { number: '（三）', title: '戒毒康复', lead: ['县卫健委'], responsible: [], deadline: '2021-09-30' };
    expect(doubtsOf(edits.withMeasure(phased, 2, own))).not.toContain('last-day-given');
  });

  test('where no measure has a day, the day asked for is the end of the one phase', () => {
    const undated = { ...WITHOUT_PHASES, measures: WITHOUT_PHASES.measures.map((m) => ({ ...m, deadline: null })) };
    expect(() => withPhasesByDeadline(undated, null)).toThrow('intake-no-end');
    const phased = withPhasesByDeadline(undated, '2021-11-30');
    expect(phased.phases.map(({ deadline }) => deadline)).toEqual(['2021-11-30']);
    expect(phased.measures.every(({ deadline }) => deadline === null)).toBe(true);
    expect(doubtsOf(phased)).not.toContain('last-day-given');
  });

  test('各乡镇 is replaced by the townships, in every measure that names them', () => {
    const replaced = edits.withNameReplaced(WITHOUT_PHASES, '各乡镇', ['牙叉镇', '七坊镇', '县邮政局']);
    expect(replaced.measures[1]!.responsible).toEqual(['牙叉镇', '七坊镇', '县邮政局']);
    expect([...namesInDuties(edits.withNameReplaced(WITHOUT_PHASES, '各乡镇', [])).keys()]).not.toContain('各乡镇');
  });

  test('the leading group is written one person a line; a line with one word is no person', () => {
    const lines = '组长 张三 县委副书记、县长\n\n办公室主任：李四，县总工会主席';
    const { leadingGroup, office } = edits.withMembers(baisha, lines);
    expect(leadingGroup).toMatchObject([{ role: '组长', name: '张三', unit: '县委副书记、县长' }]);
    expect(office).toMatchObject([{ role: '办公室主任', name: '李四', unit: '县总工会主席' }]);
    expect(() => edits.withMembers(baisha, '组长')).toThrow('intake-member-line');
    // Bodies are no people.
    expect(() => edits.withMembers(baisha, '成员 县教育局、县财政局')).toThrow('intake-member-line');
    expect(() => edits.withMembers(baisha, '办公室 县农业农村局')).toThrow('intake-member-line');
  });

  test('what is decided of a name is forgotten with the name', () => {
    const decided = edits.withNameDecided(WITHOUT_PHASES, '各乡镇', 'new');
    expect(decided.decided).toEqual({ 各乡镇: 'new' });
    expect(edits.withNameReplaced(decided, '各乡镇', ['牙叉镇']).decided).toEqual({});
    expect(edits.withNameDecided(decided, '各乡镇', null).decided).toEqual({});
  });

  test.each([
    ['县教育局、县民政局', ['县教育局', '县民政局']],
    ['县教育局，县民政局；县财政局\n县公安局', ['县教育局', '县民政局', '县财政局', '县公安局']],
    ['  ', []],
  ])('names written as %j are %j', (written, names) => expect(edits.namesWritten(written)).toEqual(names));
});

describe('What a phase is to bring', () => {
  test.each([
    ['全面调查，汇总形成书面情况报告县委。', ['汇总形成书面情况报告县委']],
    ['宣传率达到95%以上；加强领导。', ['宣传率达到95%以上']],
    ['建立问题清单和整改台账，并于月底前报送总结。', ['建立问题清单和整改台账', '并于月底前报送总结']],
    ['各单位要高度重视，认真组织实施。', []],
  ])('%s', (text, outcomes) => expect(outcomesOf(text)).toEqual(outcomes));
});

test('a day in a measure’s sentences is asked after also once the measure was given the last day of all', () => {
  const draft = read(
    '全县禁毒工作实施方案\n2021年3月1日\n一、工作措施\n（一）宣传教育。（牵头单位：县教育局；责任单位：县司法局；完成时限：2021年12月底前）\n' +
      '（二）招录人员。2021年7月底前，完成招录。（牵头单位：县公安局；责任单位：县财政局）\n',
  );
  expect(doubtsOf(draft)).toContain('day-in-text');
  const phased = withPhasesByDeadline(draft, null);
  expect(phased.measures[1]).toMatchObject({ deadline: '2021-12-31' });
  expect(doubtsOf(phased)).toEqual(expect.arrayContaining(['day-in-text', 'last-day-given']));
  const put = {
    ...phased,
    measures: phased.measures.map((one, i) => (i === 1 ? { ...one, deadline: '2021-07-31' } : one)),
  };
  expect(doubtsOf(put)).not.toContain('day-in-text');
});
