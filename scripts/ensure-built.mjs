// Builds when dist/ is missing or older than a source file, so that `npm start` never says "please build".
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'dist', '.built');
const builtAt = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
const sources = [
  'package.json',
  '.swcrc',
  ...readdirSync(join(root, 'src'), { recursive: true }).map((f) => join('src', String(f))),
];
if (sources.some((file) => statSync(join(root, file)).mtimeMs > builtAt)) await import('./build.mjs');
