import { plusDays } from '../../src/domain/day.js';
import { type Assignment, type AssignmentStage } from '../../src/domain/plan.js';
import { rulesOf } from '../../src/domain/rules.js';
import { countStandings, FINISHED, STANDINGS, standingOf } from '../../src/domain/standing.js';
import { calendarWith } from '../../src/working-days.js';
import { type Storage } from '../../src/storage/doors.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { lookOn, pageAt } from '../support/pages.js';
import { openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

type Facts = Pick<Assignment, 'stage' | 'opensOn' | 'dueOn' | 'completedOn' | 'rectifyBy'>;

const STAGES: AssignmentStage[] = [
  ...(['assigned', 'underway', 'declined', 'returned', 'reported'] as const),
  ...(['accepted', 'rectifying', 'closed', 'waived', 'suspended'] as const),
];
const OPEN: AssignmentStage[] = ['assigned', 'underway', 'declined', 'returned'];

/** A working day, a holiday, a Sunday on which offices work, a due day and the one after, an open Saturday, the end. */
const DAYS = ['2020-05-12', '2020-06-24', '2020-06-25', '2020-06-28', '2020-06-30', '2020-07-01', '2020-10-31'];

const PAGE_DAYS = ['2020-06-28', '2020-07-01'];

/** One after another due on each of 171 days, so that every edge of every bound is met, whatever the day. */
const everyDueDay = (i: number): Facts => {
  const dueOn = plusDays('2020-05-20', i);
  return { stage: OPEN[i % 4]!, opensOn: plusDays(dueOn, -(i % 50)), dueOn, completedOn: null, rectifyBy: null };
};

/** Every stage with a completion before, on and after the due day or none, and a rectification until several days or none. */
const everyStage = (i: number): Facts => {
  const dueOn = ['2020-06-24', '2020-06-30', '2020-10-31'][i % 3]!;
  const completedOn = [null, plusDays(dueOn, -1), dueOn, plusDays(dueOn, 1)][Math.floor(i / 10) % 4]!;
  const rectifyBy = [null, '2020-06-24', '2020-06-28', '2020-07-01', '2020-10-30'][Math.floor(i / 7) % 5]!;
  return { stage: STAGES[i % 10]!, opensOn: '2020-05-12', dueOn, completedOn, rectifyBy };
};

const everything = (storage: Storage) =>
  storage.read((stores) => stores.assignments.page({ planId: 1, limit: 1000, offset: 0 }));

async function put(storage: Storage, factsOf: (i: number) => Facts): Promise<void> {
  const items = (await everything(storage)).items.sort((a, b) => a.id - b.id);
  // In several writes, so that none holds the database for long.
  for (let from = 0; from < items.length; from += 30)
    await storage.write(async ({ assignments }) => {
      for (const [i, { id, version }] of items.slice(from, from + 30).entries())
        expect(await assignments.change(id, version, factsOf(from + i))).toBe(true);
    });
}

describeOnEachDatabase('Each filter of the list', (_open, place) => {
  test('finds exactly the assignments whose light is of that kind, on every day and in every stage', async () => {
    const where = place();
    const databaseUrl = 'postgresUrl' in where ? where.postgresUrl : undefined;
    const server = await startTestServer(await openTestProgram({ databaseUrl, played: false }));
    try {
      const office = await server.signIn('office');
      for (const factsOf of [everyDueDay, everyStage]) {
        await put(server.program.storage, factsOf);
        for (const day of DAYS) await holdToTheRule(server, office, day);
      }
    } finally {
      await server.close();
    }
  }, 120_000);
});

async function holdToTheRule({ program }: TestServer, office: Visitor, day: string): Promise<void> {
  lookOn(program, day);
  const reckoning = { calendar: calendarWith([]), rules: rulesOf({ rules: '{}' }) };
  const { items } = await everything(program.storage);
  expect(items).toHaveLength(171);
  const expected = countStandings(
    items.map((item) => ({ ...item, count: 1 })),
    day,
    reckoning,
  );
  const counted = await office('/api/v1/plans/1/standings');
  expect(await counted.json()).toMatchObject({ on: day, totals: expected });
  for (const standing of STANDINGS) {
    const answer = await office(`/api/v1/plans/1/assignments?perPage=500&standing=${standing}`);
    const found = (await answer.json()) as { total: number; items: { id: number }[] };
    const burning = items.filter((item) => standingOf(item, day, reckoning) === standing).map(({ id }) => id);
    expect({ day, standing, ids: found.items.map(({ id }) => id).sort((a, b) => a - b) }).toEqual({
      ...{ day, standing },
      ids: burning.sort((a, b) => a - b),
    });
    expect(found.total).toBe(burning.length);
    // The page asks by the same bounds; on two days its own total is read too.
    if (PAGE_DAYS.includes(day))
      expect(await pageAt(office, `/plans/1/assignments?standing=${standing}`)).toContain(`>共${burning.length}项<`);
  }
  const late = (expected.overdue ?? 0) + (expected['rectifying-late'] ?? 0);
  expect(await pageAt(office, '/plans/1/assignments?standing=late')).toContain(`>共${late}项<`);
  const finished = [...FINISHED].reduce((sum, standing) => sum + (expected[standing] ?? 0), 0);
  expect(await pageAt(office, '/plans/1/assignments?standing=finished')).toContain(`>共${finished}项<`);
}
