import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newMail, unitAddressee } from '../acts/new-mail.js';
import { momentAt, momentOf, type Moment } from '../clock.js';
import { enterAddressees } from '../demonstration/addressees.js';
import { seedDemonstration } from '../demonstration/seed.js';
import { type EventMailKind, type MailKind } from '../domain/plan.js';
import { type ComposedMail } from '../mail/compose.js';
import { composer } from '../mail/composer.js';
import { type ViewEngine } from '../rendering/view-engine.js';
import { TIMETABLE } from '../schedule/timetable.js';
import { openStorage } from '../storage/database.js';
import { type Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { type OutboxLine } from '../storage/stores/outbox.js';
import { SAMPLES } from './samples.js';

/** A mail as it would look, and to whom it would go. */
export interface Preview extends ComposedMail {
  kind: MailKind;
  toName: string;
  day: string;
}

/** Days on which the plan's timetable has something of every kind to say where nobody acts: before, on and after the first due day, a Monday, the first working day of a month. */
const DAYS = ['2020-06-24', '2020-07-01', '2020-07-03', '2020-07-06', '2020-07-09', '2020-07-16', '2020-08-03'];
const [FIRST_DAY = ''] = DAYS;
/** The unit that the events happen to. */
const SAMPLE_UNIT = '县总工会';
const MOST_MAILS = 1000;

/**
 * One mail of each kind, made by the real timetable and the real composer over the issued plan of Baisha in a database of its own, which is
 * removed again: what is in the office's own database is neither read nor changed.
 */
export async function makePreviews(engine: ViewEngine, baseUrl: string): Promise<Map<MailKind, Preview>> {
  const folder = await mkdtemp(join(tmpdir(), 'luoshi-previews-'));
  try {
    const storage = await openStorage({ sqliteFile: join(folder, 'previews.db') });
    try {
      await seedDemonstration(storage, momentAt(FIRST_DAY, '08:30').at);
      await queueSamples(storage, momentAt(FIRST_DAY, '08:30'));
      for (const day of DAYS)
        for (const job of TIMETABLE) await storage.write((stores) => job.run(stores, momentAt(day, job.at)));
      return await compose({ storage, engine, baseUrl });
    } finally {
      await storage.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function queueSamples(storage: Storage, moment: Moment): Promise<void> {
  await storage.write(async (stores) => {
    const [plan] = await stores.plans.heads();
    const unit = (await stores.plans.units()).find(({ name }) => name === SAMPLE_UNIT);
    const [item] = unit ? await stores.assignments.ofUnit(unit.id) : [];
    const [placed] = item ? await stores.assignments.byIds([item.id]) : [];
    if (!plan || !unit || !placed) throw new Error(`The plan of the previews has no item of ${SAMPLE_UNIT}`);
    await enterAddressees(stores, plan.id, { ...moment, actor: '领导小组办公室' });
    for (const kind of Object.keys(SAMPLES) as EventMailKind[]) {
      const { words, about } = SAMPLES[kind](placed, moment.today);
      const to = about === 'item' ? unitAddressee(unit) : { ...unitAddressee(unit), name: '领导小组办公室' };
      const mail = newMail(kind, `preview:${kind}`, to, about === 'item' ? plan.id : null, moment);
      const items = about === 'item' ? [{ assignmentId: placed.id, dueOn: placed.dueOn, rule: `${kind}:preview` }] : [];
      await stores.outbox.enqueue({ ...mail, words: JSON.stringify(words) }, items);
    }
  });
}

/** Of each kind the first mail that says the most, in the words of its own moment. */
async function compose(post: {
  storage: Storage;
  engine: ViewEngine;
  baseUrl: string;
}): Promise<Map<MailKind, Preview>> {
  const previews = new Map<MailKind, Preview>();
  for (const mail of (await post.storage.read(fullest)).values()) {
    const words = (await composer(post, [mail], momentOf(mail.queuedAt)))({ ...mail });
    if (words) previews.set(mail.kind, { ...words, kind: mail.kind, toName: mail.toName, day: mail.day });
  }
  return previews;
}

async function fullest(stores: Stores): Promise<Map<MailKind, OutboxLine>> {
  const { mails } = await stores.outbox.list({ limit: MOST_MAILS, offset: 0 });
  const items = await stores.outbox.itemsOf(mails.map(({ id }) => id));
  const sizeOf = ({ id }: OutboxLine) => items.get(id)?.length ?? 0;
  const best = new Map<MailKind, OutboxLine>();
  for (const mail of mails.reverse()) {
    const before = best.get(mail.kind);
    if (!before || (mail.day === before.day && sizeOf(mail) > sizeOf(before))) best.set(mail.kind, mail);
  }
  return best;
}
