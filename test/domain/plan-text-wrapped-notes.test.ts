import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

/** Notes without brackets, as a page of a fixed width breaks them: within labels, names and days, with a page's number between. */
const TASKS: [title: string, text: string, lead: string, others: string[], written: string, day: string | null][] = [
  [
    '推进证照改革',
    '将涉企经营许可事项全部纳入平台办理，压减办理时限。',
    '县行政审批服务管理局',
    ['县市场监督管理局', '县人力资源和社会保障局'],
    '2024年9月30日前',
    '2024-09-30',
  ],
  [
    '建立诉求窗口',
    '设立“办不成事”反映窗口，建立问题反馈闭环机制。',
    '县行政审批服务管理局',
    ['各乡镇人民政府'],
    '2024年6月底前',
    '2024-06-30',
  ],
  [
    '优化就诊流程',
    '平均候诊时间压减到20分钟以内，推行诊间结算。',
    '门诊部',
    ['信息科', '医务科', '医学影像科'],
    '2024年12月31日',
    '2024-12-31',
  ],
  [
    '拓宽融资渠道',
    '每季度组织一次政银企对接活动。',
    '县金融工作办公室',
    ['县财政局', '人民银行县支行'],
    '长期坚持',
    null,
  ],
];

type Noted = (lead: string, others: string, day: string, of: string) => string;
const NOTES: Record<string, Noted> = {
  'parted by blanks': (lead, others, day, of) => `牵头${of}：${lead} 配合${of}：${others} 完成时限：${day}`,
  'parted by semicolons': (lead, others, day, of) => `牵头${of}：${lead}；配合${of}：${others}；完成时限：${day}。`,
  'parted by commas': (lead, others, day, of) => `牵头${of}:${lead},配合${of}:${others},完成时限:${day}`,
  'the day first': (lead, others, day, of) => `完成时限：${day}；牵头${of}：${lead}；配合${of}：${others}`,
  'in brackets': (lead, others, day, of) => `（牵头${of}：${lead}；配合${of}：${others}；完成时限：${day}）`,
};

function broken(paragraph: string, width: number): string[] {
  const lines = [''];
  for (const sign of paragraph.match(/[\d%]+|[^]/g) ?? []) {
    if (lines.at(-1)!.length + sign.length > width && !'、，。；：）'.includes(sign)) lines.push('');
    lines[lines.length - 1] += sign;
  }
  return lines;
}

function page(noted: Noted, of: string, width: number, isPaged: boolean): string {
  const tasks = TASKS.flatMap(([title, text, lead, others, day], at) => [
    `（${'一二三四'[at]!}）${title}。${text}`,
    noted(lead, others.join('、'), day, of),
  ]);
  const lines = [
    '某县提升服务能力实施方案',
    '一、重点任务',
    ...tasks,
    '二、工作要求',
    '各单位要抓好落实。',
    '2024年3月15日',
  ];
  const set = lines.flatMap((paragraph) => broken(paragraph, width));
  return set.map((line, at) => (isPaged && at % 9 === 8 ? `${line}\n— ${at} —` : line)).join('\n');
}

describe.each(Object.entries(NOTES))('notes without brackets of their own, %s', (_how, noted) => {
  test.each(
    [22, 24, 26, 28, 30, 32, 34, 38, 40].flatMap((width) => [
      ['单位', width, false] as const,
      ['科室', width, true] as const,
    ]),
  )('of %s, broken at %i signs (numbers of pages between: %s)', (of, width, isPaged) => {
    const { measures } = readPlanText(page(noted, of, width, isPaged));
    expect(measures.map(({ title, lead, responsible, deadline }) => [title, lead, responsible, deadline])).toEqual(
      TASKS.map(([title, , lead, others, , day]) => [title, [lead], others, day]),
    );
  });
});

test.each([
  ['县教育局、县财政局', '县公安局负责治安。', ['县教育局', '县财政局']],
  ['心血管内科、医学影像科', '建设胸痛中心和卒中中心，完善机制。', ['心血管内科', '医学影像科']],
])('a list that ends with %s is whole, whatever begins below it', (names, below, units) => {
  const { measures } = readPlanText(
    `某县工作方案\n一、任务\n（一）抓好服务\n责任单位：${names}\n${below}\n（二）抓好管理\n责任单位：县民政局\n逐项落实。`,
  );
  expect(measures[0]?.responsible).toEqual(units);
});
