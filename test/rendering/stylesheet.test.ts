import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type StandingCode } from '../../src/rendering/views-common.js';
import { WORDS } from './fixtures/baisha.js';
import { TEMPLATES } from './templates.js';

const css = readFileSync(join(TEMPLATES, 'assets/luoshi.css'), 'utf8');
const shapes = readFileSync(join(TEMPLATES, 'partials/shapes.hbs'), 'utf8');

/** A custom property: the last rule of a class wins, as in a browser; without a class, the root's. */
function property(name: string, selector = ':root'): string {
  const rules = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].filter((rule) =>
    (rule[1] ?? '').split(',').some((part) => part.trim().split('\n').at(-1) === selector),
  );
  const values = rules.flatMap((rule) => [...(rule[2] ?? '').matchAll(new RegExp(`--${name}:(#\\w+)`, 'g'))]);
  const value = values.at(-1)?.[1];
  if (!value) throw new Error(`${selector} has no --${name}`);
  return value.length === 4 ? `#${[...value.slice(1)].map((digit) => digit + digit).join('')}` : value;
}

/** WCAG 2 contrast ratio of two colours '#rrggbb'. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const WHITE = '#ffffff';
const standings = Object.keys(WORDS) as StandingCode[];

test('the formula gives the known ends', () => {
  expect(contrast('#000000', WHITE)).toBeCloseTo(21);
  expect(contrast('#c8102e', WHITE)).toBeCloseTo(5.9, 1);
});

describe.each(standings)('the light %s', (code) => {
  const ink = property('t', `.s-${code}`);

  test('is readable on its own ground, on white and on a hovered cell', () => {
    expect(contrast(ink, property('b', `.s-${code}`))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(ink, WHITE)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(ink, '#eaf1f9')).toBeGreaterThanOrEqual(4.5);
  });

  test('has a bar whose outline stands out from paper', () => {
    expect(css).toContain('.bar rect{fill:var(--f);stroke:var(--t)');
    expect(property('f', `.s-${code}`)).toMatch(/^#/);
    expect(contrast(ink, WHITE)).toBeGreaterThanOrEqual(3);
  });

  test('has a shape of its own', () => {
    expect(shapes).toContain(`id="i-${code}"`);
  });
});

test.each(['ink', 'soft', 'link', 'red'])('--%s is readable on paper and on the ground', (name) => {
  expect(contrast(property(name), WHITE)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(property(name), property('ground'))).toBeGreaterThanOrEqual(4.5);
});

test.each(['line', 'amber'])('--%s can be seen as a border', (name) => {
  expect(contrast(property(name), WHITE)).toBeGreaterThanOrEqual(3);
});

test('the demonstration bar is readable', () => {
  expect(contrast('#4f3300', property('wait'))).toBeGreaterThanOrEqual(4.5);
  expect(contrast('#ffffff', property('link'))).toBeGreaterThanOrEqual(4.5);
});

test('is small, and asks for nothing a Chromium 90 lacks or another host has', () => {
  expect(Buffer.byteLength(css)).toBeLessThanOrEqual(14.25 * 1024);
  expect(css).not.toMatch(/:has\(|@container|@layer|color-mix|@import|url\(|oklch|@font-face|italic|[{;]\s*&/);
});
