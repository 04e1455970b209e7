/**
 * How surely the document says a fact: `stated` by a label or another form that says so, `inferred` from where it stands
 * or from a rule of the document (a year filled in, a phase without a number), `doubtful` where it is guessed or damaged. What is doubtful has a
 * finding that says so.
 */
export type Confidence = 'stated' | 'inferred' | 'doubtful';

/** A fact is as sure as the least sure thing it is made of. */
export function leastSure(...parts: (Confidence | false | undefined)[]): Confidence {
  if (parts.includes('doubtful')) return 'doubtful';
  return parts.includes('inferred') ? 'inferred' : 'stated';
}
