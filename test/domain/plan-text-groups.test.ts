import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

/** The ways in which plans name their leading group, each with what a careful reader takes from it. */
const HEAD = '某县2022年专项行动实施方案\n为做好工作，制定本方案。\n一、组织领导\n县里成立某县专项行动工作领导小组。\n';

const people = (list: string): string[] => {
  const { leadingGroup, office } = readPlanText(`${HEAD}${list}\n二、重点任务\n（一）甲任务。做好甲。`);
  return [...leadingGroup, ...office].map(({ role, name, unit }) => `${role} ${name} ${unit}`.trim());
};

const THREE = ['组长 张三 县委副书记、县长', '副组长 李四 副县长', '成员 王五 县教育局局长'];

describe('the leading group is read', () => {
  test.each<[string, string, string[]]>([
    [
      'with labels and names torn by blanks',
      '组  长：张 三  县委副书记、县长\n副组长：李 四  副县长\n成  员：王 五  县教育局局长',
      THREE,
    ],
    [
      'in full-width blanks',
      '组　　长：张　三　　县委副书记、县长\n副 组 长：李　四　　副县长\n成　　员：王　五　　县教育局局长',
      THREE,
    ],
    ['in brackets', '组长：张三（县委副书记、县长）\n副组长：李四（副县长）\n成员：王五（县教育局局长）', THREE],
    ['behind commas', '组长：张三，县委副书记、县长\n副组长：李四，副县长\n成员：王五，县教育局局长', THREE],
    ['with the post first', '组长：县委副书记、县长张三\n副组长：副县长李四\n成员：县教育局局长王五', THREE],
    [
      'with the post in the first column',
      '组长：县委副书记、县长  张三\n副组长：副县长  李 四\n成员：县教育局局长  王五',
      THREE,
    ],
    ['without colons', '组  长  张 三  县委副书记、县长\n副组长  李 四  副县长\n成  员  王 五  县教育局局长', THREE],
    [
      'under labels on lines of their own',
      '组长：\n张三  县委副书记、县长\n副组长：\n李四  副县长\n成员：\n王五  县教育局局长',
      THREE,
    ],
    ['in columns of tabs', '组长\t张三\t县委副书记、县长\n副组长\t李四\t副县长\n成员\t王五\t县教育局局长', THREE],
    [
      'in a table',
      '| 职务 | 姓名 | 单位及职务 |\n| --- | --- | --- |\n| 组长 | 张三 | 县委副书记、县长 |\n| 副组长 | 李四 | 副县长 |\n| 成员 | 王五 | 县教育局局长 |',
      THREE,
    ],
    [
      'in a table of names',
      '| 序号 | 姓名 | 职务 | 组内职务 |\n| 1 | 张 三 | 县委副书记、县长 | 组 长 |\n| 2 | 李四 | 副县长 | 副组长 |\n| 3 | 王五 | 县教育局局长 | 成员 |',
      THREE,
    ],
    ['in one paragraph', '组长：张三（县委副书记、县长）；副组长：李四（副县长）；成员：王五（县教育局局长）。', THREE],
    [
      'in one paragraph, posts behind blanks',
      '组长：张三 县委副书记、县长；副组长：李四 副县长；成员：王五 县教育局局长。',
      THREE,
    ],
    ['with courtesy', '组长：县委副书记、县长张三同志\n副组长：副县长李四同志\n成员：县教育局局长王五同志', THREE],
    ['with numbers', '1.组长：张三（县委副书记、县长）\n2.副组长：李四（副县长）\n3.成员：王五（县教育局局长）', THREE],
    [
      'in a sentence of appointments',
      '组长由县委副书记、县长张三担任，副组长由副县长李四担任，成员由县教育局局长王五担任。',
      THREE,
    ],
    ['in a sentence of people', '由县委副书记、县长张三任组长，副县长李四任副组长，县教育局局长王五为成员。', THREE],
    [
      'in the sentence that founds it',
      '成立以县委副书记、县长张三为组长，副县长李四为副组长，县教育局局长王五为成员的整治工作领导小组。',
      THREE,
    ],
  ])('%s', (_how, list, expected) => {
    expect(people(list)).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    [
      'several deputies under one label',
      '组 长：张 三  县长\n副组长：李 四  副县长\n        欧阳修文  副县长\n        赵 六  县政府办公室主任\n成 员：钱 七  县财政局局长',
      [
        '组长 张三 县长',
        '副组长 李四 副县长',
        '副组长 欧阳修文 副县长',
        '副组长 赵六 县政府办公室主任',
        '成员 钱七 县财政局局长',
      ],
    ],
    [
      'several deputies in the cells of a table',
      '| 组长 | 张三 | 县长 |\n| 副组长 | 李四 | 副县长 |\n| | 赵六 | 县政府办公室主任 |\n| 成员 | 钱七 | 县财政局局长 |',
      ['组长 张三 县长', '副组长 李四 副县长', '副组长 赵六 县政府办公室主任', '成员 钱七 县财政局局长'],
    ],
    [
      'names alone',
      '组 长：张三\n副组长：李四、欧阳修\n成 员：王五、赵六 、孙 七',
      ['组长 张三', '副组长 李四', '副组长 欧阳修', '成员 王五', '成员 赵六', '成员 孙七'],
    ],
    ['but not whoever belongs to a body', '组长：张三\n成员：班子成员', ['组长 张三']],
    [
      'names parted by blanks',
      '组长：张三\n成员：王五  赵六  孙小七',
      ['组长 张三', '成员 王五', '成员 赵六', '成员 孙小七'],
    ],
    [
      'posts and names in one list',
      '组长：县长张三\n副组长：县委常委、副县长李四，副县长王五\n成员：县财政局局长赵六、县民政局局长孙小七、县公安局副局长周八',
      [
        '组长 张三 县长',
        '副组长 李四 县委常委、副县长',
        '副组长 王五 副县长',
        '成员 赵六 县财政局局长',
        '成员 孙小七 县民政局局长',
        '成员 周八 县公安局副局长',
      ],
    ],
    [
      'a name of a minority',
      '组长：买买提·艾力  县长\n成员：张三  副县长',
      ['组长 买买提·艾力 县长', '成员 张三 副县长'],
    ],
    [
      'members behind commas',
      '组长：张三，县长\n成员：李四，县教育局局长\n王 五，县财政局局长\n赵六，县民政局副局长',
      ['组长 张三 县长', '成员 李四 县教育局局长', '成员 王五 县财政局局长', '成员 赵六 县民政局副局长'],
    ],
    ['units that are members', '组长：张三\n成员单位：县委办、县政府办、县教育局', ['组长 张三']],
    ['no units', '组长：县长\n副组长：副县长\n成员：县教育局、县财政局主要负责同志', []],
    [
      'a first and a second head',
      '第一组长：张三  县委书记\n组  长：李四  县长\n成  员：王五  县财政局局长',
      ['第一组长 张三 县委书记', '组长 李四 县长', '成员 王五 县财政局局长'],
    ],
    [
      'a headquarters',
      '总 指 挥：张三  县长\n常务副总指挥：李四  副县长\n副总指挥：王五  副县长\n成  员：赵六  县应急管理局局长',
      ['总指挥 张三 县长', '常务副总指挥 李四 副县长', '副总指挥 王五 副县长', '成员 赵六 县应急管理局局长'],
    ],
    [
      'a headquarters with its chief',
      '指挥长：县长张三\n副指挥长：副县长李四\n成员：县住建局局长王五',
      ['指挥长 张三 县长', '副指挥长 李四 副县长', '成员 王五 县住建局局长'],
    ],
    [
      'a joint meeting',
      '召 集 人：张三  副县长\n副召集人：李四  县民政局局长\n成  员：王五  县财政局副局长',
      ['召集人 张三 副县长', '副召集人 李四 县民政局局长', '成员 王五 县财政局副局长'],
    ],
    [
      'a committee',
      '某县安全生产委员会组成人员名单\n主 任：张三  县长\n副主任：李四  副县长\n委 员：王五  县应急管理局局长',
      ['主任 张三 县长', '副主任 李四 副县长', '委员 王五 县应急管理局局长'],
    ],
    [
      'rows of names alone',
      '组  长：张  三   李保军\n副组长：王  堃   赵朝坤\n成  员：柯  杨   葛  强   左宪禹\n            杜晓玉   李  征   苗  茹\n领导小组负责研究部署工作。',
      [
        '组长 张三',
        '组长 李保军',
        '副组长 王堃',
        '副组长 赵朝坤',
        '成员 柯杨',
        '成员 葛强',
        '成员 左宪禹',
        '成员 杜晓玉',
        '成员 李征',
        '成员 苗茹',
      ],
    ],
    [
      'appointments and members in one sentence',
      '由镇委书记张三任组长，镇长李四任副组长，组员王五、赵六、孙小七组成；领导小组下设办公室。',
      ['组长 张三 镇委书记', '副组长 李四 镇长', '组员 王五', '组员 赵六', '组员 孙小七'],
    ],
    [
      'the first of several groups',
      '组长：张三  县长\n成员：李四  县财政局局长\n下设综合协调组。\n组长：王五  县政府办主任\n成员：赵六  县政府办副主任',
      ['组长 张三 县长', '成员 李四 县财政局局长'],
    ],
  ])('with %s', (_what, list, expected) => {
    expect(people(list)).toEqual(expected);
  });

  test.each([
    '实行组长负责制，由各组组长牵头。',
    '成员单位要各司其职。家庭成员：父母。',
    '各级书记、主任要亲自抓，局长任组长。',
    '由县政府主要领导任组长，分管领导任副组长。',
    '组长由县长担任，副组长由副县长担任，成员由各单位主要负责人担任。',
    '小组成员：由各单位抽调。',
  ])('and nobody is made up from %s', (text) => {
    expect(people(text)).toEqual([]);
  });
});

