import { type Day } from '../day.js';
import { type DraftFinding, type DraftMeasure } from './plan-draft.js';
import { writtenDays } from './written-days.js';

/** What makes a time one by which something is done: '7月底前完成', '到2020年底,确保'. */
const BY = /^.{1,24}?(?:[底末]?\s?(?:之?前|以前)|[底末]\s?(?=[,，]))/;
/** '2018年前建成的': a time behind 的 describes, and asks nothing. */
const DESCRIBES = /^.{0,6}(?:建成|投产|取得|形成|发生|签订|已)?的/;
/** A measure that names more is a programme; the first ones say enough. */
const MOST_SHOWN = 3;

/**
 * Days by which something is to be done that stand in a measure's sentences and not in its note: they are no deadline of the
 * measure until somebody says so. Days before `since`, the day of issue, tell of the past.
 */
export function daysInText(measures: readonly DraftMeasure[], since: Day | null): DraftFinding[] {
  return measures
    .filter(({ deadline, duties }) => deadline === null && duties.length > 0)
    .flatMap(({ number, title, text, source }) => {
      const days = daysBy(text, since);
      if (days.length === 0) return [];
      const shown = days.slice(0, MOST_SHOWN).map((day) => `“${day}”`);
      const more = days.length > MOST_SHOWN ? '等' : '';
      const message = `措施“${number}${title}”的正文写有${shown.join('')}${more}，没有当作完成时限；如是完成时限，请填写。`;
      return [{ code: 'day-in-text', message, names: [title], source } as const];
    });
}

function daysBy(text: string, since: Day | null): string[] {
  const found = writtenDays(text, since === null ? null : Number(since.slice(0, 4))).flatMap(({ start, end, last }) => {
    if (since !== null && last !== null && last < since) return [];
    const by = BY.exec(text.slice(start, end + 4))?.[0];
    if (by === undefined || start + by.length < end - 1 || DESCRIBES.test(text.slice(start + by.length))) return [];
    return [by];
  });
  return [...new Set(found)];
}
