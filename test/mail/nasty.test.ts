import { deliver, type Post } from '../../src/mail/deliver.js';
import { ME, recoverClaims } from '../../src/mail/recover.js';
import { type Storage } from '../../src/storage/doors.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { after, closePosts, mailsIn, NOW, postTo, queueNotices, serve, statesIn } from '../support/posting.js';

const LONG_AGO = '2020-01-01T00:00:00.000Z';

describeOnEachDatabase('A mail server as none should be', (open) => {
  afterEach(closePosts);

  /** Lets the claims of the mails in doubt run out and looks after them. */
  async function recover(storage: Storage, post: Post, minutes: number): Promise<void> {
    for (const { id, state, lastError } of await mailsIn(storage))
      if (state === 'sending')
        await storage.write(({ dispatch }) =>
          dispatch.leaveInDoubt(id, ME, { until: LONG_AGO, lastError: lastError ?? '' }),
        );
    await recoverClaims(post, after(minutes));
  }

  test('of 500 mails with 3 that cannot be made, 497 leave past one that hangs, one cut off and one slow answer', async () => {
    const storage = await open();
    await queueNotices(storage, 503);
    await storage.write(async ({ merging }) => {
      for (const id of [10, 200, 400]) await merging.setWords(id, '{"news":');
    });
    let isNasty = true;
    const sink = await serve({
      data: ({ to }) => {
        if (!isNasty) return null;
        if (to === 'mail-3@unit.example') return 'hang';
        if (to === 'mail-4@unit.example') return 'close';
        return to === 'mail-5@unit.example' ? 'slow' : null;
      },
    });
    const { error } = console;
    console.error = () => undefined;
    const post = postTo(storage, sink.url, { patience: { silence: 3000, mail: 20_000 } });
    expect(await deliver(post, after(0))).toEqual({ sent: 498, held: 0, failed: 5, obsolete: 0 });
    console.error = error;
    const states = await statesIn(storage);
    const others = states.map((state, n) => [n, state] as const).filter(([, state]) => state !== 'sent 1 ');
    expect(others).toEqual([
      ...[[3, 'sending 1 '] as const, [4, 'sending 1 '] as const],
      ...[9, 199, 399].map((n) => [n, 'pending 1 RENDER'] as const),
    ]);
    expect(new Set(sink.taken.map(({ messageId }) => messageId)).size).toBe(498);
    expect((await storage.read((stores) => stores.delivery.get())).stoppedAt).toBeNull();
    // Nobody knows whether the two have arrived: they go again by the same name, and are counted.
    isNasty = false;
    await recover(storage, post, 1);
    expect(await deliver(post, after(0.5))).toMatchObject({ sent: 2 });
    const doubted = (await mailsIn(storage)).filter(({ doubts }) => doubts > 0);
    expect(doubted.map(({ messageId, state, attempts, doubts }) => [messageId, state, attempts, doubts])).toEqual([
      ['<m3@luoshi.test>', 'sent', 2, 1],
      ['<m4@luoshi.test>', 'sent', 2, 1],
    ]);
    const heard = sink.heard.map(({ messageId }) => messageId);
    expect(heard).toHaveLength(502 - 2 + 2);
    expect(new Set(heard).size).toBe(500);
  });

  test('a resolver that finds a mail ends the doubt without a second one; one that does not sends it; one that cannot say waits', async () => {
    const storage = await open();
    await queueNotices(storage, 2);
    let isNasty = true;
    // The first is kept although nobody hears that it was; the second is thrown away.
    const kept = new Set<string>();
    const sink = await serve({
      data: ({ to, messageId }) => {
        if (!isNasty) return null;
        if (to === 'mail-0@unit.example') kept.add(messageId);
        return 'close';
      },
    });
    let isThere = false;
    let asked = 0;
    const found = (messageId: string) => {
      asked++;
      return isThere ? Promise.resolve(kept.has(messageId)) : Promise.reject(new Error('no mailbox'));
    };
    const post = postTo(storage, sink.url, { resolver: { found, settledAfter: 60 } });
    await deliver(post, after(0));
    expect(await statesIn(storage)).toEqual(['sending 1 ', 'sending 1 ']);
    const { warn } = console;
    console.warn = () => undefined;
    await recover(storage, post, 1);
    console.warn = warn;
    expect(await statesIn(storage)).toEqual(['sending 1 ', 'sending 1 ']);
    // Where it could not say of the one, the other does not wait for it, too.
    expect(asked).toBe(1);
    [isThere, isNasty] = [true, false];
    await recover(storage, post, 2);
    expect(await statesIn(storage)).toEqual(['sent 1 ', 'pending 1 ']);
    expect((await mailsIn(storage))[0]).toMatchObject({ sentAt: after(2).at, reply: '存档邮箱中已有这封邮件' });
    expect(await deliver(post, after(2))).toMatchObject({ sent: 1 });
    expect(sink.taken.map(({ to }) => to)).toEqual(['mail-1@unit.example']);
    expect((await mailsIn(storage)).map(({ doubts }) => doubts)).toEqual([0, 0]);
  });

  test('a mail bears the date on which it leaves, however long it has waited; written again on that day it is the same bytes', async () => {
    const storage = await open();
    await queueNotices(storage, 1, { day: '2020-06-22', queuedAt: '2020-06-22T09:00:00.000Z' });
    let isNasty = true;
    const sink = await serve({ data: () => (isNasty ? 'close' : null) });
    const post = postTo(storage, sink.url);
    await deliver(post, after(0));
    await recover(storage, post, 5);
    await deliver(post, after(5));
    isNasty = false;
    await recover(storage, post, 4 * 24 * 60);
    await deliver(post, after(4 * 24 * 60 + 15));
    const [first, again, nextDay] = sink.heard.map(({ raw }) => raw);
    expect(first).toMatch(/^Date: Wed, 24 Jun 2020 08:30:00 \+0800/m);
    expect(again).toBe(first);
    expect(nextDay).toMatch(/^Date: Sun, 28 Jun 2020/m);
  });

  test('a digest that may have arrived is not sent again', async () => {
    const storage = await open();
    await queueNotices(storage, 1, { kind: 'worklist' });
    const [by, leaving] = ['elsewhere/1/x', { plans: [1], isCommonOpen: true }];
    await storage.write(async ({ dispatch }) => {
      const [mail] = await dispatch.claim({ by, now: NOW, leaving, until: LONG_AGO, limit: 1 });
      await dispatch.startSending([mail!.id], by, LONG_AGO, NOW);
    });
    await recoverClaims(postTo(storage, (await serve()).url), after(1));
    expect((await mailsIn(storage))[0]).toMatchObject({ state: 'obsolete', doubts: 1 });
  });

  test('what a claimant never began to send is put back without a doubt', async () => {
    const storage = await open();
    await queueNotices(storage, 1);
    const leaving = { plans: [1], isCommonOpen: true };
    const claim = { by: 'elsewhere/1/x', now: NOW, leaving, until: LONG_AGO, limit: 1 };
    await storage.write(({ dispatch }) => dispatch.claim(claim));
    await recoverClaims(postTo(storage, (await serve()).url), after(0));
    expect((await mailsIn(storage))[0]).toMatchObject({ state: 'pending', doubts: 0, attempts: 0 });
  });
});
