import { openDoubts } from '../../src/domain/intake.js';
import { openDesk } from '../support/import-desk.js';
import { ISSUED_PLAN } from '../support/intakes.js';
import { pageAt, wordsOf } from '../support/pages.js';

const TEXT = ISSUED_PLAN.replace('组织实施。', '组织实施（2021年11月30日前）。')
  .replace('县民政局、各乡镇', '县民政局')
  .replace('开展进校园活动', '2021年9月底前开展进校园活动')
  .replace('加强路面查缉', '2021年8月31日前完成路面查缉');

let { server, office, desk } = {} as Awaited<ReturnType<typeof openDesk>>;
beforeAll(async () => {
  ({ server, office, desk } = await openDesk());
});
afterAll(() => server.close());

const daysAsked = async (id: number) =>
  openDoubts(await desk.draftOf(id)).flatMap(({ code, names }) => (code === 'day-in-text' ? names : []));

test('a doubt that was seen before the plan started is not asked again of the document issued again, and that is said', async () => {
  const id = await desk.takeIn(TEXT);
  expect(await daysAsked(id)).toEqual(['宣传教育', '查缉毒品']);
  expect(wordsOf(await pageAt(office, `/intakes/${id}`))).not.toContain('上次已确认');
  for (const { key } of openDoubts(await desk.draftOf(id))) await desk.edited(id, 'doubts', { key, answer: 'seen' });
  await desk.edited(id, 'activation', { checked: 'yes' });

  const again = await desk.takeIn(
    TEXT.replace('一、工作措施', '请认真落实。\n一、工作措施').replace('8月31日', '9月15日'),
  );
  expect(await daysAsked(again)).toEqual(['查缉毒品']);
  const words = wordsOf(await pageAt(office, `/intakes/${again}`));
  expect(words).toMatch(/1条疑问上次已确认，未再列出 措施“（一）宣传教育”的正文写有“2021年9月底前”/);
});

test('another plan’s document is asked of all', async () => {
  expect(await daysAsked(await desk.takeIn(TEXT.replaceAll('禁毒', '普法')))).toEqual(['宣传教育', '查缉毒品']);
});
