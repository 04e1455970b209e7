import { later, momentOf } from '../../src/clock.js';
import { type OutboxMail } from '../../src/domain/plan.js';
import { deliver, type Post } from '../../src/mail/deliver.js';
import { type Patience, openSmtp } from '../../src/mail/smtp.js';
import { TEMPLATES } from '../../src/places.js';
import { createViewEngine } from '../../src/rendering/view-engine.js';
import { type Storage } from '../../src/storage/doors.js';
import { describeOnEachDatabase, pendingMail, smallWorld } from '../support/databases.js';
import { type Manners, openSink, type Sink } from '../support/smtp-sink.js';

const NOW = '2020-06-24T00:30:00.000Z';
const WORDS = JSON.stringify({ news: '有新情况', ask: '请阅知。', paragraphs: [], why: '告知一次。' });
const engine = createViewEngine(TEMPLATES);
const secret = { of: (purpose: string) => Buffer.from(purpose).toString('base64url'), key: () => Buffer.alloc(32) };

const after = (minutes: number) => momentOf(later(NOW, minutes * 60));

describeOnEachDatabase('A delivery to a mail server', (open) => {
  let sinks: Sink[] = [];
  let posts: Post[] = [];
  afterEach(async () => {
    for (const { transport } of posts) transport.close();
    await Promise.all(sinks.map((sink) => sink.close()));
    sinks = [];
    posts = [];
  });

  async function serve(manners: Manners = {}, port = 0): Promise<Sink> {
    const sink = await openSink(manners, port);
    sinks.push(sink);
    return sink;
  }

  function postTo(storage: Storage, url: string, patience?: Partial<Patience>): Post {
    const short = { connecting: 2000, greeting: 2000, silence: 2000, mail: 4000, ...patience };
    const transport = openSmtp(url, { mailFrom: 'office@baisha.example' }, short);
    const post = { storage, engine, transport, baseUrl: 'http://luoshi.test', secret };
    posts.push(post);
    return post;
  }

  /** So many notices to addresses mail-0@ …, each by its own name. */
  async function queue(storage: Storage, count: number, more: Partial<OutboxMail> = {}): Promise<void> {
    const { plan, units } = await smallWorld(storage);
    await storage.write(async ({ outbox }) => {
      for (let n = 0; n < count; n++) {
        const about = { kind: 'notice', planId: plan.id, words: WORDS, toAddress: `mail-${n}@unit.example` } as const;
        const mail = pendingMail(`notice:${n}`, units[2]!.id, { ...about, ...more });
        await outbox.enqueue({ ...mail, messageId: `<m${n}@luoshi.test>` }, []);
      }
    });
  }

  /** State, attempts and code of every mail, in order. */
  const states = async (storage: Storage) =>
    (await storage.read((stores) => stores.outbox.list({ limit: 1000, offset: 0 }))).mails
      .sort((a, b) => a.id - b.id)
      .map(({ state, attempts, lastCode }) => [state, attempts, lastCode].join(' '));
  const delivery = (storage: Storage) => storage.read((stores) => stores.delivery.get());

  test('one bad address, one full mailbox and one refused text stop nobody else', async () => {
    const storage = await open();
    await queue(storage, 7);
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
    expect(await states(storage)).toEqual([
      ...['sent 1 ', 'dead 1 550', 'sent 1 ', 'pending 1 452', 'sent 1 ', 'pending 1 554', 'sent 1 '],
    ]);
    const mails = await storage.read((stores) => stores.outbox.list({ limit: 10, offset: 0 }));
    expect(mails.mails.find(({ state }) => state === 'sent')).toMatchObject({ reply: '250 taken', lastError: null });
    // A minute and a fifth later the full mailbox is tried again; an hour later the refused text for the last time.
    delete bad['mail-3@unit.example'];
    expect(await deliver(post, after(1.2))).toMatchObject({ sent: 1, failed: 0 });
    expect(await deliver(post, after(59))).toMatchObject({ sent: 0, failed: 0 });
    expect(await deliver(post, after(60))).toMatchObject({ sent: 0, failed: 1 });
    expect((await states(storage))[5]).toBe('dead 2 554');
    expect(sink.taken.map(({ messageId }) => messageId).sort()).toEqual(
      [0, 2, 3, 4, 6].map((n) => `<m${n}@luoshi.test>`),
    );
    expect(await delivery(storage)).toMatchObject({ stoppedAt: null });
  });

  test('a server that is not there stops everything at no cost and is tried once a minute', async () => {
    const storage = await open();
    await queue(storage, 12);
    const away = await openSink();
    await away.close();
    const post = postTo(storage, away.url);
    await deliver(post, after(0));
    expect((await states(storage)).filter((one) => one.startsWith('pending 0 '))).toHaveLength(12);
    expect(await delivery(storage)).toMatchObject({ stoppedAt: NOW, probeAt: after(1).at });
    expect((await delivery(storage)).reason).toMatch(/^连接不上邮件服务器：.*ECONNREFUSED/);
    // Not tried before its minute, then once.
    expect(await deliver(post, after(0.9))).toEqual({ sent: 0, held: 0, failed: 0 });
    expect(await deliver(post, after(1))).toEqual({ sent: 0, held: 0, failed: 1 });
    const back = await serve({}, away.port);
    expect(await deliver(post, after(1.5))).toEqual({ sent: 0, held: 0, failed: 0 });
    expect(await deliver(post, after(2))).toEqual({ sent: 12, held: 0, failed: 0 });
    expect(new Set(back.taken.map(({ messageId }) => messageId)).size).toBe(12);
    expect(await delivery(storage)).toMatchObject({ stoppedAt: null, reason: null, probeAt: null });
  });

  test('a refused sign-in and an unknown certificate stop everything and kill no mail', async () => {
    const storage = await open();
    await queue(storage, 3);
    const strict = await serve({ auth: () => '535 5.7.8 wrong password' });
    await deliver(postTo(storage, strict.url.replace('//', '//office:secret@')), after(0));
    expect((await delivery(storage)).reason).toMatch(/^邮件服务器不接受连接设置：.*535 5\.7\.8/);
    const masked = await serve({ tls: SELF_SIGNED });
    await deliver(postTo(storage, masked.url), after(1));
    expect((await delivery(storage)).reason).toMatch(/^邮件服务器不接受连接设置：.*self-signed/);
    expect([strict.heard, masked.heard]).toEqual([[], []]);
    expect((await states(storage)).filter((one) => one.startsWith('pending 0 '))).toHaveLength(3);
  });

  test('a mail whose words cannot be made is put aside at its third attempt, with the reason', async () => {
    const storage = await open();
    await queue(storage, 4);
    await storage.write((stores) =>
      stores.outbox.enqueue(pendingMail('poison', 1, { kind: 'notice', planId: 1, words: '{"news":' }), []),
    );
    const said: unknown[] = [];
    const { error } = console;
    console.error = (words: unknown) => said.push(words);
    const post = postTo(storage, (await serve()).url);
    expect(await deliver(post, after(0))).toEqual({ sent: 4, held: 0, failed: 1 });
    expect((await states(storage)).at(-1)).toBe('pending 1 RENDER');
    await deliver(post, after(1));
    await deliver(post, after(2));
    expect((await states(storage)).at(-1)).toBe('dead 3 RENDER');
    console.error = error;
    expect(said).toEqual(Array.from({ length: 3 }, () => '邮件无法生成（notice poison）：'));
  });

  test('a mail that nobody takes for a week after its use is given up', async () => {
    const storage = await open();
    await queue(storage, 1);
    const post = postTo(storage, (await serve({ rcpt: () => '451 later' })).url);
    let minutes = 0;
    for (let n = 0; n < 60 && (await states(storage))[0]?.startsWith('pending'); n++) {
      await deliver(post, after(minutes));
      minutes += 288;
    }
    const [mail] = (await storage.read((stores) => stores.outbox.list({ limit: 1, offset: 0 }))).mails;
    expect(mail).toMatchObject({ state: 'dead', lastCode: '451' });
    expect(mail?.lastError).toMatch(/^多次未能送达，已过时效：.*451 later/);
    // A week and a day.
    expect(minutes / 1440).toBeGreaterThan(7);
    expect(minutes / 1440).toBeLessThan(9);
  });
});

/** For 127.0.0.1, by nobody who is known. */
const SELF_SIGNED = await makeCertificate();
async function makeCertificate() {
  const { execFileSync } = await import('node:child_process');
  const { mkdtempSync, readFileSync, rmSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const folder = mkdtempSync(`${tmpdir()}/luoshi-cert-`);
  const [key, cert] = [`${folder}/key.pem`, `${folder}/cert.pem`];
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', cert, ...names], { stdio: 'ignore' });
  const made = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  return made;
}
