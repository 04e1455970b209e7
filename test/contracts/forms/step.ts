import Database from 'better-sqlite3';
import { sqliteFile } from '../../../src/settings.js';
import { wordsOf } from '../../support/pages.js';
import { formsOn, type PageForm } from '../../support/page-forms.js';
import {
  openTestProgram,
  startTestServer,
  type TestProgramOptions,
  type TestServer,
  type Visitor,
} from '../../support/program.js';
import { type Fills, impossible, openBrowser, send } from '../../support/sending.js';
import { TABLE } from '../routes/all.js';
import { type Keeping, keeping } from './keeping.js';

/** The world of the course, in which forms are filled in one after the other. */
export interface World extends Keeping {
  server: TestServer;
  /** Somebody's browser: opened at the first call, signed in where the name is one of the demonstration's. */
  browser: (who: string) => Promise<Visitor>;
  /** The first cell that a query finds, as text; throws where it finds none. */
  cell: (sql: string) => string;
  /** Changes rows behind the program's back, to what no page makes any more. */
  run: (sql: string) => void;
  /** Every row of a table, as text. */
  rows: (table: string) => string[];
  /** What an answer showed and a later step needs: links, secrets. */
  notes: Map<string, string>;
  /** The page that the last answer was, for a form that stands nowhere else. */
  last: { page: string };
}

/** One form, filled in and sent by somebody. */
export interface Step {
  /** The route that the form is sent to, as in the table of routes. */
  route: string;
  /** Which of the forms for that route: what stands in one of its fields. */
  of?: Readonly<Record<string, string>>;
  who: string;
  /** The page on which it stands; null for the page that the step before was answered with. */
  at: string | ((world: World) => string | Promise<string>) | null;
  fills?: Fills | ((world: World, sheet: PageForm) => Fills | Promise<Fills>);
  /** The button's words, where the form has several. */
  press?: string;
  /** Where the answer leads, its numbers left out; 200 for a page that stands at no address. */
  leads: string | 200;
  /** The table in which something is then different. */
  changes: string;
  /** Words on the page that is then seen. */
  says?: string;
  before?: (world: World) => Promise<unknown>;
  /** Fields whose fault may be told at others, as of a password that was repeated otherwise. */
  tells?: Readonly<Record<string, readonly string[]>>;
  /** Fields that take less than any text: a number, a login. */
  narrow?: readonly string[];
  /** Fields that do not count with what else is filled in. */
  unused?: readonly string[];
  /** A draft is kept as it was typed, right or wrong. */
  isDraft?: boolean;
  /** Told on a page of its own: the demonstration's clock stands on every page. */
  toldElsewhere?: boolean;
  /** Tables in which a refusal is noted: failures of signing in. */
  notedIn?: readonly string[];
  /** What to remember of the page. */
  notes?: (page: string, world: World) => void;
}

/** Opens a program, the demonstration with its course unless told otherwise. */
export async function openWorld(options: TestProgramOptions = { course: true }): Promise<World> {
  const server = await startTestServer(await openTestProgram(options));
  const browsers = new Map<string, Visitor>();
  const database = new Database(sqliteFile(server.program.settings));
  const ask = <T>(sql: string): T[] => database.prepare<[], T>(sql).all();
  const close = server.close;
  server.close = async () => {
    database.close();
    await close();
  };
  return {
    server,
    notes: new Map(),
    last: { page: '' },
    rows: (table) => ask(`SELECT * FROM "${table}"`).map((row) => JSON.stringify(row)),
    ...keeping(database),
    run: (sql) => void database.exec(sql),
    cell: (sql) => {
      const row = ask<object>(sql)[0];
      if (row === undefined) throw new Error(`Nothing is found by ${sql}`);
      return String(Object.values(row)[0]);
    },
    browser: async (who) => {
      const isKnown = /^(office|office-2|leader|admin|auditor|liaison:.*)$/.test(who);
      const open = browsers.get(who) ?? (await openBrowser(server, isKnown ? who : null));
      browsers.set(who, open);
      return open;
    },
  };
}

/** The form of a step, found on its page; throws where it is not there. */
export async function formOf(step: Step, world: World): Promise<PageForm> {
  const at = typeof step.at === 'function' ? await step.at(world) : step.at;
  const page = at === null ? world.last.page : await (await (await world.browser(step.who))(at)).text();
  const meant = formsOn(page).find((sheet) => isMeant(step, sheet));
  if (!meant) throw new Error(`${at ?? 'The last answer'} has no form for ${step.route}`);
  return meant;
}

/** Whether a form is the one that a step is about. */
export function isMeant({ route, of = {}, press }: Step, sheet: PageForm): boolean {
  const button = sheet.buttons.find(({ label }) => label === press);
  if (press !== undefined && !button) return false;
  if (routeOf(button?.formaction ?? sheet.action) !== route || sheet.method !== 'post') return false;
  return Object.entries(of).every(([name, value]) =>
    sheet.fields.some((field) => field.name === name && field.values.join() === value),
  );
}

/** What a step fills into its form as it stands. */
export async function fillsOf({ fills = {} }: Step, world: World, sheet: PageForm): Promise<Fills> {
  return typeof fills === 'function' ? fills(world, sheet) : fills;
}

/** The button that a step presses. */
export const buttonOf = ({ press }: Step, sheet: PageForm) =>
  sheet.buttons.find(({ label }) => press === undefined || label === press);

/** Takes a step and returns what is wrong with its outcome: empty where the form did its act. */
export async function take(step: Step, world: World): Promise<string[]> {
  const sheet = await formOf(step, world);
  const fills = await fillsOf(step, world, sheet);
  const faults = impossible(sheet, fills);
  const before = step.changes === '' ? [] : world.rows(step.changes);
  const visit = await world.browser(step.who);
  const answer = await send(visit, sheet, fills, buttonOf(step, sheet));
  const page = await answer.text();
  const to = answer.headers.get('location');
  const where = to === null ? answer.status : to.replace(/\?.*/, '').replace(/\d+/g, ':n');
  if (where !== step.leads) faults.push(`leads to ${where}: ${wordsOf(page).slice(0, 800)}`);
  const seen = to === null ? page : await (await visit(to)).text();
  if (step.says !== undefined && !wordsOf(seen).includes(step.says)) faults.push(`does not say ${step.says}`);
  if (step.changes !== '' && String(world.rows(step.changes)) === String(before))
    faults.push(`changes no ${step.changes}`);
  step.notes?.(page, world);
  world.last.page = page;
  return faults;
}

/** What a step is called. */
export const nameOf = ({ route, of = {}, press = '', who }: Step): string =>
  [route, ...Object.values(of), press, `as ${who}`].filter(Boolean).join(' ');

const POSTS = Object.keys(TABLE).filter((name) => name.startsWith('POST '));
const PATTERNS = POSTS.map((name) => [name, new RegExp(`^${name.slice(5).replace(/:\w+/g, '[^/]+')}$`)] as const);

/** The route that a form's address belongs to, as the table names it. */
export function routeOf(action: string): string {
  const path = action.split('?')[0] ?? '';
  // '/accounts/new' and '/accounts/:id' are told apart by who is in the table first: a name without a place goes before.
  const found = PATTERNS.filter(([, pattern]) => pattern.test(path)).map(([name]) => name);
  return found.sort((a, b) => a.split(':').length - b.split(':').length)[0] ?? `POST ${path}`;
}
