import { likeliestUnits, sameUnitGroups, unitKind, unitLikeness } from '../../../src/domain/unit-identity.js';
import { BAISHA_MEMBERS, DOCUMENTS } from './documents.js';
import { ALIKE, DIFFERENT, SAME } from './pairs.js';

const ALL = [...new Set([...SAME, ...ALIKE, ...DIFFERENT].flat())];

describe('Two names', () => {
  test.each(SAME)('%s and %s are one body', (a, b) => {
    expect(unitLikeness(a, b)?.by).toBe('abbreviation');
  });
  test.each(ALIKE)('%s and %s look alike', (a, b) => {
    expect(unitLikeness(a, b)?.by).toBe('alike');
  });
  test.each(DIFFERENT)('%s and %s are two bodies', (a, b) => {
    expect(unitLikeness(a, b)).toBeNull();
  });

  test('say the same either way round, and every single body’s name is its own', () => {
    for (const [a, b] of [...SAME, ...ALIKE, ...DIFFERENT]) expect(unitLikeness(b, a)).toEqual(unitLikeness(a, b));
    for (const name of ALL.filter((one) => unitKind(one) === 'one')) {
      expect([name, unitLikeness(name, name)]).toEqual([name, { by: 'abbreviation', difference: 0 }]);
    }
  });

  test('that name their places agree through a third that names its place too', () => {
    const placed = ALL.filter((name) => /^[^省]{2,8}[县市区镇乡]/u.test(name) && unitKind(name) === 'one');
    const same = (a: string, b: string): boolean => unitLikeness(a, b)?.by === 'abbreviation';
    const torn = placed.flatMap((a) =>
      placed
        .filter((b) => same(a, b))
        .flatMap((b) => placed.filter((c) => same(b, c) && !same(a, c)).map((c) => [a, b, c])),
    );
    expect(torn).toEqual([]);
  });
});

describe('What kind of name it is', () => {
  test.each([
    ['县财政局', 'one'],
    ['团县委', 'one'],
    ['牙叉镇人民政府', 'one'],
    ['服务商', 'one'],
    ['各乡镇', 'collective'],
    ['各乡镇人民政府', 'collective'],
    ['各县（市、区）', 'collective'],
    ['各成员单位', 'collective'],
    ['各有关部门', 'collective'],
    ['县各部门', 'collective'],
    ['县直各单位', 'collective'],
    ['县直机关', 'collective'],
    ['全县各级各部门', 'collective'],
    ['领导小组成员单位', 'collective'],
    ['11个乡镇', 'collective'],
    ['十一个乡镇', 'collective'],
    ['乡镇政府', 'collective'],
    ['有关部门', 'others'],
    ['有关部门和单位', 'others'],
    ['相关单位', 'others'],
    ['县有关部门', 'others'],
    ['其他成员单位', 'others'],
    ['浦东新区等相关区政府', 'others'],
    ['县财政局等', 'others'],
    ['县财政局等部门', 'others'],
  ])('%s: %s', (name, kind) => {
    expect(unitKind(name)).toBe(kind);
  });
});

describe('The units a name may stand for', () => {
  const known = [
    { id: 1, name: '县人社局', aliases: [] },
    { id: 2, name: '县财政局', aliases: ['县财政局国库股'] },
    { id: 3, name: '市财政局', aliases: [] },
    { id: 4, name: '县金融服务中心', aliases: [] },
    { id: 5, name: '县科学技术和工业信息化局', aliases: ['县科信局'] },
    { id: 6, name: '各乡镇', aliases: [] },
  ];
  test.each([
    ['县财政局', [{ id: 2, by: 'name' }]],
    ['县财政局国库股', [{ id: 2, by: 'alias' }]],
    ['白沙黎族自治县人力资源和社会保障局', [{ id: 1, by: 'abbreviation' }]],
    ['县金融工作服务中心', [{ id: 4, by: 'alike' }]],
    ['县科工信局', [{ id: 5, by: 'abbreviation' }]],
    ['白沙县科信局', [{ id: 5, by: 'abbreviation' }]],
    ['县科技局', [{ id: 5, by: 'alike' }]],
    ['县民政局', []],
    ['各乡镇', [{ id: 6, by: 'name' }]],
    ['各乡镇人民政府', []],
  ])('%s: %j', (name, units) => {
    expect(likeliestUnits(name, known)).toEqual(units);
  });

  test('are suggestions only where an abbreviation fits two bodies', () => {
    expect(likeliestUnits('财政局', known)).toEqual([
      { id: 2, by: 'alike' },
      { id: 3, by: 'alike' },
    ]);
  });

  test('are certain where two rows are one body already, the closest first', () => {
    const twice = [
      { id: 8, name: '白沙县人社局', aliases: [] },
      { id: 9, name: '县人力资源社会保障局', aliases: [] },
    ];
    expect(likeliestUnits('县人社局', twice)).toEqual([
      { id: 9, by: 'abbreviation' },
      { id: 8, by: 'abbreviation' },
    ]);
  });

  test('are five at most', () => {
    const many = [...'甲乙丙丁戊己庚'].map((sign, id) => ({ id, name: `县教育${sign}局`, aliases: [] }));
    expect(likeliestUnits('县教育局', many)).toHaveLength(5);
  });
});

describe('The names of one document', () => {
  test('no two of the Baisha plan’s 28 members are one body', () => {
    expect(BAISHA_MEMBERS).toHaveLength(28);
    expect(sameUnitGroups(BAISHA_MEMBERS)).toEqual([]);
  });

  test.each(DOCUMENTS)('of $of: certainly one body are $one', ({ names, one }) => {
    expect(sameUnitGroups(names).filter(({ by }) => by === 'abbreviation')).toEqual(
      one.map((group) => ({ names: group, by: 'abbreviation' })),
    );
  });

  test('are grouped with the fullest name first, what only looks alike apart', () => {
    const names = ['县人社局', '县民政局', '人社局', '县人力资源和社会保障局', '县金融服务中心', '县金融工作服务中心'];
    expect(sameUnitGroups(names)).toEqual([
      { names: ['县人力资源和社会保障局', '县人社局', '人社局'], by: 'abbreviation' },
      { names: ['县金融工作服务中心', '县金融服务中心'], by: 'alike' },
    ]);
  });

  test('leave a name alone that fits two bodies', () => {
    expect(sameUnitGroups(['县财政局', '市财政局', '财政局'])).toEqual([]);
  });

  test('are compared in time: four hundred, all by each', () => {
    const names = Array.from({ length: 400 }, (_, at) => `白沙黎族自治县第${at}人力资源和社会保障服务局`);
    const before = process.cpuUsage();
    sameUnitGroups(names);
    // The processor's time: other tests' turns on a shared machine are not this one's.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
  });
});
