import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { Clock, momentAt } from '../../src/clock.js';
import { openSmtp } from '../../src/mail/smtp.js';
import { ROOT, TEMPLATES } from '../../src/places.js';
import { createViewEngine } from '../../src/rendering/view-engine.js';
import { Runner } from '../../src/schedule/runner.js';
import { openStorage } from '../../src/storage/database.js';
import { type Storage } from '../../src/storage/doors.js';

const [UNITS, MEASURES] = [1000, 10];

/** Sows what is due, for `bench/throughput.mjs`. */
export async function plant(folder: string): Promise<void> {
  const storage = await openStorage({ sqliteFile: join(folder, 'luoshi.sqlite') });
  await sow(storage);
  await storage.close();
}

/** Queues and delivers what 10,000 due items owe, tells how long it took, and what a bare pool takes: for `bench/throughput.mjs`. */
export async function run(folder: string): Promise<void> {
  const sink = spawn(process.execPath, [join(ROOT, 'bench/sink.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: sink.stdout })[Symbol.asyncIterator]();
  const port = Number((await lines.next()).value);
  const took = async () => {
    sink.stdin.write('how many\n');
    return JSON.parse((await lines.next()).value as string) as Took;
  };
  const storage = await openStorage({ sqliteFile: join(folder, 'luoshi.sqlite') });
  const transport = openSmtp(`smtp://127.0.0.1:${port}`, { mailFrom: 'office@baisha.example', smtpCa: null });
  const secret = { of: (purpose: string) => Buffer.from(purpose).toString('base64url'), key: () => Buffer.alloc(32) };
  const post = { storage, engine: createViewEngine(TEMPLATES), transport, baseUrl: 'http://luoshi.test', secret };
  const clock = Clock.startingAt(momentAt('2020-06-08', '08:30').at);
  const runner = new Runner(post, clock);
  for (const [day, when] of Object.entries({ '2020-06-08': 'just started', '2020-06-24': 'a fortnight later' })) {
    clock.set(momentAt(day, '08:30').at);
    const measured = measure();
    const { delivered } = await runner.sweep();
    tell(`Luoshi, ${when}: items read, mails queued, made, delivered`, await took(), measured());
    const rss = Math.round(process.resourceUsage().maxRSS / 1024);
    console.log(`${' '.repeat(67)} sent ${delivered.sent}, memory until then at most ${rss} MB`);
  }

  const { mails } = await storage.read((stores) => stores.outbox.list({ limit: UNITS, offset: 0 }));
  const bodies = await Promise.all(mails.map(({ id }) => storage.read((stores) => stores.outbox.byId(id))));
  const pool = createTransport({ host: '127.0.0.1', port, pool: true, maxMessages: Infinity } as object);
  for (const when of ['just started', 'once more']) {
    const bare = measure();
    await Promise.all(
      bodies.map((mail) =>
        pool.sendMail({
          ...{ from: 'office@baisha.example', to: mail?.toAddress ?? '', messageId: mail?.messageId },
          ...{ subject: mail?.subject ?? '', text: mail?.textBody ?? '', html: mail?.htmlBody ?? '' },
        }),
      ),
    );
    tell(`a bare pool of nodemailer, ${when}: the same mails, ready made`, await took(), bare());
  }
  pool.close();
  transport.close();
  await storage.close();
  sink.kill();
}

interface Took {
  mails: number;
  bytes: number;
  last: number;
}

/** Begins to measure; what it returns tells when it began and the processor's milliseconds since. */
function measure(): () => { begun: number; cpu: number } {
  const begun = Date.now();
  const spent = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(spent);
    return { begun, cpu: (user + system) / 1000 };
  };
}

function tell(what: string, { mails, bytes, last }: Took, { begun, cpu }: { begun: number; cpu: number }): void {
  const seconds = (last - begun) / 1000;
  const size = Math.round(bytes / mails / 1000);
  const rate = `${Math.round(mails / seconds)}/s, ${(cpu / mails).toFixed(2)} ms of processor each`;
  console.log(`${what.padEnd(67)} ${mails} mails of ${size} kB in ${seconds.toFixed(2)} s: ${rate}`);
}

async function sow(storage: Storage): Promise<void> {
  const source = { sourceStart: 0, sourceEnd: 2 };
  await storage.write(async ({ plans, assignments }) => {
    const doc = { docNumber: '县发〔2020〕1号', issuer: null, issuedOn: '2020-05-12', text: '全文', rules: '{}' };
    const planId = await plans.insert({
      ...{ ...doc, title: '全县集中解困脱困工作实施方案', state: 'draft', activatedAt: null, version: 1 },
    });
    await plans.activate(planId, 1, momentAt('2020-05-12', '09:00').at);
    const titles = ['加强组织领导，建立健全工作机制', '全面摸底排查，建立问题清单和责任清单', '分类制定解困措施'];
    const measures = await plans.insertMeasures(
      Array.from({ length: MEASURES }, (_, i) => ({
        ...{ planId, position: i, number: `（${i + 1}）`, title: titles[i % titles.length]!, text: '', dueOn: null },
        ...source,
      })),
    );
    const [phaseId = 0] = await plans.insertPhases([
      {
        planId,
        position: 1,
        number: '一',
        title: '安排部署、调查摸底',
        text: '',
        outcomes: '',
        startsOn: '2020-05-12',
        dueOn: '2020-06-30',
        ...source,
      },
    ]);
    const units = [];
    for (let i = 0; i < UNITS; i++)
      units.push(await plans.insertUnit({ name: `第${i}单位`, mail: `unit-${i}@big.example` }));
    for (const measureId of measures)
      await assignments.insertMany(
        units.map((unitId) => ({
          ...{ planId, measureId, phaseId, unitId, role: 'responsible' as const, opensOn: '2020-05-12' },
          ...{ dueOn: '2020-06-30', originalDueOn: '2020-06-30', stage: 'assigned' as const, assignedOn: '2020-05-12' },
          ...{ completedOn: null, rectifyBy: null, reportedFor: null, returnedOn: null, version: 1 },
        })),
      );
  });
}
