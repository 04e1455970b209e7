import { longDay } from './day.js';
import { type IntakeDraft } from './intake.js';
import { nameOf } from './intake-phase-order.js';
import { type DraftFinding, type DraftMeasure } from './plan-text/plan-draft.js';

/** How many measures are named; the rest are counted. */
const NAMED = 8;
/** More are listed below the doubt. */
const FEW = 3;

/** Measures by number and title: '“（二）查缉毒品”、“（三）…”等9项'. */
export function namedMeasures(measures: readonly Pick<DraftMeasure, 'number' | 'title'>[]): string {
  const named = measures.slice(0, NAMED).map((measure) => `“${nameOf(measure)}”`);
  return `${named.join('、')}${measures.length > NAMED ? `等${measures.length}项` : ''}`;
}

/** A doubt about the measures that were given the last day of all, while they still have it. */
export function lastDayGiven({ measures, givenLast }: Pick<IntakeDraft, 'measures' | 'givenLast'>): DraftFinding[] {
  if (!givenLast) return [];
  const { day, titles } = givenLast;
  const still = measures.filter(({ title, deadline }) => deadline === day && titles.includes(title));
  if (still.length === 0) return [];
  const which = still.length > FEW ? `有${still.length}项措施` : `措施${namedMeasures(still)}`;
  const message = `${which}没有写时限，设阶段时定为最后一个时限${longDay(day)}，请核对。`;
  return [{ code: 'last-day-given', message, names: [day], source: still[0]!.source }];
}
