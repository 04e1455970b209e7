import { brackets, type Range } from './brackets.js';
import { type Mention, unitsOf } from './unit-names.js';
import { ANNOTATION_LABELS } from './words.js';

/** A note on who does it and by when: the bracket or the label line, and the units in it. */
export interface Annotation extends Range {
  mentions: Mention[];
}

/** A label such as '牵头单位：' and what it makes of the units behind it; null for one that gives a deadline. */
interface Label extends Range {
  role: Mention['role'] | null;
}

/** No bracket that names units is longer; longer ones are text. */
const LONGEST_BRACKET = 800;
const WORDS = Object.keys(ANNOTATION_LABELS).sort((a, b) => b.length - a.length);
const LABEL = new RegExp(`(${WORDS.join('|')})\\s?:`, 'g');

/** The annotations of a paragraph in half-width, in brackets or behind a label; offsets count from its start. */
export function annotationsOf(flat: string): Annotation[] {
  const labels = [...flat.matchAll(LABEL)].map(labelAt);
  let next = 0;
  const labelsBefore = (end: number): Label[] => {
    const first = next;
    while ((labels[next]?.start ?? end) < end) next++;
    return labels.slice(first, next);
  };
  const inAndBefore = brackets(flat, LONGEST_BRACKET).flatMap((bracket) => [
    ...labelLines(flat, labelsBefore(bracket.start), bracket.start),
    ...inBracket(flat, bracket, labelsBefore(bracket.end)),
  ]);
  return [...inAndBefore, ...labelLines(flat, labelsBefore(flat.length), flat.length)];
}

function labelAt(match: RegExpExecArray): Label {
  return { role: ANNOTATION_LABELS[match[1] ?? ''] ?? null, start: match.index, end: match.index + match[0].length };
}

/** '（牵头单位：A；责任单位：B、C）', or without labels '（A牵头，B配合）'. */
function inBracket(flat: string, bracket: Range, labels: Label[]): Annotation[] {
  const close = bracket.end - 1;
  if (labels.length > 0) {
    return [
      { ...bracket, mentions: labels.flatMap((label, at) => listed(flat, label, labels[at + 1]?.start ?? close)) },
    ];
  }
  const mentions = unitsBetween(flat, bracket.start + 1, close, null);
  return mentions.length > 0 ? [{ ...bracket, mentions }] : [];
}

/** Labels that stand in no bracket: each goes on to the next label or the sentence's end. */
function labelLines(flat: string, labels: Label[], until: number): Annotation[] {
  return labels.flatMap((label, at) => {
    const end = labels[at + 1]?.start ?? until;
    const mentions = listed(flat, label, end);
    const isList = label.role === null || (mentions.length > 0 && mentions.every((name) => isPlain(flat, name)));
    return isList
      ? [{ start: label.start, end: label.end + firstSentence(flat, label.end, end).length, mentions }]
      : [];
  });
}

/** A sentence that goes on after '牵头单位：' describes a task and lists nobody. */
function isPlain(flat: string, mention: Range): boolean {
  const name = flat.slice(mention.start, mention.end);
  return name.length <= 25 && !/负责|组织|制定|做好|加强|推进|开展|[要应须]/.test(name);
}

function listed(flat: string, label: Label, end: number): Mention[] {
  return label.role === null ? [] : unitsBetween(flat, label.end, end, label.role);
}

function unitsBetween(flat: string, from: number, to: number, role: Label['role']): Mention[] {
  return unitsOf(firstSentence(flat, from, to), role).map((mention) => ({
    ...mention,
    start: mention.start + from,
    end: mention.end + from,
  }));
}

/** After a full stop comes a remark: '财政部负责。列第一位者为牵头单位，下同'. */
function firstSentence(flat: string, from: number, to: number): string {
  const text = flat.slice(from, to);
  const end = text.indexOf('。');
  return (end < 0 ? text : text.slice(0, end)).trimEnd();
}
