import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasWords, NOTICES, wordsFor } from '../../src/web/messages.js';

const SRC = join(import.meta.dirname, '../../src');
const read = (file: string) => readFileSync(join(SRC, file), 'utf8');
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map(read);

/** Codes of broken rules: thrown by name, put into words for a driver's failure, or told by the filter itself. */
const thrown = new Set([
  ...sources.flatMap((text) => [...text.matchAll(/new RuleBroken\(\s*'([^']+)'/g)].map(([, code]) => code!)),
  ...[...read('storage/failures.ts').matchAll(/: '([a-z-]+)',$/gm)].map(([, code]) => code!),
]);
const catalogue = [
  ...read('web/messages.ts').matchAll(/^ {2}'?([a-z-]+)'?: \((?:f)?\) =>$|^ {2}'?([a-z-]+)'?: \(f?\) => ?\S/gm),
]
  .map(([, alone, inline]) => alone ?? inline!)
  .sort();

const FACTS = { thing: '方案', field: '日期', problem: '不对', act: '签收', file: 'a.txt', reason: '不是文本' };

test('Every rule that the program can break has its words', () => {
  expect(thrown.size).toBeGreaterThan(15);
  expect([...thrown].filter((code) => !hasWords(code))).toEqual([]);
});

test('Every entry of the catalogue is said by somebody', () => {
  expect(catalogue.length).toBeGreaterThan(15);
  expect(catalogue.filter((code) => !thrown.has(code))).toEqual([]);
});

test.each([...thrown].sort())('%s says what happened, what was kept and what to do, in whole sentences', (code) => {
  const facts = { ...FACTS, missing: ['title'], problems: ['一', '二'] };
  const said = wordsFor(code, facts);
  expect(said.status).toBeGreaterThanOrEqual(400);
  for (const words of [said.happened, said.kept, said.next]) expect(words).toMatch(/\p{Script=Han}/u);
  for (const words of [said.kept, said.next]) expect(words).toMatch(/。$/u);
  expect(Object.values(said).join()).not.toMatch(/undefined|null|NaN|\[object/);
});

test('Every notice of what was done is given by some page, and every one given has its words', () => {
  const given = sources.flatMap((text) => [...text.matchAll(/said: [`']([^`']+)[`']/g)].map(([, code]) => code!));
  const patterns = given.map((code) => new RegExp(`^${code.replace(/\$\{\w+\}/g, '[a-z]+')}$`));
  expect([...NOTICES.keys()].filter((code) => !patterns.some((pattern) => pattern.test(code)))).toEqual([]);
  expect(patterns.filter((pattern) => ![...NOTICES.keys()].some((code) => pattern.test(code)))).toEqual([]);
});
