import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ASSIGNMENT,
  diagramOf,
  EXTENSION,
  INSTRUCTION,
  PLAN,
  RECTIFICATION,
  REPORT,
} from '../../src/domain/lifecycle.js';

const README = join(import.meta.dirname, '../../README.md');
const DIAGRAMS = {
  assignment: diagramOf(ASSIGNMENT),
  rectification: diagramOf(RECTIFICATION),
  report: diagramOf(REPORT),
  extension: diagramOf(EXTENSION),
  instruction: diagramOf(INSTRUCTION),
  plan: diagramOf(PLAN),
};

/** The text between a diagram's two markers. */
const between = (name: string) => new RegExp(`(<!-- lifecycle:${name} -->\n)([\\s\\S]*?)(<!-- /lifecycle -->)`);
const picture = (diagram: string) => `\n\`\`\`mermaid\n${diagram}\n\`\`\`\n\n`;
const readme = () => (existsSync(README) ? readFileSync(README, 'utf8').replace(/\r\n/g, '\n') : '');

// UPDATE_README=1 draws the pictures anew: `UPDATE_README=1 npm test -- test/contracts/lifecycle.test.ts`.
if (process.env['UPDATE_README'] === '1' && existsSync(README)) {
  const redrawn = Object.entries(DIAGRAMS).reduce(
    (text, [name, diagram]) =>
      text.replace(between(name), (_all, begin: string, _old, end: string) => `${begin}${picture(diagram)}${end}`),
    readme(),
  );
  writeFileSync(README, redrawn);
}

test.each(Object.entries(DIAGRAMS))('The README draws the lifecycle of %s as its table has it', (name, diagram) => {
  const drawn = between(name).exec(readme())?.[2];
  if (drawn === undefined)
    throw new Error(`README.md has no <!-- lifecycle:${name} --> … <!-- /lifecycle -->, each on a line of its own`);
  expect(drawn.trim()).toBe(picture(diagram).trim());
});
