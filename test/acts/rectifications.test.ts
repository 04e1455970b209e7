import { answerObjection, object, submitRectification } from '../../src/acts/rectify.js';
import { momentOf } from '../../src/clock.js';
import { type Person } from '../../src/domain/permissions.js';
import { type Assignment } from '../../src/domain/plan.js';
import { queueNotices } from '../../src/reminders/reminders.service.js';
import { describeOnEachDatabase } from '../support/databases.js';
import {
  FIVE,
  DAY,
  on,
  conclude,
  failItem,
  findingsOf,
  codeOf,
  historyOf,
  inspected,
  liaisonOf,
  recheckOn,
  stageOf,
  startInspecting,
  submitRound,
  findings,
} from '../support/inspecting.js';

describeOnEachDatabase('整改', (open) => {
  test('five findings, one failing recheck, one objection upheld: the item closes with the last of them', async () => {
    const storage = await open();
    const { world, people } = await startInspecting(storage);
    const { id, unitId } = world.assignments[0]!;
    const items = await inspected(storage, world);
    await failItem(storage, items.get(id)!, people.inspector, '2020-10-30', 5);
    const [a, b, c, d, e] = (await findingsOf(storage, id)).map((one) => one.id) as [
      number,
      number,
      number,
      number,
      number,
    ];
    for (const one of [a, b, c, d]) await submitRound(storage, one, unitId, '2020-10-20');
    expect(await recheckOn(storage, a, people.rechecker, '2020-10-22')).toBe('done');
    expect(await recheckOn(storage, b, people.rechecker, '2020-10-22')).toBe('done');
    const again = { outcome: 'fail' as const, reason: '仍缺3户', dueOn: '2020-11-10' };
    expect(await recheckOn(storage, c, people.rechecker, '2020-10-22', again)).toBe('done');
    expect(await stageOf(storage, id)).toEqual(['rectifying', '2020-10-30', '2020-06-20']);
    const objection = await storage.write((stores) =>
      object(stores, { rectificationId: e, person: liaisonOf(unitId), text: '不属本单位职责' }, on('2020-11-08')),
    );
    const answer = { objectionId: objection, version: 1, outcome: 'upheld' as const, answer: '属实' };
    const answered = (person: Person) =>
      codeOf(storage.write((stores) => answerObjection(stores, { ...answer, person }, on('2020-11-09'))));
    expect(await answered(people.inspector)).toBe('took-part');
    expect(await answered(people.sameAgain)).toBe('took-part');
    expect(await answered(people.rechecker)).toBe('done');
    expect(await answered(people.rechecker)).toBe('objection-answered');
    await submitRound(storage, c, unitId, '2020-11-10');
    expect(await recheckOn(storage, c, people.rechecker, '2020-11-11', { tests: FIVE })).toBe('done');
    expect((await stageOf(storage, id))[0]).toBe('rectifying');
    expect(await recheckOn(storage, d, people.rechecker, '2020-11-11', { tests: FIVE })).toBe('done');
    expect(await stageOf(storage, id)).toEqual(['closed', null, '2020-06-20']);
    expect(await historyOf(storage, world, id)).toEqual([
      'fail',
      ...Array.from({ length: 4 }, () => 'submit-rectification'),
      ...['recheck-pass', 'recheck-pass', 'recheck-fail', 'object', 'uphold-objection', 'submit-rectification'],
      ...['recheck-pass', 'recheck-pass', 'settle', 'pass'],
    ]);
    const rounds = await storage.read((stores) => stores.rectifications.roundsOf([c]));
    expect(rounds.map(({ round, conclusion, dueOn }) => `${round} ${conclusion} ${dueOn}`)).toEqual([
      '1 failed 2020-10-30',
      '2 passed 2020-11-10',
    ]);
    const evidence = await storage.read((stores) => stores.attachments.ofOwner(`round:${rounds[1]!.id}`));
    expect(evidence).toHaveLength(1);
    const told = await storage.read((stores) => stores.outbox.list({ kind: 'recheck', limit: 99, offset: 0 }));
    expect(told.mails).toHaveLength(6);
    const { rows, total, left } = await storage.read((stores) => stores.inspections.closings(world.plan.id, 50, 0));
    expect([total, left, rows[0]?.closedOn, rows[0]?.inspectionNumber]).toEqual([
      1,
      11,
      '2020-11-11',
      '检查〔2020〕第1号',
    ]);
  });

  test('an item of two findings follows the earliest deadline that waits for its unit, and none while the office rechecks', async () => {
    const storage = await open();
    const { world, people } = await startInspecting(storage);
    const { id, unitId } = world.assignments[0]!;
    await conclude(storage, (await inspected(storage, world)).get(id)!, people.inspector, {
      ...{ conclusion: 'non-compliant', tests: [] },
      findings: [...findings('2020-10-22'), ...findings('2020-11-10')],
    });
    expect((await stageOf(storage, id))[1]).toBe('2020-10-22');
    const [mail] = await storage.read((stores) =>
      stores.outbox.list({ kind: 'rectification', limit: 9, offset: 0 }).then(({ mails }) => mails),
    );
    const text = await storage.read((stores) => stores.outbox.byId(mail!.id));
    expect(JSON.stringify(text)).toContain('2个问题限期整改，最早10月22日前完成');
    const [first, last] = (await findingsOf(storage, id)).map((one) => one.id) as [number, number];
    await submitRound(storage, first, unitId, '2020-10-20');
    expect((await stageOf(storage, id))[1]).toBe('2020-11-10');
    await submitRound(storage, last, unitId, '2020-10-21');
    expect(await stageOf(storage, id)).toEqual(['rectifying', null, '2020-06-20']);
    const again = { outcome: 'fail' as const, reason: '不齐', dueOn: '2020-11-20' };
    expect(await recheckOn(storage, first, people.rechecker, '2020-10-23', again)).toBe('done');
    expect((await stageOf(storage, id))[1]).toBe('2020-11-20');
  });

  test('the last recheck without all five tests leaves the item completed, for another inspection', async () => {
    const storage = await open();
    const { world, people } = await startInspecting(storage);
    const { id, unitId } = world.assignments[0]!;
    await failItem(storage, (await inspected(storage, world)).get(id)!, people.inspector);
    const [finding] = await findingsOf(storage, id);
    await submitRound(storage, finding!.id, unitId, '2020-10-20');
    expect(await recheckOn(storage, finding!.id, people.rechecker, '2020-10-22', { tests: FIVE.slice(1) })).toBe(
      'done',
    );
    expect((await stageOf(storage, id))[0]).toBe('accepted');
  });

  test('an item that was never completed counts as completed when its rectification was reported, and goes on where all is lifted', async () => {
    const storage = await open();
    const { world, people } = await startInspecting(storage);
    const items = await inspected(storage, world);
    for (const { id } of world.assignments.slice(0, 2)) {
      await storage.write((stores) => stores.assignments.change(id, 2, { stage: 'underway', completedOn: null }));
      await failItem(storage, items.get(id)!, people.inspector);
    }
    const [one, two] = [world.assignments[0]!, world.assignments[1]!];
    const [rectified] = await findingsOf(storage, one.id);
    await submitRound(storage, rectified!.id, one.unitId, '2020-10-20');
    await recheckOn(storage, rectified!.id, people.rechecker, '2020-10-22');
    expect(await stageOf(storage, one.id)).toEqual(['accepted', null, '2020-10-20']);
    const [lifted] = await findingsOf(storage, two.id);
    await storage.write(async (stores) => {
      const person = liaisonOf(two.unitId);
      const objectionId = await object(stores, { rectificationId: lifted!.id, person, text: '不属实' }, on(DAY));
      const answer = { objectionId, version: 1, outcome: 'upheld' as const, answer: '属实', person: people.rechecker };
      await answerObjection(stores, answer, on('2020-10-12'));
    });
    expect(await stageOf(storage, two.id)).toEqual(['underway', null, null]);
  });

  test('a unit reports with evidence or not at all, and only its own; it objects within 30 days, once', async () => {
    const storage = await open();
    const { world, people } = await startInspecting(storage);
    const { id, unitId } = world.assignments[0]!;
    await failItem(storage, (await inspected(storage, world)).get(id)!, people.inspector);
    const rectificationId = (await findingsOf(storage, id))[0]!.id;
    const said = { rectificationId, version: 1, measures: '补', result: '齐', lessons: '查' };
    const filed = (person: Person) =>
      codeOf(storage.write((stores) => submitRectification(stores, { ...said, person }, on('2020-10-20'))));
    expect(await filed(liaisonOf(unitId))).toBe('evidence-missing');
    expect(await filed(liaisonOf(world.units[1]!.id))).toBe('not-found');
    expect(await filed({ ...liaisonOf(unitId), items: [] })).toBe('not-found');
    expect(await filed(people.inspector)).toBe('not-found');
    const objects = (person: Person, today: string, text = '不属实') =>
      codeOf(storage.write((stores) => object(stores, { rectificationId, person, text }, on(today))));
    expect(await objects(liaisonOf(unitId), '2020-11-09')).toBe('objection-late');
    expect(await objects(liaisonOf(unitId), '2020-11-08', ' ')).toBe('reason-missing');
    expect(await objects(liaisonOf(world.units[1]!.id), '2020-11-08')).toBe('not-found');
    expect(await objects(liaisonOf(unitId), '2020-11-08')).toBe('done');
    expect(await objects(liaisonOf(unitId), '2020-11-08')).toBe('objection-twice');
    const waiting = await storage.read((stores) => stores.rectifications.openObjections(world.plan.id, 9));
    expect(waiting.map(({ number, unitName }) => `${number} ${unitName}`)).toEqual(['整改〔2020〕第1号 县委宣传部']);
    // Its deadline is over by now: the unit is not sent back to a day that is past.
    const answer = { objectionId: waiting[0]!.id, version: 1, outcome: 'rejected' as const, answer: '事实清楚' };
    await storage.write((stores) => answerObjection(stores, { ...answer, person: people.rechecker }, on('2020-11-10')));
    const { mails } = await storage.read((stores) => stores.outbox.list({ kind: 'recheck', limit: 9, offset: 0 }));
    const asked = mails.map(({ words }) => (JSON.parse(words!) as { ask: string }).ask);
    expect(asked).toEqual([expect.stringMatching(/^你单位.*原整改期限（.*）已过，请立即整改并报送。$/)]);
  });

  test('the ledger shows what is late first and what has passed last, within its filter', async () => {
    const storage = await open();
    const { world, people } = await startInspecting(storage);
    const items = await inspected(storage, world);
    const [a, b, c, d] = [0, 1, 2, 3].map((i) => world.assignments[i]!) as [
      Assignment,
      Assignment,
      Assignment,
      Assignment,
    ];
    await failItem(storage, items.get(a.id)!, people.inspector, '2020-10-20');
    await failItem(storage, items.get(b.id)!, people.inspector, '2020-10-25');
    await failItem(storage, items.get(c.id)!, people.inspector, '2020-11-30');
    await failItem(storage, items.get(d.id)!, people.inspector, '2020-10-26');
    await submitRound(storage, (await findingsOf(storage, a.id))[0]!.id, a.unitId, '2020-10-19');
    await recheckOn(storage, (await findingsOf(storage, a.id))[0]!.id, people.rechecker, '2020-10-20');
    const planId = world.plan.id;
    const page = (more: object = {}) =>
      storage.read(async (stores) => {
        const { total, rows } = await stores.rectifications.page({ planId, ...more }, '2020-10-26', 50, 0);
        return [total, rows.map(({ number }) => number.slice(-2, -1)).join('')];
      });
    expect(await page()).toEqual([4, '2431']);
    expect(await page({ stage: 'late' })).toEqual([1, '2']);
    expect(await page({ stage: 'passed' })).toEqual([1, '1']);
    expect(await page({ unitId: a.unitId })).toEqual([2, '41']);
    expect(await page({ assignmentIds: [] })).toEqual([0, '']);
    const counts = await storage.read((stores) => stores.rectifications.counts(planId, '2020-10-26'));
    expect(counts).toEqual({ issued: 3, submitted: 0, passed: 1, late: 1 });
    expect(await storage.read((stores) => stores.rectifications.toRecheck(planId, 9))).toEqual([]);
    const own = await storage.read((stores) => stores.rectifications.openOfUnit(a.unitId, planId));
    expect(own.map(({ number }) => number)).toEqual(['整改〔2020〕第4号']);
  });

  test('a finding that waits for its unit is reminded of against its own deadline, once a step, and chased after it', async () => {
    const storage = await open();
    const { world, people } = await startInspecting(storage);
    const { id, unitId } = world.assignments[0]!;
    await failItem(storage, (await inspected(storage, world)).get(id)!, people.inspector, '2020-10-30', 2);
    const queue = (today: string) =>
      storage.write(async (stores) => {
        const { reminder, chase } = await queueNotices(stores, momentOf(`${today}T01:00:00.000Z`));
        return [reminder, chase];
      });
    // The mail of the issue has said the deadline; five working days before it the first reminder is owed.
    expect(await queue(DAY)).toEqual([0, 0]);
    expect([await queue('2020-10-23'), await queue('2020-10-23'), await queue('2020-10-26')]).toEqual([
      [1, 0],
      [0, 0],
      [0, 0],
    ]);
    const [a, b] = (await findingsOf(storage, id)).map((one) => one.id) as [number, number];
    await submitRound(storage, a, unitId, '2020-10-26');
    expect(await queue('2020-10-27')).toEqual([1, 0]);
    expect(await queue('2020-11-02')).toEqual([0, 1]);
    const said = await storage.read((stores) => stores.outbox.saidFor([id]));
    expect(said.map(({ rule, dueOn }) => `${rule} ${dueOn}`)).toEqual([
      'rectification:1 2020-10-30',
      ...['T-5 2020-10-30', 'T-3 2020-10-30', 'T+1 2020-10-30'],
    ]);
    // Once everything is handed in, it is the office that is waited for.
    await submitRound(storage, b, unitId, '2020-11-03');
    expect(await queue('2020-11-04')).toEqual([0, 0]);
    await recheckOn(storage, a, people.rechecker, '2020-11-05', {
      outcome: 'fail',
      reason: '不齐',
      dueOn: '2020-11-13',
    });
    expect([await queue('2020-11-05'), await queue('2020-11-06')]).toEqual([
      [0, 0],
      [1, 0],
    ]);
  });
});
