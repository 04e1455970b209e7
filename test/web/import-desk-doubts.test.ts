import { openDoubts } from '../../src/domain/intake.js';
import { openDesk } from '../support/import-desk.js';
import { linksNamed, pageAt, wordsOf } from '../support/pages.js';

/** Three days that no calendar has, and a name that is none. */
const TEXT = `某县禁毒工作方案
2021年3月1日
一、工作措施
（一）宣传教育。发放手册。（牵头单位：县司法局；完成时限：2021年9月31日）
（二）排查登记。逐户登记。（牵头单位：县公安局；完成时限：2021年6月31日）
（三）督促检查。逐月检查。（牵头单位：县公安局、建设；完成时限：2021年11月31日）
二、实施步骤
（一）动员部署（2021年6月30日前）。召开会议。
（二）总结（2021年12月31日前）。总结经验。`;

let { server, office, desk } = {} as Awaited<ReturnType<typeof openDesk>>;
beforeAll(async () => {
  ({ server, office, desk } = await openDesk());
});
afterAll(() => server.close());

const asked = async (id: number) => openDoubts(await desk.draftOf(id)).map(({ code }) => code);
const DAYS = ['impossible-day', 'impossible-day', 'impossible-day'];

test('many doubts of a kind are answered together, and what was looked at is no longer marked', async () => {
  const id = await desk.takeIn(TEXT);
  expect(await asked(id)).toEqual([...DAYS, 'no-unit-name']);
  const before = await pageAt(office, `/intakes/${id}`);
  expect(wordsOf(before)).toContain('（二）排查登记：文件写的“2021年6月31日”在日历上不存在');
  expect(wordsOf(before)).toMatch(/存疑：可能读错，请对照原文.*（一） 宣传教育 存疑/);
  expect(before.match(/这类3处都知道了/g)).toHaveLength(1);
  await desk.edited(id, 'doubts', { key: 'kind impossible-day', answer: 'seen' });
  expect(await asked(id)).toEqual(['no-unit-name']);
  const after = wordsOf(await pageAt(office, `/intakes/${id}`));
  expect(after).toMatch(/（一） 宣传教育 2021年9月30日/);
  expect(after).not.toContain('这类');
});

test('a doubt about a day or a name is over where the fact was put right', async () => {
  const id = await desk.takeIn(`${TEXT}另附。`);
  const page = await pageAt(office, `/intakes/${id}`);
  const names = (await desk.draftOf(id)).measures.flatMap(({ lead }) => lead);
  expect(linksNamed(page, '去核对')).toEqual([`#n-${[...new Set(names)].indexOf('建设')}`]);
  await desk.edited(id, 'names', { name: '建设', as: '', instead: '县住建局' });
  await desk.edited(id, 'measures', {
    ...{ at: '1', number: '（二）', title: '排查登记', lead: '县公安局', responsible: '', deadline: '2021-07-01' },
  });
  expect(await asked(id)).toEqual(['impossible-day', 'impossible-day']);
});

test('what keeps a plan from being started is not answered away, nor what asks whose a name is', async () => {
  const id = await desk.takeIn(TEXT.replace(/二、实施步骤[^]*/, '再附。').replace('2021年9月31日', '2021年9月30日'));
  expect(await asked(id)).toContain('no-phases');
  await desk.edited(id, 'doubts', { key: 'kind no-phases', answer: 'seen' });
  expect(await asked(id)).toContain('no-phases');
});

test('right after a start its desk says which mails are going to wait for an address, before any waits', async () => {
  const id = await desk.takeIn(TEXT.replace('建设', '县消防救援大队').replace('禁毒', '消防'));
  const to = await desk.edited(id, 'activation', { checked: 'yes' });
  const planId = /plan=(\d+)/.exec(to)![1]!;
  const page = await pageAt(office, `/plans/${planId}/desk`);
  const said = '3个单位中2个没有联系邮箱，给它们的邮件写好后暂存，登记后自动发出，请登记';
  expect(linksNamed(page, said)).toEqual([`/plans/${planId}/people`]);
  expect(wordsOf(page)).not.toContain('因单位没有联系邮箱暂存');
  await server.program.runner.moveTo('2020-05-13T01:00:00.000Z');
  const later = wordsOf(await pageAt(office, `/plans/${planId}/desk`));
  expect(later).toMatch(/没有联系邮箱/);
});
