import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { RuleBroken } from '../domain/errors.js';
import { MOST_CHARACTERS, MOST_PAGES } from './limits.js';
import { type Line, linesOfPage, textOfPages } from './pdf-lines.js';
import { withoutRadicals } from './radicals.js';

const require = createRequire(import.meta.url);
/** Less than this in a whole document is a stamp or a page number beside scanned pages. */
const FEWEST_CHARACTERS = 10;

/** What is used of the library, whose own types speak of a browser. */
interface Library {
  getDocument: (options: object) => { promise: Promise<Document> };
}
interface Document {
  numPages: number;
  getPage(number: number): Promise<{ getTextContent(): Promise<{ items: Item[] }>; cleanup(): unknown }>;
}
interface Item {
  str?: string;
  transform: number[];
  width: number;
  height: number;
}

/**
 * The text layer of a PDF: lines as lines, cells of a row parted by tabs, page numbers where they stand. Throws `RuleBroken`
 * 'carrier-locked', 'carrier-broken', 'carrier-long', 'carrier-scan'.
 */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  withoutPainting();
  const { getDocument } = (await import('pdfjs-dist/legacy/build/pdf.mjs')) as unknown as Library;
  // The maps of Chinese encodings, without which older files give no characters.
  const maps = join(dirname(require.resolve('pdfjs-dist/package.json')), 'cmaps/');
  const options = { cMapUrl: maps, cMapPacked: true, isEvalSupported: false, useSystemFonts: false, verbosity: 0 };
  const found = await getDocument({ data: bytes, ...options })
    .promise.then(textOf)
    .catch((error: Error) => {
      if (error instanceof RuleBroken) throw error;
      if (error.name === 'PasswordException') throw new RuleBroken('carrier-locked');
      throw new RuleBroken('carrier-broken', { reason: '文件不完整或已损坏' });
    });
  const text = withoutRadicals(found);
  if ((text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < FEWEST_CHARACTERS) throw new RuleBroken('carrier-scan');
  return text;
}

async function textOf(document: Document): Promise<string> {
  if (document.numPages > MOST_PAGES)
    throw new RuleBroken('carrier-long', { much: `${document.numPages}页`, most: `${MOST_PAGES}页` });
  const pages: Line[][] = [];
  let length = 0;
  for (let number = 1; number <= document.numPages && length <= MOST_CHARACTERS; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const pieces = items.map(({ str = '', transform: [a = 0, b = 0, , , x = 0, y = 0], width, height }) => ({
      ...{ text: str, x, y, width },
      height: height || Math.hypot(a, b),
    }));
    const lines = linesOfPage(pieces);
    pages.push(lines);
    for (const { text } of lines) length += text.length;
    page.cleanup();
  }
  return textOfPages(pages);
}

/** The library would load what it paints pages with, native code of thirty megabytes; for text it needs none of it. */
function withoutPainting(): void {
  const loader = require('node:module') as { _load: (request: string, ...rest: unknown[]) => unknown };
  const load = loader._load;
  loader._load = (request, ...rest) => (request === '@napi-rs/canvas' ? {} : load(request, ...rest));
  const shape = class {};
  Object.assign(globalThis, { DOMMatrix: shape, ImageData: shape, Path2D: shape });
}
