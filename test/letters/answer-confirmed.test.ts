import { describeOnEachDatabase } from '../support/databases.js';
import { fillIn } from '../support/filling.js';
import { letterFile } from '../support/letters.js';
import { type Visitor } from '../support/program.js';
import { World } from './world.js';

describeOnEachDatabase('An answer by mail', (_open, place) => {
  let world: World;
  beforeEach(async () => {
    const at = place();
    world = await World.open('postgresUrl' in at ? at.postgresUrl : undefined);
  });
  afterEach(() => world.close());

  test('becomes the draft of exactly the items of its mail, and one mail with one link asks to confirm it', async () => {
    const leaving = await world.envelope(world.reminder);
    expect(leaving.replyTo!.value[0]!.address).toMatch(/^luoshi\+[0-9a-z]+\.[0-9a-f]{20}@baisha\.example$/);
    expect(leaving.text).toContain('也可直接回复本邮件');
    const raw = letterFile('attachments.eml', {
      from: world.address,
      to: leaving.replyTo!.value[0]!.address!,
      answered: '<gone@x>',
    });
    await world.arrive(raw);
    expect(await world.kept()).toMatchObject([
      { state: 'drafted', reason: null, unitName: world.reminder.toName, outboxId: world.reminder.id },
    ]);
    const items = await world.items();
    const [draft] = await world.drafts();
    expect(draft!.form).toBe(`report:${items.join()}`);
    expect(draft!.fields).toMatchObject({
      items: items.map(String),
      kind: 'progress',
      progress: '进度已到80%，佐证材料见附件。',
    });

    await world.server.program.runner.tick();
    const [confirmation, ...others] = await world.sent('answer');
    expect(others).toEqual([]);
    const words = await world.envelope(confirmation!);
    expect(words.headers.get('auto-submitted')).toBe('auto-replied');
    expect(words.to).toMatchObject({ value: [{ address: world.address }] });
    expect(words.text).toContain('来信内容：进度已到80%');
    expect(words.text).toContain('随信附件已收下1个');
    expect(words.text).toMatch(/没有收下：“winmail\.dat”[^\n]*打的包/);
    expect(words.text).toContain('没有收下：“工具.exe”');

    // The liaison opens the link, sees what they wrote and files it with one button.
    const opened = await world.server.visit(await world.linkIn(confirmation!));
    const cookie = opened.headers.get('set-cookie')!.split(';')[0]!;
    const liaison: Visitor = (path, init) => world.server.visit(path, { ...init, headers: { cookie } });
    const page = opened.headers.get('location')!;
    expect(await (await liaison(page)).text()).toContain('验收材料.pdf');
    const filing = await fillIn(liaison, page, page, {});
    expect(filing.headers.get('location')).toMatch(/^\/submissions\/\d+\?said=report-filed/);
    const filed = await (await liaison(filing.headers.get('location')!)).text();
    expect(filed).toContain('进度已到80%，佐证材料见附件。');
    expect(filed).toContain('验收材料.pdf');
    expect(filed).toContain(`${items.length}项`);
    expect(await world.kept()).toMatchObject([{ state: 'confirmed' }]);
    expect(await world.drafts()).toEqual([]);
  });
});
