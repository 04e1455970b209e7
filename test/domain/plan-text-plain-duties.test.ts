import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

const HEAD = '某县2022年专项行动实施方案\n为做好工作，制定本方案。\n';

/** The first of two measures, which ends so: `牵头 | 责任 | 时限`. */
function ending(end: string): string {
  const text = `${HEAD}一、重点任务\n（一）甲任务。做好甲项工作${end}\n（二）乙任务。做好乙项工作。（责任单位：县气象局）\n`;
  const measure = readPlanText(text).measures.find(({ title }) => title === '甲任务');
  return measure ? `${measure.lead.join('、')}|${measure.responsible.join('、')}|${measure.deadline ?? ''}` : '||';
}

describe('an item that says who does it in a sentence of its own', () => {
  test.each([
    ['。县发展改革委牵头，县财政局、县科技局配合，2021年6月底前完成。', '县发展改革委|县财政局、县科技局|2021-06-30'],
    ['。由县教育局牵头，各乡镇配合。', '县教育局|各乡镇|'],
    ['，建立台账，由县教育局牵头，各乡镇配合。', '县教育局|各乡镇|'],
    ['。县财政局、县民政局负责。', '|县财政局、县民政局|'],
    ['。由县财政局会同县民政局组织实施。', '|县财政局、县民政局|'],
    ['。县水利局牵头，县财政局及沿线各乡镇配合。', '县水利局|县财政局、沿线各乡镇|'],
    ['。牵头单位县教育局，责任单位县财政局、县民政局，6月底前完成。', '县教育局|县财政局、县民政局|2022-06-30'],
    ['。（具体由各景区负责实施）', '|各景区|'],
    ['。（县财政局总牵头，县民政局结合实际落实）', '县财政局|县民政局|'],
    ['。（县财政局、县民政局；年内持续推进）', '|县财政局、县民政局|'],
    ['。（责任单位：县财政局；完成时限：年内持续推进）', '|县财政局|'],
    ['。（责任单位：县财政局；完成时限：2022年6月启动，持续推进）', '|县财政局|'],
    ['。（县财政局牵头；完成时限：2022年6月20日）', '县财政局||2022-06-20'],
    ['。（县财政局负总责，县民政局配合）', '县财政局|县民政局|'],
  ])('%s', (end, expected) => {
    expect(ending(end)).toBe(expected);
  });
});

/** The measures of some tasks, as `标题 | 牵头 | 责任`. */
function measures(tasks: string): string[] {
  return readPlanText(`${HEAD}一、重点任务\n${tasks}\n`).measures.map(
    ({ title, lead, responsible }) => `${title}|${lead.join('、')}|${responsible.join('、')}`,
  );
}

describe('an item that begins with who does it and who helps', () => {
  test.each([
    [
      '（一）建设基地\n由县经信局承办，县财政局、县商务局协办。目标：建成三处。\n（二）乙任务。做好乙。',
      '建设基地|县经信局|县财政局、县商务局',
    ],
    [
      '（一）由县经信局负责，县财政局配合，加快基地建设。建成三处。\n（二）乙任务。做好乙。',
      '由县经信局负责，县财政局配合，加快基地建设|县经信局|县财政局',
    ],
    ['（一）由部门负责，社会配合，加快基地建设。\n（二）乙任务。做好乙。', '由部门负责，社会配合，加快基地建设||'],
  ])('%s', (tasks, first) => {
    expect(measures(tasks)[0]).toBe(first);
  });
});

describe('a bracket of units that says nothing of them', () => {
  const SAID = '（一）甲。做甲。（责任单位：县财政局）\n（二）乙。做乙。（县民政局牵头）\n';

  test.each([
    ['beside items that say who does them', `${SAID}（三）丙。做丙。（县住建局、县水利局）`, '丙||县住建局、县水利局'],
    [
      'under a rule on lists',
      '（一）丙。做丙。（县住建局、县能源局（县粮食局）。列第一位者为牵头部门，下同）',
      '丙|县住建局|县能源局（县粮食局）',
    ],
    [
      'under a rule on labels',
      '（一）丙。做丙。\n责任单位：县住建局、县水利局（第一责任单位为牵头单位，下同）',
      '丙|县住建局|县水利局',
    ],
    ['but not one that explains', `${SAID}（三）丙。做好丙（含开发区）。（以下简称县政府）`, '丙||'],
  ])('is read %s', (_where, tasks, expected) => {
    expect(measures(tasks).at(-1)).toBe(expected);
  });

  test('is read nowhere else', () => {
    expect(measures('（一）甲。做甲。（县财政局）\n（二）乙。做乙。（县民政局、县教育局）')).toEqual(['甲||', '乙||']);
  });
});

describe('a sentence that tells something names nobody', () => {
  test.each([
    ['。坚持党委领导、政府负责。'],
    ['，形成政府主导、部门负责、企业配合。'],
    ['。充分发挥县总工会牵头作用。'],
    ['。各有关部门负责。'],
    ['。（坚持党委领导、政府负责、部门配合）'],
    ['。县教育局负责制定办法。'],
    ['。各级各部门按职责分工负责。'],
    ['。要求县财政局负责。'],
    ['。工作任务由主要负责同志牵头。'],
  ])('%s', (end) => {
    expect(ending(end)).toBe('||');
  });

  test.each([['—'], ['/'], ['无'], ['略'], ['——'], ['暂无']])('and neither does a list of only %s', (list) => {
    expect(ending(`。责任单位：${list}\n`)).toBe('||');
  });

  test('in what a plan rests on', () => {
    const text = `${HEAD}一、重点任务\n（一）甲任务。（县财政局牵头）\n（二）乙任务。（县民政局牵头）\n二、保障措施\n（一）强化统筹。由县政府办牵头，各乡镇配合。\n`;
    expect(readPlanText(text).measures.map(({ title }) => title)).toEqual(['甲任务', '乙任务']);
  });
});
