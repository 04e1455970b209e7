import { later, type Moment, momentOf } from '../../src/clock.js';
import { type OutboxMail } from '../../src/domain/plan.js';
import { type Post } from '../../src/mail/deliver.js';
import { type Resolver } from '../../src/mail/recover.js';
import { openSmtp, type Patience } from '../../src/mail/smtp.js';
import { TEMPLATES } from '../../src/places.js';
import { createViewEngine } from '../../src/rendering/view-engine.js';
import { type Storage } from '../../src/storage/doors.js';
import { pendingMail, smallWorld } from './databases.js';
import { type Manners, openSink, type Sink } from './smtp-sink.js';

/** A working day's opening hour. */
export const NOW = '2020-06-24T00:30:00.000Z';
/** So many minutes after it. */
export const after = (minutes: number): Moment => momentOf(later(NOW, minutes * 60));

/** What a notice says in words of its own. */
export const WORDS = JSON.stringify({ news: '有新情况', ask: '请阅知。', paragraphs: [], why: '告知一次。' });

/** What a test asks of the way to the server. */
export interface Asked {
  smtpCa?: string | null;
  perMinute?: number | null;
  patience?: Partial<Patience>;
  resolver?: Resolver;
}

const engine = createViewEngine(TEMPLATES);
const secret = { of: (purpose: string) => Buffer.from(purpose).toString('base64url'), key: () => Buffer.alloc(32) };

let sinks: Sink[] = [];
let posts: Post[] = [];

/** A mail server for the running test. */
export async function serve(manners: Manners = {}, port = 0): Promise<Sink> {
  const sink = await openSink(manners, port);
  sinks.push(sink);
  return sink;
}

/** The way from a database to a mail server, short of patience. */
export function postTo(storage: Storage, url: string, asked: Asked = {}): Post {
  const { smtpCa = null, perMinute = null, resolver } = asked;
  const patience = { connecting: 2000, greeting: 2000, silence: 2000, mail: 4000, ...asked.patience };
  const transport = openSmtp(url, { mailFrom: 'office@baisha.example', smtpCa }, patience);
  const post = { storage, engine, transport, baseUrl: 'http://luoshi.test', secret, perMinute, resolver };
  posts.push(post);
  return post;
}

/** Closes what the test has opened. */
export async function closePosts(): Promise<void> {
  for (const { transport } of posts) transport.close();
  await Promise.all(sinks.map((sink) => sink.close()));
  [sinks, posts] = [[], []];
}

/** So many notices to the addresses mail-0@unit.example …, each by its own name. */
export async function queueNotices(storage: Storage, count: number, more: Partial<OutboxMail> = {}): Promise<void> {
  const { plan, units } = await smallWorld(storage);
  await storage.write(async ({ outbox }) => {
    const mails = Array.from({ length: count }, (_, n) => {
      const about = { kind: 'notice', planId: plan.id, words: WORDS, toAddress: `mail-${n}@unit.example` } as const;
      const mail = pendingMail(`notice:${n}`, units[2]!.id, { ...about, ...more });
      return { mail: { ...mail, messageId: `<m${n}@luoshi.test>` }, items: [] };
    });
    await outbox.enqueueAll(mails);
  });
}

/** Every mail in the order in which it was queued. */
export const mailsIn = async (storage: Storage) =>
  (await storage.read((stores) => stores.outbox.list({ limit: 1000, offset: 0 }))).mails.sort((a, b) => a.id - b.id);

/** State, attempts and code of every mail, in order. */
export const statesIn = async (storage: Storage) =>
  (await mailsIn(storage)).map(({ state, attempts, lastCode }) => [state, attempts, lastCode].join(' '));
