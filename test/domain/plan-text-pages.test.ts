import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

const said = (text: string): string[] =>
  readPlanText(text).measures.map(
    ({ title, lead, responsible, deadline }) =>
      `${title}|${lead.join('、')}|${responsible.join('、')}|${deadline ?? ''}`,
  );
const TITLE = '某县内涝治理工作方案\n\n2024年3月1日\n\n一、重点任务\n';

test('what a collection prints above its pages, and a scanned page’s number, stand in no unit’s name', () => {
  const head = '某省人民政府公报  2022年第15期';
  const text = `${head}\n${TITLE}（一）深化治理。公布清单，加密网络。（县委组织部牵头，县民政局、县司法\n一 10 一\n${head}\n局、县公安局按职责分工负责）\n（二）推动延伸。（县教育局负责）`;
  expect(said(text)).toEqual(['深化治理|县委组织部|县民政局、县司法局、县公安局|', '推动延伸||县教育局|']);
});

test('a line such as a running head is kept where it stands once', () => {
  expect(readPlanText(`某县人民政府文件\n${TITLE}（一）甲。（县教育局负责）`).title).toBe('某县内涝治理工作方案');
});

test('of a list that breaks off within a name the next line holds the rest', () => {
  const text = `${TITLE}（一）整治易涝点。逐一销号。\n责任单位：市排水管理处、市水务工程建\n设中心\n完成时限：5月20日前\n（二）清淤河道。\n责任单位：办公室、市防汛物\n资储备站`;
  expect(said(text)).toEqual([
    '整治易涝点||市排水管理处、市水务工程建设中心|2024-05-20',
    '清淤河道||办公室、市防汛物资储备站|',
  ]);
});

test('a list that is whole is not joined with the line below it', () => {
  const text = `${TITLE}（一）整治易涝点。逐一销号。\n责任单位：市排水管理处\n工作站点全部建成\n（二）清淤河道。\n责任单位：办公室`;
  expect(said(text)).toEqual(['整治易涝点||市排水管理处|', '清淤河道||办公室|']);
});

test('tasks that stand inside the phases are measures where nothing else says who does it', () => {
  const phases =
    '二、实施步骤与任务分解\n（一）动员部署阶段（2024年9月2日—9月13日）\n1.召开大会。统一思想。\n责任部门：教务处    完成时间：9月6日前\n2.分解任务。对照分解。\n责任部门：人事处    完成时间：9月13日前\n（二）整改阶段（2024年9月14日—10月31日）\n1.核准数据。全面核对。\n责任部门：学生处    完成时间：9月25日前';
  const read = readPlanText(`某校迎评方案\n\n2024年9月1日\n\n一、目标\n提高水平。\n${phases}`);
  expect(read.measures.map(({ title, responsible, deadline }) => [title, responsible.join(), deadline])).toEqual([
    ['召开大会', '教务处', '2024-09-06'],
    ['分解任务', '人事处', '2024-09-13'],
    ['核准数据', '学生处', '2024-09-25'],
  ]);
  expect(read.phases.map(({ deadline }) => deadline)).toEqual(['2024-09-13', '2024-10-31']);
  // Beside measures of the plan's own the same lines are part of the phases.
  expect(said(`${TITLE}（一）甲任务。（县教育局负责）\n（二）乙任务。（县财政局负责）\n${phases}`)).toHaveLength(2);
});

test('beside who leads, bodies of one kind are named all together', () => {
  expect(
    said(`${TITLE}（一）清理楼道。（城管办公室牵头，环卫所、各物业服务企业、各社区居委会配合，4月15日前完成）`),
  ).toEqual(['清理楼道|城管办公室|环卫所、各物业服务企业、各社区居委会|2024-04-15']);
});

test.each(['全年坚持', '全年推进', '年内坚持'])('%s names no day', (time) => {
  expect(said(`${TITLE}（一）甲。\n责任单位：县教育局\n完成时间：${time}`)).toEqual(['甲||县教育局|']);
});

test('a label whose halves stand on two lines is one', () => {
  const text = `${TITLE}（一）开展排查。逐一登记。\n牵头单位：县公安局　　责任单位：县教育局、县民政局　　完\n成时限：6月30日前\n（二）加强宣传。\n牵头单位：县财政局　　责任单位：县\n消防救援大队　　完成时限：5月15日前`;
  expect(said(text)).toEqual([
    '开展排查|县公安局|县教育局、县民政局|2024-06-30',
    '加强宣传|县财政局|县消防救援大队|2024-05-15',
  ]);
});

test('two whom 和 joins are appointed both, and a family name that is a word elsewhere is one', () => {
  const text = `${TITLE}（一）甲。（县教育局负责）\n二、保障措施\n成立工作领导小组，由县长陶世宁任组长，常务副县长柏春林和副县长都建国任副组长。`;
  expect(readPlanText(text).leadingGroup.map(({ role, name, unit }) => [role, name, unit])).toEqual([
    ['组长', '陶世宁', '县长'],
    ['副组长', '柏春林', '常务副县长'],
    ['副组长', '都建国', '副县长'],
  ]);
});

test('a list of members without a full stop ends above who runs the group’s office', () => {
  const text = `${TITLE}（一）甲。（县教育局负责）\n二、组织领导\n组长：县长陈国强\n成员：县教育局局长周丽萍，城关镇镇长孙志远\n领导小组下设办公室，办公室设在县教育局。`;
  expect(readPlanText(text).leadingGroup.map(({ name }) => name)).toEqual(['陈国强', '周丽萍', '孙志远']);
});

test('two whom a comma parts are appointed both where posts stand before their names', () => {
  const text = `${TITLE}（一）甲。（县教育局负责）\n二、组织领导\n成立领导小组，由局长尹志坚任组长，局党组成员、副局长韩丽华，局党组成员、食品安全总监葛建军任副组长。`;
  expect(readPlanText(text).leadingGroup.map(({ role, name, unit }) => [role, name, unit])).toEqual([
    ['组长', '尹志坚', '局长'],
    ['副组长', '韩丽华', '局党组成员、副局长'],
    ['副组长', '葛建军', '局党组成员、食品安全总监'],
  ]);
});

test('成员由…组成 names the members', () => {
  const text = `${TITLE}（一）甲。（县教育局负责）\n二、组织领导\n成立指挥部，总指挥由县长陈国强担任，成员由县教育局局长周丽萍、县财政局局长孙志远组成。`;
  expect(readPlanText(text).leadingGroup.map(({ role, name }) => `${role} ${name}`)).toEqual([
    '总指挥 陈国强',
    '成员 周丽萍',
    '成员 孙志远',
  ]);
});
