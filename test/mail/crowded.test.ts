import { deliver } from '../../src/mail/deliver.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { after, closePosts, postTo, queueNotices, serve, statesIn } from '../support/posting.js';
import { type Sink } from '../support/smtp-sink.js';

const BUSY = '421 4.7.0 too many connections';

describeOnEachDatabase('A mail server that takes few connections at a time', (open) => {
  afterEach(closePosts);

  test.each([1, 3])('gets all mails over the %i it takes, each once and at the first attempt', async (most) => {
    const storage = await open();
    await queueNotices(storage, 60);
    const sink: Sink = await serve({ greeting: () => (sink.open() > most ? BUSY : null), delay: () => 5 });
    const post = postTo(storage, sink.url);
    expect(post.transport.lanes).toBeGreaterThan(most);
    expect(await deliver(post, after(0))).toEqual({ sent: 60, held: 0, failed: 0, obsolete: 0 });
    expect(new Set(await statesIn(storage))).toEqual(new Set(['sent 1 ']));
    expect(sink.taken).toHaveLength(60);
    expect(sink.connections).toBeGreaterThan(most);
    expect((await storage.read((stores) => stores.delivery.get())).stoppedAt).toBeNull();
  });

  test('that takes none is waited for, and no mail has lost an attempt', async () => {
    const storage = await open();
    await queueNotices(storage, 20);
    const sink = await serve({ greeting: () => BUSY });
    expect(await deliver(postTo(storage, sink.url), after(0))).toEqual({ sent: 0, held: 0, failed: 1, obsolete: 0 });
    const states = await statesIn(storage);
    expect(states.filter((state) => state === 'pending 0 ')).toHaveLength(19);
    expect(states.filter((state) => state === 'pending 0 421')).toHaveLength(1);
    expect((await storage.read((stores) => stores.delivery.get())).stoppedAt).not.toBeNull();
  });
});
