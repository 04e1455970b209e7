import { type Block, type CleanText, type Quote } from './clean-text.js';
import { headingNumber } from './numbering.js';
import { withoutBlanks } from './words.js';

const KIND = '(?:(?:领导|工作|协调|推进|专项)小组|工作专班|指挥部|联席会议)';
const GROUP_NAME = new RegExp(`${KIND}$`);
const FOUNDED = new RegExp(
  `(?:成立|设立|组建|建立)了?(?:[由以][^。;:]{2,120}?的)?([^,。;:《》()“”由以]{2,40}?${KIND})`,
);
const LIST = /(?:及其?办公室)?(?:组成人员|成员)?(?:名单)?$/;
/** '领导小组' alone is no group's name. */
const SHORTEST = 7;

/** Whether a line is the name of a group and no more. */
export function isGroupName(flat: string): boolean {
  if (flat.length > 80 || headingNumber(flat)) return false;
  const name = withoutBlanks(flat).replace(LIST, '');
  return name.length >= SHORTEST && GROUP_NAME.test(name) && !/[,。;:]/.test(name);
}

/** A heading set in two lines or with a blank in the middle is one name. */
export function named(clean: CleanText, heading: Block): Quote {
  const { text, source } = clean.quote(heading.start, heading.end);
  return { text: withoutBlanks(text).replace(LIST, ''), source };
}

/** '成立X领导小组' in a sentence. */
export function founded(clean: CleanText): Quote | null {
  for (const block of clean.blocks) {
    const match = FOUNDED.exec(clean.flatOf(block));
    if (!match?.[1]) continue;
    const end = block.start + match.index + match[0].length;
    return { ...clean.quote(end - match[1].length, end), confidence: 'inferred' };
  }
  return null;
}
