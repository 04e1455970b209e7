import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { pendingMail } from '../support/databases.js';
import { fillOfficeDay, partsOfUnit } from '../support/office-day.js';
import { decoded, pageAt, partsOf, wordsOf } from '../support/pages.js';

let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  const program = await openTestProgram();
  await fillOfficeDay(program);
  await program.runner.resume(null);
  server = await startTestServer(program);
  office = await server.signIn('office');
});
afterAll(() => server.close());

const desk = () => pageAt(office, '/plans/1/desk');
const post = (path: string, fields: Record<string, string>) => office(path, form(fields));
const numberOf = (page: string, section: string) =>
  Number(wordsOf(page).match(new RegExp(`${section} (\\d+)[件项封处个]`))?.[1] ?? 0);
/** The values of the hidden fields of the first form that goes to an address. */
function hiddenOf(page: string, action: string): Record<string, string> {
  const own =
    partsOf(page, `form method="post" action="${action}"`)[0] ??
    partsOf(page, `form class="sheet-form" method="post" action="${action}"`)[0]!;
  return Object.fromEntries(
    [...own.matchAll(/<input type="hidden"[^>]* name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      decoded(value!),
    ]),
  );
}

test('the work list counts what waits and shows each thing with its words', async () => {
  const page = await desk();
  const words = wordsOf(page);
  expect(words).toMatch(/今天要办\d+件/);
  expect(numberOf(page, '待审核')).toBe(4);
  for (const said of [
    '共96户，建档96户',
    '<b>详见名单</b>',
    '此项职责已划转县医保局𠮷',
    '汛期道路中断',
    '副组长：请抓紧落实',
  ])
    expect(words).toContain(said);
  expect(words).toContain('采用这2件进展报告');
  expect(words).toContain('没有等待答复的异议');
  const total = Number(/今天要办(\d+)件/.exec(words)![1]);
  const parts = [...partsOf(page, 'ul class="sum"')[0]!.matchAll(/<b>(\d+)<\/b>/g)].map(([, n]) => Number(n));
  expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
});

test('the progress reports of one form are accepted with one click, which leads back to the list', async () => {
  const before = numberOf(await desk(), '待审核');
  const page = await desk();
  const own = partsOf(page, 'form method="post" action="/plans/1/reviews"')[0]!;
  const ids = [...own.matchAll(/name="reports" value="(\d+)"/g)].map(([, id]) => id!);
  const body = new URLSearchParams([...ids.map((id): [string, string] => ['reports', id]), ['back', 'desk']]);
  const answer = await office('/plans/1/reviews', { method: 'POST', body });
  expect(answer.headers.get('location')).toBe('/plans/1/desk?said=reports-accepted');
  expect(numberOf(await desk(), '待审核')).toBe(before - 2);
});

test('a declined item is sent back from the list with a reason; without one the page says so and stays', async () => {
  const [item] = (await server.program.storage.read((stores) => partsOfUnit(stores, 6))).slice(-1);
  const fields = { assignment: String(item!.id), act: 'reassign', version: String(item!.version) };
  const refused = await post('/plans/1/desk/acts', { ...fields, reason: '\u200b' });
  expect(refused.status).toBe(422);
  const page = await refused.text();
  expect(page).toContain(`id="d${item!.id}-reassign-reason-error"`);
  expect(page).toContain('<details open>');
  const long = await (await post('/plans/1/desk/acts', { ...fields, reason: `<script>${'长'.repeat(500)}` })).text();
  expect(long).toContain('&lt;script&gt;长长');
  const stale = await post('/plans/1/desk/acts', { ...fields, version: '1', act: 'waive', reason: '职责已划转' });
  expect([stale.status, wordsOf(await stale.text()).includes('职责已划转')]).toEqual([409, true]);
  const done = await post('/plans/1/desk/acts', { ...fields, reason: '经研究仍由你单位办理' });
  expect([done.status, done.headers.get('location')]).toEqual([303, '/plans/1/desk?said=acted']);
  const late = await post('/plans/1/desk/acts', { ...fields, reason: '再次交办' });
  expect(late.status).toBe(409);
  expect(wordsOf(await late.text())).toContain('您刚才填写的内容（没有保存） 再次交办');
});

