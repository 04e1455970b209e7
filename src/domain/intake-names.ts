import { type IntakeDraft, namesInDuties } from './intake.js';
import { type KnownUnit, likeliestUnits, type LikelyUnit, unitKind } from './unit-identity.js';

/** What a name in the measures stands for, as far as is known before the plan is started. */
export interface NameRead {
  name: string;
  /** In how many measures it has work. */
  count: number;
  kind: 'one' | 'collective' | 'others';
  /** The unit that it will be: the office's word, else what is certain; null for a unit of its own. */
  unitId: number | null;
  by: 'decided' | LikelyUnit['by'] | 'new';
  /** Units it may stand for besides, the likeliest first. */
  perhaps: number[];
  /** Whether the office should say. */
  isDoubtful: boolean;
}

/** Every name that is given work, with the unit it will be. */
export function readNames(draft: IntakeDraft, known: readonly KnownUnit[]): NameRead[] {
  return [...namesInDuties(draft)].map(([name, count]) => readName(name, count, draft, known));
}

function readName(name: string, count: number, draft: IntakeDraft, known: readonly KnownUnit[]): NameRead {
  const kind = unitKind(name);
  const decided = draft.decided[name];
  const likely = likeliestUnits(name, known);
  const certain = likely.find(({ by }) => by !== 'alike');
  const perhaps = likely.filter(({ by }) => by === 'alike').map(({ id }) => id);
  const common = { name, count, kind, perhaps };
  if (decided === 'new') return { ...common, unitId: null, by: 'decided', isDoubtful: false };
  if (decided !== undefined) return { ...common, unitId: decided, by: 'decided', isDoubtful: false };
  if (certain) return { ...common, unitId: certain.id, by: certain.by, isDoubtful: false };
  return { ...common, unitId: null, by: 'new', isDoubtful: kind !== 'one' || perhaps.length > 0 };
}
