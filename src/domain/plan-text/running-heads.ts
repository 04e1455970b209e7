import { type CleanText } from './clean-text.js';
import { withoutBlanks } from './words.js';

const LONGEST = 40;
/** '某省人民政府公报 2022年第15期', '某县人民政府文件': what a collection prints above each page. */
const HEAD =
  /(?:公报|简报|专刊|汇编|文件)(?:[(〔]?\d{4}年?)?(?:[年·.\d]*第?\d{1,4}[期号]?)?(?:[(〔]?总第?\d{1,5}期?)?[)〕]?$/;

/** The text without the lines that a collection prints above each of its pages: they stand in it more than once, in the middle of sentences. */
export function withoutRunningHeads(clean: CleanText): CleanText {
  const counts = new Map<string, number>();
  const headOf = new Map(
    clean.blocks.map((block) => {
      const flat = block.end - block.start <= LONGEST ? withoutBlanks(clean.flatOf(block)) : '';
      const head = HEAD.test(flat) && !/[,。;:、]/.test(flat) ? flat : '';
      if (head) counts.set(head, (counts.get(head) ?? 0) + 1);
      return [block, head];
    }),
  );
  const isOfPage = (head: string): boolean => (counts.get(head) ?? 0) > 1;
  return clean.without((block) => isOfPage(headOf.get(block) ?? ''));
}
