import { type Block, type CleanText, type Quote } from './clean-text.js';
import { headingNumber } from './numbering.js';
import { peopleOf } from './people.js';
import { type DraftMember } from './plan-draft.js';
import { GROUP_ROLES, withoutBlanks } from './words.js';

/** The leading group as its list names it. */
export interface GroupRead {
  members: DraftMember[];
  name: Quote | null;
}

const GROUP_NAME = /(?:领导小组|工作小组|工作专班|指挥部)$/;
const FOUNDED = /成立([^,。;:《》()“”由]{2,40}?(?:领导小组|工作小组|工作专班|指挥部))/;

/** Reads 组长, 副组长, 成员 and their names; a row without a label goes on with the role of the row above. */
export function readLeadingGroup(clean: CleanText): GroupRead {
  const members: DraftMember[] = [];
  let role: string | null = null;
  let heading: Block | null = null;
  for (const block of clean.blocks) {
    const flat = clean.flatOf(block);
    if (members.length === 0 && isGroupName(flat)) heading = block;
    const label = roleLabel(flat);
    role = label?.role ?? role;
    if (role === null) continue;
    const row = rows(clean, block, role, label?.length ?? 0);
    members.push(...row);
    if (row.length === 0 && label?.length !== flat.length) role = null;
  }
  return { members, name: heading && members.length > 0 ? named(clean, heading) : founded(clean) };
}

function rows(clean: CleanText, block: Block, role: string, from: number): DraftMember[] {
  const text = clean.text.slice(block.start, block.end);
  return peopleOf(text, clean.flatOf(block), from, from > 0).map(({ name, unit, start, end }) => ({
    role,
    name,
    unit,
    source: clean.source(block.start + start, block.start + end),
  }));
}

/** `副 组 长：` at the beginning of a row, a number such as 1. aside. */
function roleLabel(flat: string): { role: string; length: number } | null {
  const from = headingNumber(flat)?.length ?? 0;
  const colon = flat.slice(0, from + 14).indexOf(':', from);
  if (colon < 0) return null;
  const role = withoutBlanks(flat.slice(from, colon));
  return Object.hasOwn(GROUP_ROLES, role) ? { role, length: colon + 1 } : null;
}

function isGroupName(flat: string): boolean {
  if (flat.length > 80) return false;
  const name = withoutBlanks(flat).replace(/(?:组成人员|成员)?名单$/, '');
  return GROUP_NAME.test(name) && !/[,。;:]/.test(name);
}

/** A heading set in two lines or with a blank in the middle is one name. */
function named(clean: CleanText, heading: Block): Quote {
  const { text, source } = clean.quote(heading.start, heading.end);
  return { text: withoutBlanks(text).replace(/(?:组成人员|成员)?名单$/, ''), source };
}

function founded(clean: CleanText): Quote | null {
  for (const block of clean.blocks) {
    const match = FOUNDED.exec(clean.flatOf(block));
    if (!match?.[1]) continue;
    const end = block.start + match.index + match[0].length;
    return clean.quote(end - match[1].length, end);
  }
  return null;
}
