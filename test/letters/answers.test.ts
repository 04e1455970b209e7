import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { Letters } from '../../src/letters/letters.service.js';
import { attachmentDir, mailDir } from '../../src/settings.js';
import { fillIn } from '../support/filling.js';
import { letterFile, plainLetter } from '../support/letters.js';
import { form, mailbox, openTestProgram, startTestServer } from '../support/program.js';
import { World } from './world.js';

describe('An answer by mail', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  test('is known by the mail it refers to where the server has no plus addresses', async () => {
    await world.turnTo('县财政局');
    await world.arrive(
      letterFile('qq-gb18030.eml', { from: world.address.toUpperCase(), answered: world.reminder.messageId }),
    );
    expect(await world.kept()).toMatchObject([{ state: 'drafted', outboxId: world.reminder.id }]);
    expect((await world.drafts())[0]!.fields['progress']).toBe('进展：镕基大道示范点已建成，𠮷祥社区完成验收。');
  });

  test('is taken in once, however often the mailbox shows it', async () => {
    await world.turnTo('县民政局');
    world.imap.hangsUpAt = /STORE/;
    await world.arrive(world.answering('已完成60%'));
    expect(world.letters.lastLook!.fault).not.toBeNull();
    world.imap.hangsUpAt = null;
    await world.arrive();
    world.imap.folders.get('INBOX')!.at(-1)!.flags.clear();
    await Promise.all([world.letters.look(), world.letters.look()]);
    expect(world.letters.lastLook).toMatchObject({ taken: 0, fault: null });
    expect((await world.kept()).length).toBe(1);
    expect((await world.sent('answer')).length).toBe(1);
    expect((await world.drafts()).map(({ fields }) => fields['progress'])).toEqual(['已完成60%']);
  });

  test('stands below what was begun before, in the draft of the link and in that of whoever signed in', async () => {
    await world.turnTo('县卫生健康委员会');
    const liaison = await world.server.signIn(`liaison:${world.reminder.toName}`);
    const typed = new URLSearchParams({
      by: 'button',
      progress: '登录后写的半句',
      problems: '缺两名人手',
      kind: 'progress',
    });
    await liaison(`/plans/1/units/${world.reminder.unitId}/report/draft`, { method: 'POST', body: typed });
    await world.arrive(world.answering('第一封'), world.answering('第二封', { id: 'letter-2@x.gov.cn' }));
    const text = async (isOwn: boolean) =>
      (await world.drafts()).find(({ form }) => (form === 'report') === isOwn)?.fields['progress'];
    expect(await text(true)).toBe('登录后写的半句\n\n第一封\n\n第二封');
    expect(await text(false)).toBe('第一封\n\n第二封');
    const page = await (await liaison(`/plans/1/units/${world.reminder.unitId}/report`)).text();
    expect(page).toContain('登录后写的半句');
    expect(page).toContain('缺两名人手');
    expect(page).toContain('第二封');
  });

  test('of a stranger, of another unit, under a forged address or to something else waits for the office', async () => {
    await world.turnTo('县教育局');
    const [other] = (
      await world.read((stores) => stores.outbox.list({ kind: 'reminder', limit: 500, offset: 0 }))
    ).mails.filter(
      (mail) => mail.toName !== world.reminder.toName && mail.toAddress !== null && mail.toAddress !== world.address,
    );
    const signed = (await world.envelope(world.reminder)).replyTo!.value[0]!.address!;
    await world.arrive(
      world.answering('外人写的', { from: 'a@qq.com', id: '1@x' }),
      world.answering('别的单位写的', { from: other!.toAddress!, id: '2@x' }),
      world.answering('改了签名', { to: signed.replace(/\.[0-9a-f]{4}/, '.0000'), id: '3@x' }),
      plainLetter('请问怎么报送？', { from: world.address, id: '4@x' }),
      world.answering('', { id: '5@x' }),
    );
    expect(
      (await world.kept('a@qq.com', other!.toAddress!)).map(({ state, reason, fromAddress }) => [
        state,
        reason,
        fromAddress,
      ]),
    ).toEqual([
      ['parked', '发件邮箱不是该单位登记的联系邮箱', 'a@qq.com'],
      ['parked', '发件邮箱不是该单位登记的联系邮箱', other!.toAddress],
      ['parked', '回复地址与本平台发出的不符', world.address],
      ['parked', '不是对本平台邮件的回复', world.address],
      ['parked', '没有读到正文，也没有附件', world.address],
    ]);
    expect(await world.drafts()).toEqual([]);
    expect(await world.sent('answer')).toEqual([]);
  });

  test('of a machine is put aside without an answer, and two programs cannot talk to each other', async () => {
    await world.turnTo('县总工会');
    await world.arrive(
      letterFile('vacation.eml', { from: world.address, answered: world.reminder.messageId, id: 'v@x' }),
      letterFile('bounce.eml', { answered: world.reminder.messageId, id: 'b@x' }),
      world.answering('通讯第3期', { id: 'l@x', extra: 'Precedence: bulk' }),
    );
    expect((await world.kept()).map(({ state, reason }) => [state, reason])).toEqual([
      ['dismissed', '自动回复'],
      ['dismissed', '退信'],
      ['dismissed', '群发邮件'],
    ]);
    await world.arrive(world.answering('已完成', { id: 'a@x' }));
    const [confirmation] = await world.sent('answer');
    for (let n = 0; n < 15; n++)
      await world.arrive(world.answering('已收到，谢谢', { answered: confirmation!.messageId, id: `loop-${n}@x` }));
    const states = (await world.kept()).map(({ state }) => state);
    expect((await world.sent('answer')).length).toBe(1);
    // Four came from this address within the hour before, and the rest of ten more are shown to the office.
    expect(states.filter((state) => state === 'parked').length).toBe(7);
    expect(states.filter((state) => state === 'dismissed').length).toBe(3 + 8);
  });

  test('that waits is given to its unit by the office, and becomes the draft of what its mail told, files included', async () => {
    await world.turnTo('县妇联');
    const from = 'liaison-at-home@qq.example';
    const letter = letterFile('attachments.eml', { from, answered: world.reminder.messageId, id: 'home@qq.example' });
    await world.arrive(letter);
    const [waiting] = await world.kept();
    expect(waiting).toMatchObject({ state: 'parked', unitName: '县妇联' });
    const office = await world.server.signIn('office');
    expect(await (await office('/plans/1/desk')).text()).toContain('来信待处理');
    const page = `/letters/${waiting!.id}`;
    const shown = await (await office(page)).text();
    expect(shown).toContain('验收材料.pdf');
    expect(shown).toContain('“工具.exe”');
    const [, file] = /\/attachments\/(\d+)/.exec(shown)!;
    expect((await office(`/attachments/${file}`)).status).toBe(200);
    const unitName = `liaison:${world.reminder.toName}`;
    expect((await (await world.server.signIn(unitName))(`/attachments/${file}`)).status).toBe(404);

    // The unit of the mail that it answers stands chosen.
    const given = await fillIn(office, page, `${page}/unit`, {});
    expect(given.headers.get('location')).toBe(`${page}?said=letter-given`);
    const [draft] = await world.drafts();
    expect(draft!.form).toBe(`report:${(await world.items()).join()}`);
    expect(draft!.fields['progress']).toBe('进度已到80%，佐证材料见附件。');
    await world.server.program.runner.tick();
    const [confirmation] = await world.sent('answer');
    const words = await world.envelope(confirmation!);
    expect(words.to).toMatchObject({ value: [{ address: world.address }] });
    expect(words.text).toContain(`领导小组办公室转来的来信（${from}）已存为`);
    await world.linkIn(confirmation!);
    expect((await (await world.server.signIn(unitName))(`/attachments/${file}`)).status).toBe(200);
    // Whoever still has the page open is told.
    const again = await office(`${page}/unit`, form({ unit: String(world.reminder.unitId), version: '1' }));
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('这封来信已经转给单位');
    expect((await world.sent('answer')).length).toBe(1);
  });

  test('that answers none of our mails is given to a unit with all that it has to report on by now', async () => {
    await world.turnTo('团县委');
    await world.arrive(plainLetter('我委已完成培训。', { from: 'b@qq.example', id: 'b@qq.example' }));
    const [waiting] = (await world.kept('b@qq.example')).slice(-1);
    const office = await world.server.signIn('office');
    const unchosen = await fillIn(office, `/letters/${waiting!.id}`, `/letters/${waiting!.id}/unit`, {});
    expect(unchosen.status).toBe(422);
    expect(await unchosen.text()).toContain('请选择单位');
    const unit = String(world.reminder.unitId);
    await fillIn(office, `/letters/${waiting!.id}`, `/letters/${waiting!.id}/unit`, { unit });
    const [draft] = await world.drafts();
    const open = await world.read((stores) => stores.assignments.ofUnit(world.reminder.unitId!, 1));
    const begun = open.filter(({ opensOn }) => opensOn <= '2020-06-24').map(({ id }) => String(id));
    expect([...draft!.fields['items']!].sort()).toEqual(begun.sort());
    expect(draft!.fields['progress']).toBe('我委已完成培训。');
  });

  test('that is not used is put away with the reason, and its files are gone', async () => {
    await world.turnTo('县工商联');
    const letter = { from: 'c@qq.example', answered: world.reminder.messageId, id: 'c@qq.example' };
    await world.arrive(letterFile('attachments.eml', letter));
    const [waiting] = await world.kept();
    const before = await readdir(attachmentDir(world.server.program.settings));
    const office = await world.server.signIn('office');
    const [page, action] = [`/letters/${waiting!.id}`, `/letters/${waiting!.id}/dismissal`];
    const unreasoned = await fillIn(office, page, action, {});
    expect(await unreasoned.text()).toContain('请写明不采用的理由');
    const put = await fillIn(office, page, action, { reason: '与本方案无关' });
    expect(put.headers.get('location')).toBe(`${page}?said=letter-dismissed`);
    expect(await world.kept()).toMatchObject([{ state: 'dismissed', reason: '与本方案无关' }]);
    expect((await readdir(attachmentDir(world.server.program.settings))).length).toBe(before.length - 1);
    const done = await (await office('/letters?show=done')).text();
    expect(done).toContain('与本方案无关');
    const history = await (await office('/history')).text();
    expect(history).toContain('来信不采用');
  });

  test('comes again the next minute where the database refused it, and its files are not left lying', async () => {
    await world.turnTo('县残联');
    const raw = letterFile('attachments.eml', { from: world.address, answered: world.reminder.messageId, id: 'c@x' });
    const { storage } = world.server.program;
    const write = storage.write.bind(storage);
    storage.write = () => Promise.reject(new Error('disk full'));
    await world.arrive(raw);
    expect(world.letters.lastLook).toMatchObject({ taken: 0, fault: 'disk full' });
    storage.write = write;
    await world.arrive();
    expect(world.letters.lastLook).toMatchObject({ taken: 1, fault: null });
    expect((await world.kept()).length).toBe(1);
    const known = await world.read((stores) => stores.attachments.storedNames());
    expect((await readdir(attachmentDir(world.server.program.settings))).sort()).toEqual([...known].sort());
  });
});

test('without a mailbox nothing changes: mails do not say that they can be answered, and nothing is looked for', async () => {
  const program = await openTestProgram({ clock: '2020-06-24T09:00+08:00' });
  const server = await startTestServer(program);
  const [name] = (await mailbox(program)).filter((file) => file.includes('-reminder-'));
  const mail = await simpleParser(await readFile(join(mailDir(program.settings), name!)));
  expect(mail.text).not.toContain('直接回复');
  expect(mail.replyTo).toBeUndefined();
  await server.app.get(Letters).look();
  expect(server.app.get(Letters).lastLook).toBeNull();
  await server.close();
});
