/** A text on a page: where its line begins, in points from the left and from below. */
export type Placed = readonly [x: number, y: number, text: string];

const MAP = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
${'2' + ' beginbfrange <0000> <7FFF> <0000> <8000> <FFFF> <8000> endbfrange'}
endcmap CMapName currentdict /CMap defineresource pop end end`;

const stream = (text: string | Buffer, more = '') => {
  const bytes = Buffer.from(text as string, 'latin1');
  return Buffer.concat([Buffer.from(`<<${more}/Length ${bytes.length}>>stream\n`), bytes, Buffer.from('\nendstream')]);
};

/** The file of numbered objects, the first of them the catalogue. */
export function pdfFile(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const places: number[] = [];
  let at = parts[0]!.length;
  objects.forEach((object, i) => {
    const bytes = Buffer.concat([
      Buffer.from(`${i + 1} 0 obj\n`),
      Buffer.from(object as string),
      Buffer.from('\nendobj\n'),
    ]);
    places.push(at);
    parts.push(bytes);
    at += bytes.length;
  });
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const head = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  const end = `trailer<</Root 1 0 R/Size ${objects.length + 1}${trailer}>>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(head + end)]);
}

/** A PDF of pages of text; `packed` are contents as they stand in the file, for pages that are no text. */
export function pdfOf(pages: readonly (readonly Placed[])[], font: 'own' | 'GBK-EUC-H' = 'own', code = utf16): Buffer {
  const kids = pages.map((_, i) => `${7 + i * 2} 0 R`).join(' ');
  const fontObject =
    font === 'own'
      ? '<</Type/Font/Subtype/Type0/BaseFont/FangSong/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>'
      : `<</Type/Font/Subtype/Type0/BaseFont/FangSong/Encoding/${font}/DescendantFonts[4 0 R]>>`;
  const system = font === 'own' ? 'Identity' : 'GB1';
  return pdfFile([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    fontObject,
    `<</Type/Font/Subtype/CIDFontType0/BaseFont/FangSong/CIDSystemInfo<</Registry(Adobe)/Ordering(${system})/Supplement 2>>/DW 1000/FontDescriptor 6 0 R>>`,
    stream(MAP),
    '<</Type/FontDescriptor/FontName/FangSong/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>',
    ...pages.flatMap((lines, i) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents ${8 + i * 2} 0 R>>`,
      stream(lines.map(([x, y, text]) => `BT /F 16 Tf 1 0 0 1 ${x} ${y} Tm <${code(text)}> Tj ET`).join('\n')),
    ]),
  ]);
}

function utf16(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex');
}

/** Lines down a page, 28 points apart as in an official document. */
export const linesDown = (lines: readonly string[]): Placed[] => lines.map((line, i) => [90, 750 - i * 28, line]);
