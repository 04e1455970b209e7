import { createRequire } from 'node:module';

/** Names under which the program's parts that are no classes are injected. */
export const ENGINE = 'luoshi:engine';
export const SETTINGS = 'luoshi:settings';
export const TEMPLATES_DIR = 'luoshi:templates';

/** The program's version, as package.json says it. */
export const VERSION = (createRequire(import.meta.url)('../../package.json') as { version: string }).version;
