import { createViewEngine } from '../../src/rendering/view-engine.js';
import { fixtures } from '../support/view-fixtures.js';
import { TEMPLATES } from './templates.js';

const engine = createViewEngine(TEMPLATES);
const KINDS = ['assigned', 'reminder', 'chase'] as const;

describe.each(KINDS)('the %s mail', (kind) => {
  const model = fixtures[`mails/${kind}/html`];
  const html = engine.render(`mails/${kind}/html`, model);
  const text = engine.render(`mails/${kind}/text`, fixtures[`mails/${kind}/text`]);
  const visible = html.replace(/<head>.*<\/head>/s, '').replace(/<[^>]*>/g, ' ');
  const items = model.groups.flatMap((group) => group.items);

  test('loads nothing and needs no stylesheet', () => {
    expect(html).not.toMatch(/<style|<img|<svg|<link|<script|\ssrc=|url\(|class=/);
  });

  test('holds only to what Outlook can draw', () => {
    expect(html).not.toMatch(/float:|display:\s*flex|position:|border-radius|background-image|rgba|margin:(?!0)/);
    const cells = html.match(/<td[^>]*background-color:[^>]*>/g) ?? [];
    expect(cells.filter((cell) => !cell.includes('bgcolor="'))).toEqual([]);
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
  });

  test('gives every item its address where it can be read', () => {
    for (const item of items) {
      expect(visible).toContain(item.url);
      expect(text).toContain(item.url);
    }
    expect(visible).toContain(model.pageUrl);
    expect(text).toContain(model.pageUrl);
  });

  test('says what is asked before anything else, in both parts alike', () => {
    expect(visible.indexOf(model.ask)).toBeLessThan(visible.indexOf(items[0]?.measure ?? ''));
    expect(text.indexOf(model.ask)).toBeLessThan(text.indexOf(items[0]?.measure ?? ''));
    for (const word of [model.why, model.handOver, model.dayLong]) {
      expect(visible).toContain(word);
      expect(text).toContain(word);
    }
  });

  test('has a one-line subject with the news, and never the words of an inspection', () => {
    const subject = engine.render(`mails/${kind}/subject`, fixtures[`mails/${kind}/subject`]);
    expect(subject).toBe(model.subject);
    expect(subject).not.toContain('\n');
    expect(html + text + subject).not.toMatch(/督查|问责|督办/);
  });

  test('reads as paragraphs: no more than one blank line together', () => {
    expect(text).not.toMatch(/\n{3}/);
    expect(text).not.toMatch(/ +$/m);
  });
});
