import { Lists } from './docx-lists.js';
import { type Placing, place, Styles } from './docx-styles.js';
import { attribute, escaped, type Tag, tagsOf } from './xml-tags.js';

/** The parts of a docx that say what stands in it, as XML. */
export interface DocxParts {
  document: string;
  styles: string;
  numbering: string;
}

/** A paragraph that is open; text boxes stand inside others'. */
interface Paragraph {
  placing: Placing;
  isIn: boolean;
  isDeleted: boolean;
}

/**
 * The document with what Word only shows written into it: the number of a list before its paragraph, # marks before a
 * heading. The look of letters, which is most of such a file, is left out.
 */
export function marked({ document, styles: stylesXml, numbering }: DocxParts): string {
  const styles = new Styles(stylesXml);
  const marking: Marking = { styles, lists: new Lists(numbering, styles), open: [], tables: 0, ignored: 0 };
  const pieces: string[] = [];
  let from = 0;
  for (const tag of tagsOf(document)) {
    const look = lookOf(marking, tag);
    if (look === 'begins') pieces.push(document.slice(from, tag.at));
    if (look === 'ends') from = tag.end;
    const mark = look === 'none' ? read(marking, tag) : '';
    if (mark === '') continue;
    pieces.push(document.slice(from, tag.end), `<w:r><w:t xml:space="preserve">${escaped(mark)}</w:t></w:r>`);
    from = tag.end;
  }
  pieces.push(document.slice(from));
  return pieces.join('');
}

interface Marking {
  styles: Styles;
  lists: Lists;
  open: Paragraph[];
  tables: number;
  /** How many elements are open whose content does not count: earlier properties, alternatives for newer programs. */
  ignored: number;
  isLook?: boolean;
}

/** Whether a tag begins or ends the look of a run, or stands within it; a paragraph's own says whether it was deleted. */
function lookOf(marking: Marking, { name, kind }: Tag): 'begins' | 'ends' | 'within' | 'none' {
  if (name === 'w:rPr' && !marking.open.at(-1)?.isIn) {
    if (kind === 'opens' && !marking.isLook) {
      marking.isLook = true;
      return 'begins';
    }
    if (kind === 'closes' && marking.isLook) {
      marking.isLook = false;
      return 'ends';
    }
  }
  return marking.isLook ? 'within' : 'none';
}

const IGNORED = new Set(['mc:Choice', 'w:pPrChange', 'w:rPrChange', 'w:moveFrom']);

/** Follows one tag; what has to stand behind it, '' for nothing. */
function read(marking: Marking, tag: Tag): string {
  const step = tag.kind === 'opens' ? 1 : tag.kind === 'closes' ? -1 : 0;
  if (IGNORED.has(tag.name)) marking.ignored += step;
  if (marking.ignored > 0) return '';
  if (tag.name === 'w:tbl') marking.tables += step;
  if (tag.name === 'w:p' && step > 0) marking.open.push({ placing: {}, isIn: false, isDeleted: false });
  if (tag.name === 'w:p' && step < 0) marking.open.pop();
  const paragraph = marking.open.at(-1);
  if (!paragraph) return '';
  if (tag.name === 'w:pPr' && step !== 0) {
    paragraph.isIn = step > 0;
    return step < 0 && !paragraph.isDeleted ? markOf(marking, paragraph.placing) : '';
  }
  if (!paragraph.isIn) return '';
  if (tag.name === 'w:del' || tag.name === 'w:moveFrom') paragraph.isDeleted = true;
  else if (tag.name === 'w:pStyle') paragraph.placing.styleId = attribute(tag, 'w:val');
  else place(paragraph.placing, tag.name, attribute(tag, 'w:val'));
  return '';
}

function markOf({ styles, lists, tables }: Marking, own: Placing): string {
  const placing = styles.holding(own);
  const number = lists.next(placing);
  return placing.heading && tables === 0 ? `${'#'.repeat(placing.heading)} ${number}` : number;
}
