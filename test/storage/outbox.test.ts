import { type Storage } from '../../src/storage/doors.js';
import { describeOnEachDatabase, pendingMail, smallWorld } from '../support/databases.js';

const NOW = '2020-06-24T01:00:00.000Z';
const UNTIL = '2020-06-24T01:01:00.000Z';
const LATER = '2020-06-24T01:02:00.000Z';
const ALL = { plans: [1], isCommonOpen: true };
const SENT = {
  sentAt: NOW,
  toAddress: 'a@example.com',
  subject: '催办',
  textBody: '请于6月30日前办结',
  htmlBody: '<p>请于6月30日前办结</p>',
  reply: '250 OK',
};

describeOnEachDatabase('the outbox', (open) => {
  const claim = (storage: Storage, by: string, limit = 10) =>
    storage.write((stores) => stores.dispatch.claim({ by, now: NOW, leaving: ALL, until: UNTIL, limit }));
  const enqueue = (storage: Storage, key: string, unitId: number, more = {}) =>
    storage.write((stores) => stores.outbox.enqueue(pendingMail(key, unitId, more), []));

  test('admits a key once and says whether the mail was new', async () => {
    const storage = await open();
    const { units, assignments } = await smallWorld(storage);
    const item = { assignmentId: assignments[0]!.id, dueOn: '2020-06-30', rule: 'T-5' };
    const ask = (key: string) =>
      storage.write((stores) => stores.outbox.enqueue(pendingMail(key, units[0]!.id), [item]));
    expect(await ask('unit:1:2020-06-24')).toBe(true);
    expect(await ask('unit:1:2020-06-24')).toBe(false);
    // Another key, but every word of it has been said already.
    expect(await ask('unit:1:2020-06-25')).toBe(false);
    const { total, mails } = await storage.read((stores) => stores.outbox.list({ limit: 10, offset: 0 }));
    expect(total).toBe(1);
    expect(mails[0]).not.toHaveProperty('textBody');
    expect(await storage.read((stores) => stores.outbox.saidFor([assignments[0]!.id]))).toEqual([
      { ...item, outboxId: mails[0]!.id, day: '2020-06-24', state: 'pending' },
    ]);
    expect(await storage.read((stores) => stores.outbox.items(mails[0]!.id))).toMatchObject([item]);
  });

  test('admits a key once when two programs queue it at the same moment', async () => {
    const [one, two] = [await open(), await open()];
    const { units } = await smallWorld(one);
    const keys = Array.from({ length: 40 }, (_, n) => `unit:1:day-${n}`);
    const outcomes = await Promise.all(
      keys.map((key) => Promise.all([one, two].map((storage) => enqueue(storage, key, units[0]!.id)))),
    );
    expect(outcomes.map((pair) => pair.filter(Boolean).length)).toEqual(keys.map(() => 1));
    expect((await two.read((stores) => stores.outbox.counts())).pending).toBe(40);
  });

  test('gives every mail to one of two programs that claim at the same moment', async () => {
    const [one, two] = [await open(), await open()];
    const { units } = await smallWorld(one);
    for (let n = 0; n < 30; n++) await enqueue(one, `mail-${n}`, units[0]!.id);
    const batches = await Promise.all(
      [one, two, one, two, one, two].map((storage, n) => claim(storage, `worker-${n}`, 5)),
    );
    const ids = batches.flat().map(({ id }) => id);
    // A claim that skips another's locked rows may come back with fewer than it could have; none comes twice.
    expect(new Set(ids).size).toBe(ids.length);
    while (ids.length < 30) ids.push(...(await claim(one, 'last')).map(({ id }) => id));
    expect(new Set(ids).size).toBe(30);
    expect(await claim(two, 'too late')).toEqual([]);
  });

  test('claims what is due first and nothing that is not due', async () => {
    const storage = await open();
    const { units } = await smallWorld(storage);
    const unitId = units[0]!.id;
    await enqueue(storage, 'second', unitId, { nextAt: '2020-06-24T00:50:00.000Z' });
    await enqueue(storage, 'first', unitId, { nextAt: '2020-06-24T00:10:00.000Z' });
    await enqueue(storage, 'tomorrow', unitId, { nextAt: '2020-06-25T00:10:00.000Z' });
    expect(await storage.read((stores) => stores.dispatch.hasWaiting('2020-06-24T00:00:00.000Z', ALL))).toBe(false);
    expect(await storage.read((stores) => stores.dispatch.hasWaiting(NOW, ALL))).toBe(true);
    const claimed = await claim(storage, 'me');
    expect(claimed.map(({ key }) => key)).toEqual(['first', 'second']);
    expect(claimed[0]).toMatchObject({ state: 'claimed', claimedBy: 'me', claimedUntil: UNTIL, attempts: 0 });
    expect(await storage.read((stores) => stores.dispatch.claimants())).toEqual(['me']);
  });

  test('lets only the holder of a claim go on with a mail', async () => {
    const storage = await open();
    const { units } = await smallWorld(storage);
    await enqueue(storage, 'fenced', units[0]!.id);
    const [{ id } = { id: 0 }] = await claim(storage, 'me');
    await storage.write(async ({ dispatch }) => {
      expect(await dispatch.startSending([id], 'another', UNTIL, NOW)).toEqual(new Set());
      expect(await dispatch.markSent(id, 'me', SENT)).toBe(false);
      expect(await dispatch.startSending([id], 'me', UNTIL, NOW)).toEqual(new Set([id]));
      expect(await dispatch.startSending([id], 'me', UNTIL, NOW)).toEqual(new Set());
      expect(await dispatch.markSent(id, 'another', SENT)).toBe(false);
      expect(await dispatch.putBack(id, 'another', { nextAt: LATER, lastError: '451' })).toBe(false);
      expect(await dispatch.park(id, 'another', { state: 'dead', lastError: '550' })).toBe(false);
      expect(await dispatch.leaveInDoubt(id, 'another', { until: LATER, lastError: 'closed' })).toBe(false);
      expect(await dispatch.countDoubt(id, 'another')).toBe(false);
      expect(await dispatch.markSent(id, 'me', SENT)).toBe(true);
      expect(await dispatch.markSent(id, 'me', SENT)).toBe(false);
    });
    const sent = await storage.read((stores) => stores.outbox.byId(id));
    expect(sent).toMatchObject({ ...SENT, state: 'sent', attempts: 1, claimedBy: null });
  });

  test('takes a mail from a claimant whose time ran out or who is dead; one that was being sent is a doubt', async () => {
    const storage = await open();
    const { units } = await smallWorld(storage);
    for (const key of ['claimed', 'sending', 'claimed by the dead', 'sent by the dead'])
      await enqueue(storage, key, units[0]!.id);
    const [first, second] = await claim(storage, 'slow', 2);
    const [third, fourth] = await claim(storage, 'gone', 2);
    await storage.write(async ({ dispatch }) => {
      await dispatch.startSending([second!.id], 'slow', UNTIL, NOW);
      await dispatch.startSending([fourth!.id], 'gone', UNTIL, NOW);
      expect(await dispatch.releaseOver({ now: NOW, dead: [] })).toBe(0);
      expect(await dispatch.releaseOver({ now: NOW, dead: ['gone'] })).toBe(1);
      expect(await dispatch.releaseOver({ now: LATER, dead: [] })).toBe(1);
      const doubtful = async (now: string, dead: string[]) =>
        (await dispatch.inDoubt({ now, dead })).map(({ id }) => id);
      expect(await doubtful(NOW, [])).toEqual([]);
      expect(await doubtful(NOW, ['gone'])).toEqual([fourth!.id]);
      expect(await doubtful(LATER, [])).toEqual([second!.id, fourth!.id]);
      expect(await dispatch.startSending([first!.id], 'slow', LATER, NOW)).toEqual(new Set());
      expect(await dispatch.countDoubt(second!.id, 'slow')).toBe(true);
      expect(await dispatch.putBack(second!.id, 'slow', { nextAt: second!.nextAt, lastError: null, attempts: 1 })).toBe(
        true,
      );
      expect(await dispatch.markSent(second!.id, 'slow', SENT)).toBe(false);
    });
    const again = await claim(storage, 'quick');
    expect(again.map(({ messageId, doubts }) => [messageId, doubts])).toEqual([
      [first!.messageId, 0],
      [second!.messageId, 1],
      [third!.messageId, 0],
    ]);
    expect(await storage.write((stores) => stores.dispatch.giveBack('quick'))).toBe(3);
  });

  test('stops all mails at once and lets one process try the server at a time', async () => {
    const [one, two] = [await open(), await open()];
    const take = (storage: Storage, now: string) =>
      storage.write((stores) => stores.delivery.takeProbe(now, '2020-06-24T01:03:00.000Z'));
    expect(await take(one, LATER)).toBe(false);
    await one.write((stores) => stores.delivery.stop(NOW, { reason: '连接不上', probeAt: UNTIL }));
    await two.write((stores) => stores.delivery.stop(UNTIL, { reason: '仍连接不上', probeAt: LATER }));
    expect(await two.read((stores) => stores.delivery.get())).toEqual({
      ...{ stoppedAt: NOW, reason: '仍连接不上', probeAt: LATER, toldAt: null },
    });
    expect(await take(one, UNTIL)).toBe(false);
    expect((await Promise.all([take(one, LATER), take(two, LATER)])).sort()).toEqual([false, true]);
    await two.write((stores) => stores.delivery.resume());
    expect(await one.read((stores) => stores.delivery.get())).toMatchObject({ stoppedAt: null, reason: null });
    expect(await take(one, '2020-06-24T01:09:00.000Z')).toBe(false);
  });

  test('puts a mail back for later or parks it, and counts them by state and kind', async () => {
    const storage = await open();
    const { plan, units } = await smallWorld(storage);
    const own = { planId: plan.id };
    for (const key of ['a', 'b', 'c']) await enqueue(storage, key, units[0]!.id, own);
    await enqueue(storage, 'd', units[1]!.id, { ...own, kind: 'chase', day: '2020-06-25' });
    const [a, b, c] = await claim(storage, 'me');
    await storage.write(async ({ dispatch }) => {
      expect(await dispatch.putBack(a!.id, 'me', { nextAt: LATER, lastError: '451 later' })).toBe(true);
      expect(await dispatch.park(b!.id, 'me', { state: 'held', lastError: null })).toBe(true);
      expect(await dispatch.park(c!.id, 'me', { state: 'dead', lastError: '550 unknown', lastCode: '550' })).toBe(true);
    });
    await storage.read(async ({ outbox }) => {
      expect(await outbox.byId(a!.id)).toMatchObject({ state: 'pending', nextAt: LATER, lastError: '451 later' });
      expect(await outbox.byId(b!.id)).toMatchObject({ state: 'held', lastError: null, claimedBy: null });
      expect(await outbox.byId(c!.id)).toMatchObject({ state: 'dead', lastCode: '550', claimedBy: null });
      expect(await outbox.counts()).toEqual({
        pending: 1,
        claimed: 1,
        sending: 0,
        sent: 0,
        held: 1,
        dead: 1,
        obsolete: 0,
        cancelled: 0,
      });
      // What waits or is parked has not left.
      const waiting = await outbox.mailsOn(plan.id, '2020-06-24');
      expect(waiting.map(({ name, waits, count }) => [name, waits, count]).sort()).toEqual([
        ['chase', 1, 1],
        ['reminder', 1, 1],
      ]);
      expect(await outbox.mailsOn(99, '2020-06-24')).toEqual([]);
      const asked = { unitId: units[1]!.id, kind: 'chase', dayFrom: '2020-06-25', dayTo: '2020-06-25' } as const;
      expect((await outbox.list({ ...asked, limit: 5, offset: 0 })).mails.map(({ key }) => key)).toEqual(['d']);
      expect((await outbox.list({ states: ['held', 'dead'], limit: 5, offset: 0 })).total).toBe(2);
      expect((await outbox.list({ states: [], limit: 5, offset: 0 })).total).toBe(0);
      const items = await outbox.itemsOf([a!.id, b!.id]);
      expect([...items]).toEqual([
        [a!.id, []],
        [b!.id, []],
      ]);
      expect(await outbox.list({ states: ['sent'], limit: 5, offset: 0 })).toEqual({ total: 0, mails: [] });
    });
  });
});
