import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { momentAt } from '../../src/clock.js';
import { deliver } from '../../src/mail/deliver.js';
import { type Storage } from '../../src/storage/doors.js';
import { describeOnEachDatabase, pendingMail } from '../support/databases.js';
import { after, closePosts, NOW, postTo, queueNotices, serve, statesIn, WORDS } from '../support/posting.js';
import { openSink } from '../support/smtp-sink.js';

/** A certificate for 127.0.0.1, by nobody who is known. */
const folder = mkdtempSync(join(tmpdir(), 'luoshi-cert-'));
execFileSync('openssl', [
  ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
  ...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'ca.pem')],
  ...['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'],
]);
const [key, cert] = ['key.pem', 'ca.pem'].map((name) => readFileSync(join(folder, name), 'utf8')) as [string, string];
const SELF_SIGNED = { key, cert };
afterAll(() => rmSync(folder, { recursive: true }));

describeOnEachDatabase('A delivery to a mail server', (open) => {
  afterEach(closePosts);
  const delivery = (storage: Storage) => storage.read((stores) => stores.delivery.get());

  test('one bad address, one full mailbox and one refused text stop nobody else', async () => {
    const storage = await open();
    await queueNotices(storage, 7);
    const bad: Record<string, string> = {
      'mail-1@unit.example': '550 5.1.1 no such user',
      'mail-3@unit.example': '452 4.2.2 mailbox full',
    };
    const sink = await serve({
      rcpt: (address) => bad[address] ?? null,
      data: ({ to }) => (to.startsWith('mail-5') ? '554 5.6.0 not this' : null),
    });
    const post = postTo(storage, sink.url);
    expect(await deliver(post, after(0))).toMatchObject({ sent: 4, failed: 3 });
    expect(await statesIn(storage)).toEqual([
      ...['sent 1 ', 'dead 1 550', 'sent 1 ', 'pending 1 452', 'sent 1 ', 'pending 1 554', 'sent 1 '],
    ]);
    const mails = await storage.read((stores) => stores.outbox.list({ limit: 10, offset: 0 }));
    expect(mails.mails.find(({ state }) => state === 'sent')).toMatchObject({ reply: '250 taken', lastError: null });
    // A minute and a fifth later the full mailbox is tried again; an hour later the refused text for the last time.
    delete bad['mail-3@unit.example'];
    expect(await deliver(post, after(1.2))).toMatchObject({ sent: 1, failed: 0 });
    expect(await deliver(post, after(59))).toMatchObject({ sent: 0, failed: 0 });
    expect(await deliver(post, after(60))).toMatchObject({ sent: 0, failed: 1 });
    expect((await statesIn(storage))[5]).toBe('dead 2 554');
    expect(sink.taken.map(({ messageId }) => messageId).sort()).toEqual(
      [0, 2, 3, 4, 6].map((n) => `<m${n}@luoshi.test>`),
    );
    expect(await delivery(storage)).toMatchObject({ stoppedAt: null });
  });

  test('a server that is not there stops everything at no cost and is tried once a minute', async () => {
    const storage = await open();
    await queueNotices(storage, 12);
    const away = await openSink();
    await away.close();
    const post = postTo(storage, away.url);
    await deliver(post, after(0));
    expect((await statesIn(storage)).filter((one) => one.startsWith('pending 0 '))).toHaveLength(12);
    expect(await delivery(storage)).toMatchObject({ stoppedAt: NOW, probeAt: after(1).at });
    expect((await delivery(storage)).reason).toMatch(/^连接不上邮件服务器：.*ECONNREFUSED/);
    // Not tried before its minute, then once.
    expect(await deliver(post, after(0.9))).toEqual({ sent: 0, held: 0, failed: 0, obsolete: 0 });
    expect(await deliver(post, after(1))).toEqual({ sent: 0, held: 0, failed: 1, obsolete: 0 });
    const back = await serve({}, away.port);
    expect(await deliver(post, after(1.5))).toEqual({ sent: 0, held: 0, failed: 0, obsolete: 0 });
    expect(await deliver(post, after(2))).toEqual({ sent: 12, held: 0, failed: 0, obsolete: 0 });
    expect(new Set(back.taken.map(({ messageId }) => messageId)).size).toBe(12);
    expect(await delivery(storage)).toMatchObject({ stoppedAt: null, reason: null, probeAt: null });
  });

  test('a refused sign-in and an unknown certificate stop everything and kill no mail', async () => {
    const storage = await open();
    await queueNotices(storage, 3);
    const strict = await serve({ auth: () => '535 5.7.8 wrong password' });
    await deliver(postTo(storage, strict.url.replace('//', '//office:secret@')), after(0));
    expect((await delivery(storage)).reason).toMatch(/^邮件服务器不接受连接设置：.*535 5\.7\.8/);
    const masked = await serve({ tls: SELF_SIGNED });
    await deliver(postTo(storage, masked.url), after(1));
    expect((await delivery(storage)).reason).toMatch(/^邮件服务器不接受连接设置：.*self-signed/);
    expect([strict.heard, masked.heard]).toEqual([[], []]);
    expect((await statesIn(storage)).filter((one) => one.startsWith('pending 0 '))).toHaveLength(3);
  });

  test('a mail whose words cannot be made is put aside at its third attempt, with the reason', async () => {
    const storage = await open();
    await queueNotices(storage, 4);
    await storage.write((stores) =>
      stores.outbox.enqueue(pendingMail('poison', 1, { kind: 'notice', planId: 1, words: '{"news":' }), []),
    );
    const said: unknown[] = [];
    const { error } = console;
    console.error = (words: unknown) => said.push(words);
    const post = postTo(storage, (await serve()).url);
    expect(await deliver(post, after(0))).toEqual({ sent: 4, held: 0, failed: 1, obsolete: 0 });
    expect((await statesIn(storage)).at(-1)).toBe('pending 1 RENDER');
    await deliver(post, after(1));
    await deliver(post, after(2));
    expect((await statesIn(storage)).at(-1)).toBe('dead 3 RENDER');
    console.error = error;
    expect(said).toEqual(Array.from({ length: 3 }, () => '邮件无法生成（notice poison）：'));
  });

  test('a mail that nobody takes for a week after its use is given up', async () => {
    const storage = await open();
    await queueNotices(storage, 1);
    const post = postTo(storage, (await serve({ rcpt: () => '451 later' })).url);
    let minutes = 0;
    for (; minutes < 20_000 && (await statesIn(storage))[0]?.startsWith('pending'); minutes += 120)
      await deliver(post, after(minutes));
    const [mail] = (await storage.read((stores) => stores.outbox.list({ limit: 1, offset: 0 }))).mails;
    expect(mail).toMatchObject({ state: 'dead', lastCode: '451' });
    expect(mail?.lastError).toMatch(/^多次未能送达，已过时效：.*451 later/);
    // What was due on the evening of 1 July, a week after its day, is tried the next morning, for the last time.
    expect(after(minutes - 120).today).toBe('2020-07-02');
  });

  test('mails wait for the hours of their plan, over night, weekend and festival; an alarm does not', async () => {
    const storage = await open();
    await queueNotices(storage, 2);
    await storage.write(async ({ outbox, plans }) => {
      await outbox.enqueue(pendingMail('alarm', 1, { kind: 'alarm', planId: 1, words: WORDS }), []);
      await outbox.enqueue(pendingMail('of no plan', 1, { kind: 'notice', words: WORDS, planId: null }), []);
      const late = { docNumber: null, issuer: null, issuedOn: null, activatedAt: null, text: '', version: 1 };
      const id = await plans.insert({ ...late, title: '乙方案', state: 'draft', rules: '{"sendFrom":"09:00"}' });
      await plans.activate(id, 1, NOW);
      await outbox.enqueue(pendingMail('of the second', 1, { kind: 'notice', words: WORDS, planId: id }), []);
    });
    const sink = await serve();
    const post = postTo(storage, sink.url);
    const left = async (day: string, time: string) => (await deliver(post, momentAt(day, time))).sent;
    // Dragon Boat festival from the 25th to the 27th; the 28th, a Sunday, is worked.
    expect(await left('2020-06-24', '17:30')).toBe(1);
    expect(await left('2020-06-25', '10:00')).toBe(0);
    expect(await left('2020-06-27', '10:00')).toBe(0);
    expect(await left('2020-06-28', '08:29')).toBe(0);
    expect(await left('2020-06-28', '08:30')).toBe(2);
    // What belongs to no plan alone waits for the hours that all plans share; here it has lost its plan, which is said.
    expect(await left('2020-06-28', '09:00')).toBe(1);
    expect(sink.taken.map(({ to }) => to)).toEqual([
      ...['a@example.com', 'mail-0@unit.example', 'mail-1@unit.example', 'a@example.com'],
    ]);
  });

  test('no more leave in a minute than the server wants, from two programs together', async () => {
    const [one, two] = [await open(), await open()];
    await queueNotices(one, 30);
    const sink = await serve();
    const posts = [one, two].map((storage) => postTo(storage, sink.url, { perMinute: 10 }));
    const both = async (minutes: number) => {
      const done = await Promise.all(posts.map((post) => deliver(post, after(minutes))));
      return done.reduce((sum, { sent }) => sum + sent, 0);
    };
    const left: number[] = [];
    for (const minutes of [0, 0.4, 0.9, 1, 1.5, 2]) left.push(await both(minutes));
    expect(left).toEqual([10, 0, 0, 10, 0, 10]);
    expect(sink.taken).toHaveLength(30);
  });

  test('a certificate that the county vouches for is taken, and only in its own name', async () => {
    const storage = await open();
    await queueNotices(storage, 1);
    const sink = await serve({ tls: SELF_SIGNED });
    const ca = join(folder, 'ca.pem');
    await deliver(postTo(storage, sink.url.replace('127.0.0.1', 'localhost'), { smtpCa: ca }), after(0));
    expect((await delivery(storage)).reason).toMatch(/^邮件服务器不接受连接设置：.*altnames/);
    expect(await deliver(postTo(storage, sink.url, { smtpCa: ca }), after(1))).toMatchObject({ sent: 1 });
  });

  test('a password is not told to a server without TLS, whatever the address asks for', async () => {
    const storage = await open();
    await queueNotices(storage, 1);
    const asked: string[] = [];
    const sink = await serve({ auth: () => (asked.push('AUTH'), null) });
    const url = sink.url.replace('//127.0.0.1', '//office:secret@127.0.0.2');
    await deliver(postTo(storage, `${url}/?tls.rejectUnauthorized=false&ignoreTLS=true`), after(0));
    expect((await delivery(storage)).reason).toMatch(/^邮件服务器不接受连接设置：/);
    expect([asked, sink.taken]).toEqual([[], []]);
  });
});
