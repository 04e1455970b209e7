import { type HistoryQuery } from '../../src/storage/stores/history.js';
import { describeOnEachDatabase, pendingMail, smallWorld } from '../support/databases.js';

const AT = '2020-06-24T01:00:00.000Z';

describeOnEachDatabase('the lists of the office', (open) => {
  test('chases bear the numbers of their mails, one line a unit and text, the newest first', async () => {
    const storage = await open();
    const { plan, assignments, units } = await smallWorld(storage);
    const mails = [[0, '2020-06-24'] as const, [1, '2020-06-24'] as const, [0, '2020-06-28'] as const];
    await storage.write(({ outbox }) =>
      outbox.enqueueAll(
        mails.map(([index, day]) => {
          const unitId = units[index]!.id;
          const mail = pendingMail(`unit:${unitId}:${day}`, unitId);
          return { mail: { ...mail, kind: 'chase' as const, planId: plan.id, day }, items: [] };
        }),
      ),
    );
    await storage.write(({ history }) =>
      history.append(
        [0, 3, 1, 0].map((index, i) => ({
          ...{ at: i < 3 ? AT : '2020-06-28T01:00:00.000Z', day: i < 3 ? '2020-06-24' : '2020-06-28', planId: plan.id },
          ...{ assignmentId: assignments[index]!.id, act: 'chase', actor: '张三', facts: '{"nth":1,"reason":"请报"}' },
        })),
      ),
    );
    const page = await storage.read(({ desk }) => desk.chases(plan.id, 2, 0));
    expect(page.total).toBe(3);
    expect(page.rows.map(({ number, unitName, items, at }) => [number, unitName, items, at.slice(0, 10)])).toEqual([
      [3, units[0]!.name, 1, '2020-06-28'],
      [2, units[1]!.name, 1, '2020-06-24'],
    ]);
    expect((await storage.read(({ desk }) => desk.chases(plan.id, 2, 2))).rows).toMatchObject([
      { number: 1, items: 2 },
    ]);
    expect(await storage.read(({ desk }) => desk.chases(99, 2, 0))).toEqual({ total: 0, rows: [] });
  });

  test('whom the mail of the day has reached is known by its key', async () => {
    const storage = await open();
    const { units } = await smallWorld(storage);
    const [first, second] = [units[0]!.id, units[1]!.id];
    await storage.write(async ({ outbox }) => {
      await outbox.enqueue(pendingMail(`unit:${first}:2020-06-24`, first), []);
      await outbox.enqueue(pendingMail('returned:1', second), []);
    });
    expect(await storage.read(({ queues }) => queues.told('2020-06-24'))).toEqual(new Map([[first, 'pending']]));
    expect(await storage.read(({ queues }) => queues.told('2020-06-25'))).toEqual(new Map());
  });

  test('the history is searched by every part of a filter, alone and together', async () => {
    const storage = await open();
    const { plan, assignments, units } = await smallWorld(storage);
    const entry = { at: AT, day: '2020-06-24', planId: plan.id, assignmentId: null, actor: '张三', facts: '{}' };
    await storage.write(({ history }) =>
      history.append([
        { ...entry, act: 'import', planId: null },
        { ...entry, act: 'waive', assignmentId: assignments[1]!.id, actor: '李四_100%' },
        { ...entry, act: 'save-contact', facts: JSON.stringify({ unit: units[1]!.name, name: '王"五' }) },
        { ...entry, act: 'release-mail', facts: JSON.stringify({ unitId: units[1]!.id, to: 'a@example.com' }) },
        {
          ...entry,
          act: 'chase',
          day: '2020-06-28',
          assignmentId: assignments[2]!.id,
          facts: JSON.stringify({ unitId: 22 }),
        },
      ]),
    );
    const found = (asked: Partial<HistoryQuery>) =>
      storage.read(async ({ history }) => (await history.search({ limit: 10, ...asked })).map(({ act }) => act));
    expect(await found({})).toEqual(['chase', 'release-mail', 'save-contact', 'waive', 'import']);
    expect(await found({ unit: units[1]! })).toEqual(['release-mail', 'save-contact', 'waive']);
    expect(await found({ unit: units[1]!, acts: ['waive', 'import'] })).toEqual(['waive']);
    expect(await found({ planId: plan.id, limit: 2 })).toEqual(['chase', 'release-mail']);
    expect(await found({ actor: '_100%' })).toEqual(['waive']);
    expect(await found({ actor: '%' })).toEqual(['waive']);
    expect(await found({ dayFrom: '2020-06-25' })).toEqual(['chase']);
    expect(await found({ dayTo: '2020-06-25', before: 3 })).toEqual(['waive', 'import']);
    expect(await found({ acts: [] })).toEqual([]);
    const [line] = await storage.read(({ history }) => history.search({ acts: ['waive'], limit: 1 }));
    expect(line).toMatchObject({
      unitName: units[1]!.name,
      measureTitle: '宣传发动',
      phasePosition: 1,
      planTitle: plan.title,
    });
  });
});
