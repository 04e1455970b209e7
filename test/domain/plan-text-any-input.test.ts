import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { type Source } from '../../src/domain/plan.js';
import { type PlanDraft } from '../../src/domain/plan-text/plan-draft.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

const BAISHA = readFileSync(new URL('../../plans/baisha-2020-10.txt', import.meta.url), 'utf8');

function sourcesOf(draft: PlanDraft): Source[] {
  return [
    ...draft.measures.flatMap((measure) => [measure.source, ...measure.duties.map((duty) => duty.source)]),
    ...[...draft.phases, ...draft.leadingGroup, ...draft.office, ...draft.findings].map(({ source }) => source),
    ...Object.values(draft.sources).filter((source) => source !== null),
  ];
}

/** Half a document: the words and marks that the reader looks for, in any order. */
const scraps = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '一、',
          '（一）',
          '(二)',
          '1.',
          '（1）',
          '①',
          '第一阶段：',
          '\n',
          '\r\n',
          '**',
          '# ',
          '（',
          '）',
          '：',
          '；',
          '。',
          '、',
          '，',
        ],
        ...[
          '牵头单位：',
          '责任单位：',
          '完成时限：',
          '牵头',
          '负责',
          '县财政局',
          '县民政局',
          '等部门',
          '实施步骤',
          '工作措施',
        ],
        ...[
          '2020年6月30日前',
          '2021年9月31日',
          '6月底',
          '年底',
          '至',
          '2020年5月12日印发',
          '某发〔2020〕10号',
          '关于印发《',
          '》的通知',
        ],
        ...[
          '组 长：',
          '组员：',
          '郑 群（县委办）',
          '办公室设在',
          '办公室主任由',
          '兼任',
          '附件：',
          '领导小组',
          '实施方案',
          '— 3 —',
        ],
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('any text at all', () => {
  test('gives a draft whose sources lie in the text, and never throws', () => {
    fc.assert(
      fc.property(scraps, (text) => {
        for (const { start, end } of sourcesOf(readPlanText(text))) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('names no unit that it does not hold', () => {
    fc.assert(
      fc.property(scraps, (text) => {
        for (const { unit, source } of readPlanText(text).measures.flatMap((measure) => measure.duties)) {
          expect(unit).not.toBe('');
          expect([...unit].every((sign) => text.slice(source.start, source.end).includes(sign))).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('may tear the plan apart anywhere within its sentences', () => {
    const lines = BAISHA.split('\n');
    const prose = lines.flatMap((line, at) => (line.length > 60 && !line.startsWith('#') ? [at] : []));
    const duties = (text: string) => readPlanText(text).measures.map(({ lead, responsible }) => [lead, responsible]);
    const expected = duties(BAISHA);
    fc.assert(
      fc.property(fc.constantFrom(...prose), fc.double({ min: 0.02, max: 0.98, noNaN: true }), (at, part) => {
        const line = lines[at] ?? '';
        const cut = Math.floor(line.length * part);
        // A page never parts the two stars of a markdown mark.
        fc.pre(line[cut] !== '*' && line[cut - 1] !== '*');
        const torn = [...lines.slice(0, at), line.slice(0, cut), '', line.slice(cut), ...lines.slice(at + 1)];
        expect(duties(torn.join('\n'))).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});

/** What the processor has worked since; the clock on the wall knows what else the machine does. */
function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

describe('five megabytes', () => {
  const SIZE = 5_000_000;
  const fill = (scrap: string): string => scrap.repeat(Math.ceil(SIZE / scrap.length)).slice(0, SIZE);

  test.each([
    ['of one character', '县'],
    ['of opening brackets', '（'],
    ['of nested brackets', '（（）'],
    ['of half a date', '2020年'],
    ['of days', '2020年6月30日前'],
    ['of labels', '牵头单位：'],
    ['of deadlines', '完成时限：'],
    ['of annotations', '（牵头单位：县总工会；责任单位：县民政局、县财政局）'],
    ['of unit names', '县财政局、'],
    ['of headings on one line', '一、（一）1.甲。'],
    ['of headings line by line', '（一）甲（牵头单位：县总工会）。\n'],
    ['of impossible phases', '一、实施步骤\n（一）甲（2020年6月31日前）\n（二）乙\n'],
    ['of broken lines', '、\n'],
    ['of people', '组员：张三（县委办）'],
    ['of offices', '办公室主任由'],
    ['of foundings', '成立'],
    ['of stars', '*'],
    ['of line ends', '\n'],
    ['of rows of a table', '| 任务 | 责任单位 |\n| 甲任务 | 县财政局 |\n'],
    ['of cells', '| 甲 '],
    ['of marks of a table', '|'],
    ['of tabs', '甲\t'],
    ['of blanks', ' 　'],
    ['of digits', '2021'],
    ['of commas', '、'],
    ['of closing brackets', '）〕】'],
    ['of people in columns', '张 三  县长  '],
    ['of appointments', '由县长张三任组长，'],
    ['of phases in one paragraph', '一是动员阶段（3月）；'],
    ['of phases without numbers', '动员部署阶段（2021年3月）。\n'],
    ['of units that begin their clause', '县财政局负责甲。\n'],
    ['of units with a task each', '（一）县教育局\n1.甲。（3月5日前）\n'],
    ['of stages', '第一阶段动员阶段'],
    ['of stages line by line', '第一阶段：动员阶段\n'],
    ['of years behind numbers', '1.2022年'],
    ['of lists of members', '。成员单位'],
    ['of cells line by line', '甲 |\n'],
    ['of tables cell under cell', '序号\n任务\n责任单位\n1\n甲，乙\n县财政局\n'],
    ['of binary rubbish', '\u0000\uD800ÿ\u0007（\uDFFF'],
  ])('%s are read in bounded time', (_what, scrap) => {
    const text = fill(scrap);
    const begun = process.cpuUsage();
    const { findings } = readPlanText(text);
    // A second or two of the processor; the limit leaves room for a slow one and none for a pattern gone wild.
    expect(processorMs(begun)).toBeLessThan(8000);
    expect(findings[0]?.code).toBe('too-long');
  });
});

test('Fifty megabytes in one line are read no further than half a million characters', () => {
  const begun = process.cpuUsage();
  expect(readPlanText('（牵头单位：县总工会）'.repeat(5_000_000)).findings[0]?.code).toBe('too-long');
  expect(processorMs(begun)).toBeLessThan(8000);
});

test('A text and a table of thousands of measures are compared in bounded time', () => {
  const numbers = Array.from({ length: 6000 }, (_, at) => at + 1);
  const clauses = numbers.map((n) => `${(n % 999) + 1}.任务任务${n}。（责任单位：县财政局）`);
  const rows = numbers.map((n) => `| 任务任务${n} | 县民政局 |`);
  const begun = process.cpuUsage();
  const { measures } = readPlanText(['一、重点任务', ...clauses, '附件', '| 任务 | 责任单位 |', ...rows].join('\n'));
  expect(measures.length).toBeGreaterThanOrEqual(6000);
  expect(processorMs(begun)).toBeLessThan(8000);
});
