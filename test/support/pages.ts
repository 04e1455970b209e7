import { importPlan } from '../../src/acts/import-plan.js';
import { momentAt } from '../../src/clock.js';
import { type Day } from '../../src/domain/day.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { type Program } from '../../src/program.js';
import { type Visitor } from './program.js';

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#x27': "'", '#x3D': '=' };

/** A text as a browser reads it out of HTML. */
export function decoded(html: string): string {
  return html.replace(/&([\w#]+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

/** The words of a piece of HTML, without tags, with single spaces. */
export function wordsOf(html: string): string {
  const text = html.replace(/<(symbol|title|style)\b.*?<\/\1>/gs, '').replace(/<[^>]*>/g, ' ');
  return decoded(text).replace(/\s+/g, ' ').trim();
}

/** The content of every element of a kind, such as all of 'tr' or all of 'ul class="figures"'; elements of it inside it are not told apart. */
export function partsOf(html: string, opening: string): string[] {
  const name = opening.split(' ')[0];
  const start = opening.includes(' ') ? `<${opening}[^>]*>` : `<${name}(?: [^>]*)?>`;
  return [...html.matchAll(new RegExp(`${start}(.*?)</${name}>`, 'gs'))].map((found) => found[1] ?? '');
}

/** The rows of the table with a caption, each as the words of its cells; the heading row is left out. */
export function rowsUnder(html: string, caption: string): string[][] {
  const table = partsOf(html, 'table').find((one) => wordsOf(partsOf(one, 'caption')[0] ?? '') === caption);
  if (table === undefined) throw new Error(`No table is called ${caption}`);
  return partsOf(table, 'tr')
    .map((row) => [...row.matchAll(/<t[dh](?: [^>]*)?>(.*?)<\/t[dh]>/gs)].map((cell) => wordsOf(cell[1] ?? '')))
    .slice(1);
}

/** The addresses of all links with these words. */
export function linksNamed(html: string, words: string): string[] {
  const links = [...html.matchAll(/<a(?: [^>]*?)? href="([^"]*)"[^>]*>(.*?)<\/a>/gs)];
  return links.filter((link) => wordsOf(link[2] ?? '') === words).map((link) => decoded(link[1] ?? ''));
}

/** The page at an address; throws where it is anything but a page. */
export async function pageAt(visit: Visitor, path: string): Promise<string> {
  const answer = await visit(path);
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}: ${wordsOf(text).slice(-200)}`);
  return text;
}

/** The page that refuses what its address asks: it says why beside a field, and nothing of it stands unescaped. */
export async function expectRefused(visit: Visitor, address: string, words: string): Promise<string> {
  const answer = await visit(address);
  const page = await answer.text();
  expect([answer.status, wordsOf(page).includes(words)]).toEqual([422, true]);
  expect(page).not.toContain('<script>alert');
  expect(page).toMatch(/class="error"/);
  return page;
}

/** The JSON at an address, whatever its status. */
export async function jsonAt<T>(visit: Visitor, path: string): Promise<{ status: number; body: T }> {
  const answer = await visit(path);
  return { status: answer.status, body: (await answer.json()) as T };
}

/** Shows a day to the pages without playing the weeks up to it. */
export function lookOn({ clock }: Program, day: Day): void {
  clock.set(momentAt(day, '09:00').at);
}

/** A second plan: two measures, two phases, three units of which 县财政局 is known from the first; six duties' worth of twelve assignments. */
export const SECOND_PLAN = `白沙黎族自治县2020年夏季防汛工作实施方案

为做好防汛工作，制定本方案。

一、工作措施

（一）巡查堤防。对全县堤防逐段巡查，发现险情及时处置。（牵头单位：县水务局；责任单位：县应急管理局、县财政局）

（二）储备物资。备足防汛物资，登记造册。（牵头单位：县应急管理局；责任单位：县水务局、县财政局）

二、实施步骤

（一）排查准备（2020年7月31日前）。完成巡查。

（二）值守处置（2020年9月30日前）。落实值守。

白沙黎族自治县水务局

2020年6月20日印发
`;

/** Imports a plan as a draft and returns its id. */
export async function importText({ storage, clock }: Program, text: string): Promise<number> {
  const occasion = { ...clock.now(), actor: '测试' };
  return (await storage.write((stores) => importPlan(stores, readPlanText(text), text, occasion))).planId;
}
