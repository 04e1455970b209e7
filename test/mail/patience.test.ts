import { setTimeout as pause } from 'node:timers/promises';
import { later, machineInstant } from '../../src/clock.js';
import { verdictOf } from '../../src/domain/delivery.js';
import { deliver } from '../../src/mail/deliver.js';
import { failureOf, NotSent } from '../../src/mail/failure.js';
import { openSmtp, type Patience } from '../../src/mail/smtp.js';
import { type Envelope } from '../../src/mail/message.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { after, closePosts, mailsIn, NOW, postTo, queueNotices, serve, statesIn } from '../support/posting.js';
import { type Manners, type Sink, type Step } from '../support/smtp-sink.js';

/** Nothing but the mail's own time ends a wait. */
const LONG = 60_000;
const ONLY_THE_MAIL: Patience = { connecting: LONG, greeting: LONG, silence: LONG, mail: 2000 };
/** Far below any other limit, far above what a busy machine needs. */
const SOON = 20_000;

const address = (n: number) => `mail-${n}@unit.example`;
const ENVELOPE: Envelope = {
  ...{ kind: 'notice', day: '2020-06-24', messageId: '<m@luoshi.test>', toName: '王五', toAddress: address(0) },
  ...{ subject: '提醒', text: '请阅知。', html: '<p>请阅知。</p>', sentAt: NOW },
};

describe('The time that a mail may take', () => {
  afterEach(closePosts);
  const transports: ReturnType<typeof openSmtp>[] = [];
  afterEach(() => {
    for (const transport of transports.splice(0)) transport.close();
  });
  const wayTo = (sink: Sink, scheme = 'smtp', patience = ONLY_THE_MAIL) => {
    const settings = { mailFrom: 'office@baisha.example', smtpCa: null };
    const transport = openSmtp(`${scheme}://127.0.0.1:${sink.port}`, settings, patience);
    transports.push(transport);
    return transport;
  };
  /** What becomes of a mail that such a server does not take, and whether that took neither longer nor shorter than it may. */
  const judged = async (manners: Manners, scheme?: string) => {
    const transport = wayTo(await serve(manners), scheme);
    const begun = performance.now();
    const error = await transport.send(ENVELOPE).then(
      () => new Error('sent'),
      (reason: unknown) => reason,
    );
    const took = performance.now() - begun;
    const failure = failureOf(error);
    const verdict = [failure.code, failure.begun, verdictOf(failure, 1).to];
    // Said with the step it is about, and with what ended it.
    if (took < ONLY_THE_MAIL.mail - 50 || took > SOON)
      return [...verdict, `took ${Math.round(took)} ms`, String(error)];
    return verdict;
  };

  test('ends it at every step: before the message all waits, from its first byte on it is in doubt', async () => {
    const at = (step: Step, manner: 'hang' | 'slow'): Manners => ({ step: (word) => (word === step ? manner : null) });
    const steps: [string, Promise<unknown[]>][] = [
      ['a TLS handshake without an answer', judged(at('HELLO', 'hang'), 'smtps')],
      ['greeting', judged(at('HELLO', 'hang'))],
      ['greeting, a sign a second', judged(at('HELLO', 'slow'))],
      ['EHLO', judged(at('EHLO', 'hang'))],
      ['EHLO, a sign a second', judged(at('EHLO', 'slow'))],
      ['MAIL', judged(at('MAIL', 'hang'))],
      ['MAIL, a sign a second', judged(at('MAIL', 'slow'))],
      ['RCPT', judged(at('RCPT', 'hang'))],
      ['RCPT, a sign a second', judged(at('RCPT', 'slow'))],
      ['DATA', judged(at('DATA', 'hang'))],
      ['DATA, a sign a second', judged(at('DATA', 'slow'))],
      ['the message, read a byte at a time', judged({ sips: () => true })],
      ['final dot', judged({ data: () => 'hang' })],
      ['final dot, a sign a second', judged({ data: () => 'slow' })],
    ];
    const found = await Promise.all(steps.map(async ([step, result]) => [step, ...(await result)]));
    expect(found).toEqual(
      steps.map(([step], n) => [step, 'EABORT', ...(n < 11 ? [false, 'stop'] : [true, 'doubt'])] as const),
    );
  });

  test('ends a mail that the server will not read, however much of it still waits here, and frees its connection', async () => {
    const sink = await serve({ sips: (to) => to === address(0), delay: () => 500 });
    // So large a mail is in words only after seconds where the machine is busy.
    const transport = wayTo(sink, 'smtp', { ...ONLY_THE_MAIL, mail: 10_000 });
    // More than the two machines and the network between them keep for a slow reader.
    const pictures = [{ cid: 'p', name: 'p.png', png: Buffer.alloc(24 * 1024 * 1024) }];
    const error = await transport.send({ ...ENVELOPE, pictures }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NotSent);
    expect(failureOf(error)).toMatchObject({ code: 'EABORT', begun: true });
    expect(sink.heard).toEqual([]);
    // As many more as there are lanes leave at once, each over a connection of its own.
    const others = Array.from({ length: transport.lanes }, (_, n) =>
      transport.send({ ...ENVELOPE, toAddress: address(n + 1) }),
    );
    expect(await Promise.all(others)).toEqual(others.map(() => '250 taken'));
    expect(sink.connections).toBe(1 + transport.lanes);
  }, 60_000);
});

