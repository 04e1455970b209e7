import { saidKeys } from '../../src/acts/said.js';
import { momentAt } from '../../src/clock.js';
import { isWorkday } from '../../src/domain/calendar.js';
import { plusDays } from '../../src/domain/day.js';
import { noticesOwed } from '../../src/domain/notices.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { queueNotices } from '../../src/reminders/reminders.service.js';
import { type Storage } from '../../src/storage/doors.js';
import { type AssignmentPatch } from '../../src/storage/stores/assignments.js';
import { calendarWith } from '../../src/working-days.js';
import { describeOnEachDatabase, describeOnSqlite, type SmallWorld, smallWorld } from '../support/databases.js';
import { countStatements, statementsDuring } from '../support/statements.js';

const calendar = calendarWith([]);
const context = { calendar, rulesOfPlan: () => DEFAULT_RULES };
const sweepOn = (storage: Storage, day: string) =>
  storage.write((stores) => queueNotices(stores, momentAt(day, '08:30')));

const change = (storage: Storage, id: number, patch: AssignmentPatch) =>
  storage.write(async (stores) => {
    const { version } = (await stores.assignments.byId(id))!;
    expect(await stores.assignments.change(id, version, patch)).toBe(true);
  });

/** What the outbox holds for the units of a day: '1 reminder 7:T-5 8:T-5'. */
async function heardOn(storage: Storage, day: string): Promise<string[]> {
  return storage.read(async ({ outbox }) => {
    const { mails } = await outbox.list({ dayFrom: day, dayTo: day, limit: 99, offset: 0 });
    const items = await outbox.itemsOf(mails.map(({ id }) => id));
    return mails.map(({ id, unitId, kind }) => told(unitId, kind, items.get(id) ?? [])).sort();
  });
}

const told = (unitId: number | null, kind: string, items: readonly { assignmentId: number; rule: string }[]) =>
  [unitId, kind, ...items.map(({ assignmentId, rule }) => `${assignmentId}:${rule}`).sort()].join(' ');

/** What the rule says of every item there is. */
async function owedOn(storage: Storage, { plan }: SmallWorld, day: string): Promise<string[]> {
  return storage.read(async ({ assignments, outbox }) => {
    const { items } = await assignments.page({ planId: plan.id, limit: 99, offset: 0 });
    const said = saidKeys(await outbox.saidFor(items.map(({ id }) => id)));
    return noticesOwed(items, said, day, context)
      .map(({ unitId, kind, items: own }) => told(unitId, kind, own))
      .sort();
  });
}

/** What happens to the items on some days of the summer: reports, returns, completions, other deadlines. */
const COURSE: Readonly<Record<string, readonly [item: number, patch: AssignmentPatch][]>> = {
  '2020-06-09': [[0, { reportedFor: '2020-06-10', stage: 'underway' }]],
  '2020-06-16': [
    [1, { stage: 'reported' }],
    [2, { assignedOn: '2020-06-16' }],
  ],
  '2020-06-23': [
    [0, { reportedFor: null, returnedOn: '2020-06-23' }],
    [3, { dueOn: '2020-07-15' }],
  ],
  '2020-06-29': [
    [1, { stage: 'returned', returnedOn: '2020-06-29' }],
    [4, { reportedFor: '2020-06-24' }],
  ],
  '2020-07-02': [
    [5, { stage: 'waived' }],
    [3, { dueOn: '2020-06-30' }],
  ],
  '2020-07-13': [
    [3, { dueOn: '2020-08-14' }],
    [1, { stage: 'accepted' }],
  ],
  '2020-07-22': [
    [6, { reportedFor: '2020-07-24' }],
    [7, { stage: 'suspended' }],
  ],
  '2020-08-03': [
    [1, { stage: 'underway', dueOn: '2020-08-31' }],
    [7, { stage: 'underway' }],
  ],
};

describeOnEachDatabase('A sweep', (open) => {
  test('says of the groups it reads what the rule says of all items, day after day, and nothing twice', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    let mails = 0;
    for (let day = '2020-06-05'; day <= '2020-08-20'; day = plusDays(day, 1)) {
      for (const [index, patch] of COURSE[day] ?? []) await change(storage, world.assignments[index]!.id, patch);
      const owed = await owedOn(storage, world, day);
      if (!isWorkday(calendar, day)) expect(owed).toEqual([]);
      await sweepOn(storage, day);
      expect({ day, heard: await heardOn(storage, day) }).toEqual({ day, heard: owed });
      mails += owed.length;
      expect(Object.values(await sweepOn(storage, day))).toEqual([0, 0, 0]);
    }
    expect(mails).toBeGreaterThan(40);
  }, 60_000);

  test('a deadline that moves away and back is spoken of anew, and not of what was said before', async () => {
    const storage = await open();
    const { assignments } = await smallWorld(storage);
    const { id, unitId } = assignments[0]!;
    const stepsOn = async (day: string) => {
      await sweepOn(storage, day);
      const heard = (await heardOn(storage, day)).find((line) => line.startsWith(`${unitId} `)) ?? '';
      return heard.split(' ').filter((word) => word.startsWith(`${id}:T`));
    };
    expect(await stepsOn('2020-06-22')).toEqual([`${id}:T-5`]);
    await change(storage, id, { dueOn: '2020-07-06' });
    expect(await stepsOn('2020-06-23')).toEqual([`${id}:T-10`]);
    await change(storage, id, { dueOn: '2020-06-30' });
    // The step of the old day was said on the 22nd; the next one is on the 24th.
    expect(await stepsOn('2020-06-23')).toEqual([`${id}:T-10`]);
    expect(await stepsOn('2020-06-24')).toEqual([`${id}:T-3`]);
  });
});

describeOnSqlite('What a sweep asks', (open) => {
  beforeAll(countStatements);

  test('does not grow with the items that owe nothing', async () => {
    const storage = await open();
    const { plan, phases, units } = await smallWorld(storage);
    await sweepOn(storage, '2020-06-22');
    const few = await statementsDuring(() => sweepOn(storage, '2020-06-22'));
    await storage.write(async ({ plans, assignments }) => {
      const [model] = (await assignments.page({ planId: plan.id, limit: 1, offset: 0 })).items;
      const measures = Array.from({ length: 100 }, (_, i) => ({
        ...{ planId: plan.id, position: i + 3, number: `${i + 3}`, title: '措施', text: '措施' },
        ...{ dueOn: null, sourceStart: 0, sourceEnd: 1 },
      }));
      const rows = (await plans.insertMeasures(measures)).flatMap((measureId) =>
        units.map(({ id: unitId }) => ({ ...model!, id: undefined, measureId, unitId, phaseId: phases[0]!.id })),
      );
      await assignments.insertMany(rows);
    });
    // The day's mail has left: what came since is said on the next working day.
    expect(await sweepOn(storage, '2020-06-23')).toEqual({ chase: 0, reminder: 3, 'report-request': 0 });
    expect(await statementsDuring(() => sweepOn(storage, '2020-06-23'))).toBe(few);
  });
});
