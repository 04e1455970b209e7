import { type Block, type CleanText, type Quote } from './clean-text.js';
import { type DraftMember } from './plan-draft.js';

/** 领导小组办公室: where it sits and who heads it. */
export interface OfficeRead {
  unit: Quote | null;
  members: DraftMember[];
}

const SEAT = /办公室设[在于]([^,。;:()、]{2,30}?)(?=内?(?:[,。;()、]|$))/;
const HEADS = /(?:办公室)?((?:常务)?副?主任)由([^,。;()]{2,60}?)(?:同志)?(?:兼任|担任)/g;
/** '县总工会主席王明秀': whoever the post is followed by. */
const POST_AND_NAME = /^(?:(.{2,30}(?:长|主任|书记|主席|委员|负责人)))?(\p{Script=Han}{2,4})$/u;

/** Reads '办公室设在X' and '办公室主任由Y兼任'; a head who is in the group's list has their unit from there. */
export function readOffice(clean: CleanText, group: readonly DraftMember[]): OfficeRead {
  const office: OfficeRead = { unit: null, members: [] };
  const units = new Map(group.map((member) => [member.name, member.unit]));
  for (const block of clean.blocks) {
    const flat = clean.flatOf(block);
    if (!flat.includes('办公室')) continue;
    office.unit ??= seat(clean, block, flat);
    office.members.push(...heads(clean, block, flat, units));
  }
  return office;
}

function seat(clean: CleanText, block: Block, flat: string): Quote | null {
  const match = SEAT.exec(flat);
  if (!match?.[1]) return null;
  const end = block.start + match.index + match[0].length;
  return clean.quote(end - match[1].length, end);
}

function heads(clean: CleanText, block: Block, flat: string, units: ReadonlyMap<string, string>): DraftMember[] {
  return [...flat.matchAll(HEADS)].flatMap((match) => {
    const start = block.start + match.index;
    const source = clean.source(start, start + match[0].length);
    return (match[2] ?? '').split('、').flatMap((written) => {
      const [, post, name] = POST_AND_NAME.exec(written.trim()) ?? [];
      if (name === undefined) return [];
      return [{ role: `办公室${match[1] ?? ''}`, name, unit: units.get(name) ?? post ?? '', source }];
    });
  });
}
