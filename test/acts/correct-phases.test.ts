import { correctPlan, workOut } from '../../src/acts/correct-plan.js';
import { exportPlan } from '../../src/acts/export-plan.js';
import { importExported } from '../../src/acts/import-exported.js';
import { planOfJson } from '../../src/carriers/plan-json.js';
import { momentAt } from '../../src/clock.js';
import { issuesAhead } from '../../src/digests/ahead.js';
import { type Correction } from '../../src/domain/corrections.js';
import { deliver } from '../../src/mail/deliver.js';
import { type Envelope } from '../../src/mail/message.js';
import { TEMPLATES } from '../../src/places.js';
import { createViewEngine } from '../../src/rendering/view-engine.js';
import { type Storage } from '../../src/storage/doors.js';
import { calendarWith } from '../../src/working-days.js';
import { describeOnEachDatabase, pendingMail, smallWorld } from '../support/databases.js';
import { withLeaders } from '../support/leaders.js';

const OCCASION = { ...momentAt('2020-06-24', '09:00'), actor: '领导小组办公室' };
const PLAN = 1;

/** Corrects the plan as its preview would have shown it. */
const correct = (storage: Storage, correction: Correction, occasion = OCCASION) =>
  storage.write(async (stores) => {
    const { mark } = await workOut(stores, PLAN, correction, occasion.today);
    const { version } = (await stores.plans.byId(PLAN))!;
    const request = { planId: PLAN, version, correction, reason: '重新印发', seen: mark };
    return correctPlan(stores, request, occasion);
  });
const phasesOf = (storage: Storage) =>
  storage.read(async ({ plans }) =>
    (await plans.everyPhase(PLAN)).map(
      ({ title, position, startsOn, dueOn, droppedOn }) =>
        `${position} ${title} ${startsOn} ${dueOn} ${droppedOn ?? ''}`,
    ),
  );
const itemsOf = (storage: Storage) =>
  storage.read(async ({ assignments }) => (await assignments.page({ planId: PLAN, limit: 100, offset: 0 })).items);
const noticesOf = (storage: Storage) =>
  storage.read(async ({ outbox }) => {
    const { mails } = await outbox.list({ kind: 'notice', limit: 50, offset: 0 });
    return Promise.all(
      mails.map(async (mail) => ({ ...mail, said: mail.words ?? '', items: await outbox.items(mail.id) })),
    );
  });

const VERIFY: Correction = { kind: 'phase-new', title: '核查', start: null, day: '2020-07-31' };

