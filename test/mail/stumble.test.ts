import { deliver, type Post } from '../../src/mail/deliver.js';
import { ME, recoverClaims } from '../../src/mail/recover.js';
import { type Storage } from '../../src/storage/doors.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { after, closePosts, mailsIn, postTo, queueNotices, serve, statesIn } from '../support/posting.js';

const FIRST = 'mail-0@unit.example';
const LONG_AGO = '2020-01-01T00:00:00.000Z';

describeOnEachDatabase('A mail server that stumbles over one mail', (open) => {
  afterEach(closePosts);

  /** Lets the claims of the mails in doubt run out and looks after them. */
  async function recover(storage: Storage, post: Post, minutes: number): Promise<void> {
    for (const { id, state, lastError } of await mailsIn(storage))
      if (state === 'sending') {
        const doubt = { until: LONG_AGO, lastError: lastError ?? '' };
        await storage.write(({ dispatch }) => dispatch.leaveInDoubt(id, ME, doubt));
      }
    await recoverClaims(post, after(minutes));
  }

  test.each(['close', 'hang'] as const)(
    'before its message (%s) takes all others at the next probe',
    async (manner) => {
      const storage = await open();
      await queueNotices(storage, 12);
      let isWell = false;
      const sink = await serve({ step: (word, to) => (word === 'RCPT' && to === FIRST && !isWell ? manner : null) });
      const post = postTo(storage, sink.url, { patience: { silence: 1000 } });
      await deliver(post, after(0));
      expect((await storage.read((stores) => stores.delivery.get())).stoppedAt).toBe(after(0).at);
      await deliver(post, after(1));
      const others = Array.from({ length: 11 }, () => 'sent 1 ');
      expect((await statesIn(storage)).slice(1)).toEqual(others);
      // It costs the mail nothing: what cannot be told from an outage is none of its faults.
      expect((await statesIn(storage))[0]).toMatch(/^pending 0 /);
      isWell = true;
      await deliver(post, after(2));
      expect(await statesIn(storage)).toEqual(['sent 1 ', ...others]);
      expect((await storage.read((stores) => stores.delivery.get())).stoppedAt).toBeNull();
    },
  );

  test('after it, each time, gets it ever more seldom, and at last no more: each time it may have arrived', async () => {
    const storage = await open();
    await queueNotices(storage, 2);
    const sink = await serve({ data: ({ to }) => (to === FIRST ? 'close' : null) });
    const post = postTo(storage, sink.url);
    const heardAt: number[] = [];
    for (let minutes = 0; minutes < 400; minutes++) {
      const before = sink.heard.length;
      await deliver(post, after(minutes));
      if (sink.heard.length > before) heardAt.push(minutes);
      await recover(storage, post, minutes);
    }
    expect(heardAt).toEqual([0, 1, 2, 7, 22, 82]);
    expect((await mailsIn(storage))[0]).toMatchObject({ state: 'dead', attempts: 6, doubts: 6 });
    expect((await mailsIn(storage))[0]?.lastError).toMatch(/^发了6次都没有等到答复，可能已经送达，不再重发：.*closed/);
    expect((await mailsIn(storage))[1]).toMatchObject({ state: 'sent', attempts: 1, doubts: 0 });
  });

  test('after it, where somebody can say that it has not arrived, is tried until it does', async () => {
    const storage = await open();
    await queueNotices(storage, 1);
    let tries = 0;
    const sink = await serve({ data: () => (++tries < 7 ? 'close' : null) });
    const resolver = { found: () => Promise.resolve(false), settledAfter: 60 };
    const post = postTo(storage, sink.url, { resolver });
    for (let minutes = 0; minutes < 500 && tries < 7; minutes += 5) {
      await deliver(post, after(minutes));
      await recover(storage, post, minutes);
    }
    expect((await mailsIn(storage))[0]).toMatchObject({ state: 'sent', attempts: 7, doubts: 0 });
  });
});
