import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { enterAddressees } from '../../src/demonstration/addressees.js';
import { isWorkday } from '../../src/domain/calendar.js';
import { type Assignment, type Unit } from '../../src/domain/plan.js';
import { ROOT } from '../../src/places.js';
import { calendarWith } from '../../src/working-days.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { fillIn, type Filling } from '../support/filling.js';
import { allMails, askedInVain, expectGolden, heardTwice, listOfMails } from '../support/golden.js';
import { jsonAt, pageAt, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

const CHECKS = ['facts', 'solved', 'done', 'conclusion', 'form'];
const TESTS = ['measures', 'lawful', 'effect', 'wider', 'lasting'];

/** 不达标: a unit's part in a measure in the first phase. */
const FAILURES: readonly [unit: string, measure: number][] = [
  ['县住房和城乡建设局', 6],
  ['县妇联', 5],
  ['县残联', 5],
  ['县红十字会', 4],
  ['县工商联', 3],
];

describeOnEachDatabase('the plan of 2020 to its end, by people on pages', (_open, place) => {
  test('is reported, declined, put off, inspected, put right and closed on 31 December', async () => {
    const at = place();
    const databaseUrl = 'postgresUrl' in at ? at.postgresUrl : undefined;
    const program = await openTestProgram({ clock: '2020-05-12T08:00+08:00', databaseUrl });
    const server = await startTestServer(program);
    try {
      const year = await beginYear(server);
      await assigning(year);
      await firstReports(year);
      await moreTime(year);
      await completing(year, 1, '2020-06-30');
      await lateCompletion(year);
      await completing(year, 2, '2020-08-28');
      await completing(year, 3, '2020-10-30');
      await inspecting(year);
      await puttingRight(year);
      await theEnd(year);
    } finally {
      await server.close();
    }
  }, 240_000);
});

/** Who acts, and what there is. */
interface Year {
  server: TestServer;
  office: Visitor;
  second: Visitor;
  units: Unit[];
  liaison: (unitName: string) => Visitor;
}

async function beginYear(server: TestServer): Promise<Year> {
  const units = await server.program.storage.read((stores) => stores.plans.planUnits(1));
  const visitors = new Map<string, Visitor>();
  for (const { name } of units) visitors.set(name, await server.signIn(`liaison:${name}`));
  const { storage, clock } = server.program;
  await storage.write((stores) => enterAddressees(stores, 1, { ...clock.now(), actor: '办公室' }));
  const [office, second] = [await server.signIn('office'), await server.signIn('office-2')];
  return { server, office, second, units, liaison: (unitName) => visitors.get(unitName)! };
}

async function moveTo({ office }: Year, day: string): Promise<void> {
  expect((await office('/demo/clock', form({ to: day }))).status).toBe(303);
}

/** Fills in a form that must be taken. */
async function does(visit: Visitor, page: string, action: string, filling: Filling): Promise<string> {
  const answer = await fillIn(visit, page, action, filling);
  if (answer.status !== 303)
    throw new Error(`${action} answers ${answer.status}: ${wordsOf(await answer.text()).slice(0, 600)}`);
  return answer.headers.get('location') ?? '';
}

/** Sends what a form sends, without looking at its page again: for what is done a hundred times. */
async function sends(
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

const idOf = ({ units }: Year, name: string) => units.find((unit) => unit.name === name)!.id;
const itemsOf = ({ server }: Year, unitId: number): Promise<Assignment[]> =>
  server.program.storage.read((stores) => stores.assignments.ofUnit(unitId, 1));
/** A unit's part in a measure in the first phase; measures and phases are numbered as in the document. */
const partOf = async (year: Year, unitName: string, measure: number): Promise<Assignment> =>
  (await itemsOf(year, idOf(year, unitName))).find((item) => item.measureId === measure && item.phaseId === 1)!;
const latestReport = async ({ server }: Year, assignmentId: number) =>
  (await server.program.storage.read((stores) => stores.reports.latestOf([assignmentId])))[0]!;

/** One form of a unit for some of its parts; a lead unit says a word on each partner that is still at work. */
async function reports(
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

async function acceptsAll({ server, office }: Year): Promise<void> {
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

/** Everybody acknowledges; one sends a duty back and gets it again. */
async function assigning(year: Year): Promise<void> {
  await moveTo(year, '2020-05-13');
  for (const { id, name } of year.units) await sends(year.liaison(name), `/plans/1/units/${id}/acknowledgements`, {});
  await moveTo(year, '2020-05-18');
  const { id } = await partOf(year, '县市场监督管理局', 1);
  const [page, acts] = [`/assignments/${id}`, `/assignments/${id}/acts`];
  await does(year.liaison('县市场监督管理局'), page, acts, { act: 'decline', reason: '我局只掌握企业登记信息。' });
  await moveTo(year, '2020-05-19');
  await does(year.office, page, acts, { act: 'reassign', reason: '企业名录由你局提供，职责不变。' });
}

/** The half-monthly report of June; one comes back twice. */
async function firstReports(year: Year): Promise<void> {
  await moveTo(year, '2020-06-09');
  for (const { id, name } of year.units) {
    const ids = (await itemsOf(year, id)).filter(({ phaseId }) => phaseId === 1).map((item) => item.id);
    await reports(year, name, ids, 'progress', '已部署摸底，正在走访登记。');
  }
  const part = await partOf(year, '县科学技术和工业信息化局', 2);
  for (const [day, reason] of [
    ['2020-06-10', '没有写停产企业户数，请补充。'],
    ['2020-06-12', '人数与人社台账不一致，请核对。'],
  ] as const) {
    await moveTo(year, day);
    const page = `/reports/${(await latestReport(year, part.id)).id}/review`;
    await does(year.office, page, page, { outcome: 'return', reason, checks: [] });
    await reports(year, '县科学技术和工业信息化局', [part.id], 'progress', `停产企业3家，涉及职工54人（${day}）。`);
  }
  await acceptsAll(year);
}

/** Two ask for more time: one is granted it, one is not. */
async function moreTime(year: Year): Promise<void> {
  await moveTo(year, '2020-06-15');
  const asking: [unit: string, measure: number, askedDay: string][] = [
    ['县人力资源和社会保障局', 3, '2020-07-15'],
    ['县工商联', 3, '2020-07-31'],
  ];
  for (const [unitName, measure, askedDay] of asking) {
    const page = `/assignments/${(await partOf(year, unitName, measure)).id}/extensions`;
    const words = { reason: '需外地协查参保情况。', progress: '已核对本县企业。', askedDay };
    await does(year.liaison(unitName), page, page, words);
  }
  await moveTo(year, '2020-06-16');
  const decisions = [
    { act: 'grant', reason: '', opinion: '同意。' },
    { act: 'refuse', reason: '工作量不大，请按原期限完成。', opinion: '' },
  ];
  for (const [i, decision] of decisions.entries())
    await does(year.office, `/extensions/${i + 1}`, `/extensions/${i + 1}/decision`, decision);
  expect(await partOf(year, '县人力资源和社会保障局', 3)).toMatchObject({
    dueOn: '2020-07-15',
    originalDueOn: '2020-06-30',
  });
  expect((await partOf(year, '县工商联', 3)).dueOn).toBe('2020-06-30');
}

/** Every unit applies to close what is due in a phase, with one form; what has more time is left. */
async function completing(year: Year, phase: number, day: string): Promise<void> {
  await moveTo(year, day);
  for (const { id, name } of year.units) {
    const due = (await itemsOf(year, id)).filter(
      ({ phaseId, dueOn }) => phaseId === phase && dueOn < '2020-07-01' === (phase === 1),
    );
    await reports(
      year,
      name,
      due.map((item) => item.id),
      'completion',
      '本阶段任务已完成，资料齐全。',
    );
  }
  await acceptsAll(year);
}

async function lateCompletion(year: Year): Promise<void> {
  await moveTo(year, '2020-07-14');
  const part = await partOf(year, '县人力资源和社会保障局', 3);
  await reports(year, '县人力资源和社会保障局', [part.id], 'completion', '外地企业参保情况协查完毕。');
  await acceptsAll(year);
}

/** The office inspects all 171 parts: five are not up to standard, the others are closed. */
async function inspecting(year: Year): Promise<void> {
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
async function puttingRight(year: Year): Promise<void> {
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

async function standings({ office }: Year): Promise<Record<string, number>> {
  return (await jsonAt<{ totals: Record<string, number> }>(office, '/api/v1/plans/1/standings')).body.totals;
}

/** On the last day of the year all is closed, and the history tells how. */
async function theEnd(year: Year): Promise<void> {
  await moveTo(year, '2020-12-31');
  expect(await standings(year)).toEqual({ closed: 171 });
  const { id } = await partOf(year, ...FAILURES[0]!);
  const { history } = (
    await jsonAt<{ history: { act: string; on: string; actor: string }[] }>(year.office, `/api/v1/assignments/${id}`)
  ).body;
  expect(history.map(({ on, act }) => `${on} ${act}`)).toEqual([
    ...['2020-05-12 activate', '2020-05-13 acknowledge', '2020-06-09 update', '2020-06-12 accept-report'],
    ...['2020-06-30 complete', '2020-06-30 accept', '2020-11-09 fail', '2020-11-20 submit-rectification'],
    ...['2020-11-24 recheck-fail', '2020-12-10 submit-rectification', '2020-12-16 recheck-pass'],
    ...['2020-12-16 settle', '2020-12-16 pass'],
  ]);
  expect(history.find(({ act }) => act === 'recheck-fail')?.actor).toBe('办公室另一名工作人员');
  const page = wordsOf(await pageAt(year.office, `/assignments/${id}`));
  for (const word of ['签收', '申请办结', '不达标', '复查未通过', '复查通过', '已销号']) expect(page).toContain(word);
  const mails = await allMails(year.server.program);
  expect(mails.filter(({ state }) => state !== 'sent')).toEqual([]);
  expect(mails.filter(({ day }) => !isWorkday(calendarWith([]), day))).toEqual([]);
  expect(heardTwice(mails)).toEqual([]);
  expect(await askedInVain(year.server.program, mails)).toEqual([]);
  expectGolden(
    'mails-of-2020-people-act.txt',
    listOfMails(
      mails,
      year.units.map(({ name }) => name),
    ),
  );
}
