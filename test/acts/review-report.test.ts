import { type Occasion } from '../../src/acts/history.js';
import { acceptReports, reviewReport, type ReviewRequest } from '../../src/acts/review-report.js';
import { submitReports } from '../../src/acts/submit-reports.js';
import { momentAt } from '../../src/clock.js';
import { makeCalendar } from '../../src/domain/calendar.js';
import { type RuleBroken } from '../../src/domain/errors.js';
import { type AssignmentStage } from '../../src/domain/plan.js';
import { type Report, type ReportKind, REVIEW_CHECKS, type ReviewCheck } from '../../src/domain/reports.js';
import { deliver } from '../../src/mail/deliver.js';
import { type Storage } from '../../src/storage/doors.js';
import { mailbox } from '../support/mailbox.js';
import { describeOnEachDatabase, type SmallWorld, smallWorld } from '../support/databases.js';

const calendar = makeCalendar([], 2021);
const FILED: Occasion = { at: '2020-06-22T02:00:00.000Z', today: '2020-06-22', actor: '县公安局联络员' };
const REVIEWED: Occasion = { at: '2020-06-24T02:00:00.000Z', today: '2020-06-24', actor: '领导小组办公室' };
const FIVE = Object.keys(REVIEW_CHECKS) as ReviewCheck[];

/** Files a report of a kind for the second unit's part of the first measure. */
async function filed(storage: Storage, world: SmallWorld, kind: ReportKind, index = 1): Promise<Report> {
  const item = world.assignments[index]!;
  const person = {
    role: 'liaison',
    name: '联络员',
    unitId: item.unitId,
    accountId: null,
    contactId: null,
    items: null,
  };
  const entry = {
    ...{ assignmentId: item.id, version: item.version, kind, rating: 'on-track' as const, progress: '已走访12户' },
    ...{ problems: '', needs: '', needsFrom: '', nextSteps: '', nextOn: null },
  };
  const request = { planId: world.plan.id, unitId: item.unitId, byName: '王五', phone: null, entries: [entry] };
  return storage.write(async (stores) => {
    const id = await submitReports(stores, { ...request, person: person as never }, calendar, FILED);
    return (await stores.reports.ofSubmission(id))[0]!;
  });
}

const review = (storage: Storage, report: Report, more: Partial<ReviewRequest>, occasion = REVIEWED) =>
  storage.write((stores) =>
    reviewReport(
      stores,
      { reportId: report.id, version: 1, outcome: 'accept', checks: FIVE, reason: '', ...more },
      occasion,
    ),
  );

const itemOf = (storage: Storage, report: Report) =>
  storage.read(async (stores) => (await stores.assignments.byId(report.assignmentId))!);
const historyOf = (storage: Storage, report: Report) =>
  storage.read(async (stores) => stores.history.ofAssignment({ id: report.assignmentId, planId: report.planId }));
const mails = (storage: Storage) =>
  storage.read(async (stores) => (await stores.outbox.list({ kind: 'returned', limit: 9, offset: 0 })).mails);