test('nothing but the two answers can be given to a declined item, and only in its own plan', async () => {
  for (const act of ['accept', 'pass', ''])
    expect((await post('/plans/1/desk/acts', { assignment: '1', act, version: '1' })).status).toBe(422);
  expect(
    (await post('/plans/99/desk/acts', { assignment: '1', act: 'waive', version: '1', reason: '无' })).status,
  ).toBe(404);
});

test('a doubt of the import is settled from the list', async () => {
  const page = await desk();
  const before = numberOf(page, '方案疑点');
  expect(before).toBeGreaterThan(0);
  const hidden = hiddenOf(page, '/plans/1/desk/findings');
  const answer = await post('/plans/1/desk/findings', { ...hidden, answer: 'dismissed' });
  expect(answer.headers.get('location')).toMatch(/^\/plans\/1\/desk\?said=finding-/);
  expect(numberOf(await desk(), '方案疑点')).toBe(before - 1);
  expect((await post('/plans/1/desk/findings', { ...hidden, token: '', answer: 'dismissed' })).status).toBe(409);
});

test('a mail that waits for an address says so, and leaves once there is one', async () => {
  const { storage } = server.program;
  const held = await storage.write(async (stores) => {
    const unitId = await stores.plans.insertUnit({ name: '县新设单位', mail: null });
    const parked = { state: 'held', lastError: '单位没有联系邮箱' } as const;
    await stores.outbox.enqueue(pendingMail('held', unitId, { ...parked, toName: '县新设单位', toAddress: null }), []);
    return (await stores.outbox.list({ unitId, limit: 1, offset: 0 })).mails[0]!;
  });
  const page = await desk();
  expect(numberOf(page, '邮件没有发出')).toBe(1);
  expect(page).toContain(`href="/units/${held.unitId}/people"`);
  const without = await post(`/outbox/${held.id}/release`, { plan: '1' });
  expect(without.status).toBe(422);
  expect(wordsOf(await without.text())).toContain('还没有登记联络员的邮箱');
  await storage.write((stores) => stores.plans.setUnitMail(held.unitId ?? 0, 'new@baisha.example'));
  const sent = await post(`/outbox/${held.id}/release`, { plan: '1' });
  expect(sent.headers.get('location')).toBe('/plans/1/desk?said=mail-released');
  const after = await storage.read((stores) => stores.outbox.byId(held.id));
  expect(after).toMatchObject({ state: 'pending', toAddress: 'new@baisha.example', attempts: 0, lastError: null });
  expect((await post(`/outbox/${held.id}/release`, {})).status).toBe(409);
  expect((await post('/outbox/99999/release', {})).status).toBe(404);
});

test('the list of a plan in which nothing waits says what that means', async () => {
  const calm = await startTestServer(await openTestProgram({ played: false }));
  const visit = await calm.signIn('office');
  await calm.program.storage.write(async (stores) => {
    for (const finding of await stores.plans.findings(1))
      await stores.plans.settleFinding(finding.id, finding.version, 'dismissed');
  });
  const words = wordsOf(await pageAt(visit, '/plans/1/desk'));
  await calm.close();
  expect(words).toContain('今天没有要办的事');
  expect(words).toContain('没有等待审核的报告');
});

test('the outbox is narrowed by every kind', async () => {
  for (const kind of ['returned', 'extension', 'notice', 'recheck'])
    expect((await office(`/outbox?kind=${kind}`)).status).toBe(200);
});