describeOnEachDatabase('A mail whose time is over', (open) => {
  afterEach(closePosts);

  test('is in doubt where its message had begun, and the others leave meanwhile', async () => {
    const storage = await open();
    await queueNotices(storage, 20);
    const sink = await serve({
      sips: (to) => to === address(0),
      data: ({ to }) => (to === address(1) ? 'hang' : to === address(2) ? 'slow' : null),
    });
    const begun = machineInstant();
    const post = postTo(storage, sink.url, { patience: { ...ONLY_THE_MAIL, mail: 6000 } });
    let isOver = false;
    const round = deliver(post, after(0)).finally(() => (isOver = true));
    await until(() => sink.taken.length >= 17);
    expect(isOver).toBe(false);
    expect(await round).toEqual({ sent: 17, held: 0, failed: 3, obsolete: 0 });
    const states = await statesIn(storage);
    expect(states).toEqual(Array.from({ length: 20 }, (_, n) => (n < 3 ? 'sending 1 ' : 'sent 1 ')));
    expect((await storage.read((stores) => stores.delivery.get())).stoppedAt).toBeNull();
    // Somebody looks after them in a minute, not at the end of the lease.
    for (const { claimedUntil, lastError } of (await mailsIn(storage)).slice(0, 3)) {
      expect(claimedUntil! > later(begun, 30) && claimedUntil! < later(begun, 300)).toBe(true);
      expect(lastError).toBe('Message sending aborted');
    }
  });

  test('holds up the others no longer than that where all connections wait', async () => {
    const storage = await open();
    await queueNotices(storage, 25);
    const late = new Set([0, 1, 2, 3, 4].map(address));
    const sink = await serve({ data: ({ to }) => (late.has(to) ? 'hang' : null) });
    const post = postTo(storage, sink.url, { patience: ONLY_THE_MAIL });
    expect(await deliver(post, after(0))).toEqual({ sent: 20, held: 0, failed: 5, obsolete: 0 });
    expect((await storage.read((stores) => stores.delivery.get())).stoppedAt).toBeNull();
  });

  test('stops everything, at no cost, where the server never greeted', async () => {
    const storage = await open();
    await queueNotices(storage, 12);
    const sink = await serve({ step: (word) => (word === 'HELLO' ? 'hang' : null) });
    await deliver(postTo(storage, sink.url, { patience: ONLY_THE_MAIL }), after(0));
    expect((await statesIn(storage)).filter((state) => /^pending 0 (EABORT)?$/.test(state))).toHaveLength(12);
    const stop = await storage.read((stores) => stores.delivery.get());
    expect(stop).toMatchObject({ stoppedAt: NOW, probeAt: after(1).at });
    expect(stop.reason).toBe('连接不上邮件服务器：Message sending aborted');
  });
});

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + SOON;
  while (!isSo() && performance.now() < end) await pause(20);
  expect(isSo()).toBe(true);
}
