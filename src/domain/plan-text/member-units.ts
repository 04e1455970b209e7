import { type CleanText } from './clean-text.js';
import { type DraftMemberUnit } from './plan-draft.js';
import { unitsOf } from './unit-names.js';
import { UNIT_END, withoutBlanks } from './words.js';

/** '成员单位：县财政局、县民政局', '成员单位包括…': at a line's or a sentence's beginning; within a note on a measure the label is the note's. */
const MEMBERS =
  /(?:^|(?<=[。;]))\s*(?:领导小组|联席会议|指挥部|专班)?成员单位(?:名单)?\s?(?:有|为|包括|由)?\s?:?\s*([^。;:]{4,800}?)(?:等?组成)?(?=[。;]|$)/g;
const FEWEST = 2;

/** The units that a list of 成员单位 names, in which nobody stands for them by name. */
export function memberUnits(clean: CleanText): DraftMemberUnit[] {
  return clean.blocks.flatMap((block) => {
    const flat = clean.flatOf(block);
    if (!flat.includes('成员单位')) return [];
    return [...flat.matchAll(MEMBERS)].flatMap((match) => {
      const list = match[1] ?? '';
      const start = block.start + match.index + match[0].indexOf(list);
      const units = unitsOf(list, 'responsible');
      const areUnits = units.every((unit) => UNIT_END.test(withoutBlanks(list.slice(unit.start, unit.end))));
      if (units.length < FEWEST || !areUnits) return [];
      return units.map((unit) => ({
        name: withoutBlanks(list.slice(unit.start, unit.end)),
        source: clean.source(start + unit.start, start + unit.end),
      }));
    });
  });
}
