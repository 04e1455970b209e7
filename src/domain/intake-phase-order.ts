import { type IntakePhase } from './intake.js';
import { nestedPhases } from './intake-nested-phases.js';
import { numeral } from './plan-text/numerals.js';

/** Two phases that follow each other by their last days, the earlier first. */
export type PhasePair = [IntakePhase, IntakePhase];

type Named = Pick<IntakePhase, 'number' | 'title'>;

const NUMERAL = /\d+|[一二三四五六七八九十百]+/u;

/** What the clerk calls a phase: '（一）动员部署'. */
export const nameOf = ({ number, title }: Named): string => `${number}${title}`;

/** Whether a phase ends before it begins: no plan can be made of it. */
export const isBackwards = ({ start, deadline }: Pick<IntakePhase, 'start' | 'deadline'>): boolean =>
  start !== null && deadline !== null && start > deadline;

/** Phases of which the later begins before the earlier is over, or that end on one day. */
export function overlappingPhases(phases: readonly IntakePhase[]): PhasePair[] {
  return pairsOf(phases).filter(([one, other]) =>
    other.start === null ? other.deadline === one.deadline : other.start <= one.deadline!,
  );
}

/** Phases whose numbers run against their days: the second ends before the first. */
export function disorderedPhases(phases: readonly IntakePhase[]): PhasePair[] {
  return pairsOf(phases).filter(([one, other]) => numberOf(one) > numberOf(other));
}

const numberOf = ({ number }: Named): number => numeral(NUMERAL.exec(number)?.[0] ?? '');

/** Each with the one after it, by last days. Those without one are asked for theirs anyway, and a phase within another is a doubt. */
function pairsOf(phases: readonly IntakePhase[]): PhasePair[] {
  const nested = nestedPhases(phases).map(({ names }) => names);
  const isWithin = (inner: IntakePhase, outer: IntakePhase) =>
    nested.some(([name, ...names]) => name === nameOf(outer) && names.includes(nameOf(inner)));
  const dated = phases
    .filter(({ deadline }) => deadline !== null)
    .toSorted((a, b) => (a.deadline! < b.deadline! ? -1 : a.deadline === b.deadline ? 0 : 1));
  return dated
    .slice(1)
    .map((other, at): PhasePair => [dated[at]!, other])
    .filter(([one, other]) => !isWithin(one, other) && !isWithin(other, one));
}