describe('the office of the group is read', () => {
  const office = (text: string): string => {
    const draft = readPlanText(`${HEAD}组长：张三  县长\n成员：李四  县教育局局长\n${text}`);
    return [
      draft.officeUnit ?? '',
      ...draft.office.map(({ role, name, unit }) => `${role} ${name} ${unit}`.trim()),
    ].join('|');
  };
  const HEADED = '县教育局|办公室主任 李四 县教育局局长';

  test.each([
    ['领导小组办公室设在县教育局，由李四同志兼任办公室主任。', HEADED],
    ['领导小组下设办公室，办公室设在县教育局，办公室主任由李四兼任。', HEADED],
    ['领导小组下设办公室，设在县教育局，由李四同志任办公室主任。', HEADED],
    ['领导小组下设办公室（设在县教育局），由县教育局局长李四兼任办公室主任。', HEADED],
    ['领导小组下设办公室在县教育局，李四兼任办公室主任。', HEADED],
    ['领导小组办公室设在县教育局内，李四兼任办公室主任。', HEADED],
    ['在县教育局设立领导小组办公室，李四任主任。', HEADED],
    ['领导小组办公室设在县教育局。\n办公室主任：李四（县教育局局长）', HEADED],
    ['领导小组办公室设在县教育局，主任由李四同志兼任。', HEADED],
    ['领导小组办公室设在县教育局，李四同志兼任办公室主任，王五任副主任。', `${HEADED}|办公室副主任 王五`],
    [
      '领导小组办公室设在县教育局，办公室主任由李四兼任，副主任由王五、赵六担任。',
      `${HEADED}|办公室副主任 王五|办公室副主任 赵六`,
    ],
    [
      '领导小组下设办公室，办公室设在县教育局，组成人员如下：\n办公室组成人员：\n主 任：李四  县教育局局长\n副主任：王五  县教育局副局长\n成 员：赵六  县教育局基教股股长',
      `${HEADED}|办公室副主任 王五 县教育局副局长|办公室成员 赵六 县教育局基教股股长`,
    ],
    ['领导小组办公室设在县教育局，由县教育局主要负责人兼任办公室主任。', '县教育局'],
    ['领导小组办公室设在县教育局，办公室主任由县教育局局长兼任。', '县教育局'],
    ['各单位办公室主任要亲自抓。', ''],
  ])('from %s', (text, expected) => {
    expect(office(text)).toBe(expected);
  });
});
