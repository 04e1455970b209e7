import { join } from 'node:path';
import { TEMPLATES } from '../places.js';

/** The one font that pictures are lettered in: whatever the machine has installed is left out, so that a picture is the same everywhere. */
export const FONT_FILE = join(TEMPLATES, 'fonts/NotoSansSC-Regular.ttf');

/** Makes a PNG of an SVG, twice as fine as its width says. */
export type Painter = (svg: string) => Buffer;

let painter: Promise<Painter | null> | null = null;

/** The painter, loaded at its first use; null where the machine has none, and mails leave without their picture. */
export function openPainter(): Promise<Painter | null> {
  painter ??= load();
  return painter;
}

async function load(): Promise<Painter | null> {
  try {
    const { Resvg } = await import('@resvg/resvg-js');
    return (svg) => {
      const font = { fontFiles: [FONT_FILE], loadSystemFonts: false, defaultFontFamily: 'Noto Sans SC' };
      return new Resvg(svg, { font, background: '#ffffff', fitTo: { mode: 'zoom', value: 2 } }).render().asPng();
    };
  } catch (error) {
    console.warn(`邮件不带图：${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
