import { type GivenFile } from '../upload/take-files.js';
import { readCarrier } from '../carriers/read-carrier.js';
import { RuleBroken } from '../domain/errors.js';
import { type PlanDraft } from '../domain/plan-text/plan-draft.js';
import { readPlanText } from '../domain/plan-text/read-plan.js';
import { cleanName } from '../upload/file-name.js';

/** A document with what was read from it. */
export interface TakenDocument {
  name: string;
  text: string;
  draft: PlanDraft;
}

const LONGEST_TEXT = 500_000;

/** Reads the one file of a form, or the text pasted into it. Throws `RuleBroken` 'intake-nothing', 'intake-both', 'intake-too-long', and what the file's carrier throws, with the field at fault. */
export async function readDocument(files: readonly GivenFile[], pasted: string): Promise<TakenDocument> {
  const [file, ...others] = files;
  const isPasted = pasted.trim() !== '';
  if (others.length > 0 || (file && isPasted)) throw new RuleBroken('intake-both', { field: 'file' });
  if (file) {
    const name = cleanName(file.originalname);
    const text = await textOf(file, name);
    return { name, text, draft: readPlanText(text) };
  }
  if (!isPasted) throw new RuleBroken('intake-nothing', { field: 'file' });
  if (pasted.length > LONGEST_TEXT) throw new RuleBroken('intake-too-long', { field: 'text' });
  return { name: '粘贴的文字', text: pasted, draft: readPlanText(pasted) };
}

/** What is wrong with a file is said beside its field. */
async function textOf({ buffer: bytes }: GivenFile, name: string): Promise<string> {
  try {
    return (await readCarrier({ bytes, name })).text;
  } catch (error) {
    if (error instanceof RuleBroken) throw new RuleBroken(error.code, { ...error.facts, field: 'file', advises: true });
    throw error;
  }
}
