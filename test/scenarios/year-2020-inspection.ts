import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/places.js';
import { fillIn } from '../support/filling.js';
import { form } from '../support/program.js';
import { type Year, moveTo, does, sends, idOf, partOf, standings } from './year-2020.js';

const TESTS = ['measures', 'lawful', 'effect', 'wider', 'lasting'];

/** 不达标: a unit's part in a measure in the first phase. */
export const FAILURES: readonly [unit: string, measure: number][] = [
  ['县住房和城乡建设局', 6],
  ['县妇联', 5],
  ['县残联', 5],
  ['县红十字会', 4],
  ['县工商联', 3],
];

/** The office inspects all 171 parts: five are not up to standard, the others are closed. */
export async function inspecting(year: Year): Promise<void> {
  await moveTo(year, '2020-11-09');
  const batch = {
    title: '年终检查验收',
    heldOn: '2020-11-09',
    method: '查阅',
    leaderName: '检查组组长',
    members: '',
    selection: 'all',
  };
  await does(year.office, '/plans/1/inspections', '/plans/1/inspections', { ...batch, phaseId: '' });
  const failing = new Set<number>();
  for (const [unitName, measure] of FAILURES) failing.add((await partOf(year, unitName, measure)).id);
  const drawn = await year.server.program.storage.read((stores) => stores.inspections.items(1, 500, 0));
  expect(drawn).toHaveLength(171);
  const sheet = {
    version: '1',
    fact: '查阅档案并抽查入户。',
    standard: '一户一档，应纳尽纳。',
    evidence: '检查记录',
    unitOpinion: '',
  };
  for (const { id, assignmentId } of drawn)
    if (!failing.has(assignmentId))
      await sends(year.office, `/inspection-items/${id}/conclusion`, {
        ...sheet,
        conclusion: 'compliant',
        tests: TESTS,
      });
  for (const { id, assignmentId } of drawn)
    if (failing.has(assignmentId)) {
      const row = {
        'fact-1': '抽查档案缺3份。',
        'standard-1': '一户一档',
        'requirement-1': '补齐档案。',
        'dueOn-1': '2020-11-30',
      };
      const said = { fact: '档案不全。', standard: '一户一档。', evidence: '检查记录' };
      await does(year.office, `/inspection-items/${id}`, `/inspection-items/${id}/conclusion`, {
        ...said,
        ...row,
        conclusion: 'non-compliant',
        tests: [],
      });
    }
  expect(await standings(year)).toEqual({ closed: 166, rectifying: 5 });
}

/** The five are put right with evidence and rechecked by the other clerk; one does not pass and has another round. */
export async function puttingRight(year: Year): Promise<void> {
  await moveTo(year, '2020-11-20');
  for (const [unitName, measure] of FAILURES) await submitsRound(year, unitName, measure);
  await moveTo(year, '2020-11-24');
  const own = await fillIn(
    year.second,
    await findingPage(year, FAILURES[0]!),
    `${await findingPage(year, FAILURES[0]!)}/recheck`,
    {
      ...{ outcome: 'fail', reason: '仍有1份档案没有签字。', dueOn: '2020-12-15', tests: [] },
    },
  );
  expect(own.status).toBe(303);
  for (const failure of FAILURES.slice(1)) await passes(year, failure);
  await moveTo(year, '2020-12-10');
  await submitsRound(year, ...FAILURES[0]!);
  await moveTo(year, '2020-12-16');
  const inspector = await year.office(
    `${await findingPage(year, FAILURES[0]!)}/recheck`,
    form({ version: '4', outcome: 'pass', reason: '', dueOn: '' }),
  );
  expect(inspector.status).toBe(403);
  await passes(year, FAILURES[0]!);
}

async function findingPage(year: Year, [unitName, measure]: readonly [string, number]): Promise<string> {
  const { id } = await partOf(year, unitName, measure);
  const [finding] = await year.server.program.storage.read((stores) => stores.rectifications.ofAssignment(id));
  return `/rectifications/${finding!.id}`;
}

async function submitsRound(year: Year, unitName: string, measure: number): Promise<void> {
  const page = await findingPage(year, [unitName, measure]);
  const visit = year.liaison(unitName);
  const body = new FormData();
  const id = page.split('/').at(-1);
  for (const [name, value] of Object.entries({
    planId: '1',
    unitId: String(idOf(year, unitName)),
    form: `rectification:${id}`,
  }))
    body.append(name, value);
  const file = new Blob([new Uint8Array(readFileSync(join(ROOT, 'plans/demo-evidence.png')))], { type: 'image/png' });
  body.append('files', file, '整改佐证.png');
  expect((await visit('/attachments', { method: 'POST', body })).status).toBe(303);
  await does(visit, page, `${page}/rounds`, {
    measures: '逐户补齐档案。',
    result: '已补齐并复核。',
    lessons: '今后走访当日归档。',
  });
}

async function passes(year: Year, failure: readonly [string, number]): Promise<void> {
  const page = await findingPage(year, failure);
  await does(year.second, page, `${page}/recheck`, { outcome: 'pass', tests: TESTS, reason: '', dueOn: '' });
}
