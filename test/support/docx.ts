import { type Piece, zipOf } from './files.js';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relations = (...targets: [type: string, target: string][]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(([type, target], i) => `<Relationship Id="rId${i}" Type="${RELATIONS}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** A run of text. */
export const run = (text: string) =>
  `<w:r><w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr><w:t xml:space="preserve">${escape(text)}</w:t></w:r>`;

/** A paragraph; `style` by its id, `list` as its list and level. */
export function paragraph(
  text: string,
  { style, list }: { style?: string; list?: [list: number, level: number] } = {},
): string {
  const styled = style ? `<w:pStyle w:val="${style}"/>` : '';
  const listed = list ? `<w:numPr><w:ilvl w:val="${list[1]}"/><w:numId w:val="${list[0]}"/></w:numPr>` : '';
  return `<w:p><w:pPr>${styled}${listed}</w:pPr>${run(text)}</w:p>`;
}

/** A table: a cell is its text, or XML where it begins with '<'. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const cell = (held: string) =>
    held.startsWith('<w:tc>') ? held : `<w:tc>${held.startsWith('<') ? held : paragraph(held)}</w:tc>`;
  return `<w:tbl>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
}

/** A list of numbering.xml: its levels as [format, text], and what its `w:num` changes. */
export interface ListOf {
  levels: readonly (readonly [format: string, text: string, more?: string])[];
  nums: readonly (readonly [numId: number, more?: string])[];
}

function numberingOf(lists: readonly ListOf[]): string {
  const patterns = lists.map(({ levels }, id) => {
    const written = levels.map(
      ([format, text, more = ''], at) =>
        `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`,
    );
    return `<w:abstractNum w:abstractNumId="${id}">${written.join('')}</w:abstractNum>`;
  });
  const nums = lists.flatMap(({ nums: of }, id) =>
    of.map(([numId, more = '']) => `<w:num w:numId="${numId}"><w:abstractNumId w:val="${id}"/>${more}</w:num>`),
  );
  return `<w:numbering ${W}>${[...patterns, ...nums].join('')}</w:numbering>`;
}

/** 一、 and （一） and 1. as a plan's headings are numbered, for list 1. */
export const PLAN_LIST: ListOf = {
  levels: [
    ['chineseCountingThousand', '%1、'],
    ['chineseCountingThousand', '（%2）'],
    ['decimal', '%3.'],
  ],
  nums: [[1]],
};

const STYLES = `<w:styles ${W}>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="my2"><w:name w:val="我的二级"/><w:basedOn w:val="2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style></w:styles>`;

/** A document as Word or WPS writes it, from the XML of its body. */
export function documentOf(body: string, lists: readonly ListOf[] = [PLAN_LIST], ...more: Piece[]): Buffer {
  const types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
  return zipOf([
    { name: '[Content_Types].xml', bytes: types },
    { name: '_rels/.rels', bytes: relations(['officeDocument', 'word/document.xml']) },
    {
      name: 'word/document.xml',
      bytes: `<?xml version="1.0"?><w:document ${W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>${body}</w:body></w:document>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      bytes: relations(['styles', 'styles.xml'], ['numbering', 'numbering.xml']),
    },
    { name: 'word/styles.xml', bytes: STYLES },
    { name: 'word/numbering.xml', bytes: numberingOf(lists) },
    ...more,
  ]);
}
