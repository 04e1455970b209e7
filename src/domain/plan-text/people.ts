import { brackets, type Range } from './brackets.js';
import { isPersonName, nameAtEnd, nameLength, namesInRun, POST } from './person-names.js';
import { UNIT_END, withoutBlanks } from './words.js';

/** A person and what the document says they are or where they work; the range holds both. */
export interface Person extends Range {
  name: string;
  unit: string;
}

/** Two to four characters, blanks between them allowed ('郑 群'), or a name with a dot in it. */
const NAME = /^(?:\p{Script=Han}\s*){1,3}\p{Script=Han}$|^(?=.{4,20}$)\p{Script=Han}+(?:[·•・]\p{Script=Han}+)+$/u;
const BODY = /^[省市县区州各]|(?:[局委办会部厅]|成员|人员|负责人|代表|干部|教师|职工)$/;
/** '各村（社区）书记' names nobody. */
const ANYBODY = /^(?:各|有关|相关|全体)/;
const LONGEST_UNIT = 80;
/** The whole of a group in one paragraph takes no more. */
const LONGEST_ROW = 5000;

type Layout = (text: string, flat: string, from: number, isLabelled: boolean) => Person[];

/**
 * The people of a row from `from` on: '王永珍（县委办）、…', '王永珍  县委办主任', '王永珍，县委办主任', '县委办主任  王永珍', '县委办
 * 主任王永珍' or, behind a label, bare names.
 */
export function peopleOf(text: string, flat: string, from: number, isLabelled: boolean): Person[] {
  if (text.length > LONGEST_ROW) return [];
  for (const layout of LAYOUTS) {
    const people = layout(text, flat, from, isLabelled);
    if (people.length > 0) return people;
  }
  return [];
}

function bracketed(text: string, flat: string, from: number): Person[] {
  const people: Person[] = [];
  let at = from;
  for (const bracket of brackets(flat.slice(from), LONGEST_UNIT)) {
    const start = from + bracket.start;
    const skipped = /^[\s、,;。]*/.exec(flat.slice(at, start))?.[0].length ?? 0;
    const name = text.slice(at + skipped, start).trim();
    if (name.length > 20 || !NAME.test(name) || ANYBODY.test(name)) break;
    const end = from + bracket.end;
    people.push({ name: withoutBlanks(name), unit: text.slice(start + 1, end - 1).trim(), start: at + skipped, end });
    at = end;
  }
  return people;
}

/** A stretch without blanks, or a name whose characters stand apart: '张 三', '欧阳 修'. */
function tokens(flat: string, from: number): Range[] {
  const found: Range[] = [];
  for (const match of flat.slice(from).matchAll(/\S+/g)) {
    const token = { start: from + match.index, end: from + match.index + match[0].length };
    const last = found.at(-1);
    const joined = last && flat.slice(last.start, token.end);
    if (
      last &&
      joined &&
      last.end - last.start <= 2 &&
      match[0].length === 1 &&
      joined.length <= 10 &&
      isPersonName(joined)
    )
      last.end = token.end;
    else found.push(token);
  }
  return found;
}

/** '副总经理 方 舟、安全总监 齐 明': each between two commas with a post of their own. */
function listedColumns(text: string, flat: string, from: number, isLabelled: boolean): Person[] {
  const pieces = [...flat.slice(from, from + 1500).matchAll(/[^、,;。]+/g)];
  if (pieces.length < 2) return [];
  const people = pieces.map((match) => {
    const [start, end] = [from + match.index, from + match.index + match[0].length];
    return columns(text.slice(0, end), flat.slice(0, end), start, isLabelled);
  });
  return people.every(([one, more]) => one && one.unit !== '' && !more) ? people.flat() : [];
}

/** Columns of names and posts, either first; several people may share a row. */
function columns(text: string, flat: string, from: number, isLabelled: boolean): Person[] {
  const row = tokens(flat.slice(0, from + 400), from);
  if (row.length < 2) return [];
  const isName = row.map(({ start, end }) => isPersonName(flat.slice(start, end).replace(/[、,;。]$/, '')));
  if (!isName.includes(true)) return nameUnknown(text, flat, from, isLabelled);
  const nameFirst = isName[0] === true;
  if (!nameFirst && !isLabelled && !POST.test(flat.slice(row[0]?.start, row[0]?.end))) return [];
  if (isName.every((is) => is)) return row.map((token) => person(text, token, null));
  const people: Person[] = [];
  for (const [at, token] of row.entries()) {
    if (!isName[at]) continue;
    const posts = nameFirst ? following(isName, at) : preceding(isName, at);
    const [first, last] = [row[posts[0] ?? -1], row[posts.at(-1) ?? -1]];
    people.push(person(text, token, first && last ? { start: first.start, end: last.end } : null));
  }
  return people;
}

function following(isName: boolean[], at: number): number[] {
  const next = isName.indexOf(true, at + 1);
  return range(at + 1, next < 0 ? isName.length : next);
}

