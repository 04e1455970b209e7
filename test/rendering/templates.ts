import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export const TEMPLATES = join(import.meta.dirname, '../../templates');

/** Every file under `templates/` with an ending. */
export function files(ending: string): string[] {
  return readdirSync(TEMPLATES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name));
}
