import { DUTY_WORDS, givesRole, type ItemChange } from '../domain/corrections.js';
import { longDay } from '../domain/day.js';
import { ASSIGNMENT } from '../domain/lifecycle.js';
import { type Stores } from '../storage/stores/all.js';
import { type CorrectionRequest, type WorkedOut } from './correct-plan.js';
import { type Made } from './correction-changes.js';
import { type Occasion, remember } from './history.js';

/** Remembers a correction: one entry for the plan, one for each assignment that it changed or made. */
export async function rememberCorrection(
  stores: Stores,
  { planId, correction, reason, intakeId }: CorrectionRequest,
  worked: WorkedOut & { made: Made },
  occasion: Occasion,
): Promise<void> {
  const { effects, before, after, about, made } = worked;
  // Whose duty in what is said by names: a role or a row's number is no word for a reader.
  const of = about ?? correction;
  await remember(stores, occasion, [
    ...effects.items.map((change) => ({
      ...{ act: `corrected-${change.kind}`, planId: change.item.planId, assignmentId: change.item.id },
      facts: { ...wordsOf(change, worked), reason },
    })),
    ...made.map(({ id, dueOn }) => ({
      ...{ act: 'corrected-new', planId, assignmentId: id },
      facts: { after: ASSIGNMENT.first, dueOn, reason },
    })),
    // Last: where only the newest entries are seen, they say what was corrected, and not which items.
    {
      act: `correct-${givesRole(correction, effects) ? 'duty-role' : correction.kind}`,
      planId,
      facts: { ...of, before, after, reason, ...(intakeId === undefined ? {} : { intake: intakeId }) },
    },
  ]);
}

function wordsOf({ item, kind, patch, phases }: ItemChange, { before, after }: WorkedOut): Record<string, string> {
  switch (kind) {
    case 'due':
      return { before: longDay(item.dueOn), after: longDay(patch.dueOn ?? item.dueOn) };
    case 'opens':
      return { before: longDay(item.opensOn), after: longDay(patch.opensOn ?? item.opensOn) };
    case 'phase':
      return { ...phases };
    case 'moved':
      return { before, after };
    case 'role':
      return { before: DUTY_WORDS[item.role], after: DUTY_WORDS[patch.role ?? item.role] };
    default:
      return { before: item.stage, after: patch.stage ?? item.stage };
  }
}
