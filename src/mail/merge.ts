import { type Moment } from '../clock.js';
import { type EventWords } from '../domain/plan.js';
import { type Merge, mergesOf, toldTogether, type WaitingMail } from '../domain/recheck.js';
import { type Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { type Leaving } from '../storage/stores/dispatch.js';

/** Makes one mail of those that wait for one reader and say one thing, as after an outage or a night. */
export async function mergeWaiting(storage: Storage, { at }: Moment, leaving: Leaving): Promise<void> {
  if (!(await storage.read((stores) => stores.merging.isCrowded(at, leaving)))) return;
  await storage.write(async (stores) => {
    for (const merge of mergesOf(await stores.merging.waiting(at, leaving))) await mergeOne(stores, merge);
  });
}

async function mergeOne({ merging }: Stores, { family, into, from, carries }: Merge): Promise<void> {
  // Another process may have taken it meanwhile; then the others wait for the next look.
  if (!(await merging.keep(into.id))) return;
  const merged = await merging.giveUp(from.map(({ id }) => id));
  if (!carries) return;
  await merging.moveItems(merged, into.id);
  const others = from.filter(({ id }) => merged.has(id));
  if (into.words === null) return;
  const words = JSON.parse(into.words) as EventWords;
  const told = [...others, into].sort((a, b) => a.id - b.id).flatMap((mail) => wordsOf(mail) ?? []);
  const together = toldTogether(family, told);
  if (together) return merging.setWords(into.id, JSON.stringify(together));
  const said = others.flatMap((mail) => wordsOf(mail)?.paragraphs ?? []);
  if (said.length === 0) return;
  const paragraphs = [...new Set([...words.paragraphs, ...said])];
  await merging.setWords(into.id, JSON.stringify({ ...words, paragraphs }));
}

const wordsOf = ({ words }: Pick<WaitingMail, 'words'>) => (words === null ? null : (JSON.parse(words) as EventWords));
