import { momentOf } from '../clock.js';
import { type Day, shortDay } from '../domain/day.js';
import { ASSIGNMENT } from '../domain/lifecycle.js';
import { type HistoryEntry } from '../domain/plan.js';
import { type TimelineEntry } from '../rendering/views-assignments.js';
import { actWords } from './act-words.js';

/** What an act of the history says of itself. */
type Told = Partial<Record<'before' | 'after' | 'reason', string>> & Record<string, unknown>;

/** The facts of an act. */
export const toldBy = ({ facts }: HistoryEntry): Told => JSON.parse(facts) as Told;

/** Acts of the history as a page tells them, in the order given. */
export function courseOf(entries: readonly HistoryEntry[], today: Day): TimelineEntry[] {
  const word = (code: string) => ASSIGNMENT.stages[code as keyof typeof ASSIGNMENT.stages] ?? code;
  return entries.map((entry) => {
    const { before, after, reason } = toldBy(entry);
    return {
      when: `${shortDay(entry.day, today)} ${momentOf(entry.at).time}`,
      who: entry.actor,
      what: actWords(entry.act),
      change: before && after && before !== after ? { before: word(before), after: word(after) } : null,
      reason: reason ?? null,
    };
  });
}
