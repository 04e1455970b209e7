import { formWithAnswer } from '../domain/answers.js';
import { shortDay } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { type LetterFiles } from '../domain/mail.js';
import { withoutQuoted } from '../domain/quoted-text.js';
import { type Stores } from '../storage/stores/all.js';
import { type DraftKey } from '../storage/stores/drafts.js';
import { attachFile, type AttachRequest, draftOwner, MOST_ATTACHMENTS } from './attach.js';
import { type Occasion, remember } from './history.js';
import { type IncomingLetter, type Judged, type LetterSender } from './judge-letter.js';
import { newMail } from './new-mail.js';

/** A stored and checked file of a letter, before it belongs to anything. */
export type LetterAttachment = Omit<AttachRequest, 'planId' | 'unitId' | 'owner'>;

/** What came with a letter: files that passed the check, and why others did not. */
export interface Enclosed {
  files: readonly LetterAttachment[];
  refused: readonly string[];
}

/** Whose the files of a letter are while the office has not decided what becomes of it. */
export const letterOwner = (letterId: number): string => `letter:${letterId}`;

/**
 * Keeps a letter with what becomes of it: a draft of its unit, with a mail that asks to confirm it, or put aside for the office. Returns
 * its id; null, and nothing is changed, where it was kept before. Throws `RuleBroken('draft-taken')` where somebody saves the same draft.
 */
export async function keepLetter(
  stores: Stores,
  { letter, judged, enclosed }: { letter: IncomingLetter; judged: Judged; enclosed: Enclosed },
  occasion: Occasion,
): Promise<number | null> {
  const { fate, mail, unitId, planId } = judged;
  const { head, messageId, text } = letter;
  const files: LetterFiles = { kept: [], refused: [...enclosed.refused] };
  const row = { messageId, receivedAt: occasion.at, fromAddress: head.fromAddress, subject: head.subject, body: text };
  const about = { outboxId: mail?.id ?? null, unitId, state: fate.state, reason: fate.reason };
  const id = await stores.letters.keep({ ...row, ...about, files: JSON.stringify(files), version: 1 });
  if (id === null) return null;
  if (planId !== null && fate.state !== 'dismissed') {
    for (const file of enclosed.files)
      files.kept.push(await attachFile(stores, { ...file, planId, unitId, owner: letterOwner(id) }, occasion));
    if (files.kept.length > 0) await stores.letters.change(id, 1, { files: JSON.stringify(files) });
  }
  if (fate.state === 'drafted' && unitId !== null && planId !== null)
    await draftLetter(stores, { ...judged, letterId: id, letter, unitId, planId, files }, occasion);
  return id;
}

/** A letter about to become the draft of a unit. */
export interface LetterDraft {
  letterId: number;
  letter: Pick<IncomingLetter, 'messageId' | 'text' | 'fromName'>;
  planId: number;
  unitId: number;
  items: readonly number[];
  sender: LetterSender | null;
  files: LetterFiles;
  /** The address it came from, where the office gave it to the unit. */
  passedOnFrom?: string;
}

/**
 * Puts a letter's words and files into the report form of its unit, below what is there, and tells the unit with the one link that
 * opens it; returns the Message-ID of that mail.
 */
export async function draftLetter(stores: Stores, draft: LetterDraft, occasion: Occasion): Promise<string> {
  const { letter, planId, unitId, items, sender } = draft;
  const key: DraftKey = { planId, unitId, form: `report:${[...items].sort((a, b) => a - b).join()}` };
  const text = withoutQuoted(letter.text);
  const byName = sender?.name ?? letter.fromName;
  const answer = { items, text, byName, phone: sender?.phone ?? null };
  // Who signs in has a draft of their own, which a link does not open: the letter's words are put below that one, too.
  for (const form of [key.form, 'report']) {
    const before = await stores.drafts.of({ ...key, form });
    if (form === 'report' && before === null) continue;
    const fields = formWithAnswer(before && (JSON.parse(before.body) as Record<string, unknown>), answer);
    const saved = { savedAt: occasion.at, savedBy: `${byName}来信`, body: JSON.stringify(fields) };
    if (!(await stores.drafts.keep({ ...key, form, ...saved }, before))) throw new RuleBroken('draft-taken');
  }
  const isFull = await giveFiles(stores, draft, key);
  await remember(stores, occasion, [
    { act: 'letter-drafted', planId, facts: { unitId, letterId: draft.letterId, count: items.length, by: byName } },
  ]);
  return tellSender(stores, { ...draft, text, isFull }, occasion);
}

/** Gives the letter's files to the form; where it has as many as it may, they stay with the letter. */
async function giveFiles(stores: Stores, { letterId, files }: LetterDraft, key: DraftKey): Promise<boolean> {
  const there = await stores.attachments.ofOwner(draftOwner(key));
  const isFull = there.length + files.kept.length > MOST_ATTACHMENTS;
  if (!isFull) await stores.attachments.reown(letterOwner(letterId), draftOwner(key));
  return isFull && files.kept.length > 0;
}

const LONGEST_QUOTE = 600;

async function tellSender(
  stores: Stores,
  draft: LetterDraft & { text: string; isFull: boolean },
  occasion: Occasion,
): Promise<string> {
  const { letter, planId, unitId, items, sender, files, text, isFull, passedOnFrom } = draft;
  const unit = await stores.plans.unit(unitId);
  const names = (await stores.assignments.byIds(items)).map((item) => ({ assignmentId: item.id, dueOn: item.dueOn }));
  const to = { unitId, postId: sender?.postId ?? null, name: unit?.name ?? '', mail: unit?.mail ?? null };
  const mail = newMail('answer', `answer:${letter.messageId}`, to, planId, occasion);
  const quoted = [...text].slice(0, LONGEST_QUOTE).join('');
  const words = {
    news: '来信已存为草稿，请确认报送',
    ask: `${passedOnFrom ? `领导小组办公室转来的来信（${passedOnFrom}）` : `${shortDay(occasion.today, occasion.today)}的来信`}已存为${items.length}项工作的进展草稿，尚未报送。请打开链接核对，确认后报送。`,
    paragraphs: [
      text === '' ? '来信没有正文，只收下了附件。' : `来信内容：${quoted}${quoted.length < text.length ? '……' : ''}`,
      ...(files.kept.length > 0 && !isFull ? [`随信附件已收下${files.kept.length}个，打开链接即可看到。`] : []),
      ...(isFull ? [`本期佐证材料已满${MOST_ATTACHMENTS}个，随信附件没有放入草稿，请在页面上整理后重新上传。`] : []),
      ...files.refused.map((why) => `没有收下：${why}`),
    ],
    why: '来信由平台存为草稿，每封来信发一次确认；不打开链接确认，就不算报送。',
  };
  const said = names.map((item) => ({ ...item, rule: `answer:${letter.messageId}` }));
  await stores.outbox.enqueue({ ...mail, words: JSON.stringify(words) }, said);
  return mail.messageId;
}