test('many mails without an address are one line with the way to the addresses; others stand one by one', async () => {
  await server.program.storage.write(async (stores) => {
    const parked = { state: 'held', lastError: '单位没有联系邮箱' } as const;
    const held = Array.from({ length: 12 }, (_, i) =>
      pendingMail(`unreached-${i}`, 9, { ...parked, toName: '县民政局' }),
    );
    const dead = pendingMail('given-up', 10, { state: 'dead', lastError: '550 no such user', toName: '县医保局' });
    await stores.outbox.enqueueAll([...held, dead].map((mail) => ({ mail, items: [] })));
  });
  const page = await desk();
  expect(wordsOf(page)).toContain('12封邮件因单位没有联系邮箱暂存，登记邮箱后自动发出 人员 导入联系人');
  const own = partsOf(page, 'section aria-labelledby="s-mails"')[0]!;
  expect(partsOf(own, 'div class="job"')).toHaveLength(1);
  expect(wordsOf(own)).toContain('550 no such user');
  expect(wordsOf(own)).toContain('邮件没有发出 13封');
  await server.program.storage.write((stores) => {
    const late = { state: 'dead', lastError: '多次未能送达，已过时效：connect ECONNREFUSED' } as const;
    const mails = Array.from({ length: 139 }, (_, i) => pendingMail(`outage-${i}`, 9, { ...late, kind: 'notice' }));
    return stores.outbox.enqueueAll(mails.map((mail) => ({ mail, items: [] })));
  });
  const after = await desk();
  expect(wordsOf(after)).toContain('139封邮件因同一原因没有发出：多次未能送达，已过时效：connect ECONNREFUSED');
  const total = (html: string) => Number(/今天要办(\d+)件/.exec(wordsOf(html))![1]);
  expect(total(after)).toBe(total(page) + 1);
});

test('an instruction over its day without an answer is on the list, and what is overdue at the units is said at its top', async () => {
  const before = wordsOf(await desk());
  expect(before).toContain('没有逾期未报的批示');
  expect(before).not.toContain('在单位：');
  await server.program.storage.write(async (stores) => {
    const given = { planId: 1, leaderName: '组长', text: '速查危房底数。', assignmentId: null, unitId: 8 };
    await stores.instructions.insert({
      ...{ ...given, dueOn: '2020-06-22', givenOn: '2020-06-15', enteredBy: '组长', stage: 'issued', answer: '' },
      ...{ answeredOn: null, closedOn: null, closedBy: null, version: 1 },
    });
    const [late, failed] = await partsOfUnit(stores, 9);
    await stores.assignments.change(late!.id, late!.version, { dueOn: '2020-06-23' });
    await stores.assignments.change(failed!.id, failed!.version, { stage: 'rectifying', rectifyBy: '2020-06-23' });
  });
  const page = await desk();
  const words = wordsOf(page);
  expect(words).toMatch(/批示逾期 1件.*组长：速查危房底数。.*没有报办理情况 · 期限6月22日 · 已过2个工作日/);
  expect(words).toContain('在单位： 逾期 1项 整改逾期 1项');
  for (const standing of ['overdue', 'rectifying-late'])
    expect(decoded(page)).toContain(`href="/plans/1/assignments?standing=${standing}"`);
});

test('who cannot be reached by mail stands on the list until the address is written anew', async () => {
  const { storage } = server.program;
  const [liaison] = await storage.read((stores) => stores.people.holdersOf([3], '2020-06-24'));
  await storage.write((stores) => stores.addresses.bounced(liaison!.mail!, '2020-06-24', '550 5.1.1 <no such user>'));
  const page = await desk();
  expect(numberOf(page, '地址退信或缺地址')).toBe(1);
  expect(page).toContain('href="/units/3/people"');
  expect(wordsOf(page)).toContain(`${liaison!.mail!}退信 6月24日退信 · 550 5.1.1 <no such user>`);
  for (const path of ['/plans/1/people', '/units/3/people'])
    expect(wordsOf(await (await office(path)).text())).toContain(`${liaison!.mail!}（退信，请更正）`);
  // Saved as it is, the address is confirmed.
  const { contactId, contactVersion: version, postId, name, mail, phone } = liaison!;
  const fields = { contactId: String(contactId), version: String(version), name, mail: mail ?? '', phone: phone ?? '' };
  expect((await post(`/posts/${postId}/contact`, fields)).status).toBe(303);
  expect(wordsOf(await desk())).toContain('没有退信，登记的联络员都有邮箱');
});
