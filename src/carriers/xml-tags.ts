/** A tag of an XML text, with its place in it. */
export interface Tag {
  name: string;
  kind: 'opens' | 'closes' | 'stands';
  attributes: string;
  at: number;
  end: number;
}

/** The tags of a text in the order they stand in. Office programs write '<' and '>' nowhere else. */
export function* tagsOf(xml: string): Generator<Tag> {
  for (const found of xml.matchAll(/<(\/?)([A-Za-z][\w:.-]*)([^<>]*)>/g)) {
    const [whole, slash, name = '', attributes = ''] = found;
    const kind = slash ? 'closes' : attributes.endsWith('/') ? 'stands' : 'opens';
    yield { name, kind, attributes, at: found.index, end: found.index + whole.length };
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** An attribute's value; undefined where the tag has none of this name. */
export function attribute({ attributes }: Tag, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const written = value?.[1] ?? value?.[2];
  return written?.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
    (as, decimal?: string, hex?: string, word = '') =>
      decimal || hex
        ? codePoint(parseInt(decimal ?? hex ?? '', hex ? 16 : 10))
        : (ENTITIES[word as string] ?? String(as)),
  );
}

const codePoint = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');

/** A text as it may stand in XML. */
export function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);
}
