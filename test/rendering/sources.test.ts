import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createViewEngine } from '../../src/rendering/view-engine.js';
import { files, TEMPLATES } from './templates.js';

const sources = files('.hbs').map((file) => [file.slice(TEMPLATES.length + 1), readFileSync(file, 'utf8')] as const);
const isMail = (name: string) =>
  name.includes('mail') && !name.startsWith('pages/') && name !== 'partials/mail-state.hbs';

describe.each(sources)('%s', (name, text) => {
  test('never prints unescaped text', () => {
    expect(text).not.toMatch(/\{\{\{|\{\{&/);
  });

  test('quotes every attribute', () => {
    const tags = text.match(/<[a-z][^<>]*>/gi) ?? [];
    expect(tags.filter((tag) => /\s[a-z-]+=[^"'\s]/i.test(tag.replace(/"[^"]*"/g, '""')))).toEqual([]);
  });

  test('brings its own style only where it is a mail', () => {
    if (!isMail(name)) expect(text).not.toMatch(/\sstyle=|<style/);
    expect(text).not.toMatch(/<style/);
  });

  test('uses no letters as pictures', () => {
    expect(text).not.toMatch(/[✓✔✕✖✗▶►●○]/u);
  });
});

test('in development a changed template is read again', () => {
  const dir = mkdtempSync(join(tmpdir(), 'views-'));
  const file = join(dir, 'mail.hbs');
  try {
    writeFileSync(file, 'before');
    utimesSync(file, 1, 1);
    const watching = createViewEngine(dir, { watch: true });
    const settled = createViewEngine(dir);
    expect(watching.render('mail' as never, {} as never)).toBe('before');
    writeFileSync(file, 'after');
    expect(watching.render('mail' as never, {} as never)).toBe('after');
    expect(settled.render('mail' as never, {} as never)).toBe('before');
    expect(() => settled.render('absent' as never, {} as never)).toThrow(/absent/);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
