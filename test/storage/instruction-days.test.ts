import { answerInstruction, giveInstruction } from '../../src/acts/instruct.js';
import { momentAt } from '../../src/clock.js';
import { type Person } from '../../src/domain/permissions.js';
import { composer } from '../../src/mail/composer.js';
import { createViewEngine } from '../../src/rendering/view-engine.js';
import { queueNotices } from '../../src/reminders/reminders.service.js';
import { type Storage } from '../../src/storage/doors.js';
import { describeOnEachDatabase, type SmallWorld, smallWorld } from '../support/databases.js';
import { TEMPLATES } from '../rendering/templates.js';

const engine = createViewEngine(TEMPLATES);
const LEADER: Person = { role: 'leader', name: '王副组长', unitId: null, accountId: 1, contactId: null, items: null };
const TEXT = '请教育局牵头，下周一前拿出方案。';
const on = (day: string) => ({ ...momentAt(day, '09:00'), actor: '王副组长' });

const give = (storage: Storage, { plan, units }: SmallWorld, dueOn: string, day = '2020-06-15') =>
  storage.write((stores) =>
    giveInstruction(
      stores,
      { planId: plan.id, leaderName: '', text: TEXT, assignmentId: null, unitId: units[2]!.id, dueOn, person: LEADER },
      on(day),
    ),
  );

/** What the unit is sent by the sweep of a day: its kinds, and the words of the last. */
async function sweepOn(
  storage: Storage,
  { units }: SmallWorld,
  day: string,
): Promise<{ kinds: string[]; text: string }> {
  await storage.write((stores) => queueNotices(stores, momentAt(day, '08:30')));
  const asked = { unitId: units[2]!.id, dayFrom: day, dayTo: day, limit: 9, offset: 0 };
  const { mails } = await storage.read(({ outbox }) => outbox.list(asked));
  const [mail] = mails;
  if (!mail) return { kinds: [], text: '' };
  const words = (await composer({ storage, engine, baseUrl: 'http://x' }, [mail], momentAt(day, '08:30')))(mail);
  return { kinds: mails.map(({ kind }) => kind), text: `${words?.subject ?? ''}\n${words?.text ?? ''}` };
}

describeOnEachDatabase('A leader’s instruction', (open) => {
  test('is spoken of three working days before its day, on it and after it, within the one mail of the day', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    // What the timetable owed by then has been said.
    await sweepOn(storage, world, '2020-06-15');
    await give(storage, world, '2020-06-24');
    const before = await sweepOn(storage, world, '2020-06-19');
    expect(before.kinds).toEqual(['notice']);
    expect(before.text).toContain('县教育局：1件批示请报办理情况，最近的6月24日前');
    expect(before.text).toContain(`王副组长批示“${TEXT}”（6月24日前报办理情况）。`);
    expect((await sweepOn(storage, world, '2020-06-19')).kinds).toEqual(['notice']);
    // The reminder and the request of the 22nd leave anyway: the instruction stands in them, and on its own day too.
    expect(await sweepOn(storage, world, '2020-06-22')).toMatchObject({
      ...{ kinds: ['reminder'], text: expect.stringContaining('另有1件领导批示待报办理情况：王副组长批示') as string },
    });
    const due = await sweepOn(storage, world, '2020-06-24');
    expect(due.text).toContain(`${TEXT}”（今天报办理情况）`);
    const late = await sweepOn(storage, world, '2020-06-28');
    expect(late.kinds).toEqual(['report-request']);
    expect(late.text).toContain(`${TEXT}”（6月24日应报，尚未收到）`);
    await sweepOn(storage, world, '2020-07-01');
    // The fifth working day after: by itself again.
    expect((await sweepOn(storage, world, '2020-07-02')).kinds).toEqual(['notice']);
  });

  test('is spoken of no more once it is answered, and never on the day on which it was passed on', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    // What the timetable owed by then has been said.
    await sweepOn(storage, world, '2020-06-15');
    const id = await give(storage, world, '2020-06-19', '2020-06-16');
    expect((await sweepOn(storage, world, '2020-06-16')).kinds).toEqual(['notice']);
    const person: Person = { ...LEADER, role: 'liaison', unitId: world.units[2]!.id };
    await storage.write((stores) =>
      answerInstruction(stores, { instructionId: id, version: 1, person, answer: '方案已报。' }, on('2020-06-18')),
    );
    expect((await sweepOn(storage, world, '2020-06-19')).kinds).toEqual([]);
    expect((await sweepOn(storage, world, '2020-06-22')).text).not.toContain('批示');
  });
});
