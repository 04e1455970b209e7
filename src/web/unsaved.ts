import { type ActForm } from '../rendering/views-assignments.js';
import { type Typed } from './forms.js';

/**
 * What was typed into a form that is no longer on the page, because another has meanwhile done the act: nobody loses their
 * words. Null where a form holds them, or there are none.
 */
export function unsavedWords(typed: Typed | null, acts: readonly ActForm[], names: readonly string[]): string | null {
  if (!typed || acts.some(({ open }) => open)) return null;
  const words = names.flatMap((name) => (typeof typed[name] === 'string' && typed[name].trim() ? [typed[name]] : []));
  return words.length > 0 ? words.join('\n') : null;
}
