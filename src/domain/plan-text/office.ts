import { Appointments } from './appointments.js';
import { type Block, type CleanText, type Quote } from './clean-text.js';
import { type GroupRead } from './leading-group.js';
import { isPersonName } from './person-names.js';
import { type DraftMember } from './plan-draft.js';
import { withoutBlanks } from './words.js';

/** 领导小组办公室: where it sits and who heads it. */
export interface OfficeRead {
  unit: Quote | null;
  members: DraftMember[];
}

const UNIT = '([^,。;:()、]{2,30}?)';
const END = '(?=内?(?:[,。;()、]|$))';
const SEATS = [
  new RegExp(`办公室(?:\\(以下简称[^()]{1,20}\\))?(?:地点|日常工作)?(?:常?设[在于]|挂靠?在|依托)${UNIT}${END}`),
  new RegExp(`办公室\\(设[在于]${UNIT}\\)`),
  new RegExp(`(?:下设|设立)(?:[^,。;:]{0,12})?办公室,(?:地点)?(?:常?设|挂靠?)[在于]${UNIT}${END}`),
  new RegExp(`在${UNIT}(?:设立|下设|设)(?:领导小组|专班|指挥部)?办公室`),
  new RegExp(`下设办公室在${UNIT}${END}`),
  new RegExp(`办公室由${UNIT}(?:承担|具体负责|负责日常工作)`),
];
const HEADS = new Appointments(
  ['', '常务', '第一'].flatMap((kind) => [`${kind}主任`, `${kind}副主任`].flatMap((post) => [`办公室${post}`, post])),
);

/** Reads '办公室设在X' and '办公室主任由Y兼任' beside what the list says; a head who is in the group's list has their unit from there. */
export function readOffice(clean: CleanText, group: GroupRead): OfficeRead {
  const office: OfficeRead = { unit: null, members: [...group.office] };
  const units = new Map(group.members.map((member) => [member.name, member.unit]));
  for (const block of clean.blocks) {
    const flat = clean.flatOf(block);
    if (!flat.includes('办公室')) continue;
    office.unit ??= seat(clean, block, flat);
    const known = new Set(office.members.map(({ role, name }) => role + name));
    office.members.push(...heads(clean, block, flat, units).filter(({ role, name }) => !known.has(role + name)));
  }
  return office;
}

function seat(clean: CleanText, block: Block, flat: string): Quote | null {
  for (const pattern of SEATS) {
    const match = pattern.exec(flat);
    if (!match?.[1]) continue;
    const start = block.start + match.index + match[0].lastIndexOf(match[1]);
    return clean.quote(start, start + match[1].length);
  }
  return null;
}

function heads(clean: CleanText, block: Block, flat: string, units: ReadonlyMap<string, string>): DraftMember[] {
  const text = clean.text.slice(block.start, block.end);
  return HEADS.in(text, flat).flatMap(({ role, start, end, people }) => {
    const source = clean.source(block.start + start, block.start + end);
    return people.map(({ name, unit }) => {
      const post = withoutBlanks(role).replace(/^办公室/, '');
      return {
        role: `办公室${post}`,
        name,
        unit: units.get(name) ?? unit,
        source,
        confidence: isPersonName(name) ? ('stated' as const) : ('doubtful' as const),
      };
    });
  });
}
