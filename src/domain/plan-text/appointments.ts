import { type Range } from './brackets.js';
import { type Person, peopleOf } from './people.js';
import { nameAtEnd, POST } from './person-names.js';
import { spaced } from './words.js';

/** What a sentence makes of somebody: '由县长张三任组长'; the range holds the sentence's part that says so. */
export interface Appointment extends Range {
  role: string;
  people: Person[];
}

const HOLDS = '(?:兼任|担任|出任|任|为|兼)';
const GROUP = '(?:(?:领导|工作|协调|推进)小组|工作专班|指挥部|联席会议|专班)?';

/** Who is made what in a paragraph, `roles` being the words for it; only those whom it names. */
export class Appointments {
  private readonly anyRole: RegExp;
  private readonly roleFirst: RegExp;
  private readonly personFirst: RegExp;

  constructor(roles: readonly string[]) {
    const role = spaced(roles);
    this.anyRole = new RegExp(role);
    this.roleFirst = new RegExp(
      `(${role})由([^,。;:()]{2,160}?)(?:同志)?(?:兼任|担任|出任|等?组成)|(?<=[,;。])(${role})(?:为)?([^,。;:()为由任]{2,80}?)(?:等?组成|(?=[。;]|$))`,
      'g',
    );
    this.personFirst = new RegExp(
      `(?<=^|[,。;:由以()\\s])([^,。;:由以()\\s]{1,60}?(?:\\s[^,。;:由以()]{1,8}?)?)\\s?(?:同志)?(?:共同)?${HOLDS}${GROUP}(${role})`,
      'g',
    );
  }

  in(text: string, flat: string): Appointment[] {
    if (!this.anyRole.test(flat)) return [];
    const found = [
      ...[...flat.matchAll(this.roleFirst)].map((match) =>
        at(match, match[1] ?? match[3] ?? '', match[2] ?? match[4] ?? ''),
      ),
      ...[...flat.matchAll(this.personFirst)].map((match) => at(match, match[2] ?? '', match[1] ?? '')),
    ];
    return found
      .sort((a, b) => a.start - b.start)
      .map((one, i, all) => ({ ...one, who: withOthers(flat, one.who, all[i - 1]?.end ?? 0) }))
      .map(({ role, start, end, who }) => ({ role, start, end, people: peopleIn(text, flat, who) }))
      .filter(({ people }) => people.length > 0);
  }
}

/** '镇党委委员张三、李四，副镇长王五为成员': those between the commas before belong to it, as far back as each is somebody, or a post of the one behind it. */
function withOthers(flat: string, who: Range, from: number): Range {
  let { start } = who;
  for (;;) {
    const before = /[^,。;:()]{2,80},\s?$/.exec(flat.slice(Math.max(from, start - 90), start))?.[0];
    const people = before?.replace(/,\s?$/, '').split('、') ?? [];
    const isSomebody = (one: string): boolean => nameAtEnd(one.replace(/^由/, '').trim()) !== null;
    const isPost = (one: string): boolean => POST.test(one.trim()) || /成员$/.test(one.trim());
    if (before === undefined || !isSomebody(people.at(-1) ?? '')) break;
    if (!people.every((one) => isSomebody(one) || isPost(one))) break;
    start -= before.length;
  }
  return { start, end: who.end };
}

function at(match: RegExpExecArray, role: string, who: string): Range & { role: string; who: Range } {
  const begin = match.index + match[0].indexOf(who);
  return {
    role,
    start: match.index,
    end: match.index + match[0].length,
    who: { start: begin, end: begin + who.length },
  };
}

function peopleIn(text: string, flat: string, { start, end }: Range): Person[] {
  const until = start + flat.slice(start, end).replace(/(?:等?同志|等|分别|共同)+$/, '').length;
  return peopleOf(text.slice(0, until), flat.slice(0, until), start, true);
}
