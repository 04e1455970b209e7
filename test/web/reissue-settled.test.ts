import { openDesk } from '../support/import-desk.js';
import { ISSUED_PLAN } from '../support/intakes.js';
import { pageAt, rowsUnder, wordsOf } from '../support/pages.js';

const CAPTION = '新印发的文件与运行中的方案不同之处';
const TEXT = ISSUED_PLAN.replace('组织实施。', '组织实施（2021年11月30日前）。');
const SETTLED = expect.stringContaining('原文件也这样写，方案里已由办公室另定') as string;

let { server, office, desk } = {} as Awaited<ReturnType<typeof openDesk>>;
beforeAll(async () => {
  ({ server, office, desk } = await openDesk());
});
afterAll(() => server.close());

test('what the office settled when it started a plan is no difference of the document issued again, and is listed as settled', async () => {
  const first = await desk.takeIn(TEXT);
  await desk.edited(first, 'names', { name: '各乡镇', as: '', instead: '甲镇、乙乡' });
  await desk.edited(first, 'measures', {
    ...{ at: '1', number: '（二）', title: '查缉毒品入境', lead: '县公安局', responsible: '县交通运输局' },
    deadline: '2021-09-30',
  });
  await desk.edited(first, 'activation', { checked: 'yes' });
  const planId = Math.max(...(await server.program.storage.read(({ plans }) => plans.heads())).map(({ id }) => id));

  const same = await desk.takeIn(`${TEXT}另附。`);
  const rowsOf = async (id: number) =>
    rowsUnder(await pageAt(office, `/intakes/${id}/comparison?plan=${planId}`), CAPTION);
  const settled = [
    ['“宣传教育”的职责', '没有', '各乡镇（责任）', SETTLED],
    ['“宣传教育”的职责', '甲镇（责任）', '没有', SETTLED],
    ['“宣传教育”的职责', '乙乡（责任）', '没有', SETTLED],
    ['措施名称', '查缉毒品入境', '查缉毒品', SETTLED],
    ['“查缉毒品”的期限', '2021年9月30日', '各阶段末', SETTLED],
  ];
  expect(await rowsOf(same)).toEqual(settled);
  const words = wordsOf(await pageAt(office, `/intakes/${same}/comparison?plan=${planId}`));
  expect(words).toContain('没有需要更正的地方');
  expect(words).toContain('列在最后的5处，原文件就这样写、方案里已由办公室另定，一般不必更正');

  const changed = await desk.takeIn(TEXT.replace('县民政局、各乡镇', '县司法局、各乡镇'));
  expect(await rowsOf(changed)).toEqual([
    ['“宣传教育”的职责', '没有', '县司法局（责任）', '看影响并更正'],
    ['“宣传教育”的职责', '县民政局（责任）', '没有', '看影响并更正'],
    ...settled,
  ]);
});

test('a measure that is named no more, and a day that another sentence gives, are changes, whatever the office settled there', async () => {
  const text = TEXT.replaceAll('禁毒', '普法').replace('加强路面查缉', '2021年8月31日前完成路面查缉');
  const first = await desk.takeIn(text);
  await desk.edited(first, 'names', { name: '各乡镇', as: '', instead: '甲镇、乙乡' });
  await desk.edited(first, 'measures', {
    ...{ at: '1', number: '（二）', title: '查缉毒品', lead: '县公安局', responsible: '县交通运输局' },
    deadline: '2021-08-31',
  });
  await desk.edited(first, 'activation', { checked: 'yes' });
  const planId = Math.max(...(await server.program.storage.read(({ plans }) => plans.heads())).map(({ id }) => id));
  const again = await desk.takeIn(
    text.replace(/（一）宣传教育[^\n]*\n/, '').replace('2021年8月31日前完成路面', '2021年8月20日前完成路面'),
  );
  const rows = rowsUnder(await pageAt(office, `/intakes/${again}/comparison?plan=${planId}`), CAPTION);
  const changed = rows.filter(([, , , act]) => !act?.includes('方案里已由办公室另定'));
  expect(changed.map(([what, before]) => `${what} ${before}`)).toEqual([
    '“查缉毒品”的期限 2021年8月31日',
    '减少措施 宣传教育',
    ...['县教育局（牵头）', '县民政局（责任）', '甲镇（责任）', '乙乡（责任）'].map(
      (unit) => `“宣传教育”的职责 ${unit}`,
    ),
  ]);
  const to = await desk.edited(again, 'dropping', { compared: 'part' });
  expect(wordsOf(await pageAt(office, to))).toContain('已收起这份导入稿，没有更正的地方不再对照');
});
