import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import { ROOT } from '../../src/places.js';
import { type Place } from '../../src/storage/database.js';
import { type Storage } from '../../src/storage/doors.js';
import { type Errand } from './courier.js';
import { openSink } from './smtp-sink.js';

/** How mails are delivered while their couriers are killed. */
export interface Chaos {
  place: Place;
  storage: Storage;
  kills: number;
  /** Couriers at work at the same time. */
  workers: number;
  /** Whether somebody knows which mails have arrived. */
  hasArchive: boolean;
}

/** What came of it. */
export interface Aftermath {
  kills: number;
  /** Kills while mails still waited. */
  midway: number;
  mails: number;
  lost: number;
  /** Mails that arrived more than once, and those of them that the outbox does not count as a doubt. */
  twice: number;
  unflagged: number;
  doubted: number;
  /** Mails that are neither sent nor waiting. */
  astray: number;
  seconds: number;
}

/** Kills couriers with SIGKILL again and again, each after another few mails, until all have left; the mail server stays up. */
export async function letLoose({ place, storage, kills: wanted, workers, hasArchive }: Chaos): Promise<Aftermath> {
  const begun = performance.now();
  const arrived = new Map<string, number>();
  let heard = 0;
  const sink = await openSink({
    // One in thirty is put off; the others arrive at their final dot, whoever still listens for the answer.
    data: ({ messageId }) => {
      heard++;
      if (heard % 30 === 0) return '451 later';
      arrived.set(messageId, (arrived.get(messageId) ?? 0) + 1);
      return null;
    },
    delay: () => Math.random() * 6,
  });
  const archive = createServer((request, answer) => {
    answer.end(arrived.has(decodeURIComponent((request.url ?? '').slice(1))) ? 'yes' : 'no');
  });
  archive.listen(0, '127.0.0.1');
  await once(archive, 'listening');
  const archiveUrl = hasArchive ? `http://127.0.0.1:${(archive.address() as AddressInfo).port}` : null;
  const nest = await openNest({ place, smtpUrl: sink.url, archiveUrl, morning: Date.now() });
  let kills = 0;
  let midway = 0;
  const isOver = async () => {
    const { pending, claimed, sending } = await storage.read((stores) => stores.outbox.counts());
    return pending + claimed + sending === 0;
  };
  const work = async () => {
    while (kills < wanted && !(await isOver())) {
      const child = await nest.take();
      const until = heard + 1 + Math.floor(Math.random() * 9);
      const patience = performance.now() + 3000;
      child.stdin?.write('go\n');
      while (heard < until && child.exitCode === null && performance.now() < patience) await pause(1);
      await pause(Math.random() * 5);
      if (child.exitCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
      kills++;
      if (!(await isOver())) midway++;
    }
  };
  try {
    await Promise.all(Array.from({ length: workers }, work));
    const last = await nest.take();
    last.stdin?.write('go\n');
    await once(last, 'exit');
  } finally {
    await nest.close();
    archive.close();
    await sink.close();
  }
  const mails = (await storage.read((stores) => stores.outbox.list({ limit: 100_000, offset: 0 }))).mails;
  const twice = [...arrived].filter(([, times]) => times > 1).map(([messageId]) => messageId);
  const doubted = new Set(mails.filter(({ doubts }) => doubts > 0).map(({ messageId }) => messageId));
  return {
    ...{ kills, midway, mails: mails.length, twice: twice.length, doubted: doubted.size },
    lost: mails.filter(({ messageId }) => !arrived.has(messageId)).length,
    unflagged: twice.filter((messageId) => !doubted.has(messageId)).length,
    astray: mails.filter(({ state }) => state !== 'sent').length,
    seconds: Math.round((performance.now() - begun) / 1000),
  };
}

/** Native code, and what libraries would use if it were there; the rest is one file, which starts in a fraction of the time. */
const NOT_JOINED = [
  ...['better-sqlite3', '@resvg/resvg-js', 'pg-native', 'chinese-days', '@google-cloud/spanner', '@sap/hana-client'],
  ...['@sap/hana-client/*', 'expo-sqlite', 'ioredis', 'mongodb', 'mssql', 'mysql', 'mysql2', 'oracledb'],
  ...['pg-query-stream', 'react-native-sqlite-storage', 'redis', 'sql.js', 'sqlite3', 'typeorm-aurora-data-api-driver'],
  'ts-node',
];
const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** Keeps couriers ready, so that the time between two kills is not that of a start. */
async function openNest(errand: Errand) {
  const folder = join(ROOT, `dist.courier-${process.pid}-${Math.random().toString(36).slice(2, 8)}`);
  await build({
    entryPoints: [join(ROOT, 'test/support/courier.ts')],
    outfile: join(folder, 'courier.mjs'),
    ...{ bundle: true, platform: 'node', target: 'node20', format: 'esm', logLevel: 'error' },
    keepNames: true,
    external: NOT_JOINED,
    banner: { js: REQUIRE },
  });
  const alive = new Set<ChildProcess>();
  const hatch = async () => {
    const env = { ...process.env, ERRAND: JSON.stringify(errand) };
    const child = spawn(process.execPath, [join(folder, 'courier.mjs')], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    alive.add(child);
    child.once('exit', () => alive.delete(child));
    child.stdin?.on('error', () => undefined);
    await once(child.stdout, 'data');
    return child;
  };
  const ready = [hatch(), hatch(), hatch()];
  return {
    take: async () => {
      ready.push(hatch());
      return (await ready.shift()) as ChildProcess;
    },
    close: async () => {
      await Promise.allSettled(ready);
      for (const child of alive) child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
