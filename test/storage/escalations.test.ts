import { momentAt } from '../../src/clock.js';
import { isWorkday } from '../../src/domain/calendar.js';
import { chaseNumber } from '../../src/domain/chases.js';
import { plusDays } from '../../src/domain/day.js';
import { rungOf } from '../../src/domain/escalation.js';
import { queueEscalations } from '../../src/reminders/escalations.js';
import { queueNotices } from '../../src/reminders/reminders.service.js';
import { type Assignment } from '../../src/domain/plan.js';
import { type Storage, type Stores } from '../../src/storage/doors.js';
import { calendarWith } from '../../src/working-days.js';
import { describeOnEachDatabase, describeOnSqlite, pendingMail, smallWorld } from '../support/databases.js';
import { withLeaders } from '../support/leaders.js';
import { countStatements, statementsDuring } from '../support/statements.js';

const calendar = calendarWith([]);

/** Runs a morning's jobs. */
const sweepOn = (storage: Storage, day: string) =>
  storage.write(async (stores) => {
    await queueNotices(stores, momentAt(day, '08:30'));
    await queueEscalations(stores, momentAt(day, '08:30'));
  });

/** Runs the morning's jobs of every working day from one to another. */
async function mornings(storage: Storage, from: string, to: string): Promise<void> {
  for (let day = from; day <= to; day = plusDays(day, 1)) if (isWorkday(calendar, day)) await sweepOn(storage, day);
}

/** The mails up the ladder as a clerk would list them: day, number, to whom, state, which rungs of how many items. */
async function ladderOf(storage: Storage): Promise<string[]> {
  return storage.read(async ({ outbox }) => {
    const { mails } = await outbox.list({ kind: 'escalation', limit: 100, offset: 0 });
    const items = await outbox.itemsOf(mails.map(({ id }) => id));
    return mails.reverse().map((mail) => {
      const own = items.get(mail.id) ?? [];
      const rungs = [...new Set(own.map(({ rule }) => rungOf(rule)))].sort().join('+');
      return `${mail.day} 第${mail.number}号 ${mail.toName} ${mail.state} L${rungs}×${own.length}`;
    });
  });
}