function preceding(isName: boolean[], at: number): number[] {
  return range(isName.lastIndexOf(true, at - 1) + 1, at);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

function person(text: string, name: Range, post: Range | null): Person {
  const cut = (part: Range): string => text.slice(part.start, part.end).replace(/[、，,；;。]$/, '');
  return {
    name: withoutBlanks(cut(name)),
    unit: post ? cut(post).trim() : '',
    start: Math.min(name.start, post?.start ?? name.start),
    end: Math.max(name.end, post?.end ?? name.end),
  };
}

/** The first of two columns is a name though its family be a rare one, behind a label or in front of a post or a body. */
function nameUnknown(text: string, flat: string, from: number, isLabelled: boolean): Person[] {
  const match = /^\s*(\p{Script=Han}\s{1,4}\p{Script=Han}|\p{Script=Han}{2,4})\s+(\p{Script=Han}[^,;:。]{1,60})$/u.exec(
    flat.slice(from, from + 100),
  );
  const [, name, unit] = match ?? [];
  if (name === undefined || unit === undefined || BODY.test(name) || POST.test(name)) return [];
  if (!isLabelled && !POST.test(unit.trim()) && !UNIT_END.test(unit.trim())) return [];
  const start = from + flat.slice(from).indexOf(name);
  const end = flat.trimEnd().length;
  return [{ name: withoutBlanks(name), unit: text.slice(end - unit.trimEnd().length, end), start, end }];
}

/** '张三，县委副书记、县长': one to a row. */
function withComma(text: string, flat: string, from: number): Person[] {
  const match = /^\s*([^,;:。]{2,12}?)\s*[,:—-]{1,2}\s*([^;:。]{2,60}?)[;。]?$/.exec(flat.slice(from, from + 120));
  const [, name, post] = match ?? [];
  if (name === undefined || post === undefined || !isPersonName(name) || isPersonName(post.slice(0, 3))) return [];
  const start = from + flat.slice(from).indexOf(name);
  const at = flat.indexOf(post, start + name.length);
  return [person(text, { start, end: start + name.length }, { start: at, end: at + post.length })];
}

/** '县委副书记、县长张三、副县长李四': a post without a name goes with the one behind it. */
function glued(text: string, flat: string, from: number, isLabelled: boolean): Person[] {
  const people: Person[] = [];
  if (!isLabelled && /[,。:;]./.test(flat.slice(from))) return people;
  let begin: number | null = null;
  for (const match of [...flat.slice(from, from + 1500).matchAll(/[^、,;。]+/g)].flatMap(eachOfTwo)) {
    const start = from + match.index + (/^\s*(?:由|和|及)?\s*/.exec(match[0])?.[0].length ?? 0);
    const piece = flat.slice(start, from + match.index + match[0].length);
    const name = nameAtEnd(piece);
    begin ??= start;
    if (!name) continue;
    const named = { start: start + name.start, end: start + name.end };
    const post = flat.slice(begin, named.start).replace(/[\s、,;。]+$/, '').length;
    people.push(person(text, named, post > 0 ? { start: begin, end: begin + post } : null));
    begin = null;
  }
  return people;
}

/** '副县长张三和副县长李四': two, each with a post; 和 within a post parts nothing. */
function eachOfTwo({ index, 0: piece }: RegExpMatchArray & { index: number }): { index: number; 0: string }[] {
  for (const { index: at } of piece.matchAll(/[和及]/g)) {
    const [left, right] = [piece.slice(0, at), piece.slice(at + 1)];
    if (nameAtEnd(left)?.start && nameAtEnd(right)?.start)
      return [
        { index, 0: left },
        { index: index + at + 1, 0: right },
      ];
  }
  return [{ index, 0: piece }];
}

/** Behind a label: names and nothing else, rare ones among them. */
function bare(text: string, flat: string, from: number, isLabelled: boolean): Person[] {
  if (!isLabelled) return [];
  const people: Person[] = [];
  for (const match of flat.slice(from, from + 600).matchAll(/[^、,;。]+/g)) {
    const written = match[0].trim();
    if (!NAME.test(written) || BODY.test(written) || POST.test(written) || nameAtEnd(written)?.start) return [];
    const start = from + match.index + match[0].indexOf(written);
    people.push(person(text, { start, end: start + written.length }, null));
  }
  return people;
}

/** '张三副局长、李四街道党工委书记': behind a label, each name with its post behind it or with none, and one post at least. */
function postBehind(text: string, flat: string, from: number, isLabelled: boolean): Person[] {
  if (!isLabelled) return [];
  const people: Person[] = [];
  for (const match of flat.slice(from, from + 1500).matchAll(/[^、,;。]+/g)) {
    const start = from + match.index + match[0].length - match[0].trimStart().length;
    const written = match[0].trim();
    const length = isPersonName(written) ? written.length : nameLength(written);
    if (length === 0) return [];
    const post = length < written.length ? { start: start + length, end: start + written.length } : null;
    people.push(person(text, { start, end: start + length }, post));
  }
  return people.some(({ unit }) => unit !== '') ? people : [];
}

/** '张三县委副书记李四县政府办公室主任': behind a label, nothing parts one person from the next. */
function run(text: string, flat: string, from: number, isLabelled: boolean): Person[] {
  if (!isLabelled) return [];
  const start = from + (/^\s*/.exec(flat.slice(from))?.[0].length ?? 0);
  const end = start + flat.slice(start).replace(/[\s。;]+$/, '').length;
  const names = namesInRun(flat.slice(start, end));
  return names.map((name, at) => {
    const post = { start: start + name.end, end: start + (names[at + 1]?.start ?? end - start) };
    return person(text, { start: start + name.start, end: start + name.end }, post);
  });
}

const LAYOUTS: Layout[] = [bracketed, listedColumns, columns, withComma, bare, run, postBehind, glued];
