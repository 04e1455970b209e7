import { setTimeout as pause } from 'node:timers/promises';
import { later } from '../../src/clock.js';
import { pendingMail } from '../support/databases.js';
import { pageAt } from '../support/pages.js';
import { WORDS } from '../support/posting.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { type Manners, openSink, type Sink } from '../support/smtp-sink.js';
import { changeSomething, countStatements, statementsDuring, statementsOf } from '../support/statements.js';

const WAITING = 1000;
const ROUNDS = 20;
const UNIT = 9;

interface Cost {
  /** What each page asks of the database when it is made anew. */
  statements: Record<string, number>;
  p95: number;
  longest: number;
}

let server: TestServer;
let sink: Sink;
let visits: [Visitor, string][];
let liaison: Visitor;
let before: Cost;
/** Looks at the timetable, some of which the mail server keeps waiting. */
const ticks = new Set<Promise<void>>();

beforeAll(async () => {
  countStatements();
  sink = await openSink();
  const env = { SMTP_URL: sink.url, MAIL_FROM: '领导小组办公室 <office@baisha.example>' };
  server = await startTestServer(await openTestProgram({ clock: '2020-06-24T09:00+08:00', env }));
  const unit = await server.program.storage.read((stores) => stores.plans.unit(UNIT));
  const [office, leader] = [await server.signIn('office'), await server.signIn('leader')];
  liaison = await server.signIn(`liaison:${unit!.name}`);
  visits = [
    [office, '/plans/1/desk'],
    [office, '/outbox?state=sent'],
    [office, `/plans/1/units/${UNIT}`],
    [leader, '/plans/1'],
    [liaison, `/plans/1/units/${UNIT}/report`],
  ];
  // The form of a unit that has reported says what.
  await report(0);
  await measured();
  before = await measured();
  const mails = Array.from({ length: WAITING }, (_, n) => {
    const about = { kind: 'notice', planId: 1, words: WORDS, toAddress: `mail-${n}@unit.example` } as const;
    return { mail: pendingMail(`notice:${n}`, 1 + (n % 20), about), items: [] };
  });
  await server.program.storage.write(({ outbox }) => outbox.enqueueAll(mails));
}, 60_000);
afterAll(async () => {
  await sink.close();
  await Promise.all(ticks);
  await server.close();
});

/** The same port with another mail server behind it; what the last one kept waiting is lost to it. */
async function replaceServer(manners: Manners): Promise<void> {
  await sink.close();
  await Promise.all(ticks);
  await server.program.storage.write((stores) => stores.delivery.resume());
  sink = await openSink(manners, sink.port);
}

/** A minute later the timetable looks again; nobody waits for it. */
function tickOn(): void {
  const { clock, runner } = server.program;
  clock.set(later(clock.now().at, 60));
  const tick = runner.tick().finally(() => ticks.delete(tick));
  ticks.add(tick);
}

/** Whether mails are kept waiting or have stopped altogether, and whether nearly all still wait. */
async function standing(): Promise<{ isOutage: boolean; isFull: boolean }> {
  return server.program.storage.read(async (stores) => {
    const { pending, claimed, sending } = await stores.outbox.counts();
    const { stoppedAt } = await stores.delivery.get();
    return { isOutage: sending > 0 || stoppedAt !== null, isFull: pending + claimed > WAITING * 0.9 };
  });
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 20_000;
  while (!(await isSo()) && performance.now() < end) await pause(20);
}

/** A unit reports on one of its items; returns how long it took. */
async function report(item: number): Promise<number> {
  const [assignment] = (await server.program.storage.read((stores) => stores.assignments.ofUnit(UNIT, 1))).slice(item);
  const { id, version } = assignment!;
  const said = { kind: 'progress', rating: 'on-track', byName: '王五', progress: '已走访12户。', items: String(id) };
  const begun = performance.now();
  const answer = await liaison(`/plans/1/units/${UNIT}/report`, form({ ...said, [`i${id}-version`]: String(version) }));
  expect(answer.status).toBe(303);
  return performance.now() - begun;
}

/** Pages made anew again and again, one after the other as a browser asks for them. */
async function measured(between: () => void = () => undefined): Promise<Cost> {
  const statements: Cost['statements'] = {};
  const times: number[] = [];
  for (const [visit, path] of visits) statements[path] = await statementsOf(server, visit, path);
  for (let round = 0; round < ROUNDS; round++) {
    between();
    for (const [visit, path] of visits) {
      await changeSomething(server);
      const begun = performance.now();
      await pageAt(visit, path);
      times.push(performance.now() - begun);
    }
  }
  times.sort((a, b) => a - b);
  return { statements, p95: times[Math.floor(times.length * 0.95)]!, longest: times.at(-1)! };
}

const OUTAGES: [string, Manners][] = [
  ['leaves every mail without an answer', { data: () => 'hang' }],
  ['reads every mail a byte at a time', { sips: () => true }],
  ['never greets', { step: (word) => (word === 'HELLO' ? 'hang' : null) }],
  ['hangs up at once', { step: (word) => (word === 'HELLO' ? 'close' : null) }],
  ['answers a sign a second', { step: () => 'slow' }],
];
test.each(OUTAGES)(
  'Pages cost what they did, and reports are taken, while a mail server %s',
  async (name, manners) => {
    await replaceServer(manners);
    tickOn();
    // Statements are counted for the whole process: nothing may be under way but waiting.
    const isQuiet = async () => (await statementsDuring(() => pause(300))) === 0;
    await until(async () => (await standing()).isOutage && (await isQuiet()));
    const during = await measured(tickOn);
    const filed = await report(1 + OUTAGES.findIndex(([one]) => one === name));
    // It was an outage to the end.
    expect(await standing()).toEqual({ isOutage: true, isFull: true });
    expect(during.statements).toEqual(before.statements);
    // A machine that is busy with other tests is slower as a whole: the bound is generous, a blocked page would be far above it.
    expect(during.p95).toBeLessThan(before.p95 * 3 + 200);
    expect(Math.max(during.longest, filed)).toBeLessThan(Math.max(1000, before.longest * 5));
  },
  60_000,
);
