import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { momentAt, momentOf } from '../../src/clock.js';
import { deliver } from '../../src/mail/deliver.js';
import { recoverClaims } from '../../src/mail/recover.js';
import { openSmtp } from '../../src/mail/smtp.js';
import { TEMPLATES } from '../../src/places.js';
import { createViewEngine } from '../../src/rendering/view-engine.js';
import { openStorage, type Place } from '../../src/storage/database.js';

/** What a courier is told. */
export interface Errand {
  place: Place;
  smtpUrl: string;
  /** Where it asks whether a mail has arrived; null: nobody knows. */
  archiveUrl: string | null;
  /** When the office's morning began, in milliseconds of the machine: it then runs ten times as fast. */
  morning: number;
}

/** A process that does nothing but deliver, to be killed: it says 'ready', waits for a line, and ends when nothing is left. */
const { place, smtpUrl, archiveUrl, morning } = JSON.parse(process.env['ERRAND'] ?? '') as Errand;
const storage = await openStorage(place);
const found = async (messageId: string) =>
  (await (await fetch(`${archiveUrl}/${encodeURIComponent(messageId)}`)).text()) === 'yes';
const post = {
  ...{ storage, engine: createViewEngine(TEMPLATES), baseUrl: 'http://luoshi.test' },
  transport: openSmtp(smtpUrl, { mailFrom: 'office@baisha.example', smtpCa: null }),
  secret: { of: (purpose: string) => Buffer.from(purpose).toString('base64url'), key: () => Buffer.alloc(32) },
  resolver: archiveUrl === null ? undefined : { found, settledAfter: 2 },
};
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const opens = Date.parse(momentAt('2020-06-24', '08:30').at);
for (;;) {
  const moment = momentOf(new Date(opens + (Date.now() - morning) * 10).toISOString());
  await recoverClaims(post, moment);
  await deliver(post, moment);
  const { pending, claimed, sending } = await storage.read((stores) => stores.outbox.counts());
  if (pending + claimed + sending === 0) break;
  await pause(50);
}
process.exit(0);
