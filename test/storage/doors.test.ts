import { type Storage, type Stores } from '../../src/storage/doors.js';
import { describeOnEachDatabase, pendingMail, smallWorld } from '../support/databases.js';

const entry = (act: string) => ({
  ...{ at: '2020-06-24T00:30:00.000Z', day: '2020-06-24', planId: null, assignmentId: null },
  ...{ act, actor: '办公室', facts: '{}' },
});
const append = (stores: Stores, act: string) => stores.history.append([entry(act)]);
const actsIn = async (storage: Storage) =>
  (await storage.read((stores) => stores.history.recent(10_000))).map(({ act }) => act);
const pause = () => new Promise((resolve) => setImmediate(resolve));

describeOnEachDatabase('the two doors', (open) => {
  test("an acknowledged row stays when another request's write is rolled back", async () => {
    const storage = await open();
    let fail: () => void = () => undefined;
    const failing = new Promise<void>((resolve) => (fail = resolve));
    const a = storage.write(async (stores) => {
      await append(stores, 'of A');
      await failing;
      throw new Error('A changed its mind');
    });
    const b = storage.write((stores) => append(stores, 'of B'));
    await pause();
    fail();
    await expect(a).rejects.toThrow('A changed its mind');
    await b;
    expect(await actsIn(storage)).toEqual(['of B']);
  });

  test('nobody reads a row that is not committed', async () => {
    const storage = await open();
    const { units } = await smallWorld(storage);
    const seen: number[] = [];
    let enter: () => void = () => undefined;
    let leave: () => void = () => undefined;
    const entered = new Promise<void>((resolve) => (enter = resolve));
    const left = new Promise<void>((resolve) => (leave = resolve));
    const a = storage.write(async (stores) => {
      await stores.outbox.enqueue(pendingMail('never', units[0]!.id), []);
      enter();
      await left;
      throw new Error('rolled back');
    });
    await entered;
    for (let i = 0; i < 5; i++) seen.push((await storage.read((stores) => stores.outbox.counts())).pending);
    leave();
    await expect(a).rejects.toThrow('rolled back');
    expect(seen).toEqual([0, 0, 0, 0, 0]);
  });

  test('200 writes at once all succeed', async () => {
    const storage = await open();
    const writes = Array.from({ length: 200 }, (_, n) => storage.write((stores) => append(stores, `act ${n}`)));
    await Promise.all(writes);
    expect(new Set(await actsIn(storage)).size).toBe(200);
  });

  test('of 3,000 mixed operations every acknowledged one is there and no rolled back one', async () => {
    const storage = await open();
    const acknowledged: string[] = [];
    const unplanned: unknown[] = [];
    const operation = async (n: number) => {
      if (n % 5 >= 3) return void (await storage.read((stores) => stores.history.recent(3)));
      const write = storage.write(async (stores) => {
        await append(stores, `${n}`);
        if (n % 3 === 0) await pause();
        if (n % 5 === 2) throw new Error('planned');
      });
      await write.then(
        () => acknowledged.push(`${n}`),
        (error: Error) => error.message === 'planned' || unplanned.push(error),
      );
    };
    for (let start = 0; start < 3000; start += 300) {
      await Promise.all(Array.from({ length: 300 }, (_, n) => operation(start + n)));
    }
    const present = await actsIn(storage);
    expect({ acknowledged: acknowledged.length, unplanned }).toEqual({ acknowledged: 1200, unplanned: [] });
    expect(present.sort()).toEqual(acknowledged.sort());
    expect(await storage.checkIntegrity()).toEqual([]);
    // Six seconds of work; a neighbour's load must not fail what is about loss, not about speed.
  }, 120_000);

  test('of 50 editors of one version one wins', async () => {
    const storage = await open();
    const { assignments } = await smallWorld(storage);
    const { id, version } = assignments[0]!;
    const edits = Array.from({ length: 50 }, () =>
      storage.write((stores) => stores.assignments.change(id, version, { stage: 'underway' })),
    );
    expect((await Promise.all(edits)).filter(Boolean)).toHaveLength(1);
    const changed = await storage.read((stores) => stores.assignments.byId(id));
    expect(changed).toMatchObject({ stage: 'underway', version: version + 1 });
  });

  test('a write or a read inside a write fails loudly', async () => {
    const storage = await open();
    const inside = { code: 'nested-write' };
    await expect(storage.write(() => storage.write(() => Promise.resolve(1)))).rejects.toMatchObject(inside);
    await expect(storage.write(() => storage.read(() => Promise.resolve(1)))).rejects.toMatchObject(inside);
    await expect(storage.read(() => storage.write((stores) => append(stores, 'after a read')))).resolves.toHaveLength(
      1,
    );
  });

  test('after a failed statement the write keeps nothing, though its error was swallowed', async () => {
    const storage = await open();
    const later: string[] = [];
    const write = storage.write(async (stores) => {
      await append(stores, 'before');
      await stores.plans.insertAlias(4711, '没有这个单位').catch(() => undefined);
      await append(stores, 'after').catch((error: Error) => later.push(error.message));
    });
    await expect(write).rejects.toThrow(/foreign key/i);
    expect(later).toEqual([expect.stringContaining('after a statement of its write had failed')]);
    expect(await actsIn(storage)).toEqual([]);
    await storage.write((stores) => append(stores, 'next'));
    expect(await actsIn(storage)).toEqual(['next']);
  });

  test('a store kept beyond its write refuses to work', async () => {
    const storage = await open();
    let kept: Stores | undefined;
    await storage.write((stores) => Promise.resolve(void (kept = stores)));
    await expect(append(kept!, 'late')).rejects.toThrow('after its write had ended');
    expect(await actsIn(storage)).toEqual([]);
  });

  test('a write that does not await its statements keeps nothing', async () => {
    const storage = await open();
    const write = storage.write((stores) => {
      void append(stores, 'not awaited');
      return Promise.resolve();
    });
    await expect(write).rejects.toThrow('not awaited');
    expect(await actsIn(storage)).toEqual([]);
  });

  test('a write is refused as busy when too many wait', async () => {
    const storage = await open({ queueLimit: 30 });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, n) => storage.write((stores) => append(stores, `${n}`))),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.length).toBeGreaterThanOrEqual(20);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'busy' });
    expect(await actsIn(storage)).toHaveLength(60 - refused.length);
    await storage.write((stores) => append(stores, 'the queue is empty again'));
  });

  test('a write that holds its transaction for long is told of', async () => {
    const slow: number[] = [];
    const storage = await open({ onSlowWrite: (milliseconds) => slow.push(milliseconds) });
    await storage.write((stores) => append(stores, 'quick'));
    expect(slow).toEqual([]);
    await storage.write(() => new Promise((resolve) => setTimeout(resolve, 220)));
    expect(slow).toEqual([expect.any(Number)]);
  });

  test('the reading door cannot change a row', async () => {
    const storage = await open();
    await expect(storage.read((stores) => append(stores, 'by a reader'))).rejects.toThrow(/read-?only/i);
    expect(await actsIn(storage)).toEqual([]);
  });

  test('history can be appended to, never changed or removed', async () => {
    const storage = await open();
    await storage.write((stores) => append(stores, 'for ever'));
    for (const statement of [`UPDATE history SET act = 'x'`, 'DELETE FROM history']) {
      // No store offers it: the database is asked directly.
      await expect(storage['writing'].query(statement)).rejects.toThrow('history is append-only');
    }
    expect(await actsIn(storage)).toEqual(['for ever']);
  });
});
