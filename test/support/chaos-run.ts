import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONNECTIONS } from '../../src/mail/smtp.js';
import { openStorage, type Place } from '../../src/storage/database.js';
import { letLoose } from './chaos.js';
import { onePostgres } from './databases.js';
import { queueNotices } from './posting.js';

/** The chaos test at another size, half of the kills with a resolver and half without, told on the console: for `bench/chaos.mjs`. */
export async function run(asked: { kills: number; mails: number }): Promise<void> {
  console.log(
    `node ${process.version}; on each database ${asked.kills} kills, ${CONNECTIONS} connections to each courier`,
  );
  const [kills, mails] = [Math.ceil(asked.kills / 2), Math.ceil(asked.mails / 2)];
  for (const hasArchive of [false, true]) {
    const folder = mkdtempSync(join(tmpdir(), 'luoshi-chaos-'));
    await one(
      'SQLite, 1 courier',
      { sqliteFile: join(folder, 'luoshi.sqlite') },
      { kills, mails, workers: 1, hasArchive },
    );
    rmSync(folder, { recursive: true });
    const ran = await onePostgres((postgresUrl) =>
      one('PostgreSQL, 3 couriers', { postgresUrl }, { kills, mails, workers: 3, hasArchive }),
    );
    if (!ran) console.log('PostgreSQL: no server found, not run');
  }
}

async function one(
  name: string,
  place: Place,
  { mails, ...asked }: { kills: number; mails: number; workers: number; hasArchive: boolean },
): Promise<void> {
  const storage = await openStorage(place);
  await queueNotices(storage, mails);
  const after = await letLoose({ place, storage, ...asked });
  const problems = await storage.checkIntegrity();
  await storage.close();
  const said = Object.entries({ ...after, damage: problems.length }).map(([what, figure]) => `${what} ${figure}`);
  console.log(`${name}, resolver ${asked.hasArchive ? 'on' : 'off'}: ${said.join(', ')}`);
}
