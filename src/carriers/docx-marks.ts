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
 * heading. All else that is said of paragraphs and letters, which is most of such a file, is left out.
 */
export function marked({ document, styles: stylesXml, numbering }: DocxParts): string {
  const styles = new Styles(stylesXml);
  const marking: Marking = { styles, lists: new Lists(numbering, styles), open: [], tables: 0, ignored: 0, dropped: 0 };
  const pieces: string[] = [];
  let from = 0;
  const cut = (tag: Tag, put: string) => {
    pieces.push(document.slice(from, tag.at), put);
    from = tag.end;
  };
  for (const tag of tagsOf(document)) {
    const mark = read(marking, tag);
    const isDropped = DROPPED.has(tag.name);
    if (isDropped && tag.kind === 'opens' && marking.dropped++ === 0) cut(tag, '');
    else if (isDropped && tag.kind === 'closes' && --marking.dropped === 0) {
      from = tag.end;
      pieces.push(mark);
    } else if (marking.dropped === 0 && BARE.has(tag.name) && tag.kind === 'opens') cut(tag, `<${tag.name}>`);
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
  /** How many elements are open that are left out. */
  dropped: number;
}

const IGNORED = new Set(['mc:Choice', 'w:pPrChange', 'w:rPrChange', 'w:moveFrom']);
/** Left out once they are read: what is said of paragraphs and runs, and what newer programs have twice. */
const DROPPED = new Set(['w:pPr', 'w:rPr', 'mc:Choice']);
/** Kept without their attributes, which say who typed them when. */
const BARE = new Set(['w:p', 'w:r']);
/** What the library must know of a paragraph whose end was deleted: it goes on in the next. */
const DELETED = '<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>';

/** Follows one tag; what has to stand behind it, '' for nothing. */
function read(marking: Marking, tag: Tag): string {
  const step = tag.kind === 'opens' ? 1 : tag.kind === 'closes' ? -1 : 0;
  if (IGNORED.has(tag.name)) marking.ignored += step;
  if (marking.ignored > 0) return '';
  if (tag.name === 'w:tbl') marking.tables += step;
  if (tag.name === 'w:p' && step > 0) marking.open.push({ placing: {}, isIn: false, isDeleted: false });
  if (tag.name === 'w:p' && step < 0) marking.open.pop();
  const paragraph = marking.open.at(-1);
  if (tag.name === 'w:pPr' && paragraph) {
    paragraph.isIn = step > 0;
    return step < 0 ? writtenOf(marking, paragraph) : '';
  }
  if (paragraph?.isIn) note(paragraph, tag);
  return '';
}

function note(paragraph: Paragraph, tag: Tag): void {
  if (tag.name === 'w:del' || tag.name === 'w:moveFrom') paragraph.isDeleted = true;
  else if (tag.name === 'w:pStyle') paragraph.placing.styleId = attribute(tag, 'w:val');
  else place(paragraph.placing, tag.name, attribute(tag, 'w:val'));
}

function writtenOf(marking: Marking, { placing, isDeleted }: Paragraph): string {
  if (isDeleted) return DELETED;
  const mark = markOf(marking, placing);
  return mark === '' ? '' : `<w:r><w:t xml:space="preserve">${escaped(mark)}</w:t></w:r>`;
}

function markOf({ styles, lists, tables }: Marking, own: Placing): string {
  const placing = styles.holding(own);
  const number = lists.next(placing);
  return placing.heading && tables === 0 ? `${'#'.repeat(placing.heading)} ${number}` : number;
}
