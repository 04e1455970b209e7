import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { momentAt, momentOf } from '../clock.js';
import { seedDemonstration } from '../demonstration/seed.js';
import { type MailKind } from '../domain/plan.js';
import { type ComposedMail } from '../mail/compose.js';
import { composer } from '../mail/composer.js';
import { type ViewEngine } from '../rendering/view-engine.js';
import { TIMETABLE } from '../schedule/timetable.js';
import { openStorage } from '../storage/database.js';
import { type Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { type OutboxLine } from '../storage/stores/outbox.js';
import { COURSE } from './samples.js';

/** A mail as it would look, and to whom it would go. */
export interface Preview extends ComposedMail {
  kind: MailKind;
  toName: string;
  day: string;
}

/** Mornings on which the timetable has something of every kind to say: before, on and after the first due day, a Monday, the first working day of a month. */
const DAYS = ['2020-06-24', '2020-07-01', '2020-07-03', '2020-07-06', '2020-07-09', '2020-07-16', '2020-08-03'];
const MORNING = '08:30';
const [FIRST_DAY = ''] = DAYS;
const MOST_MAILS = 1000;

/** What the previews are made in: a database of their own, and a folder for what units hand in. */
interface World {
  storage: Storage;
  engine: ViewEngine;
  baseUrl: string;
  folder: string;
}

/**
 * One mail of each kind, made by the real acts, timetable and composer over the issued plan of Baisha in a database of its own, which is
 * removed again: what is in the office's own database is neither read nor changed.
 */
export async function makePreviews(engine: ViewEngine, baseUrl: string): Promise<Map<MailKind, Preview>> {
  const folder = await mkdtemp(join(tmpdir(), 'luoshi-previews-'));
  try {
    const storage = await openStorage({ sqliteFile: join(folder, 'previews.db') });
    try {
      await seedDemonstration(storage, momentAt(FIRST_DAY, MORNING).at);
      return await play({ storage, engine, baseUrl, folder });
    } finally {
      await storage.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each mail is looked at right after what it is about: an act of the next day would already show in its lights. */
async function play(world: World): Promise<Map<MailKind, Preview>> {
  const album = new Album(world);
  await album.look();
  const steps = COURSE.map((step) => ({ step, moment: momentAt(step.on, step.time) }));
  for (const { step, moment } of steps.sort((a, b) => a.moment.at.localeCompare(b.moment.at))) {
    await world.storage.write((stores) => step.does(stores, moment, world.folder));
    await album.look();
  }
  for (const day of DAYS)
    for (const job of TIMETABLE) {
      await world.storage.write((stores) => job.run(stores, momentAt(day, job.at)));
      await album.look();
    }
  return album.previews;
}

/** Of each kind the mail that says the most, of those the latest: an issue is worth more with an earlier one to compare. */
class Album {
  readonly previews = new Map<MailKind, Preview>();
  private readonly sizes = new Map<MailKind, number>();
  private seen = 0;

  constructor(private readonly world: World) {}

  /** Composes what is new in the outbox, where it says as much as the best so far. */
  async look(): Promise<void> {
    for (const { mail, size } of (await this.world.storage.read((stores) => this.fullest(stores))).values()) {
      if (size < (this.sizes.get(mail.kind) ?? 0)) continue;
      const words = (await composer(this.world, [mail], momentOf(mail.queuedAt)))({ ...mail });
      if (!words) continue;
      this.sizes.set(mail.kind, size);
      this.previews.set(mail.kind, { ...words, kind: mail.kind, toName: mail.toName, day: mail.day });
    }
  }

  private async fullest({ outbox }: Stores): Promise<Map<MailKind, { mail: OutboxLine; size: number }>> {
    const { mails } = await outbox.list({ limit: MOST_MAILS, offset: 0 });
    const fresh = mails.filter(({ id }) => id > this.seen).reverse();
    this.seen = fresh.at(-1)?.id ?? this.seen;
    const items = await outbox.itemsOf(fresh.map(({ id }) => id));
    const best = new Map<MailKind, { mail: OutboxLine; size: number }>();
    for (const mail of fresh) {
      const size = items.get(mail.id)?.length ?? 0;
      if (size > (best.get(mail.kind)?.size ?? -1)) best.set(mail.kind, { mail, size });
    }
    return best;
  }
}
