import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import Handlebars from 'handlebars';
import { type Views } from './views.js';

export interface ViewEngine {
  /** The finished text of one template; throws when the model lacks a field the template prints. */
  render<K extends keyof Views>(name: K, model: Views[K]): string;
  /** Every template that can be rendered by name: pages and mails, neither layouts nor partials. */
  names(): string[];
}

export interface ViewEngineOptions {
  /** Development: read the templates again whenever one of them is newer than what was read. */
  watch?: boolean;
}

type Template = Handlebars.TemplateDelegate<unknown>;

/** Mail texts and subjects are plain text: an entity would be read as it stands. */
const PLAIN_TEXT = /\/(text|subject)$/;
const NOT_A_VIEW = /^(layouts|partials)\//;

/** Reads and compiles every `.hbs` under a directory once; each is also a partial under its path without `.hbs`. */
export function createViewEngine(templatesDir: string, options: ViewEngineOptions = {}): ViewEngine {
  let newest = newestChange(templatesDir);
  let templates = compileAll(templatesDir);
  const current = (): Map<string, Template> => {
    if (options.watch) {
      const changed = newestChange(templatesDir);
      if (changed > newest) {
        newest = changed;
        templates = compileAll(templatesDir);
      }
    }
    return templates;
  };
  return {
    render(name, model) {
      const template = current().get(name);
      if (!template) throw new Error(`No template ${name} in ${templatesDir}`);
      return template(model);
    },
    names: () => [...current().keys()].filter((name) => !NOT_A_VIEW.test(name)).sort(),
  };
}

function compileAll(dir: string): Map<string, Template> {
  const hb = Handlebars.create();
  hb.registerHelper('eq', (a: unknown, b: unknown) => a === b);
  const templates = new Map<string, Template>();
  for (const file of templateFiles(dir)) {
    const name = relative(dir, file).split(sep).join('/').slice(0, -'.hbs'.length);
    const template = hb.compile<unknown>(readFileSync(file, 'utf8'), {
      strict: true,
      preventIndent: true,
      noEscape: PLAIN_TEXT.test(name),
      knownHelpers: { if: true, each: true, eq: true },
      knownHelpersOnly: true,
    });
    // Compiled here and not by the first caller: Handlebars would compile a partial with the caller's noEscape and keep it.
    hb.registerPartial(name, template);
    templates.set(name, template);
  }
  return templates;
}

function templateFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.hbs'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function newestChange(dir: string): number {
  return Math.max(0, ...templateFiles(dir).map((file) => statSync(file).mtimeMs));
}
