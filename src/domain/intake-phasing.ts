import { type Day } from './day.js';
import { RuleBroken } from './errors.js';
import { type IntakeDraft, type IntakePhase } from './intake.js';
import { type DraftMeasure } from './plan-text/plan-draft.js';

/** The measures that name no day while others do: where phases are made by days they are given the last. */
export function measuresGivenLast({ measures }: Pick<IntakeDraft, 'measures'>): DraftMeasure[] {
  const undated = measures.filter(({ deadline }) => deadline === null);
  return undated.length < measures.length ? undated : [];
}

/**
 * A plan without phases gets one for each day that its measures are due on, or one that ends on `endOn`; measures without
 * a day of their own are due on the last, as a doubt says. Throws `RuleBroken('intake-no-end')` where there is neither.
 */
export function withPhasesByDeadline(draft: IntakeDraft, endOn: Day | null): IntakeDraft {
  const own = draft.measures.flatMap(({ deadline }) => deadline ?? []);
  const days = [...new Set([...own, ...(endOn === null ? [] : [endOn])])].sort();
  const last = days.at(-1);
  if (last === undefined) throw new RuleBroken('intake-no-end', { field: 'endOn' });
  const phases = days.map((day, at) => phaseUntil(day, at, days.length));
  const undated = measuresGivenLast(draft);
  if (undated.length === 0) return { ...draft, phases };
  const measures = draft.measures.map((measure): DraftMeasure =>
    undated.includes(measure) ? { ...measure, deadline: last, confidence: 'inferred' } : measure,
  );
  return { ...draft, measures, phases, givenLast: { day: last, titles: undated.map(({ title }) => title) } };
}

const NUMBERS = '一二三四五六七八九十';

function phaseUntil(day: Day, at: number, count: number): IntakePhase {
  const number = count === 1 ? '' : `第${NUMBERS.charAt(at) || String(at + 1)}阶段`;
  const [year = '', month = ''] = day.split('-');
  const title = `${year}年${Number(month)}月到期的任务`;
  const base = { number, title, start: null, deadline: day, text: '', source: { start: 0, end: 0 }, outcomes: [] };
  return { ...base, confidence: 'inferred' };
}
