import { attribute, tagsOf } from './xml-tags.js';

/** What a paragraph, by itself or by its style, says of its place: each undefined where it says nothing. */
export interface Placing {
  styleId?: string | undefined;
  numId?: string | undefined;
  level?: number | undefined;
  /** 1 for the highest heading, as the # marks count; 0 for text. */
  heading?: number | undefined;
}

/** A style of paragraphs, with the one it is made from. */
interface Style extends Placing {
  basedOn?: string | undefined;
  isDefault?: boolean;
}

const HEADING_NAME = /^(?:heading|标题)\s*([1-9])$/i;
const TITLE_NAME = /^(?:title|标题)$/i;
/** A chain of styles longer than this goes in a circle. */
const LONGEST_CHAIN = 20;

/** The styles of paragraphs by their id, from word/styles.xml. */
export class Styles {
  private readonly styles = new Map<string, Style>();
  private standard: string | undefined;

  constructor(xml: string) {
    let style: Style = {};
    for (const tag of tagsOf(xml)) {
      const value = attribute(tag, 'w:val');
      if (tag.name === 'w:style' && tag.kind === 'opens') {
        style = { styleId: attribute(tag, 'w:styleId') ?? '' };
        this.styles.set(style.styleId ?? '', style);
        if (attribute(tag, 'w:type') === 'paragraph' && /^(1|true)$/.test(attribute(tag, 'w:default') ?? ''))
          this.standard = style.styleId;
      } else if (tag.name === 'w:name' && value) style.heading = headingOf(value);
      else if (tag.name === 'w:basedOn') style.basedOn = value;
      else place(style, tag.name, value);
    }
  }

  /** What holds for a paragraph: its own word, else its style's, else that of the style it is made from. */
  holding(own: Placing): Placing {
    const held: Placing = { ...own };
    let id = own.styleId ?? this.standard;
    for (let depth = 0; id !== undefined && depth < LONGEST_CHAIN; depth++) {
      const style: Style = this.styles.get(id) ?? {};
      if (held.numId === undefined && style.numId !== undefined) {
        held.numId = style.numId;
        held.level ??= style.level;
        held.styleId = id;
      }
      held.heading ??= style.heading;
      id = style.basedOn;
    }
    return held;
  }

  /** The list that a style of lists points to. */
  listOf(styleId: string): string | undefined {
    return this.styles.get(styleId)?.numId;
  }
}

/** Notes one property of a paragraph or style: its list, its level, its place in the outline. */
export function place(placing: Placing, name: string, value: string | undefined): void {
  if (name === 'w:numId') placing.numId = value;
  else if (name === 'w:ilvl') placing.level = Number(value);
  else if (name === 'w:outlineLvl') placing.heading = Number(value) < 6 ? Number(value) + 1 : 0;
}

function headingOf(name: string): number | undefined {
  if (TITLE_NAME.test(name)) return 1;
  const level = HEADING_NAME.exec(name)?.[1];
  return level === undefined ? undefined : Math.min(Number(level), 6);
}