describeOnEachDatabase('a review', (open) => {
  test.each<[ReportKind, 'accept' | 'return', AssignmentStage, string | null, string | null, string]>([
    ['completion', 'accept', 'accepted', '2020-06-22', null, 'accept'],
    ['completion', 'return', 'returned', null, '2020-06-24', 'return'],
    ['progress', 'accept', 'underway', null, null, 'accept-report'],
    ['progress', 'return', 'underway', null, '2020-06-24', 'return-report'],
    ['no-change', 'accept', 'underway', null, null, 'accept-report'],
    ['nothing', 'return', 'underway', null, '2020-06-24', 'return-report'],
  ])('of a %s report that says %s leaves the item %s', async (kind, outcome, stage, completedOn, returnedOn, act) => {
    const storage = await open();
    const report = await filed(storage, await smallWorld(storage), kind);
    const period = (await itemOf(storage, report)).reportedFor;
    await review(storage, report, { outcome, reason: outcome === 'return' ? '请补充佐证' : '' });
    const item = await itemOf(storage, report);
    expect(item).toMatchObject({ stage, completedOn, returnedOn, reportedFor: outcome === 'return' ? null : period });
    const after = await storage.read((stores) => stores.reports.byId(report.id));
    expect(after).toMatchObject({
      ...{
        stage: outcome === 'accept' ? 'accepted' : 'returned',
        reviewedBy: '领导小组办公室',
        reviewedOn: '2020-06-24',
      },
      ...{ checks: JSON.stringify(FIVE), version: 2 },
    });
    const entry = (await historyOf(storage, report)).at(-1)!;
    expect(entry).toMatchObject({ act, actor: '领导小组办公室', day: '2020-06-24' });
    expect(JSON.parse(entry.facts)).toMatchObject({ reportBefore: 'submitted', reportId: report.id });
  });

  test('that returns a report tells the unit once, with the reason; one that accepts writes to nobody', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    const [first, second] = [await filed(storage, world, 'completion'), await filed(storage, world, 'progress', 4)];
    await review(storage, first, { outcome: 'return', reason: '请补充<b>花名册</b>' });
    await review(storage, second, {});
    const sent = await mails(storage);
    expect(sent).toMatchObject([{ unitId: first.unitId, key: `returned:${first.id}`, state: 'pending' }]);
    expect(JSON.parse(sent[0]!.words!)).toMatchObject({
      ask: expect.stringContaining('的办结申请经审核退回') as string,
      paragraphs: ['退回理由：请补充<b>花名册</b>'],
    });
    expect((await storage.read((stores) => stores.outbox.saidFor([first.assignmentId])))[0]).toMatchObject({
      rule: `returned:${first.id}`,
    });
  });

  test('of several reports of a unit that returns them one after another tells it in one mail, a while after the last', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    const [first, second] = [await filed(storage, world, 'completion'), await filed(storage, world, 'progress', 4)];
    const { got, post } = mailbox(storage);
    const told = (time: string) => ({ tellAt: momentAt('2020-06-24', time).at, outcome: 'return' as const });
    await review(storage, first, { ...told('10:10'), reason: '请补充花名册' });
    await review(storage, second, { ...told('10:15'), reason: '数字与上期不符' });
    await deliver(post, momentAt('2020-06-24', '10:10'));
    expect(got).toEqual([]);
    await deliver(post, momentAt('2020-06-24', '10:15'));
    expect(got.map(({ subject }) => subject)).toEqual([expect.stringContaining('2份报告退回重报')]);
    const text = got[0]!.text.replace(/\s/g, '');
    expect(text).toMatch(/1\.“.+”的办结申请.*退回理由：请补充花名册2\.“.+退回理由：数字与上期不符/);
    expect(new Set(text.match(/\/l\/[\w-]+/g)).size).toBe(1);
    expect((await mails(storage)).map(({ state }) => state).sort()).toEqual(['obsolete', 'sent']);
  });

  test('that was made a moment ago is told to whoever comes second, by whom and how', async () => {
    const storage = await open();
    const report = await filed(storage, await smallWorld(storage), 'completion');
    const both = await Promise.allSettled([
      review(storage, report, {}, { ...REVIEWED, actor: '张三' }),
      review(storage, report, { outcome: 'return', reason: '不实' }, { ...REVIEWED, actor: '李四' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((one) => one.status === 'rejected')!.reason as RuleBroken;
    const won = (await storage.read((stores) => stores.reports.byId(report.id)))!;
    expect([lost.code, lost.facts['by']]).toEqual(['report-reviewed', won.reviewedBy]);
    expect((await historyOf(storage, report)).filter(({ actor }) => actor === '张三' || actor === '李四')).toHaveLength(
      1,
    );
  });

  test.each<[string, Partial<ReviewRequest>, ReportKind, string]>([
    ['a return without a reason', { outcome: 'return', reason: ' \n' }, 'progress', 'reason-missing'],
    ['a completion accepted with four ticks', { checks: FIVE.slice(1) }, 'completion', 'checks-missing'],
    ['a version that never was', { version: 7 }, 'progress', 'stale'],
    ['a report that never was', { reportId: 4711 }, 'progress', 'not-found'],
  ])('is refused for %s, and nothing is kept of it', async (_name, more, kind, code) => {
    const storage = await open();
    const report = await filed(storage, await smallWorld(storage), kind);
    await expect(review(storage, report, more)).rejects.toMatchObject({ code });
    expect(await storage.read((stores) => stores.reports.byId(report.id))).toEqual(report);
    expect(await mails(storage)).toEqual([]);
  });

  test('of a completion whose item the office has suspended meanwhile only puts the report on file', async () => {
    const storage = await open();
    const report = await filed(storage, await smallWorld(storage), 'completion');
    const item = await itemOf(storage, report);
    await storage.write((stores) => stores.assignments.change(item.id, item.version, { stage: 'suspended' }));
    await review(storage, report, {});
    expect(await itemOf(storage, report)).toMatchObject({ stage: 'suspended' });
  });

  test('of many at once accepts what it may, names what it could not, and keeps it all in one history', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    const one = await filed(storage, world, 'progress', 1);
    const two = await filed(storage, world, 'nothing', 2);
    const completion = await filed(storage, world, 'completion', 5);
    const done = await filed(storage, world, 'no-change', 4);
    await review(storage, done, {}, { ...REVIEWED, actor: '张三' });
    const reportIds = [one.id, two.id, one.id, completion.id, done.id, 4711];
    const answer = await storage.write((stores) =>
      acceptReports(stores, { planId: world.plan.id, reportIds }, REVIEWED),
    );
    expect(answer).toEqual({
      accepted: [one.id, two.id],
      refused: [
        { reportId: completion.id, why: 'completion' },
        { reportId: done.id, why: 'reviewed' },
        { reportId: 4711, why: 'not-found' },
      ],
    });
    const after = await storage.read((stores) => stores.desk.reportsByIds([one.id, two.id, completion.id, done.id]));
    expect(after.map(({ stage, reviewedBy, version }) => [stage, reviewedBy, version])).toEqual([
      ['accepted', '领导小组办公室', 2],
      ['accepted', '领导小组办公室', 2],
      ['submitted', null, 1],
      ['accepted', '张三', 2],
    ]);
    expect((await historyOf(storage, one)).at(-1)).toMatchObject({ act: 'accept-report', actor: '领导小组办公室' });
  });

  test('of reports of another plan accepts none', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    const report = await filed(storage, world, 'progress');
    const answer = await storage.write((stores) =>
      acceptReports(stores, { planId: 99, reportIds: [report.id] }, REVIEWED),
    );
    expect(answer).toEqual({ accepted: [], refused: [{ reportId: report.id, why: 'not-found' }] });
  });
});
