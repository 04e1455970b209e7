import { type IntakeDraft } from '../../src/domain/intake.js';
import { deskOf } from '../support/import-desk.js';
import { ISSUED_PLAN } from '../support/intakes.js';
import { pageAt, wordsOf } from '../support/pages.js';
import { openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

let server: TestServer;
let office: Visitor;
let desk: ReturnType<typeof deskOf>;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram());
  office = await server.signIn('office');
  desk = deskOf(server, office);
});
afterAll(() => server.close());

describe('Days that cannot be meant are said before the start', () => {
  let id: number;
  const wordsOfStart = async () => wordsOf(await pageAt(office, `/intakes/${id}`)).split('看启用后的邮件')[1];
  const dated = (at: string, number: string, title: string, days: Record<string, string>) =>
    desk.edited(id, 'phases', { at, number, title, outcomes: '', ...days });

  test('a measure due before the issue is named with its day, and the link leads to it', async () => {
    id = await desk.takeIn(ISSUED_PLAN);
    await dated('1', '（二）', '组织实施', { deadline: '2021-11-30' });
    await desk.edited(id, 'head', { title: '禁毒方案', docNumber: '', issuer: '', issuedOn: '2021-01-04' });
    const measure = { at: '1', number: '（二）', title: '查缉毒品', lead: '县公安局', responsible: '' };
    await desk.edited(id, 'measures', { ...measure, deadline: '2020-12-31' });
    expect(await wordsOfStart()).toContain('1个时限早于印发日期：措施“（二）查缉毒品”2020年12月31日 去改');
    expect(await pageAt(office, `/intakes/${id}`)).toContain('2020年12月31日 <a href="#m-1">去改</a>');
    await desk.edited(id, 'measures', { ...measure, deadline: '' });
    expect(await wordsOfStart()).not.toContain('早于印发日期');
  });

  test('a day of issue that is still to come', async () => {
    await desk.edited(id, 'head', { title: '禁毒方案', docNumber: '', issuer: '', issuedOn: '2021-03-05' });
    expect(await wordsOfStart()).toContain('印发日期2021年3月5日还没有到 去改');
  });

  test('phases that run at once', async () => {
    await dated('1', '（二）', '组织实施', { start: '2021-03-01', deadline: '2021-11-30' });
    expect(await wordsOfStart()).toContain(
      '阶段的时间重叠：“（一）动员部署”到2021年3月31日为止，“（二）组织实施”从2021年3月1日起 去改',
    );
  });

  test('the second phase before the first', async () => {
    await dated('1', '（二）', '组织实施', { deadline: '2021-03-15' });
    expect(await wordsOfStart()).toContain(
      '阶段的先后与序号相反：“（二）组织实施”2021年3月15日到期，反而早于“（一）动员部署”的2021年3月31日',
    );
  });

  test('a phase that ends before it begins is no phase: the form refuses it, and so does the start', async () => {
    const backwards = { start: '2021-12-01', deadline: '2021-11-30' };
    const answer = await desk.edit(id, 'phases', { at: '1', number: '（一）', title: '动员部署', ...backwards });
    expect(answer.status).toBe(422);
    expect(wordsOf(await answer.text())).toContain('开始日期晚于完成时限');
    const draft = await desk.draftOf(id);
    const read: IntakeDraft = { ...draft, phases: draft.phases.map((phase) => ({ ...phase, ...backwards })) };
    const { version } = await desk.kept(id);
    await server.program.storage.write((stores) =>
      stores.intakes.change(id, version, { draft: JSON.stringify(read), changedAt: '2021-03-01T01:00:00.000Z' }),
    );
    expect(await wordsOfStart()).toContain('还不能启用： 有的阶段完成时限早于开始日期 去改');
    expect((await desk.edit(id, 'activation', { checked: 'yes' })).status).toBe(422);
  });
});

test('measures without a day are named before phases are made by days, and after', async () => {
  const text = [
    '全县禁毒工作实施方案',
    '一、工作措施',
    '（一）宣传教育。（牵头单位：县教育局；完成时限：2021年6月底前）',
    '（二）查缉毒品。（牵头单位：县公安局）',
    '',
  ].join('\n');
  const id = await desk.takeIn(text);
  const last = '定为最后一个时限';
  const before = wordsOf(await pageAt(office, `/intakes/${id}`));
  expect(before).toContain(`没有写时限的措施“（二）查缉毒品”${last}（2021年6月30日，此处填得更晚则为那一天）`);
  await desk.edited(id, 'phasing', { endOn: '2021-09-30' });
  const page = await pageAt(office, `/intakes/${id}`);
  expect(wordsOf(page)).toContain(`措施“（二）查缉毒品”没有写时限，设阶段时${last}2021年9月30日，请核对。`);
  expect(page).toContain('<a href="#m-1">（二）查缉毒品</a>');
});
