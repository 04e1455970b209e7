import { brackets, type Range } from './brackets.js';
import { type Mention, unitsOf } from './unit-names.js';
import { ANNOTATION_LABELS, DOING_WORDS, type Labelled, spaced, UNIT_END, withoutBlanks } from './words.js';

/** A note on who does it and by when: the bracket or the label line, and the units in it. */
export interface Annotation extends Range {
  mentions: Mention[];
}

/** A label such as '牵头单位：' and what it introduces. */
interface Label extends Range {
  role: Labelled;
  /** '责任单位为': a sentence, which may go on otherwise. */
  isSentence: boolean;
}

/** No bracket that names units is longer; longer ones are text. */
const LONGEST_BRACKET = 800;
/** A word of two signs is a label only where something begins: '牵头：', but not '由其牵头：'. */
const SHORTEST_ANYWHERE = 3;
const WORDS = Object.keys(ANNOTATION_LABELS);
const ANYWHERE = spaced(WORDS.filter((word) => word.length >= SHORTEST_ANYWHERE));
const AT_BEGINNING = spaced(WORDS.filter((word) => word.length < SHORTEST_ANYWHERE));
/** No word begins otherwise: most places of a text need no closer look. */
const FIRST = [...new Set(WORDS.map((word) => word.charAt(0)))].join('');
/** '县级责任单位：': whose they are is part of the label. */
const LEVELS = '省市县区镇乡村州国';
const LABEL = new RegExp(
  `(?=[【[${FIRST}${LEVELS}])(?:(?:[${LEVELS}][级直属]|(?<=^|[([【〔;,。\\s])[${LEVELS}])(?=[${FIRST}]))?(?:[【[]\\s?(${ANYWHERE}|${AT_BEGINNING})\\s?[】\\]]\\s?:?|(?<!第一|首[位个家])(${ANYWHERE})\\s?(?:\\([^()]{1,8}\\)\\s?)?(?::|(为(?!主)|是))|` +
    `(?<=^\\s?|[([【〔;,。]\\s?)(${AT_BEGINNING})\\s?:)`,
  'g',
);

/** Every label has a colon or a bracket, every list without one ends with a word of doing: most paragraphs have neither. */
const HINT = new RegExp(
  `[:\\]】为前底${[...new Set(Object.keys(DOING_WORDS).map((word) => word.slice(-1)))].join('')}]`,
);

/** The annotations of a paragraph in half-width, in brackets or behind a label; offsets count from its start. */
export function annotationsOf(flat: string): Annotation[] {
  if (!HINT.test(flat)) return [];
  const labels = labelsIn(flat);
  const starts = new Set(labels.map((label) => label.start));
  let next = 0;
  const labelsBefore = (end: number): Label[] => {
    const first = next;
    while ((labels[next]?.start ?? end) < end) next++;
    return labels.slice(first, next);
  };
  const inAndBefore = brackets(flat, LONGEST_BRACKET).flatMap((bracket) => {
    // '【责任单位】' is a label itself; a bracket in a label's list, as in '县委办(创建办)', is part of a name.
    if (starts.has(bracket.start)) return [];
    const before = labelsBefore(bracket.start);
    const inside = labelsBefore(bracket.end);
    if (inside.length > 0) return [...labelLines(flat, before, bracket.start), ...inBracket(flat, bracket, inside)];
    next -= before.length;
    const mentions = unitsBetween(flat, bracket.start + 1, bracket.end - 1, null);
    if (mentions.length === 0) return [];
    return [...labelLines(flat, labelsBefore(bracket.start), bracket.start), { ...bracket, mentions }];
  });
  return [...inAndBefore, ...labelLines(flat, labelsBefore(flat.length), flat.length)];
}

/** As `matchAll` finds them, which would make so long a pattern anew for every paragraph. */
function labelsIn(flat: string): Label[] {
  const labels: Label[] = [];
  LABEL.lastIndex = 0;
  for (let match = LABEL.exec(flat); match; match = LABEL.exec(flat)) labels.push(labelAt(match));
  return labels;
}

function labelAt(match: RegExpExecArray): Label {
  const word = withoutBlanks(match[1] ?? match[2] ?? match[4] ?? '');
  const role = ANNOTATION_LABELS[word] ?? 'other';
  return { role, start: match.index, end: match.index + match[0].length, isSentence: match[3] !== undefined };
}

/** '（牵头单位：A；责任单位：B、C）'. */
function inBracket(flat: string, bracket: Range, labels: Label[]): Annotation[] {
  const close = bracket.end - 1;
  // '(县教育局牵头;完成时限:6月)': what stands before the first label says itself what it is.
  const first = unitsBetween(flat, bracket.start + 1, labels[0]?.start ?? close, null);
  const mentions = labels.flatMap((label, at) =>
    listed(flat, label.role === 'member' ? { ...label, role: 'responsible' } : label, labels[at + 1]?.start ?? close),
  );
  return [{ ...bracket, mentions: [...first, ...mentions] }];
}

/** Labels that stand in no bracket: each goes on to the next label or the sentence's end. */
function labelLines(flat: string, labels: Label[], until: number): Annotation[] {
  return labels.flatMap((label, at) => {
    const end = labels[at + 1]?.start ?? until;
    if (label.role === 'other' || label.role === 'member') return [];
    const mentions = listed(flat, label, end);
    const isList = mentions.length > 0 && mentions.every((name) => isPlain(flat, name, label));
    if (!isList && (label.role !== 'time' || label.isSentence)) return [];
    return [{ start: label.start, end: label.end + firstSentence(flat, label.end, end).length, mentions }];
  });
}

/** A sentence that goes on after '牵头单位：' describes a task and lists nobody. */
function isPlain(flat: string, mention: Range, { isSentence }: Label): boolean {
  const name = withoutBlanks(flat.slice(mention.start, mention.end));
  const isSaid = /^(?:负责|组织(?!部)|制定|做好|加强|推进|开展|[要应须](?!急))/.test(name);
  if (name.length > 25 || isSaid) return false;
  return UNIT_END.test(name) || (!isSentence && !/负责|组织|制定|做好|加强|推进|开展|[要应须]/.test(name));
}

function listed(flat: string, label: Label, end: number): Mention[] {
  const { role } = label;
  return role === 'lead' || role === 'responsible' ? unitsBetween(flat, label.end, end, role) : [];
}

function unitsBetween(flat: string, from: number, to: number, role: Mention['role'] | null): Mention[] {
  const sentence = firstSentence(flat, from, to);
  return unitsOf(role === null ? sentence : withoutNextField(sentence), role).map((mention) => ({
    ...mention,
    start: mention.start + from,
    end: mention.end + from,
  }));
}

const LONGEST_FIELD = 8;

/** '县民政局、县残联检查范围：…' where a line's end was lost: the list ends where a body's name does, right before the name of the next field. */
function withoutNextField(list: string): string {
  const colon = list.indexOf(':');
  for (let length = 2; colon >= 0 && length <= Math.min(LONGEST_FIELD, colon); length++) {
    const rest = list.slice(0, colon - length).trimEnd();
    if (UNIT_END.test(rest.slice(-40)) && /^\p{Script=Han}+$/u.test(list.slice(colon - length, colon))) return rest;
  }
  return list;
}

/** After a full stop comes a remark: '财政部负责。列第一位者为牵头单位，下同'. */
function firstSentence(flat: string, from: number, to: number): string {
  const text = flat.slice(from, to);
  const end = text.indexOf('。');
  return (end < 0 ? text : text.slice(0, end)).trimEnd();
}
