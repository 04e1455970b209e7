import { enterAddressees } from '../../src/demonstration/addressees.js';
import { type Assignment, type Unit } from '../../src/domain/plan.js';
import { fillIn, type Filling } from '../support/filling.js';
import { jsonAt, wordsOf } from '../support/pages.js';
import { form, type TestServer, type Visitor } from '../support/program.js';

const CHECKS = ['facts', 'solved', 'done', 'conclusion', 'form'];

/** Who acts, and what there is. */
export interface Year {
  server: TestServer;
  office: Visitor;
  second: Visitor;
  units: Unit[];
  liaison: (unitName: string) => Visitor;
}

export async function beginYear(server: TestServer): Promise<Year> {
  const units = await server.program.storage.read((stores) => stores.plans.planUnits(1));
  const visitors = new Map<string, Visitor>();
  for (const { name } of units) visitors.set(name, await server.signIn(`liaison:${name}`));
  const { storage, clock } = server.program;
  await storage.write((stores) => enterAddressees(stores, 1, { ...clock.now(), actor: '办公室' }));
  const [office, second] = [await server.signIn('office'), await server.signIn('office-2')];
  return { server, office, second, units, liaison: (unitName) => visitors.get(unitName)! };
}

export async function moveTo({ office }: Year, day: string): Promise<void> {
  expect((await office('/demo/clock', form({ to: day }))).status).toBe(303);
}

/** Fills in a form that must be taken. */
export async function does(visit: Visitor, page: string, action: string, filling: Filling): Promise<string> {
  const answer = await fillIn(visit, page, action, filling);
  if (answer.status !== 303)
    throw new Error(`${action} answers ${answer.status}: ${wordsOf(await answer.text()).slice(0, 600)}`);
  return answer.headers.get('location') ?? '';
}

/** Sends what a form sends, without looking at its page again: for what is done a hundred times. */
export async function sends(
  visit: Visitor,
  action: string,
  fields: Record<string, string | readonly string[]>,
): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
  const answer = await visit(action, { method: 'POST', body });
  if (answer.status !== 303)
    throw new Error(`${action} answers ${answer.status}: ${wordsOf(await answer.text()).slice(0, 600)}`);
}

export const idOf = ({ units }: Year, name: string) => units.find((unit) => unit.name === name)!.id;
export const itemsOf = ({ server }: Year, unitId: number): Promise<Assignment[]> =>
  server.program.storage.read((stores) => stores.assignments.ofUnit(unitId, 1));
/** A unit's part in a measure in the first phase; measures and phases are numbered as in the document. */
export const partOf = async (year: Year, unitName: string, measure: number): Promise<Assignment> =>
  (await itemsOf(year, idOf(year, unitName))).find((item) => item.measureId === measure && item.phaseId === 1)!;
export const latestReport = async ({ server }: Year, assignmentId: number) =>
  (await server.program.storage.read((stores) => stores.reports.latestOf([assignmentId])))[0]!;

/** One form of a unit for some of its parts; a lead unit says a word on each partner that is still at work. */
export async function reports(
  year: Year,
  unitName: string,
  ids: readonly number[],
  kind: string,
  progress: string,
): Promise<void> {
  const page = `/plans/1/units/${idOf(year, unitName)}/report`;
  await does(year.liaison(unitName), page, page, (standing) => ({
    ...Object.fromEntries(
      Object.keys(standing)
        .filter((name) => name.includes('-open-'))
        .map((name) => [name, '资料正在补齐，下周报来。']),
    ),
    ...{ items: ids.map(String), kind, rating: kind === 'completion' ? 'nearly-done' : 'on-track', progress },
    byName: '联络员',
  }));
}

export async function acceptsAll({ server, office }: Year): Promise<void> {
  const waiting = await server.program.storage.read((stores) =>
    stores.work.page('reports', { planId: 1, stage: 'submitted', limit: 500, offset: 0 }),
  );
  for (const { id, version } of waiting.items)
    await sends(office, `/reports/${id}/review`, {
      outcome: 'accept',
      version: String(version),
      checks: CHECKS,
      reason: '',
      back: 'reviews',
    });
}
export async function standings({ office }: Year): Promise<Record<string, number>> {
  return (await jsonAt<{ totals: Record<string, number> }>(office, '/api/v1/plans/1/standings')).body.totals;
}
