import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the installation: the nearest one above this file with a package.json, from src/ and from the built dist/ alike. */
export const ROOT = rootAbove(dirname(fileURLToPath(import.meta.url)));

/** Where the templates and their assets stand. */
export const TEMPLATES = join(ROOT, 'templates');

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}
