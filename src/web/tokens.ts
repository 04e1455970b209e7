import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../places.js';

/** Names under which the program's parts that are no classes are injected. */
export const ENGINE = 'luoshi:engine';
export const SETTINGS = 'luoshi:settings';
export const TEMPLATES_DIR = 'luoshi:templates';

/** The program's version, as package.json says it. */
export const VERSION = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
