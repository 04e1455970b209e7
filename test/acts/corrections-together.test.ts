import { correctPlan, workOut } from '../../src/acts/correct-plan.js';
import { momentAt } from '../../src/clock.js';
import { type Correction } from '../../src/domain/corrections.js';
import { deliver } from '../../src/mail/deliver.js';
import { type Storage } from '../../src/storage/doors.js';
import { describeOnEachDatabase, smallWorld } from '../support/databases.js';
import { mailbox } from '../support/mailbox.js';

const PLAN = 1;
const at = (time: string) => momentAt('2020-06-24', time);

/** Corrects the plan at a time of the day; the units are told a while later. */
const correct = (storage: Storage, correction: Correction, time: string, tellTime: string) =>
  storage.write(async (stores) => {
    const { mark } = await workOut(stores, PLAN, correction, at(time).today);
    const { version } = (await stores.plans.byId(PLAN))!;
    const request = { planId: PLAN, version, correction, reason: '重新印发', seen: mark, tellAt: at(tellTime).at };
    return correctPlan(stores, request, { ...at(time), actor: '领导小组办公室' });
  });

const NEW_PHASE: Correction = { kind: 'phase-new', title: '核查', start: null, day: '2020-07-31' };

describeOnEachDatabase('Corrections made one after another', (open) => {
  async function begin() {
    const storage = await open();
    const { assignments } = await smallWorld(storage);
    const { got, post } = mailbox(storage);
    return { storage, got, post, last: assignments.at(-1)! };
  }

  test('are told each unit in one mail, in their order and their own words, a while after the last', async () => {
    const { storage, got, post, last } = await begin();
    await correct(storage, NEW_PHASE, '09:00', '09:10');
    await deliver(post, at('09:05'));
    expect(got).toEqual([]);
    await correct(storage, { kind: 'phase-due', phaseId: last.phaseId, day: '2020-10-15' }, '09:06', '09:16');
    // The last one counts: the series may not be over.
    await deliver(post, at('09:10'));
    expect(got).toEqual([]);
    await deliver(post, at('09:16'));
    const { mails } = await storage.read(({ outbox }) => outbox.list({ kind: 'notice', limit: 50, offset: 0 }));
    const states = mails.map(({ unitId, state }) => `${unitId} ${state}`).sort();
    // The unit without an address waits for one, with both told in one all the same.
    expect(states).toEqual(['1 obsolete', '1 sent', '2 obsolete', '2 sent', '3 held', '3 obsolete']);
    expect(got.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/方案2处更正/),
      expect.stringMatching(/方案2处更正/),
    ]);
    const text = got[0]!.text.replace(/\s/g, '');
    expect(text).toContain('方案作了2处涉及你单位的更正');
    expect(text).toMatch(/1\.增加阶段“核查”.*2\.第.阶段“.*改为2020年10月15日.*更正理由：重新印发/);
    expect(text.match(/更正理由/g)).toHaveLength(1);
    const items = await storage.read(({ outbox }) =>
      Promise.all(mails.filter(({ state }) => state === 'sent').map(({ id }) => outbox.items(id))),
    );
    // An item of the new phase and one whose day has changed, for each measure of the unit.
    expect(items.map((rows) => rows.length)).toEqual([4, 4]);
  });

  test('one by itself is told as it always was', async () => {
    const { storage, got, post } = await begin();
    await correct(storage, NEW_PHASE, '09:00', '09:10');
    await deliver(post, at('09:10'));
    expect(got).toHaveLength(2);
    expect(got[0]!.subject).toContain('增加阶段，新增2项工作');
    expect(got[0]!.text).not.toContain('1. ');
  });

  test('of a day that a correction gave to work that the next one takes away nothing is told', async () => {
    const { storage, got, post } = await begin();
    const { items } = await storage.read(({ assignments }) => assignments.page({ planId: PLAN, limit: 50, offset: 0 }));
    const item = items.find(({ unitId, dueOn }) => unitId === 1 && dueOn > '2020-07-01')!;
    await correct(storage, { kind: 'item-due', assignmentId: item.id, day: '2020-08-15' }, '09:00', '09:10');
    await correct(storage, { kind: 'duty-end', measureId: item.measureId, unitId: 1 }, '09:05', '09:15');
    await deliver(post, at('09:20'));
    expect(got).toHaveLength(1);
    expect(got[0]!.text).toContain('你单位不再承担');
    expect(got[0]!.text).not.toContain('8月15日（含当日）');
  });
});
