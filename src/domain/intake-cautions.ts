import { type Day } from './day.js';
import { type IntakeDraft } from './intake.js';
import { disorderedPhases, nameOf, overlappingPhases, type PhasePair } from './intake-phase-order.js';
import { type Plan } from './plan.js';

/** A phase, or a measure with a day of its own, as the clerk calls it. */
export interface DatedPart {
  of: 'phase' | 'measure';
  /** Its place among those of its kind. */
  place: number;
  name: string;
  day: Day;
}

/** What a start would bring with it that nobody may want; null or 0 where there is nothing of the kind. */
export interface IntakeCautions {
  units: number;
  /** The units whose notices would have to wait for an address. */
  unreached: number;
  /** The phases and the measures' own days that are over already. */
  over: number;
  /** Whatever is due before the document was issued. */
  beforeIssue: DatedPart[];
  /** The day of issue, where it is still to come. */
  issuedAhead: Day | null;
  /** Phases that run at once, and those whose numbers run against their days. */
  overlaps: PhasePair[];
  disordered: PhasePair[];
  /** The plan that runs under the same number or title. */
  sameAs: string | null;
  /** Whether nobody is named who leads: there would be no digest, and no delay would go up. */
  isLeaderless: boolean;
}

const bare = (text: string | null): string => (text ?? '').replace(/\s/gu, '');

/** Whether a plan is most likely what the document is, issued before: it has its number or its title. */
export function isSameDocument(
  { title, docNumber }: Pick<Plan, 'title' | 'docNumber'>,
  draft: Pick<IntakeDraft, 'title' | 'noticeTitle' | 'docNumber'>,
): boolean {
  if (docNumber !== null && bare(docNumber) === bare(draft.docNumber)) return true;
  return bare(title) === bare(draft.title ?? draft.noticeTitle);
}

/** What is to be looked at before an intake is started. `reached` says of each unit whether a mail would get there. */
export function cautionsFor(
  draft: IntakeDraft,
  reached: readonly boolean[],
  running: readonly Pick<Plan, 'title' | 'docNumber'>[],
  today: Day,
): IntakeCautions {
  const parts = datedParts(draft);
  const { issuedOn, phases } = draft;
  return {
    units: reached.length,
    unreached: reached.filter((isReached) => !isReached).length,
    over: parts.filter(({ day }) => day < today).length,
    beforeIssue: issuedOn === null ? [] : parts.filter(({ day }) => day < issuedOn),
    issuedAhead: issuedOn !== null && issuedOn > today ? issuedOn : null,
    overlaps: overlappingPhases(phases),
    disordered: disorderedPhases(phases),
    sameAs: running.find((plan) => isSameDocument(plan, draft))?.title ?? null,
    isLeaderless: draft.leadingGroup.length === 0,
  };
}

function datedParts({ phases, measures }: Pick<IntakeDraft, 'phases' | 'measures'>): DatedPart[] {
  const partsOf = (of: DatedPart['of'], rows: readonly { number: string; title: string; deadline: Day | null }[]) =>
    rows.flatMap((row, place) => (row.deadline === null ? [] : [{ of, place, name: nameOf(row), day: row.deadline }]));
  return [...partsOf('phase', phases), ...partsOf('measure', measures)];
}

/** How many kinds of things there are to look at. */
export const countCautions = (found: IntakeCautions): number =>
  [
    ...[found.unreached > 0, found.over > 0, found.beforeIssue.length > 0, found.issuedAhead !== null],
    ...[found.overlaps.length > 0, found.disordered.length > 0, found.sameAs !== null, found.isLeaderless],
  ].filter(Boolean).length;
