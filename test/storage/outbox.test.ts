import { type Storage } from '../../src/storage/doors.js';
import { describeOnEachDatabase, pendingMail, smallWorld } from '../support/databases.js';

const NOW = '2020-06-24T01:00:00.000Z';
const UNTIL = '2020-06-24T01:01:00.000Z';
const LATER = '2020-06-24T01:02:00.000Z';
const SENT = {
  sentAt: NOW,
  toAddress: 'a@example.com',
  subject: '催办',
  textBody: '请于6月30日前办结',
  htmlBody: '<p>请于6月30日前办结</p>',
};

describeOnEachDatabase('the outbox', (open) => {
  const claim = (storage: Storage, by: string, limit = 10) =>
    storage.write((stores) => stores.outbox.claim({ by, now: NOW, until: UNTIL, limit }));
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
      { ...item, outboxId: mails[0]!.id, day: '2020-06-24' },
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
    expect(await storage.read((stores) => stores.outbox.hasWaiting('2020-06-24T00:00:00.000Z'))).toBe(false);
    expect(await storage.read((stores) => stores.outbox.hasWaiting(NOW))).toBe(true);
    const claimed = await claim(storage, 'me');
    expect(claimed.map(({ key }) => key)).toEqual(['first', 'second']);
    expect(claimed[0]).toMatchObject({ state: 'claimed', claimedBy: 'me', claimedUntil: UNTIL, attempts: 0 });
    expect(await storage.read((stores) => stores.outbox.claimants())).toEqual(['me']);
  });

  test('lets only the holder of a claim go on with a mail', async () => {
    const storage = await open();
    const { units } = await smallWorld(storage);
    await enqueue(storage, 'fenced', units[0]!.id);
    const [{ id } = { id: 0 }] = await claim(storage, 'me');
    await storage.write(async ({ outbox }) => {
      expect(await outbox.startSending([id], 'another', UNTIL)).toEqual(new Set());
      expect(await outbox.markSent(id, 'me', SENT)).toBe(false);
      expect(await outbox.startSending([id], 'me', UNTIL)).toEqual(new Set([id]));
      expect(await outbox.startSending([id], 'me', UNTIL)).toEqual(new Set());
      expect(await outbox.markSent(id, 'another', SENT)).toBe(false);
      expect(await outbox.putBack(id, 'another', { nextAt: LATER, lastError: '451' })).toBe(false);
      expect(await outbox.park(id, 'another', { state: 'dead', lastError: '550' })).toBe(false);
      expect(await outbox.markSent(id, 'me', SENT)).toBe(true);
      expect(await outbox.markSent(id, 'me', SENT)).toBe(false);
    });
    const sent = await storage.read((stores) => stores.outbox.byId(id));
    expect(sent).toMatchObject({ ...SENT, state: 'sent', attempts: 1, claimedBy: null });
  });

  test('takes a mail from a claimant whose time ran out, who then cannot finish it', async () => {
    const storage = await open();
    const { units } = await smallWorld(storage);
    await enqueue(storage, 'claimed', units[0]!.id);
    await enqueue(storage, 'sending', units[0]!.id);
    const [first, second] = await claim(storage, 'slow');
    await storage.write((stores) => stores.outbox.startSending([second!.id], 'slow', UNTIL));
    expect(await storage.write((stores) => stores.outbox.releaseExpired(NOW))).toBe(0);
    expect(await storage.write((stores) => stores.outbox.releaseExpired(LATER))).toBe(2);
    await storage.write(async ({ outbox }) => {
      expect(await outbox.startSending([first!.id], 'slow', LATER)).toEqual(new Set());
      expect(await outbox.markSent(second!.id, 'slow', SENT)).toBe(false);
    });
    const again = await claim(storage, 'quick');
    expect(again.map(({ messageId }) => messageId)).toEqual([first!.messageId, second!.messageId]);
    expect(await storage.write((stores) => stores.outbox.release('quick'))).toBe(2);
  });

  test('puts a mail back for later or parks it, and counts them by state and kind', async () => {
    const storage = await open();
    const { units } = await smallWorld(storage);
    for (const key of ['a', 'b', 'c']) await enqueue(storage, key, units[0]!.id);
    await enqueue(storage, 'd', units[1]!.id, { kind: 'chase', day: '2020-06-25' });
    const [a, b, c] = await claim(storage, 'me');
    await storage.write(async ({ outbox }) => {
      expect(await outbox.putBack(a!.id, 'me', { nextAt: LATER, lastError: '451 later' })).toBe(true);
      expect(await outbox.park(b!.id, 'me', { state: 'held', lastError: null, subject: '留存' })).toBe(true);
      expect(await outbox.park(c!.id, 'me', { state: 'dead', lastError: '550 unknown' })).toBe(true);
    });
    await storage.read(async ({ outbox }) => {
      expect(await outbox.byId(a!.id)).toMatchObject({ state: 'pending', nextAt: LATER, lastError: '451 later' });
      expect(await outbox.byId(b!.id)).toMatchObject({ state: 'held', subject: '留存', claimedBy: null });
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
      expect(await outbox.mailsOn('2020-06-24')).toMatchObject({ assigned: 0, reminder: 0, chase: 0 });
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
