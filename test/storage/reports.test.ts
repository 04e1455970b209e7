import { acknowledgeAll } from '../../src/acts/acknowledge-all.js';
import { type ReportEntry, submitReports, withdrawReport } from '../../src/acts/submit-reports.js';
import { type Person } from '../../src/domain/permissions.js';
import { type Assignment } from '../../src/domain/plan.js';
import { owingBounds, periodOwed } from '../../src/domain/reporting.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { WITH_UNIT } from '../../src/domain/standing.js';
import { type Storage } from '../../src/storage/doors.js';
import { calendarWith } from '../../src/working-days.js';
import { describeOnEachDatabase, smallWorld, type SmallWorld } from '../support/databases.js';
import { broken, entry, liaison, occasion } from '../support/reporting.js';

const calendar = calendarWith([]);
const rules = DEFAULT_RULES;

describeOnEachDatabase('what a unit reports', (open) => {
  let storage: Storage;
  let small: SmallWorld;
  let lead: Assignment[];
  let other: Assignment[];
  const of = (unit: number) => small.assignments.filter(({ unitId }) => unitId === small.units[unit]!.id);
  const submit = (
    entries: ReportEntry[],
    today = '2020-06-09',
    person = liaison(lead[0]!.unitId),
    unitId = person.unitId!,
  ) =>
    storage.write((stores) =>
      submitReports(
        stores,
        { planId: small.plan.id, unitId, person, byName: '王芳', phone: '27700001', entries },
        calendar,
        occasion(today),
      ),
    );
  const one = (id: number) => storage.read((stores) => stores.assignments.byId(id));

  beforeEach(async () => {
    storage = await open();
    small = await smallWorld(storage);
    lead = of(0);
    other = of(1);
  });

  test('one submission serves several measures: each item moves on, answers its period and remembers it', async () => {
    const [first, second] = [lead[0]!, lead[1]!];
    const id = await submit([entry(second, { kind: 'no-change', progress: '与上期相同' }), entry(first)]);
    const reports = await storage.read((stores) => stores.reports.ofSubmission(id));
    expect(reports.map(({ assignmentId, kind, periodOn, stage }) => [assignmentId, kind, periodOn, stage])).toEqual([
      [first.id, 'progress', '2020-06-10', 'submitted'],
      [second.id, 'no-change', '2020-06-10', 'submitted'],
    ]);
    expect(await one(first.id)).toMatchObject({ stage: 'underway', reportedFor: '2020-06-10', version: 2 });
    const entries = await storage.read((stores) => stores.history.ofAssignment(first));
    expect(entries.at(-1)).toMatchObject({ act: 'update', actor: '县委宣传部联络员' });
    expect(JSON.parse(entries.at(-1)!.facts)).toEqual({
      ...{ before: 'assigned', after: 'underway', kind: 'progress', period: '2020-06-10', submissionId: id },
    });
    const past = await storage.read((stores) =>
      stores.reports.submissionsOf(small.plan.id, first.unitId, { limit: 10, items: null }),
    );
    expect(past.map(({ byName, count }) => [byName, count])).toEqual([['王芳', 2]]);
  });

  test('零报告 needs no words and answers the period; everything else needs words', async () => {
    await submit([entry(lead[0]!, { kind: 'nothing', progress: '' })]);
    expect(await one(lead[0]!.id)).toMatchObject({ reportedFor: '2020-06-10' });
    for (const kind of ['progress', 'no-change', 'completion'] as const)
      expect(await broken(submit([entry(lead[1]!, { kind, progress: ' \n' })]))).toBe('report-words-missing');
  });

  test('a lead unit completes its own part only with a word on each unit still open', async () => {
    const done = entry(lead[0]!, { kind: 'completion' });
    expect(await broken(submit([done]))).toBe('open-units-missing');
    const words = { [String(small.units[1]!.id)]: '已催办，月底前报', [String(small.units[2]!.id)]: ' ' };
    expect(await broken(submit([{ ...done, openUnits: words }]))).toBe('open-units-missing');
    const both = { ...words, [String(small.units[2]!.id)]: '数据待核' };
    const id = await submit([{ ...done, openUnits: both }]);
    expect(await one(lead[0]!.id)).toMatchObject({ stage: 'reported', completedOn: '2020-06-09' });
    const [report] = await storage.read((stores) => stores.reports.ofSubmission(id));
    expect(JSON.parse(report!.openUnits)).toEqual(both);
    // A responsible unit answers for nobody else.
    await submit([entry(other[0]!, { kind: 'completion' })], '2020-06-09', liaison(other[0]!.unitId));
    expect(await one(other[0]!.id)).toMatchObject({ stage: 'reported' });
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['nothing', () => submit([]), 'report-empty'],
    ['the same item twice', () => submit([entry(lead[0]!), entry(lead[0]!)]), 'not-found'],
    ['another unit’s item', () => submit([entry(other[0]!)]), 'not-found'],
    [
      'for another unit',
      () => submit([entry(other[0]!)], '2020-06-09', liaison(lead[0]!.unitId), other[0]!.unitId),
      'not-found',
    ],
    [
      'beyond a link',
      () => submit([entry(lead[1]!)], '2020-06-09', liaison(lead[0]!.unitId, [lead[0]!.id])),
      'not-found',
    ],
    ['an item seen in an older state', () => submit([entry(lead[0]!, { version: 9 })]), 'report-stale'],
  ])('is refused as a whole: %s', async (_name, work, code) => {
    expect(await broken(work())).toBe(code);
    expect(await storage.read((stores) => stores.reports.submission(1))).toBeNull();
    expect(await one(lead[0]!.id)).toMatchObject({ stage: 'assigned', version: 1 });
  });

  test('what a unit reported is not taken back by the unit that has taken the item over', async () => {
    const item = other[0]!;
    const submissionId = await submit([entry(item)], '2020-06-09', liaison(item.unitId));
    const [report] = await storage.read((stores) => stores.reports.ofSubmission(submissionId));
    const successorId = await storage.write((stores) => stores.plans.insertUnit({ name: '接手单位', mail: null }));
    await storage.write((stores) =>
      stores.assignments.change(item.id, item.version + 1, { unitId: successorId, stage: 'assigned' }),
    );
    for (const unitId of [successorId, item.unitId]) {
      const request = { reportId: report!.id, version: 1, person: liaison(unitId) };
      const taken = storage.write((stores) => withdrawReport(stores, request, occasion('2020-06-10')));
      expect(await broken(taken)).toBe('not-found');
    }
  });

  test('numbers are those asked for under the item’s own measure, each once', async () => {
    const item = other[0]!;
    const elsewhere = small.assignments.find(({ measureId }) => measureId !== item.measureId)!;
    const ask = (measureId: number) => ({
      planId: small.plan.id,
      measureId,
      name: '户数',
      unitWord: '户',
      target: null,
    });
    const [own, foreign] = await storage.write(async (stores) => {
      for (const { measureId } of [item, elsewhere]) await stores.reports.insertIndicator(ask(measureId));
      const asked = await stores.reports.indicatorsOf(small.plan.id);
      return [item, elsewhere].map(({ measureId }) => asked.find((one) => one.measureId === measureId)!.id);
    });
    const say = (...ids: number[]) =>
      submit(
        [entry(item, { figures: ids.map((indicatorId) => ({ indicatorId, thisPeriod: '1', total: '1' })) })],
        '2020-06-09',
        liaison(item.unitId),
      );
    for (const ids of [[foreign!], [own!, own!], [4711]]) expect(await broken(say(...ids))).toBe('bad-input');
    expect(await storage.read((stores) => stores.reports.latestOf([item.id]))).toEqual([]);
    expect(await say(own!)).toBeGreaterThan(0);
  });

  test('fifty at once: one is filed, forty-nine are told that another was quicker, and nothing is filed twice', async () => {
    const tries = await Promise.all(
      Array.from({ length: 50 }, (_, i) => broken(submit([entry(lead[i % 2]!), entry(lead[(i + 1) % 2]!)]))),
    );
    expect(tries.filter((code) => code === 'nothing')).toHaveLength(1);
    expect(new Set(tries)).toEqual(new Set(['nothing', 'report-stale']));
    const past = await storage.read((stores) =>
      stores.reports.submissionsOf(small.plan.id, lead[0]!.unitId, { limit: 100, items: null }),
    );
    expect(past).toHaveLength(1);
  });

  test('what was filed is taken back while nobody has reviewed it, and the period is open again', async () => {
    await submit([entry(lead[0]!)], '2020-06-09');
    const now = (await one(lead[0]!.id))!;
    const words = Object.fromEntries(small.units.slice(1).map(({ id }) => [String(id), '待报']));
    const id = await submit([entry(now, { kind: 'completion', openUnits: words })], '2020-06-15');
    expect(await one(now.id)).toMatchObject({ stage: 'reported', reportedFor: '2020-06-24' });
    const [report] = await storage.read((stores) => stores.reports.ofSubmission(id));
    const takeBack = (version: number, person = liaison(now.unitId)) =>
      storage.write((stores) =>
        withdrawReport(stores, { reportId: report!.id, version, person }, occasion('2020-06-16')),
      );
    expect(await broken(takeBack(1, liaison(other[0]!.unitId)))).toBe('not-found');
    expect(await broken(takeBack(7))).toBe('stale');
    await takeBack(1);
    expect(await one(now.id)).toMatchObject({ stage: 'underway', completedOn: null, reportedFor: '2020-06-10' });
    expect(await broken(takeBack(2))).toBe('act-not-open');
    const [latest] = await storage.read((stores) => stores.reports.latestOf([now.id]));
    expect(latest).toMatchObject({ submittedOn: '2020-06-09' });
  });

  test('全部签收 acknowledges all that waits for it, and only what is the person’s own', async () => {
    const all = (person: Person) =>
      storage.write((stores) =>
        acknowledgeAll(stores, { planId: small.plan.id, unitId: lead[0]!.unitId, person }, occasion('2020-05-13')),
      );
    expect(await all(liaison(other[0]!.unitId))).toBe(0);
    expect(await all(liaison(lead[0]!.unitId, [lead[2]!.id]))).toBe(1);
    expect(await all(liaison(lead[0]!.unitId))).toBe(lead.length - 1);
    expect(await all(liaison(lead[0]!.unitId))).toBe(0);
    expect(await one(lead[0]!.id)).toMatchObject({ stage: 'underway', version: 2 });
    expect((await one(other[0]!.id))?.stage).toBe('assigned');
  });

  test('those who owe a reporting day are found by bounds, and are those of which the rule says so', async () => {
    await submit([entry(lead[0]!)], '2020-06-09');
    for (const today of [
      '2020-05-26',
      '2020-06-10',
      '2020-06-12',
      '2020-06-25',
      '2020-08-11',
      '2020-09-12',
      '2020-12-01',
    ]) {
      const bounds = owingBounds(today, { calendar, rules });
      const items = (
        await storage.read((stores) => stores.assignments.page({ planId: small.plan.id, limit: 99, offset: 0 }))
      ).items;
      const expected = items
        .filter((item) => WITH_UNIT.includes(item.stage))
        .filter((item) => {
          const owed = periodOwed(item, today, { calendar, rules });
          return owed !== null && (item.reportedFor === null || item.reportedFor < owed);
        })
        .map(({ id }) => id);
      const found = await storage.read((stores) => stores.reports.owingItems(small.plan.id, bounds, { limit: 99 }));
      expect([today, found.map(({ id }) => id).sort((a, b) => a - b)]).toEqual([today, expected.sort((a, b) => a - b)]);
      const units = await storage.read((stores) => stores.reports.owingUnits(small.plan.id, bounds));
      expect(units.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length);
    }
    const measureId = lead[0]!.measureId;
    const bounds = owingBounds('2020-06-12', { calendar, rules });
    const ofMeasure = await storage.read((stores) =>
      stores.reports.owingItems(small.plan.id, bounds, { measureId, limit: 99 }),
    );
    expect(ofMeasure.map(({ unitName }) => unitName)).toEqual(['县公安局', '县教育局']);
  });

  test('a number is asked for once under a measure', async () => {
    const row = {
      planId: small.plan.id,
      measureId: small.measures[0]!.id,
      name: '建档户数',
      unitWord: '户',
      target: null,
    };
    const ask = () => storage.write((stores) => stores.reports.insertIndicator(row));
    expect([await ask(), await ask()]).toEqual([true, false]);
    expect(await storage.read((stores) => stores.reports.measuresLedBy(small.plan.id, lead[0]!.unitId))).toEqual(
      new Set(small.measures.map(({ id }) => id)),
    );
    expect(await storage.read((stores) => stores.reports.measuresLedBy(small.plan.id, other[0]!.unitId))).toEqual(
      new Set(),
    );
  });
});
