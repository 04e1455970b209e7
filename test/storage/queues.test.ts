import { describeOnEachDatabase, pendingMail, smallWorld } from '../support/databases.js';

describeOnEachDatabase('the queues of the office', (open) => {
  test('are read from an empty house as from a full one, each with its number', async () => {
    const storage = await open();
    const { plan, units, assignments } = await smallWorld(storage);
    await storage.read(async ({ queues, desk }) => {
      const names = [
        'extensions',
        'declined',
        'inspections',
        'rechecks',
        'objections',
        'instructions',
        'mails',
      ] as const;
      for (const name of names) expect(await queues[name](plan.id, 10)).toEqual({ total: 0, rows: [] });
      expect(await queues.lateInstructions(plan.id, 10, '2020-06-24')).toEqual({ total: 0, rows: [] });
      expect(await queues.lastActs([], 'decline')).toEqual([]);
      expect(await desk.reports({ planId: plan.id, stage: 'submitted', limit: 10, offset: 0 })).toEqual({
        ...{ total: 0, rows: [] },
      });
    });
    await storage.write(async (stores) => {
      for (const { id } of assignments.slice(0, 4)) await stores.assignments.change(id, 1, { stage: 'declined' });
      for (const key of ['a', 'b', 'c'])
        await stores.outbox.enqueue(pendingMail(key, units[0]!.id, { state: 'held' }), []);
      const entry = {
        at: '2020-06-24T01:00:00.000Z',
        day: '2020-06-24',
        planId: plan.id,
        actor: '联络员',
        act: 'decline',
      };
      const of = { ...entry, assignmentId: assignments[0]!.id };
      await stores.history.append([
        { ...of, facts: '{"reason":"一"}' },
        { ...of, facts: '{"reason":"二"}' },
      ]);
    });
    await storage.read(async ({ queues, waiting }) => {
      // Four declined; three mails of no plan are counted on the desk that is looked at; nobody has a post here, so that no address is missing.
      expect(await waiting.inPlans([plan.id, 99], '2020-06-24')).toEqual([
        { planId: plan.id, things: 4, inspections: 0, accepted: 0, lastFrom: '2020-07-01' },
      ]);
      const declined = await queues.declined(plan.id, 3);
      expect([declined.total, declined.rows.length]).toEqual([4, 3]);
      expect(declined.rows[0]).toMatchObject({ unitName: '县委宣传部', measureTitle: '宣传发动', phasePosition: 1 });
      expect((await queues.mails(plan.id, 2)).total).toBe(3);
      expect(await queues.lastActs([assignments[0]!.id], 'decline')).toMatchObject([{ facts: '{"reason":"二"}' }]);
      expect((await queues.mails(99, 2)).total).toBe(3);
      expect((await queues.declined(99, 2)).total).toBe(0);
    });
  });

  test('count what may owe a report by what that depends on: two lines a unit, not one an item', async () => {
    const storage = await open();
    const { plan, assignments } = await smallWorld(storage);
    const first = assignments.filter(({ unitId }) => unitId === assignments[0]!.unitId);
    await storage.write((stores) => stores.assignments.change(first[0]!.id, 1, { reportedFor: '2020-06-24' }));
    const owing = await storage.read(({ queues }) => queues.owing([plan.id], '2020-06-24'));
    expect(owing.map(({ unitName, count, stage }) => [unitName, count, stage])).toEqual([
      ['县委宣传部', 1, 'assigned'],
      ['县公安局', 2, 'assigned'],
      ['县教育局', 2, 'assigned'],
    ]);
  });

  test('a mail is put back once, with its new address', async () => {
    const storage = await open();
    const { units } = await smallWorld(storage);
    await storage.write((stores) =>
      stores.outbox.enqueue(pendingMail('a', units[0]!.id, { state: 'dead', attempts: 5 }), []),
    );
    const release = () =>
      storage.write(({ queues }) => queues.releaseMail(1, 'new@example.com', '2020-06-24T02:00:00.000Z'));
    expect([await release(), await release()]).toEqual([true, false]);
    expect(await storage.read(({ outbox }) => outbox.byId(1))).toMatchObject({
      ...{ state: 'pending', toAddress: 'new@example.com', attempts: 0, nextAt: '2020-06-24T02:00:00.000Z' },
    });
  });
});