describeOnEachDatabase('the ladder in the outbox', (open) => {
  test('a due day that nobody answers goes up rung by rung, one mail for each superior, the county’s held', async () => {
    const storage = await open();
    await withLeaders(storage, await smallWorld(storage));
    await mornings(storage, '2020-06-29', '2020-07-31');
    // 30 June is a Tuesday. The third unit has no leaders: it is heard of first by the deputy leader. Chases take 3 numbers a day.
    expect(await ladderOf(storage)).toEqual([
      '2020-07-01 第4号 县委宣传部分管领导 pending L1×2',
      '2020-07-01 第5号 县公安局主要负责人 pending L1×2',
      '2020-07-03 第9号 县委宣传部主要负责人 pending L2×2',
      '2020-07-03 第10号 县公安局主要负责人 pending L2×2',
      '2020-07-09 第14号 领导小组副组长（县政府副县长） held L3×6',
      '2020-07-16 第15号 领导小组组长 held L4×6',
    ]);
    // Each chase and each rung is numbered once in its plan and year, without a gap, and a second sweep finds nothing.
    await mornings(storage, '2020-07-31', '2020-07-31');
    const { mails } = await storage.read(({ outbox }) => outbox.list({ limit: 200, offset: 0 }));
    const numbered = mails.filter(({ kind }) => kind === 'chase' || kind === 'escalation').reverse();
    expect(numbered.map(({ number }) => number)).toEqual(numbered.map((_, i) => i + 1));
    expect(numbered).toHaveLength(15);
    expect(numbered.map(chaseNumber)[11]).toBe('催办〔2020〕第12号');
    expect(mails.filter(({ kind }) => kind === 'reminder').map(({ number }) => number)).not.toContain(1);
    // A year later the count begins again.
    await mornings(storage, '2021-01-04', '2021-01-04');
    const later = await storage.read(({ outbox }) => outbox.list({ kind: 'chase', limit: 3, offset: 0 }));
    expect(later.mails.map(chaseNumber).reverse()).toEqual([1, 2, 3].map((n) => `催办〔2021〕第${n}号`));
  });

  test('plans of one office share one series of numbers, and those given before stay', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    const { id: _id, ...plan } = { ...world.plan, title: '另一方案' };
    const other = await storage.write((stores) => stores.plans.insert(plan));
    const chase = (key: string, planId: number, day: string, number: number | null = null) =>
      storage.write((stores) =>
        stores.outbox.enqueue(pendingMail(key, world.units[0]!.id, { kind: 'chase', planId, day, number }), []),
      );
    await chase('a', world.plan.id, '2020-06-24', 5);
    await chase('b', other, '2020-06-24');
    await chase('c', world.plan.id, '2020-06-28');
    await chase('d', other, '2021-01-04');
    const { mails } = await storage.read(({ outbox }) => outbox.list({ kind: 'chase', limit: 9, offset: 0 }));
    expect(mails.map((mail) => `${mail.key} ${chaseNumber(mail)}`).sort()).toEqual([
      'a 催办〔2020〕第5号',
      'b 催办〔2020〕第6号',
      'c 催办〔2020〕第7号',
      'd 催办〔2021〕第1号',
    ]);
  });

  test('two sweeps at once share no number', async () => {
    const storage = await open();
    await withLeaders(storage, await smallWorld(storage));
    const sweep = () => sweepOn(storage, '2020-07-01');
    await Promise.all([sweep(), sweep(), sweep()]);
    const { mails } = await storage.read(({ outbox }) => outbox.list({ limit: 50, offset: 0 }));
    expect(mails.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  test('a unit that has reported since its due day goes up no further, nor does what waits for an answer', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    await withLeaders(storage, world);
    await mornings(storage, '2020-07-01', '2020-07-03');
    const [lead, police, school] = world.units.map(({ id }) => id) as [number, number, number];
    const late = world.assignments.filter(({ dueOn }) => dueOn === '2020-06-30');
    const of = (unitId: number) => late.filter((one) => one.unitId === unitId);
    await storage.write(async (stores) => {
      // The police has completed both; one item of the lead unit is reported, one rests after a return.
      for (const item of of(police)) await stores.assignments.change(item.id, 1, { stage: 'reported' });
      const [first, second] = of(lead);
      await report(stores, first!, '2020-07-06');
      await stores.assignments.change(second!.id, 1, { stage: 'returned', returnedOn: '2020-07-08' });
    });
    await mornings(storage, '2020-07-06', '2020-07-09');
    expect((await ladderOf(storage)).slice(4)).toEqual([
      `2020-07-09 第13号 领导小组副组长（县政府副县长） held L3×${of(school).length}`,
    ]);
    // Two working days after the return the second item joins the mail about which the office has not decided.
    await mornings(storage, '2020-07-10', '2020-07-13');
    expect((await ladderOf(storage)).slice(4)).toEqual(['2020-07-09 第13号 领导小组副组长（县政府副县长） held L3×3']);
  });
});

/** Runs the ladder of a morning alone. */
const climbOn = (storage: Storage, day: string) =>
  storage.write((stores) => queueEscalations(stores, momentAt(day, '08:30')));

describeOnSqlite('what the ladder costs', (open) => {
  test('as many statements for thirty units as for three, and few', async () => {
    countStatements();
    const storage = await open();
    const { plan, measures, phases, units, assignments } = await smallWorld(storage);
    await withLeaders(storage, { plan, measures, phases, units, assignments });
    const few = await statementsDuring(() => climbOn(storage, '2020-07-01'));
    await storage.write(async (stores) => {
      for (let i = 0; i < 30; i++) {
        const unitId = await stores.plans.insertUnit({ name: `单位${i}`, mail: `unit-${i}@example.com` });
        const { id: _id, ...like } = assignments[0]!;
        await stores.assignments.insertMany([{ ...like, unitId, measureId: measures[1]!.id, dueOn: '2020-07-01' }]);
        const post = { kind: 'unit-head' as const, planId: null, unitId, title: '', position: 1 };
        const [postId = 0] = await stores.people.insertPosts([post]);
        const contact = { name: '某某', mail: `head-${i}@example.com`, phone: null, version: 1 };
        const [contactId = 0] = await stores.people.insertContacts([contact]);
        const from = { fromOn: '2020-05-12', untilOn: null, version: 1 };
        await stores.people.insertTenures([{ postId, contactId, ...from }]);
      }
    });
    const many = await statementsDuring(() => climbOn(storage, '2020-07-02'));
    const { total } = await storage.read(({ outbox }) => outbox.list({ kind: 'escalation', limit: 0, offset: 0 }));
    expect(total).toBe(32);
    expect(many).toBe(few);
    expect(many).toBeLessThanOrEqual(18);
  });
});

/** A unit's report of an item on a day, not yet reviewed. */
async function report({ reports }: Stores, item: Assignment, day: string): Promise<void> {
  const { planId, measureId, unitId, id: assignmentId } = item;
  const submission = { planId, unitId, submittedAt: momentAt(day, '10:00').at, submittedOn: day };
  const submissionId = await reports.insertSubmission({ ...submission, byName: '某某', phone: null, actor: '某某' });
  await reports.insertReports([
    {
      ...{ submissionId, planId, measureId, assignmentId, unitId, kind: 'progress', rating: 'difficult' },
      ...{ progress: '已摸底', problems: '', needs: '', needsFrom: '', nextSteps: '', nextOn: null, openUnits: '{}' },
      ...{ periodOn: day, submittedOn: day, stage: 'submitted', checks: '[]', reviewReason: '' },
      ...{ reviewedBy: null, reviewedOn: null, version: 1 },
    },
  ]);
}
