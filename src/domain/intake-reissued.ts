import { everyDoubt, type Intake, type IntakeDraft } from './intake.js';
import { withAlias, withDoubtSettled } from './intake-edits.js';
import { type DraftFinding } from './plan-text/plan-draft.js';
import { withoutBlanks } from './plan-text/words.js';

/** A draft with the text that its sources point into. */
export interface DraftOfText {
  text: Intake['text'];
  draft: IntakeDraft;
}

/** The draft of a document issued again in which the doubts are settled that were settled `before`, where the text reads as it did. */
export function withSettledBefore({ text, draft }: DraftOfText, before: DraftOfText): IntakeDraft {
  const settled = new Set(before.draft.settled);
  const answered = new Map<string, boolean>();
  for (const doubt of everyDoubt(before.draft)) {
    const said = asRead(doubt, before.text);
    // Of two that read alike both must have been answered: nobody can tell which of them this one is.
    answered.set(said, (answered.get(said) ?? true) && settled.has(doubt.key));
  }
  return everyDoubt(draft)
    .filter((doubt) => answered.get(asRead(doubt, text)))
    .reduce((kept, { key, names: [unit, name] }) => {
      const isSame = before.draft.aliases.some((alias) => alias.unit === unit && alias.name === name);
      const told = isSame && unit !== undefined && name !== undefined ? withAlias(kept, unit, name) : kept;
      return { ...withDoubtSettled(told, key), settledBefore: [...(told.settledBefore ?? []), key] };
    }, draft);
}

/** What a doubt asks, and the words of the text that it asks about: where they stand moves with every line added above. */
const asRead = ({ code, message, names, source }: DraftFinding, text: string): string =>
  JSON.stringify([code, message, names, withoutBlanks(text.slice(source.start, source.end))]);
