import { Appointments } from './appointments.js';
import { type Range } from './brackets.js';
import { type Block, type CleanText, type Quote } from './clean-text.js';
import { roleLabels } from './group-labels.js';
import { leastSure } from './confidence.js';
import { founded, isGroupName, named } from './group-name.js';
import { peopleOf, type Person } from './people.js';
import { isPersonName } from './person-names.js';
import { type DraftMember } from './plan-draft.js';
import { cellsOf } from './table-rows.js';
import { COMMITTEE_ROLES, GROUP_ROLES, withoutBlanks } from './words.js';

/** The leading group as its list names it, and what the same list says of its office. */
export interface GroupRead {
  members: DraftMember[];
  office: DraftMember[];
  name: Quote | null;
}

/** A line that says that the office's people follow. */
const OFFICE_FOLLOWS = /办公室(?:组成人员|成员|人员|工作人员)?(?:名单)?(?:如下)?:?$/;
const COMMITTEE = /(?:委员会|指挥部|联席会议)(?:组成人员|成员)?(?:名单)?(?:如下)?:?$/;
const APPOINTMENTS = new Appointments(Object.keys(GROUP_ROLES));

/** Reads 组长, 副组长, 成员 and their names; a row without a label goes on with the role of the row above. */
export function readLeadingGroup(clean: CleanText): GroupRead {
  const list = new GroupList(clean);
  for (const block of clean.blocks) list.read(block);
  const members = list.members.length > 0 ? list.members : appointed(clean);
  const { heading, office } = list;
  return { members, office, name: heading && members.length > 0 ? named(clean, heading) : founded(clean) };
}

/** Where no list names the group, sentences may: '由县长张三任组长'. */
function appointed(clean: CleanText): DraftMember[] {
  return clean.blocks.flatMap((block) => {
    const text = clean.text.slice(block.start, block.end);
    return APPOINTMENTS.in(text, clean.flatOf(block)).flatMap(({ role, people }) =>
      people.map((person) => member(clean, block, withoutBlanks(role), person)),
    );
  });
}

/** Who stands under a label without one of their own has it from there; a family that nobody bears is a name misread. */
function member(clean: CleanText, block: Block, role: string, person: Person, isInferred = false): DraftMember {
  const { name, unit, start, end } = person;
  const confidence = leastSure(!isPersonName(name) && 'doubtful', isInferred && 'inferred');
  return { role, name, unit, source: clean.source(block.start + start, block.start + end), confidence };
}

/** The list while it is being read: of several groups the first, of the rest only the office. */
class GroupList {
  readonly members: DraftMember[] = [];
  readonly office: DraftMember[] = [];
  heading: Block | null = null;
  private role: string | null = null;
  private place: 'group' | 'committee' | 'office' = 'group';
  private isOther = false;

  constructor(private readonly clean: CleanText) {}

  read(block: Block): void {
    const flat = this.clean.flatOf(block);
    if (this.members.length === 0 && isGroupName(flat)) this.heading = block;
    if (flat.length <= 120 && OFFICE_FOLLOWS.test(flat)) this.place = 'office';
    else if (flat.length <= 120 && COMMITTEE.test(flat)) this.place = 'committee';
    const cells = cellsOf(this.clean.text.slice(block.start, block.end));
    if (cells) this.row(block, flat, cells);
    else this.line(block, flat);
  }

  private line(block: Block, flat: string): void {
    const labels = roleLabels(flat).filter(({ role }) => this.begins(role));
    const [first] = labels;
    if (!first || (first.start > 0 && this.role !== null)) this.goOn(block, flat, first?.start ?? flat.length);
    for (const label of labels) {
      const people = this.peopleOf(block, label.end, label.to, true);
      if (people.length === 0 && !/:\s*$/.test(flat.slice(0, label.end)) && label.end < flat.length) continue;
      this.enter(label.role);
      this.add(block, people);
      if (people.length === 0 && label.end < label.to) this.role = null;
    }
  }

  private goOn(block: Block, flat: string, to: number): void {
    if (this.role === null) return;
    const people = this.peopleOf(block, 0, to, false);
    this.add(block, people, true);
    if (people.length === 0 && to > 0) this.role = null;
  }

  /** Whether a word is a role where the reading is: a 主任 is one only in a committee or an office. */
  private begins(role: string): boolean {
    if (role.startsWith('办公室') || Object.hasOwn(GROUP_ROLES, role)) return true;
    return this.place !== 'group' && Object.hasOwn(COMMITTEE_ROLES, role);
  }

  private enter(role: string): void {
    const kind = GROUP_ROLES[role];
    if (role.startsWith('办公室')) this.place = 'office';
    else if (kind && kind !== 'member' && this.place === 'office') this.place = 'group';
    const isMember = (one: DraftMember): boolean => GROUP_ROLES[one.role] === 'member';
    if (kind === 'head' && (this.members.some(isMember) || this.office.length > 0)) this.isOther = true;
    this.role = this.place === 'office' && !role.startsWith('办公室') ? `办公室${role}` : role;
  }

  private add(block: Block, people: Person[], isInferred = false): void {
    const { role } = this;
    if (role === null) return;
    const list = this.place === 'office' ? this.office : this.isOther ? [] : this.members;
    list.push(...people.map((person) => member(this.clean, block, role, person, isInferred)));
  }

  private peopleOf(block: Block, from: number, to: number, isLabelled: boolean): Person[] {
    const { text, flat } = this.clean;
    const [start, end] = [block.start + from, block.start + to];
    return peopleOf(text.slice(start, end), flat.slice(start, end), 0, isLabelled).map((person) => ({
      ...person,
      start: person.start + from,
      end: person.end + from,
    }));
  }

  /** '| 组长 | 张三 | 县长 |': which cell is what shows itself; an empty one means the one above. */
  private row(block: Block, flat: string, cells: Range[]): void {
    const held = (cell: Range): string => flat.slice(cell.start, cell.end);
    const ofRole = cells.find((cell) => this.begins(withoutBlanks(held(cell)).replace(/:$/, '')));
    const ofName = cells.find((cell) => cell !== ofRole && isPersonName(held(cell)));
    if (ofRole && ofName) this.enter(withoutBlanks(held(ofRole)).replace(/:$/, ''));
    if (!ofName) return;
    const rest = cells.filter((cell) => cell !== ofRole && cell !== ofName && /\p{Script=Han}{2}/u.test(held(cell)));
    const unit = rest.map((cell) => this.clean.text.slice(block.start + cell.start, block.start + cell.end)).join('');
    const end = Math.max(ofName.end, ...rest.map((cell) => cell.end));
    this.add(block, [{ name: withoutBlanks(held(ofName)), unit, start: ofName.start, end }], !ofRole);
  }
}
