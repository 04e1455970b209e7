import { importPlan } from '../../src/acts/import-plan.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { type Storage } from '../../src/storage/doors.js';
import { describeOnEachDatabase } from '../support/databases.js';

const OCCASION = { at: '2020-06-20T01:00:00.000Z', today: '2020-06-20', actor: '测试' };

/** A plan with one measure, led by the first of these units. */
const planOf = (title: string, [lead, ...others]: string[]): string =>
  `某县${title}实施方案\n为做好工作，制定本方案。\n一、工作措施\n` +
  `（一）开展排查。（牵头单位：${lead}；责任单位：${others.join('、')}）\n二、实施步骤\n（一）排查准备（2020年7月31日前）。完成排查。`;

const imported = async (storage: Storage, text: string): Promise<string[]> => {
  const { planId } = await storage.write((stores) => importPlan(stores, readPlanText(text), text, OCCASION));
  return (await storage.read(({ plans }) => plans.planUnits(planId))).map(({ name }) => name);
};
const recognised = async (storage: Storage): Promise<unknown[]> =>
  (await storage.read(({ history }) => history.recent(100)))
    .filter(({ act }) => act === 'recognise-unit')
    .map(({ planId, actor, facts }) => [planId, actor, JSON.parse(facts) as unknown]);

describeOnEachDatabase('A second plan', (open) => {
  test('that calls known units by other certain names works with the same units, and history says so', async () => {
    const storage = await open();
    expect(await imported(storage, planOf('就业', ['县人社局', '县财政局']))).toEqual(['县人社局', '县财政局']);
    const second = planOf('培训', ['县人力资源和社会保障局', '某县财政局', '县教育局']);
    expect(await imported(storage, second)).toEqual(['县人社局', '县财政局', '县教育局']);
    const reversed = (await recognised(storage)).reverse();
    expect(reversed).toEqual([
      [2, '测试', { unit: '县人社局', after: '县人力资源和社会保障局' }],
      [2, '测试', { unit: '县财政局', after: '某县财政局' }],
    ]);
    expect(await storage.read(({ plans }) => plans.unitByName('县人力资源和社会保障局'))).toMatchObject({
      name: '县人社局',
    });
    await imported(storage, second.replace('培训', '再培训'));
    expect(await recognised(storage)).toHaveLength(2);
  });

  test('whose names only look alike, or fit two bodies, has units of its own', async () => {
    const storage = await open();
    await imported(storage, planOf('就业', ['县金融服务中心', '县财政局', '市财政局']));
    const units = ['县金融工作服务中心', '财政局', '县财政局国库中心'];
    expect(await imported(storage, planOf('培训', units))).toEqual(units);
    expect(await recognised(storage)).toEqual([]);
  });

  test('that calls one unit two ways under one measure gives it one duty', async () => {
    const storage = await open();
    await imported(storage, planOf('就业', ['县人社局', '县财政局']));
    const units = ['县人力资源和社会保障局', '人社局', '县财政局'];
    expect(await imported(storage, planOf('培训', units))).toEqual(['县人社局', '县财政局']);
  });
});
