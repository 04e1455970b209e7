import { countStandings, STANDINGS } from '../../src/domain/standing.js';
import { reportLate } from '../../src/domain/reporting.js';
import { rulesOf } from '../../src/domain/rules.js';
import { type Program } from '../../src/program.js';
import { calendarWith } from '../../src/working-days.js';
import { closeTestProgram, mailbox, openTestProgram } from '../support/program.js';

const DAY = '2020-06-24';
let program: Program;

beforeAll(async () => {
  program = await openTestProgram({ course: true });
}, 60_000);
afterAll(() => closeTestProgram(program));

test('On the demonstration day every light is on', async () => {
  const counts = await program.storage.read(async (stores) => {
    const world = { calendar: calendarWith(await stores.calendar.overrides()), rules: rulesOf({ rules: '{}' }) };
    return countStandings(await stores.assignments.tallies(1, 'measure'), DAY, world);
  });
  expect(STANDINGS.filter((standing) => !counts[standing])).toEqual([]);
});

test('Reports are owed by some and answered by most', async () => {
  const late = await program.storage.read(async (stores) => {
    const world = { calendar: calendarWith(await stores.calendar.overrides()), rules: rulesOf({ rules: '{}' }) };
    const { items } = await stores.assignments.page({ planId: 1, limit: 500, offset: 0 });
    return items.filter((item) => reportLate(item, DAY, world)).map(({ unitId }) => unitId);
  });
  const units = await program.storage.read((stores) => stores.plans.planUnits(1));
  expect(late.length).toBeGreaterThan(2);
  expect(new Set(late).size).toBeLessThan(units.length / 2 + 2);
  expect(late).toContain(units.find(({ name }) => name === '县国有资产事务中心')?.id);
});

test('What the plan asks of the office waits for it', async () => {
  const waiting = await program.storage.read(async (stores) => ({
    reports: (await stores.work.page('reports', { planId: 1, stage: 'submitted', limit: 0, offset: 0 })).total,
    extensions: await stores.extensions.countPending(1),
    answered: (await stores.work.page('instructions', { planId: 1, stage: 'answered', limit: 0, offset: 0 })).total,
    unanswered: (await stores.work.page('instructions', { planId: 1, stage: 'issued', limit: 0, offset: 0 })).total,
    rechecks: (await stores.rectifications.toRecheck(1, 10)).length,
    objections: (await stores.rectifications.openObjections(1, 10)).length,
    inspections: await stores.inspections.countDue(1),
    declined: (await stores.assignments.page({ planId: 1, bounds: { stages: ['declined'] }, limit: 0, offset: 0 }))
      .total,
    findings: (await stores.plans.findings(1)).filter(({ state }) => state === 'open').length,
  }));
  for (const [queue, many] of Object.entries(waiting)) expect([queue, many > 0]).toEqual([queue, true]);
});

test('The script is played whole, nothing twice and nothing after its day', async () => {
  const told = async () => ({
    history: (await program.storage.read((stores) => stores.history.recent(1000))).map(({ id, act, day }) => [
      id,
      act,
      day,
    ]),
    mails: await mailbox(program),
  });
  const before = await told();
  expect(before.history.filter(([, , day]) => day === '2020-06-23').length).toBeGreaterThan(3);
  expect(before.history.some(([, act]) => act === 'hand-over')).toBe(true);
  await program.runner.resume(null);
  expect(await told()).toEqual(before);
  await program.runner.moveTo('2020-06-24T03:00:00.000Z');
  expect((await told()).history).toEqual(before.history);
});
