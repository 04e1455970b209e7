import { type IntakeDraft, intakeDraftOf, namesInDuties } from './intake.js';
import { withAlias, withNameReplaced } from './intake-edits.js';
import { type PlanDraft } from './plan-text/plan-draft.js';
import { sameUnitGroups } from './unit-identity.js';

/**
 * A draft as the reader left it, ready to be edited; of several names of one body by the rules of abbreviation (县应急局,
 * 县应急管理局) the fullest stands for all, and the others are kept as its aliases.
 */
export function intakeOf(draft: PlanDraft): IntakeDraft {
  const read = intakeDraftOf(draft);
  return sameUnitGroups([...namesInDuties(read).keys()])
    .filter(({ by }) => by === 'abbreviation')
    .flatMap(({ names: [fullest, ...shorter] }) => shorter.map((short) => ({ fullest: fullest ?? short, short })))
    .reduce((kept, { fullest, short }) => withSameUnit(kept, fullest, short), read);
}

/** The draft in which one name of a unit takes the place of another, which is kept as its alias. */
export function withSameUnit(draft: IntakeDraft, unit: string, name: string): IntakeDraft {
  return withNameReplaced(withAlias(draft, unit, name), name, [unit]);
}
