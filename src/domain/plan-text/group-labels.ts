import { headingNumber } from './numbering.js';
import { COMMITTEE_ROLES, GROUP_ROLES, spaced, withoutBlanks } from './words.js';

/** A label such as '副 组 长：' in a line; `to` is where what it introduces ends. */
export interface RoleLabel {
  role: string;
  start: number;
  end: number;
  to: number;
}

const WORDS = [...new Set([...Object.keys(GROUP_ROLES), ...Object.keys(COMMITTEE_ROLES)])];
const OF_OFFICE = ['办公室主任', '办公室副主任', '办公室常务副主任', '办公室成员', '办公室工作人员'];
/** The pattern of what people are in a group, a committee or an office. */
export const ROLE = spaced([...WORDS, ...OF_OFFICE], '{0,8}');
/** Where a label may begin: not within a word, but behind the name of its group. */
const BEFORE = '(?<=^|[;。,.、)\\s]|小组|专班|指挥部|会议|协调组|工作组|委员会)';
const WITH_COLON = new RegExp(`${BEFORE}(${ROLE})\\s*(?:\\([^()]{1,12}\\)\\s*)?(?::|—{1,2})`, 'g');
const WITHOUT_COLON = new RegExp(`(${ROLE})(?:\\s+(?=\\S)|\\s*$)`, 'y');

/** Every label ends with one of these before its colon: most lines need no closer look. */
const HINT = /[长员任人挥委单]\s{0,8}[:(—]/;

/** The labels of a line in half-width, in order; without a colon one stands at the line's beginning only. */
export function roleLabels(flat: string): RoleLabel[] {
  const found = [...(HINT.test(flat) ? flat.matchAll(WITH_COLON) : [])].map((match) => ({
    role: withoutBlanks(match[1] ?? ''),
    start: match.index,
    end: match.index + match[0].length,
  }));
  const first = found[0]?.start === 0 ? null : atBeginning(flat);
  const labels = first && (found[0]?.start ?? Infinity) >= first.end ? [first, ...found] : found;
  return labels.map((label, at) => ({ ...label, to: labels[at + 1]?.start ?? flat.length }));
}

function atBeginning(flat: string): Omit<RoleLabel, 'to'> | null {
  WITHOUT_COLON.lastIndex = headingNumber(flat)?.length ?? 0;
  const match = WITHOUT_COLON.exec(flat);
  return match && { role: withoutBlanks(match[1] ?? ''), start: match.index, end: match.index + match[0].length };
}
