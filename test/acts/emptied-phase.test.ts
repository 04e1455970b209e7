import { activatePlan } from '../../src/acts/activate-plan.js';
import { correctPlan, workOut } from '../../src/acts/correct-plan.js';
import { issuesAhead } from '../../src/digests/ahead.js';
import { type Correction } from '../../src/domain/corrections.js';
import { calendarWith } from '../../src/working-days.js';
import { importText } from '../support/pages.js';
import { closeTestProgram, openTestProgram } from '../support/program.js';

/** A plan whose measures have days of their own, one in each phase. */
const TEXT = `某县夏季防汛工作方案
2020年5月1日
一、工作措施
（一）巡查堤防。逐段巡查。（牵头单位：县水务局；完成时限：2020年6月20日）
（二）储备物资。备足物资。（牵头单位：县应急管理局；完成时限：2020年8月20日）
二、实施步骤
（一）动员部署（2020年6月30日前）。召开会议。
（二）全面实施（2020年8月31日前）。抓好落实。`;

let program: Awaited<ReturnType<typeof openTestProgram>>;
let planId: number;
beforeAll(async () => {
  program = await openTestProgram({ played: false });
  planId = await importText(program, TEXT);
  await program.storage.write(async (stores) => {
    await activatePlan(stores, planId, 1, { ...program.clock.now(), actor: '办公室' });
    const post = { kind: 'group-leader', title: '县长', unitId: null, planId, position: 1 } as const;
    const [postId = 0] = await stores.people.insertPosts([post]);
    const leader = { name: '李广清', mail: 'leader@example.cn', phone: null, version: 1 };
    const [contactId = 0] = await stores.people.insertContacts([leader]);
    await stores.people.insertTenures([{ postId, contactId, fromOn: '2020-05-01', untilOn: null, version: 1 }]);
  });
});
afterAll(() => closeTestProgram(program));

test('a phase whose last item moved into the next one ends unnoticed: no issue to leaders is made of it or foreseen', async () => {
  const { storage, clock } = program;
  const aheadDays = () =>
    storage.read(async (stores) => {
      const plans = (await stores.plans.heads()).filter(({ id }) => id === planId);
      const asked = { today: clock.now().today, to: '2020-09-05', plans, supposed: {} };
      const issues = await issuesAhead(stores, { ...asked, calendar: calendarWith([]) });
      return issues.filter(({ kind }) => kind === 'digest').map(({ day, news }) => `${day} ${news}`);
    });
  const ofFirst = (said: string[]) => said.filter((one) => /动员部署|第一阶段|0\/0/.test(one));
  expect(ofFirst(await aheadDays()).length).toBeGreaterThan(0);

  await storage.write(async (stores) => {
    const [measure] = await stores.plans.measureTitles(planId);
    const correction: Correction = { kind: 'measure-due', measureId: measure!.id, day: '2020-08-10' };
    const { mark } = await workOut(stores, planId, correction, clock.now().today);
    const { version } = (await stores.plans.byId(planId))!;
    const request = { planId, version, correction, reason: '原文读错', seen: mark };
    await correctPlan(stores, request, { ...clock.now(), actor: '办公室' });
  });
  const foreseen = await aheadDays();
  expect(foreseen.length).toBeGreaterThan(0);
  expect(ofFirst(foreseen)).toEqual([]);

  await program.runner.moveTo('2020-07-03T01:00:00.000Z');
  const { mails } = await storage.read((stores) =>
    stores.outbox.list({ kind: 'digest', planId, limit: 50, offset: 0 }),
  );
  const subjects = mails.map(({ day, subject }) => `${day} ${subject}`);
  expect(subjects.length).toBeGreaterThan(0);
  expect(ofFirst(subjects)).toEqual([]);
});
