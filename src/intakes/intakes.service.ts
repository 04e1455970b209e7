import { planOfJson } from '../carriers/plan-json.js';
import { readCarrier } from '../carriers/read-carrier.js';
import { RuleBroken } from '../domain/errors.js';
import { type PlanDocument } from '../domain/plan-document.js';
import { type PlanDraft } from '../domain/plan-text/plan-draft.js';
import { readPlanText } from '../domain/plan-text/read-plan.js';
import { cleanName, endingOf } from '../upload/file-name.js';
import { type GivenFile } from '../upload/take-files.js';

/** A document with what was read from it. */
export interface TakenDocument {
  name: string;
  text: string;
  draft: PlanDraft;
}

const LONGEST_TEXT = 500_000;

/** What was handed in: a document to be settled, or a whole plan that was exported. */
export type HandedIn = { taken: TakenDocument } | { exported: PlanDocument };

/** Reads the one file of a form, or the text pasted into it. Throws `RuleBroken` 'intake-nothing', 'intake-both', 'intake-too-long', 'intake-unread', and what the file's carrier throws, with the field at fault. */
export async function readHandedIn(files: readonly GivenFile[], pasted: string): Promise<HandedIn> {
  const [file, ...others] = files;
  const isPasted = pasted.trim() !== '';
  if (others.length > 0 || (file && isPasted)) throw new RuleBroken('intake-both', { field: 'file' });
  if (file) {
    const name = cleanName(file.originalname);
    return besideField(async () => {
      if (endingOf(name) === 'json') return { exported: planOfJson(file.buffer, name) };
      const { text } = await readCarrier({ bytes: file.buffer, name });
      return { taken: { name, text, draft: readSomething(text) } };
    });
  }
  if (!isPasted) throw new RuleBroken('intake-nothing', { field: 'file' });
  if (pasted.length > LONGEST_TEXT) throw new RuleBroken('intake-too-long', { field: 'text' });
  return { taken: { name: '粘贴的文字', text: pasted, draft: readSomething(pasted, 'text') } };
}

/** What was read of a text. Throws `RuleBroken('intake-unread')` where nothing was that a plan is made of. */
function readSomething(text: string, field = 'file'): PlanDraft {
  const draft = readPlanText(text);
  const { title, noticeTitle, measures, phases, leadingGroup, office } = draft;
  const isTitled = title !== null || noticeTitle !== null;
  // Under a title the office may write the rest itself, beside the text.
  if (!isTitled && measures.length + phases.length + leadingGroup.length + office.length === 0)
    throw new RuleBroken('intake-unread', { field, advises: true });
  return draft;
}

/** What is wrong with a file is said beside its field. */
async function besideField<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RuleBroken) throw new RuleBroken(error.code, { ...error.facts, field: 'file', advises: true });
    throw error;
  }
}
