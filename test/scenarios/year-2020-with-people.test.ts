import { isWorkday } from '../../src/domain/calendar.js';
import { calendarWith } from '../../src/working-days.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { allMails, askedInVain, expectGolden, heardTwice, listOfMails } from '../support/golden.js';
import { jsonAt, pageAt, wordsOf } from '../support/pages.js';
import { openTestProgram, startTestServer } from '../support/program.js';
import {
  type Year,
  beginYear,
  moveTo,
  does,
  sends,
  itemsOf,
  partOf,
  latestReport,
  reports,
  acceptsAll,
  standings,
} from './year-2020.js';
import { FAILURES, inspecting, puttingRight } from './year-2020-inspection.js';

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