describeOnEachDatabase('Phases of a running plan', (open) => {
  test('one is added between two others: every duty is assigned in it, and each unit told once of its own', async () => {
    const storage = await open();
    await smallWorld(storage);
    const before = await itemsOf(storage);
    await correct(storage, VERIFY);
    expect(await phasesOf(storage)).toEqual([
      '0 第一阶段 2020-05-12 2020-06-30 ',
      '1 核查 2020-07-01 2020-07-31 ',
      '2 第二阶段 2020-08-01 2020-09-30 ',
    ]);
    const after = await itemsOf(storage);
    const made = after.filter(({ id }) => before.every((item) => item.id !== id));
    expect(made.map(({ stage, opensOn, dueOn, assignedOn }) => `${stage} ${opensOn} ${dueOn} ${assignedOn}`)).toEqual(
      Array<string>(6).fill('assigned 2020-07-01 2020-07-31 2020-06-24'),
    );
    expect(new Set(after.filter(({ dueOn }) => dueOn === '2020-09-30').map(({ opensOn }) => opensOn))).toEqual(
      new Set(['2020-08-01']),
    );
    const notices = await noticesOf(storage);
    expect(notices.map(({ unitId, items }) => [unitId, items.map(({ dueOn }) => dueOn)])).toEqual(
      expect.arrayContaining([1, 2, 3].map((unitId) => [unitId, ['2020-07-31', '2020-07-31']])),
    );
    for (const { unitId, items } of notices)
      for (const { assignmentId } of items) expect(made.find(({ id }) => id === assignmentId)?.unitId).toBe(unitId);
    expect(notices[0]!.said).toContain('增加阶段“核查”（2020年7月1日—2020年7月31日，含当日），你单位新增2项工作');
    const story = await storage.read((stores) => stores.history.ofAssignment(made[0]!));
    expect(story.map(({ act }) => act)).toEqual(['corrected-new']);
  });

  test('one is dropped: what is open is let go and told, what was done stays, and no mail speaks of it any more', async () => {
    const storage = await open();
    const { phases, assignments } = await smallWorld(storage);
    const [reported, accepted, ...open_] = assignments.filter(({ phaseId }) => phaseId === phases[0]!.id);
    await storage.write(async ({ assignments: store, outbox }) => {
      await store.change(reported!.id, 1, { stage: 'reported' });
      await store.change(accepted!.id, 1, { stage: 'accepted', completedOn: '2020-06-01' });
      const said = { assignmentId: open_[0]!.id, dueOn: '2020-06-30', rule: 'T-5' };
      await outbox.enqueue(pendingMail('T-5', open_[0]!.unitId, { planId: PLAN }), [said]);
    });
    await correct(storage, { kind: 'phase-end', phaseId: phases[0]!.id });
    expect(await phasesOf(storage)).toEqual([
      '0 第二阶段 2020-05-12 2020-09-30 ',
      '1 第一阶段 2020-05-12 2020-06-30 2020-06-24',
    ]);
    const stages = new Map((await itemsOf(storage)).map(({ id, stage }) => [id, stage]));
    expect([reported, accepted, ...open_].map((item) => stages.get(item!.id))).toEqual([
      ...['reported', 'accepted', 'waived', 'waived', 'waived', 'waived'],
    ]);
    const tallies = await storage.read((stores) => stores.assignments.tallies(PLAN, 'measure'));
    expect(tallies.filter(({ phaseId }) => phaseId === phases[0]!.id).map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(['reported', 'accepted']),
    );
    expect(tallies.some(({ stage }) => stage === 'waived')).toBe(false);
    const notices = await noticesOf(storage);
    expect(notices.map(({ unitId, items }) => `${unitId} ${items.length}`).sort()).toEqual(['1 0', '2 0', '3 0']);
    expect(notices.find(({ unitId }) => unitId === 3)!.said).toContain(
      '取消阶段“第一阶段”，你单位2项未办结的工作不再办理',
    );
    const named = await storage.read((stores) => stores.assignments.byIds([accepted!.id]));
    expect(named[0]).toMatchObject({ phasePosition: null, phaseTitle: '第一阶段' });
    const secret = { of: (purpose: string) => Buffer.from(purpose).toString('base64url'), key: () => Buffer.alloc(32) };
    const got: string[] = [];
    const transport = {
      ...{ describe: '信箱', repeatable: false, lanes: 1, greet: () => Promise.resolve(), close: () => undefined },
      send: (mail: Envelope) => Promise.resolve((got.push(mail.messageId), '250 taken')),
    };
    const engine = createViewEngine(TEMPLATES);
    await deliver(
      { storage, engine, transport, baseUrl: 'http://luoshi.test', secret },
      momentAt('2020-06-24', '10:00'),
    );
    const { mails } = await storage.read(({ outbox }) => outbox.list({ kind: 'reminder', limit: 9, offset: 0 }));
    expect(mails.map(({ key, state }) => [key, state])).toEqual([['T-5', 'obsolete']]);
    // Two of the three units have an address for what they are told.
    expect([got.length, got.includes('<T-5@luoshi.test>')]).toEqual([2, false]);
  });

  test('a phase that was dropped has no issue to the leaders on its last day, nor after it', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    await withLeaders(storage, world);
    const ahead = () =>
      storage.read(async (stores) => {
        const asked = { today: '2020-06-24', to: '2020-07-10', plans: await stores.plans.heads(), supposed: {} };
        const issues = await issuesAhead(stores, { ...asked, calendar: calendarWith([]) });
        return issues
          .flatMap(({ day, kind, occasions }) => (kind === 'digest' ? occasions.map((one) => `${day} ${one}`) : []))
          .filter((one) => one.includes('phase'));
      });
    expect(await ahead()).toEqual(['2020-06-30 phase-last-day', '2020-07-01 phase-close']);
    await correct(storage, { kind: 'phase-end', phaseId: world.phases[0]!.id });
    expect(await ahead()).toEqual([]);
  });

  test('what was added and dropped is carried elsewhere and is the same again there', async () => {
    const storage = await open();
    const { phases } = await smallWorld(storage);
    await correct(storage, VERIFY);
    await correct(storage, { kind: 'phase-title', phaseId: phases[0]!.id, title: '动员部署' });
    await correct(storage, { kind: 'phase-end', phaseId: phases[1]!.id });
    const document = await storage.read((stores) => exportPlan(stores, PLAN));
    expect(document.phases.map(({ title, startsOn, dueOn }) => `${title} ${startsOn} ${dueOn}`)).toEqual([
      ...['动员部署 2020-05-12 2020-06-30', '核查 2020-07-01 2020-07-31'],
    ]);
    const again = await storage.write(async (stores) => {
      const taken = planOfJson(Buffer.from(JSON.stringify(document)), '方案.json');
      return importExported(stores, taken, OCCASION);
    });
    expect(await storage.read((stores) => exportPlan(stores, again.planId))).toEqual(document);
    // The only one that is left is not dropped.
    const [, left] = await storage.read((stores) => stores.plans.phases(PLAN));
    await correct(storage, { kind: 'phase-end', phaseId: left!.id });
    await expect(correct(storage, { kind: 'phase-end', phaseId: phases[0]!.id })).rejects.toMatchObject({
      code: 'correction-last-phase',
    });
  });

  test('a measure whose own day is corrected goes into the phase of that day, and its unit is told the day', async () => {
    const storage = await open();
    const { phases } = await smallWorld(storage);
    await correct(storage, { kind: 'measure-new', number: '3', title: '建立台账', day: '2020-06-28' });
    const measure = (await storage.read(({ plans }) => plans.measures(PLAN))).at(-1)!;
    await correct(storage, { kind: 'duty-new', measureId: measure.id, unit: '县公安局', role: 'lead' });
    const own = async () => (await itemsOf(storage)).find(({ measureId }) => measureId === measure.id)!;
    expect(await own()).toMatchObject({ phaseId: phases[0]!.id, dueOn: '2020-06-28', opensOn: '2020-05-12' });
    await correct(storage, { kind: 'measure-due', measureId: measure.id, day: '2020-08-15' });
    expect(await own()).toMatchObject({ phaseId: phases[1]!.id, dueOn: '2020-08-15', opensOn: '2020-05-12' });
    const said = (await noticesOf(storage)).map((notice) => notice.said);
    expect(said).toContainEqual(
      expect.stringContaining('“3建立台账”的到期日由2020年6月28日改为2020年8月15日（含当日），你单位有1项工作'),
    );
  });
});
