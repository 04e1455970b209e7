import { isReportable } from '../domain/answers.js';
import { RuleBroken } from '../domain/errors.js';
import { type Letter, type LetterFiles } from '../domain/mail.js';
import { type Attachment } from '../domain/reports.js';
import { type Stores } from '../storage/stores/all.js';
import { detachFile } from './attach.js';
import { type Occasion, remember } from './history.js';
import { draftLetter, letterOwner } from './keep-letter.js';

/** Which letter, as it was seen. */
export interface SeenLetter {
  letterId: number;
  version: number;
}

/**
 * Gives a letter that was put aside to a unit: it becomes the unit's draft, and the unit is told. Throws `RuleBroken` 'not-found',
 * 'letter-settled', 'letter-nothing-open', 'draft-taken'.
 */
export async function giveLetter(
  stores: Stores,
  { unitId, ...seen }: SeenLetter & { unitId: number },
  occasion: Occasion,
): Promise<void> {
  const letter = await parkedLetter(stores, seen);
  const unit = await stores.plans.unit(unitId);
  if (!unit) throw new RuleBroken('not-found', { thing: '单位' });
  const found = await itemsFor(stores, letter, unitId, occasion);
  if (!found) throw new RuleBroken('letter-nothing-open', { field: 'unit', unit: unit.name });
  const { planId, items, isAnswered } = found;
  const { messageId, body, fromAddress } = letter;
  const files = JSON.parse(letter.files) as LetterFiles;
  const draft = { letterId: letter.id, letter: { messageId, text: body, fromName: '' }, planId, unitId, items };
  const told = await draftLetter(stores, { ...draft, sender: null, files, passedOnFrom: fromAddress }, occasion);
  const mail = isAnswered ? null : (await stores.letters.mailsOf([told]))[0];
  const about = { unitId, outboxId: mail?.id ?? letter.outboxId };
  if (!(await stores.letters.change(letter.id, seen.version, { ...about, state: 'drafted', reason: null })))
    throw new RuleBroken('letter-settled', { how: '由别人处理' });
}

/** Puts a letter away for good, with the reason; returns what its files were stored as. Throws `RuleBroken` 'not-found', 'letter-settled'. */
export async function dismissLetter(
  stores: Stores,
  { reason, ...seen }: SeenLetter & { reason: string },
  occasion: Occasion,
): Promise<string[]> {
  const letter = await parkedLetter(stores, seen);
  const files: Attachment[] = await stores.attachments.ofOwner(letterOwner(letter.id));
  for (const file of files) await detachFile(stores, file, occasion);
  if (!(await stores.letters.change(letter.id, seen.version, { state: 'dismissed', reason })))
    throw new RuleBroken('letter-settled', { how: '由别人处理' });
  const facts = { letterId: letter.id, unitId: letter.unitId, from: letter.fromAddress, reason };
  await remember(stores, occasion, [{ act: 'letter-dismissed', facts }]);
  return files.map(({ storedAs }) => storedAs);
}

async function parkedLetter(stores: Stores, { letterId, version }: SeenLetter): Promise<Letter> {
  const letter = await stores.letters.byId(letterId);
  if (!letter) throw new RuleBroken('not-found', { thing: '来信' });
  const how = { drafted: '转给单位', confirmed: '由单位报送', dismissed: '记为不采用', parked: '由别人处理' };
  if (letter.state !== 'parked' || letter.version !== version)
    throw new RuleBroken('letter-settled', { how: how[letter.state] });
  return letter;
}

/** What the letter's mail told, where the unit is that mail's; else all that the unit has to report on by now, of the newest plan that has any. */
async function itemsFor(
  stores: Stores,
  { outboxId }: Letter,
  unitId: number,
  { today }: Occasion,
): Promise<{ planId: number; items: number[]; isAnswered: boolean } | null> {
  const linked = outboxId === null ? [] : await stores.mailLinks.itemsOf({ outboxId, unitId });
  const told = linked.filter(({ stage }) => isReportable(stage));
  if (told[0]) return { planId: told[0].planId, items: told.map((item) => item.assignmentId), isAnswered: true };
  for (const planId of await stores.plans.plansOf(unitId)) {
    const all = await stores.assignments.ofUnit(unitId, planId);
    const items = all.filter(({ stage, opensOn }) => isReportable(stage) && opensOn <= today).map(({ id }) => id);
    if (items.length > 0) return { planId, items, isAnswered: false };
  }
  return null;
}
