import { brackets, type Range } from './brackets.js';
import { withoutBlanks } from './words.js';

/** A person and what the document says they are or where they work; the range holds both. */
export interface Person extends Range {
  name: string;
  unit: string;
}

/** Two to four characters, blanks between them allowed ('郑 群'), or a name with a dot in it. */
const NAME = /^(?:\p{Script=Han}\s*){1,3}\p{Script=Han}$|^(?=.{4,20}$)\p{Script=Han}+(?:[·•]\p{Script=Han}+)+$/u;
const BODY = /^[省市县区州各]|[局委办会部厅]$/;
const LONGEST_UNIT = 80;
/** The whole of a group in one paragraph takes no more. */
const LONGEST_ROW = 5000;

/** The people of a row from `from` on: '王永珍（县委办）、…', '王永珍  县委办主任' or, behind a label, bare names. */
export function peopleOf(text: string, flat: string, from: number, isLabelled: boolean): Person[] {
  if (text.length > LONGEST_ROW) return [];
  const inBrackets = bracketed(text, flat, from);
  if (inBrackets.length > 0) return inBrackets;
  const inColumns = columns(text, from);
  return inColumns.length > 0 || !isLabelled ? inColumns : bare(text, flat, from);
}

function bracketed(text: string, flat: string, from: number): Person[] {
  const people: Person[] = [];
  let at = from;
  for (const bracket of brackets(flat.slice(from), LONGEST_UNIT)) {
    const start = from + bracket.start;
    const skipped = /^[\s、,;。]*/.exec(flat.slice(at, start))?.[0].length ?? 0;
    const name = text.slice(at + skipped, start).trim();
    if (name.length > 20 || !NAME.test(name)) break;
    const end = from + bracket.end;
    people.push({ name: withoutBlanks(name), unit: text.slice(start + 1, end - 1).trim(), start: at + skipped, end });
    at = end;
  }
  return people;
}

/** A row of two columns; a name of two characters may have a blank in it. */
function columns(text: string, from: number): Person[] {
  const row = text.slice(from, from + 100);
  const match =
    /^\s*(\p{Script=Han}\s{1,4}\p{Script=Han}|\p{Script=Han}{2,4})\s+(\p{Script=Han}[^,，。；;：:]{1,60})$/u.exec(row);
  const [, name, unit] = match ?? [];
  if (name === undefined || unit === undefined || BODY.test(name)) return [];
  const start = from + row.indexOf(name);
  return [{ name: withoutBlanks(name), unit: unit.trim(), start, end: from + row.trimEnd().length }];
}

function bare(text: string, flat: string, from: number): Person[] {
  const people: Person[] = [];
  for (const match of flat.slice(from, from + 600).matchAll(/[^、,;。]+/g)) {
    const written = match[0].trim();
    if (!NAME.test(written) || BODY.test(written)) return [];
    const start = from + match.index + match[0].indexOf(written);
    people.push({
      name: withoutBlanks(text.slice(start, start + written.length)),
      unit: '',
      start,
      end: start + written.length,
    });
  }
  return people;
}
