import { type IntakeDraft, isSeenOnly, openDoubts, withSure } from '../domain/intake.js';
import * as edits from '../domain/intake-edits.js';
import { withPhasesByDeadline } from '../domain/intake-phasing.js';
import { withSameUnit } from '../domain/intake-same-units.js';
import { type Typed } from '../web/forms.js';
import { type FormSchema } from '../web/text-input.js';
import * as forms from './intake.forms.js';

/** A form that was understood: what it does to the draft it was made from, and where on the page one goes on. */
export interface Edit {
  version: number;
  change: (draft: IntakeDraft) => IntakeDraft;
  anchor: string;
}

type Change = Edit['change'];
const edit = ({ version }: { version: number }, anchor: string, change: Change): Edit => ({ version, change, anchor });

/** What can be edited of an intake, by the form's `act`: the form, and what it does. */
const EDITS = {
  head: forms.HEAD.transform(({ title, docNumber, issuer, issuedOn, ...form }) =>
    edit(form, 's-head', (draft) =>
      edits.withHead(draft, { title, docNumber: docNumber || null, issuer: issuer || null, issuedOn }),
    ),
  ),
  measures: forms.MEASURE.transform((form) =>
    edit(form, `m-${form.at}`, (draft) => edits.withMeasure(draft, form.at, form)),
  ),
  phases: forms.PHASE.transform(({ outcomes, ...form }) =>
    edit(form, 's-phases', (draft) => edits.withPhase(draft, form.at, { ...form, outcomes: linesOf(outcomes) })),
  ),
  phasing: forms.PHASING.transform((form) =>
    edit(form, 's-phases', (draft) => withPhasesByDeadline(draft, form.endOn)),
  ),
  names: forms.NAME.transform((form) => edit(form, 's-names', (draft) => nameChanged(draft, form))),
  members: forms.MEMBERS.transform((form) => edit(form, 's-group', (draft) => edits.withMembers(draft, form.members))),
  doubts: forms.DOUBT.transform((form) => edit(form, 's-doubts', (draft) => answered(draft, form))),
} as const satisfies Record<string, FormSchema<Edit>>;

/** Rows that are taken away: nothing else of their form is looked at. */
const REMOVALS = {
  measures: forms.REMOVAL.transform((form) =>
    edit(form, 's-measures', (draft) => edits.withoutMeasure(draft, form.at)),
  ),
  phases: forms.REMOVAL.transform((form) => edit(form, 's-phases', (draft) => edits.withoutPhase(draft, form.at))),
} as const;

export type EditedPart = keyof typeof EDITS;

/** Whether a form's `act` is one of an edit. */
export const isEdited = (part: unknown): part is EditedPart => typeof part === 'string' && Object.hasOwn(EDITS, part);

/** The form of a part: what was typed says whether a row is changed or taken away. */
export function editOf(part: EditedPart, typed: Typed): FormSchema<Edit> {
  const removes = typed['intent'] === 'remove' && (part === 'measures' || part === 'phases');
  return removes ? REMOVALS[part] : EDITS[part];
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Other names win over a choice: whoever writes them wants them. */
function nameChanged(draft: IntakeDraft, { name, as, instead }: { name: string; as: string; instead: string[] }) {
  if (instead.length > 0) return edits.withNameReplaced(draft, name, instead);
  if (as === 'drop') return edits.withNameReplaced(draft, name, []);
  return edits.withNameDecided(draft, name, as === '' ? null : as === 'new' ? 'new' : Number(as));
}

/** What it means that two names are one unit's: both in the measures, or one in the list of members. */
const MERGES: Readonly<Record<string, typeof withSameUnit>> = {
  'alias-suspected': edits.withAlias,
  'same-unit-suspected': withSameUnit,
};

function answered(draft: IntakeDraft, { key, answer }: { key: string; answer: string }): IntakeDraft {
  if (key.startsWith(OF_A_KIND)) return allSeen(draft, key.slice(OF_A_KIND.length));
  const doubt = openDoubts(draft).find((open) => open.key === key);
  const [unit, name] = doubt?.names ?? [];
  const isSame = answer === 'same' && unit !== undefined && name !== undefined;
  const merge = doubt && isSame ? MERGES[doubt.code] : undefined;
  const told = merge && isSame ? merge(draft, unit, name) : draft;
  return edits.withDoubtSettled(doubt ? withSure(told, doubt) : told, key);
}

/** The key by which all doubts of a kind are answered together. */
export const OF_A_KIND = 'kind ';

/** The draft in which every doubt of a kind was seen; what asks for another answer, or keeps the plan from being started, stays. */
function allSeen(draft: IntakeDraft, code: string): IntakeDraft {
  return openDoubts(draft)
    .filter((doubt) => doubt.code === code && isSeenOnly(doubt))
    .reduce((kept, doubt) => edits.withDoubtSettled(withSure(kept, doubt), doubt.key), draft);
}
