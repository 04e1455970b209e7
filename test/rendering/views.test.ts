import { readFileSync } from 'node:fs';
import { createViewEngine } from '../../src/rendering/view-engine.js';
import { type Views } from '../../src/rendering/views.js';
import { fixtures } from '../support/view-fixtures.js';
import { NAUGHTY } from './fixtures/frame.js';
import { files, TEMPLATES } from './templates.js';

const engine = createViewEngine(TEMPLATES);
const names = Object.keys(fixtures) as (keyof Views)[];
const render = (name: keyof Views, model: Views[keyof Views] = fixtures[name]) => engine.render(name, model);

/** What a layout is told by a page rather than by its model, and what Handlebars itself asks of a value. */
const OPTIONAL = new Set(['landscape', 'toHTML']);

/** The model as the template sees it, refusing every name it does not have: `{{#if}}` and `{{#each}}` are not strict. */
function guarded<T>(model: T): T {
  if (typeof model !== 'object' || model === null) return model;
  return new Proxy(model, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (value === undefined && typeof key === 'string' && !(key in target) && !OPTIONAL.has(key)) {
        throw new Error(`The model has no ${key}`);
      }
      return typeof value === 'function' ? value : guarded(value);
    },
  });
}

describe('the templates', () => {
  test('and Views name the same things', () => {
    expect(engine.names()).toEqual([...names].sort());
  });

  test('leave no partial unused', () => {
    const all = files('.hbs')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const partials = files('.hbs')
      .map((file) => file.slice(TEMPLATES.length + 1, -'.hbs'.length))
      .filter((name) => /^(layouts|partials)\//.test(name));
    expect(partials.filter((name) => !new RegExp(`\\{\\{#?> ${name}[ }]`).test(all))).toEqual([]);
  });

  test.each(names)('%s renders, and asks for nothing its model does not have', (name) => {
    const text = render(name, guarded(fixtures[name]));
    expect(text.length).toBeGreaterThan(10);
    expect(text).not.toMatch(/undefined|\[object|null<|NaN/);
  });

  test('a missing field is an error, not a blank', () => {
    const { news: _, ...rest } = fixtures['mails/chase/subject'];
    expect(() => engine.render('mails/chase/subject', rest as never)).toThrow(/news/);
  });
});

describe('text from users and documents', () => {
  const carrying = names.filter((name) =>
    JSON.stringify(fixtures[name]).includes(JSON.stringify(NAUGHTY).slice(1, -1)),
  );

  test('is in the fixtures of pages and of mails', () => {
    expect(carrying.some((name) => name.startsWith('pages/'))).toBe(true);
    expect(carrying.some((name) => name.startsWith('mails/'))).toBe(true);
  });

  test.each(carrying.filter((name) => !name.endsWith('/text')))('is escaped in %s', (name) => {
    const html = render(name);
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;{{x}}“𠮷”');
  });

  test('stands as it is in a plain text mail', () => {
    expect(render('mails/reminder/text')).toContain(NAUGHTY);
    expect(render('mails/reminder/text')).not.toMatch(/&\w+;|&#/);
  });
});

describe('every page', () => {
  const pages = names.filter((name) => name.startsWith('pages/'));

  test.each(pages)('%s has one heading, a language, a landmark and a way to skip to it', (name) => {
    const html = render(name);
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('<a class="skip" href="#main">');
    expect(html.match(/<main [^>]*id="main"/g)).toHaveLength(1);
    expect(html.match(/<table/g)?.length).toBe(html.match(/<caption/g)?.length);
  });

  test.each(pages)('%s says an id once, and every reference has its target', (name) => {
    const html = render(name);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    const asked = [...html.matchAll(/(?:href="#|aria-labelledby="|for=")([^"]+)"/g)].map((match) => match[1]);
    expect(asked.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test.each(pages)('%s runs no script and carries the form token in every POST form', (name) => {
    const html = render(name);
    expect(html).not.toMatch(/<script| on\w+="|javascript:/);
    const token = fixtures[name as 'pages/errors/error'].frame.token;
    for (const form of html.match(/<form[^>]*method="post".*?<\/form>/gs) ?? []) {
      if (token) expect(form).toContain(`name="token" value="${token}"`);
    }
  });
});

test('the overview of 24 cells and 23 units renders in well under a page of patience', () => {
  const model = fixtures['pages/plans/overview'];
  for (let i = 0; i < 200; i++) engine.render('pages/plans/overview', model);
  const times = Array.from({ length: 101 }, () => {
    const start = performance.now();
    engine.render('pages/plans/overview', model);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  // Measured at well under 1 ms on an idle machine; the quickest tenth tells the page's own time where others keep it busy.
  expect(times[10]).toBeLessThan(5);
});
