import { addAccount, changeRights } from '../../src/acts/accounts.js';
import { type Occasion } from '../../src/acts/history.js';
import { closeInspection, concludeItem, type ConclusionRequest, openInspection } from '../../src/acts/inspect.js';
import { addPost, saveContact } from '../../src/acts/people.js';
import { answerObjection, evidenceOwner, object, recheck, submitRectification } from '../../src/acts/rectify.js';
import { momentOf } from '../../src/clock.js';
import { drawn } from '../../src/domain/draw.js';
import { type RuleBroken } from '../../src/domain/errors.js';
import { CLOSE_TESTS, type CloseTest } from '../../src/domain/inspections.js';
import { type Person } from '../../src/domain/permissions.js';
import { type Assignment, type AssignmentStage } from '../../src/domain/plan.js';
import { queueNotices } from '../../src/reminders/reminders.service.js';
import { type Storage, type Stores } from '../../src/storage/doors.js';
import { describeOnEachDatabase, type SmallWorld, smallWorld } from '../support/databases.js';

const FIVE = Object.keys(CLOSE_TESTS) as CloseTest[];
const DAY = '2020-10-09';
const on = (today: string, actor = '领导小组办公室'): Occasion => ({ at: `${today}T02:00:00.000Z`, today, actor });

interface People {
  inspector: Person;
  sameAgain: Person;
  rechecker: Person;
}

/** A world in which every item is completed, with an inspector of two accounts and one who rechecks. */
async function start(storage: Storage): Promise<{ world: SmallWorld; people: People }> {
  const world = await smallWorld(storage);
  const people = await storage.write(async (stores) => {
    for (const { id } of world.assignments)
      await stores.assignments.change(id, 1, { stage: 'accepted', completedOn: '2020-06-20' });
    const [contactId = 0] = await stores.people.insertContacts([{ name: '王雷', mail: null, phone: null, version: 1 }]);
    return {
      inspector: await account(stores, 'one', '办公室甲', contactId),
      sameAgain: await account(stores, 'two', '办公室乙', contactId),
      rechecker: await account(stores, 'three', '办公室周红', null),
    };
  });
  return { world, people };
}

async function account(stores: Stores, login: string, name: string, contactId: number | null): Promise<Person> {
  const accountId = await stores.accounts.insert({
    ...{ login, name, role: 'office', unitId: null, contactId, passwordHash: null, passwordSetOn: null, failures: 0 },
    ...{ lockedUntil: null, totpSecret: null, totpStep: null, disabledAt: null, version: 1 },
  });
  return { role: 'office', name, unitId: null, accountId, contactId, items: null };
}

const liaisonOf = (unitId: number): Person => ({
  ...{ role: 'liaison', name: '联络员', unitId, accountId: null, contactId: null, items: null },
});

const batch = { title: '第三阶段检查验收', heldOn: DAY, method: '查阅', leaderName: '钱局长', members: '李新、赵敏' };

/** Opens a batch of everything and returns its items' ids by assignment. */
async function inspected(storage: Storage, world: SmallWorld): Promise<Map<number, number>> {
  return storage.write(async (stores) => {
    const id = await openInspection(stores, { ...batch, planId: world.plan.id, selection: 'all' }, on(DAY));
    const items = await stores.inspections.items(id, 100, 0);
    return new Map(items.map((item) => [item.assignmentId, item.id]));
  });
}

const findings = (dueOn: string, count = 1) =>
  Array.from({ length: count }, (_, i) => ({
    ...{ fact: `问题${i + 1}`, standard: '方案第四条', requirement: '补齐档案', dueOn },
  }));

function conclude(storage: Storage, itemId: number, person: Person, more: Partial<ConclusionRequest> = {}) {
  const words = { fact: '档案齐全', standard: '方案第四条', evidence: '台账第3页', unitOpinion: '无意见' };
  const request = { itemId, version: 1, conclusion: 'compliant' as const, ...words, tests: FIVE, findings: [], person };
  return storage.write((stores) => concludeItem(stores, { ...request, ...more }, on(DAY, person.name)));
}

const fail = (storage: Storage, itemId: number, person: Person, dueOn = '2020-10-30', count = 1) =>
  conclude(storage, itemId, person, {
    ...{ conclusion: 'non-compliant', fact: '缺12户', tests: [], findings: findings(dueOn, count) },
  });

const stageOf = (storage: Storage, id: number) =>
  storage.read(async (stores) => {
    const { stage, rectifyBy, completedOn } = (await stores.assignments.byId(id))!;
    return [stage, rectifyBy, completedOn] as const;
  });
const of = (storage: Storage, id: number) => storage.read((stores) => stores.rectifications.ofAssignment(id));
const historyOf = (storage: Storage, world: SmallWorld, id: number) =>
  storage.read(async (stores) =>
    (await stores.history.ofAssignment({ id, planId: world.plan.id }))
      .map(({ act }) => act)
      .filter((a) => a !== 'activate'),
  );
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: RuleBroken) => error.code,
  );

async function submit(storage: Storage, id: number, unitId: number, today: string): Promise<void> {
  await storage.write(async (stores) => {
    const { planId, version } = (await stores.rectifications.byId(id))!;
    await stores.attachments.insert({
      ...{
        planId,
        unitId,
        owner: evidenceOwner({ id, planId, unitId }),
        name: '整改照片.jpg',
        type: 'image/jpeg',
        bytes: 9,
      },
      ...{ sha256: 'a'.repeat(64), storedAs: `file-${id}-${today}`, addedAt: `${today}T01:00:00Z`, addedBy: '联络员' },
    });
    const said = { measures: '逐户补建档案', result: '12户已补齐', lessons: '每月自查' };
    await submitRectification(
      stores,
      { rectificationId: id, version, person: liaisonOf(unitId), ...said },
      on(today, '联络员'),
    );
  });
}

interface Check {
  outcome?: 'pass' | 'fail';
  reason?: string;
  tests?: CloseTest[];
  dueOn?: string | null;
}
async function check(storage: Storage, id: number, person: Person, today: string, more: Check = {}): Promise<string> {
  const { version } = (await storage.read((stores) => stores.rectifications.byId(id)))!;
  const request = {
    rectificationId: id,
    version,
    outcome: 'pass' as const,
    reason: '',
    tests: [],
    dueOn: null,
    person,
  };
  return code(storage.write((stores) => recheck(stores, { ...request, ...more }, on(today, person.name))));
}

describeOnEachDatabase('检查验收 and 整改', (open) => {
  test.each<[string, AssignmentStage, Partial<ConclusionRequest>, AssignmentStage, string | null, string]>([
    ['up to standard closes what is completed', 'accepted', {}, 'closed', null, 'pass'],
    ['nearly up to standard closes it too', 'accepted', { conclusion: 'mostly' }, 'closed', null, 'pass'],
    ['up to standard leaves what is not completed where it is', 'underway', {}, 'underway', null, 'conclude'],
    [
      'not up to standard sends it to rectification',
      'accepted',
      { conclusion: 'non-compliant', findings: findings('2020-10-30', 5) },
      ...(['rectifying', '2020-10-30', 'fail'] as const),
    ],
    [
      'also what was never completed',
      'underway',
      { conclusion: 'non-compliant', findings: findings('2020-10-30') },
      ...(['rectifying', '2020-10-30', 'fail'] as const),
    ],
  ])('%s', async (_name, before, more, after, rectifyBy, act) => {
    const storage = await open();
    const { world, people } = await start(storage);
    const id = world.assignments[0]!.id;
    const items = await inspected(storage, world);
    await storage.write((stores) => stores.assignments.change(id, 2, { stage: before }));
    await conclude(storage, items.get(id)!, people.inspector, more);
    expect((await stageOf(storage, id)).slice(0, 2)).toEqual([after, rectifyBy]);
    expect(await historyOf(storage, world, id)).toEqual([act]);
    const numbers = (await of(storage, id)).map(({ number, round, stage }) => `${number} ${round} ${stage}`);
    expect(numbers).toEqual((more.findings ?? []).map((_, i) => `整改〔2020〕第${i + 1}号 1 issued`));
    const mails = await storage.read((stores) => stores.outbox.list({ kind: 'rectification', limit: 9, offset: 0 }));
    expect(mails.mails).toHaveLength(more.findings ? 1 : 0);
  });

  test.each<[string, Partial<ConclusionRequest>, string]>([
    ['without a fact', { fact: ' ' }, 'conclusion-words'],
    ['without a standard', { standard: '' }, 'conclusion-words'],
    ['without evidence', { evidence: '' }, 'conclusion-words'],
    ['up to standard with four tests', { tests: FIVE.slice(1) }, 'close-tests'],
    ['nearly so without tests', { conclusion: 'mostly', tests: [] }, 'close-tests'],
    ['not up to standard without a finding', { conclusion: 'non-compliant' }, 'findings-missing'],
    ['with six', { conclusion: 'non-compliant', findings: findings('2020-10-30', 6) }, 'findings-missing'],
    ['with a deadline today', { conclusion: 'non-compliant', findings: findings(DAY) }, 'deadline-past'],
    ['of a version that was changed', { version: 2 }, 'stale'],
    ['by a liaison', { person: liaisonOf(1) }, 'not-allowed'],
    ['of an item that never was', { itemId: 999 }, 'not-found'],
  ])('a conclusion %s changes nothing: %s', async (_name, more, expected) => {
    const storage = await open();
    const { world, people } = await start(storage);
    const id = world.assignments[0]!.id;
    const items = await inspected(storage, world);
    expect(await code(conclude(storage, items.get(id)!, people.inspector, more))).toBe(expected);
    expect(await historyOf(storage, world, id)).toEqual([]);
    expect((await storage.read((stores) => stores.inspections.item(items.get(id)!)))?.conclusion).toBeNull();
  });

  test('five findings, one failing recheck, one objection upheld: the item closes with the last of them', async () => {
    const storage = await open();
    const { world, people } = await start(storage);
    const { id, unitId } = world.assignments[0]!;
    const items = await inspected(storage, world);
    await fail(storage, items.get(id)!, people.inspector, '2020-10-30', 5);
    const [a, b, c, d, e] = (await of(storage, id)).map((one) => one.id) as [number, number, number, number, number];
    for (const one of [a, b, c, d]) await submit(storage, one, unitId, '2020-10-20');
    expect(await check(storage, a, people.rechecker, '2020-10-22')).toBe('done');
    expect(await check(storage, b, people.rechecker, '2020-10-22')).toBe('done');
    const again = { outcome: 'fail' as const, reason: '仍缺3户', dueOn: '2020-11-10' };
    expect(await check(storage, c, people.rechecker, '2020-10-22', again)).toBe('done');
    expect(await stageOf(storage, id)).toEqual(['rectifying', '2020-10-30', '2020-06-20']);
    const objection = await storage.write((stores) =>
      object(stores, { rectificationId: e, person: liaisonOf(unitId), text: '不属本单位职责' }, on('2020-11-08')),
    );
    const answer = { objectionId: objection, version: 1, outcome: 'upheld' as const, answer: '属实' };
    const answered = (person: Person) =>
      code(storage.write((stores) => answerObjection(stores, { ...answer, person }, on('2020-11-09'))));
    expect(await answered(people.inspector)).toBe('took-part');
    expect(await answered(people.sameAgain)).toBe('took-part');
    expect(await answered(people.rechecker)).toBe('done');
    expect(await answered(people.rechecker)).toBe('objection-answered');
    await submit(storage, c, unitId, '2020-11-10');
    expect(await check(storage, c, people.rechecker, '2020-11-11', { tests: FIVE })).toBe('done');
    expect((await stageOf(storage, id))[0]).toBe('rectifying');
    expect(await check(storage, d, people.rechecker, '2020-11-11', { tests: FIVE })).toBe('done');
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
    const { world, people } = await start(storage);
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
    const [first, last] = (await of(storage, id)).map((one) => one.id) as [number, number];
    await submit(storage, first, unitId, '2020-10-20');
    expect((await stageOf(storage, id))[1]).toBe('2020-11-10');
    await submit(storage, last, unitId, '2020-10-21');
    expect(await stageOf(storage, id)).toEqual(['rectifying', null, '2020-06-20']);
    const again = { outcome: 'fail' as const, reason: '不齐', dueOn: '2020-11-20' };
    expect(await check(storage, first, people.rechecker, '2020-10-23', again)).toBe('done');
    expect((await stageOf(storage, id))[1]).toBe('2020-11-20');
  });

  test('the last recheck without all five tests leaves the item completed, for another inspection', async () => {
    const storage = await open();
    const { world, people } = await start(storage);
    const { id, unitId } = world.assignments[0]!;
    await fail(storage, (await inspected(storage, world)).get(id)!, people.inspector);
    const [finding] = await of(storage, id);
    await submit(storage, finding!.id, unitId, '2020-10-20');
    expect(await check(storage, finding!.id, people.rechecker, '2020-10-22', { tests: FIVE.slice(1) })).toBe('done');
    expect((await stageOf(storage, id))[0]).toBe('accepted');
  });

  test('an item that was never completed counts as completed when its rectification was reported, and goes on where all is lifted', async () => {
    const storage = await open();
    const { world, people } = await start(storage);
    const items = await inspected(storage, world);
    for (const { id } of world.assignments.slice(0, 2)) {
      await storage.write((stores) => stores.assignments.change(id, 2, { stage: 'underway', completedOn: null }));
      await fail(storage, items.get(id)!, people.inspector);
    }
    const [one, two] = [world.assignments[0]!, world.assignments[1]!];
    const [rectified] = await of(storage, one.id);
    await submit(storage, rectified!.id, one.unitId, '2020-10-20');
    await check(storage, rectified!.id, people.rechecker, '2020-10-22');
    expect(await stageOf(storage, one.id)).toEqual(['accepted', null, '2020-10-20']);
    const [lifted] = await of(storage, two.id);
    await storage.write(async (stores) => {
      const person = liaisonOf(two.unitId);
      const objectionId = await object(stores, { rectificationId: lifted!.id, person, text: '不属实' }, on(DAY));
      const answer = { objectionId, version: 1, outcome: 'upheld' as const, answer: '属实', person: people.rechecker };
      await answerObjection(stores, answer, on('2020-10-12'));
    });
    expect(await stageOf(storage, two.id)).toEqual(['underway', null, null]);
  });

  test('whoever inspected rechecks nothing, under no account of theirs, nor does anybody of the group', async () => {
    const storage = await open();
    const { world, people } = await start(storage);
    const { id, unitId } = world.assignments[0]!;
    await fail(storage, (await inspected(storage, world)).get(id)!, people.inspector);
    const [finding] = await of(storage, id);
    await submit(storage, finding!.id, unitId, '2020-10-20');
    const member = { ...people.rechecker, accountId: null, name: '赵敏' };
    for (const person of [people.inspector, people.sameAgain, member])
      expect(await check(storage, finding!.id, person, '2020-10-22')).toBe('took-part');
    expect(await check(storage, finding!.id, { ...people.rechecker, role: 'leader' }, '2020-10-22')).toBe(
      'not-allowed',
    );
    expect(await check(storage, finding!.id, liaisonOf(unitId), '2020-10-22')).toBe('not-allowed');
    const bare = { outcome: 'fail' as const, reason: ' ', dueOn: '2020-11-10' };
    expect(await check(storage, finding!.id, people.rechecker, '2020-10-22', bare)).toBe('reason-missing');
    expect(
      await check(storage, finding!.id, people.rechecker, '2020-10-22', { ...bare, reason: '差', dueOn: null }),
    ).toBe('deadline-missing');
    const past = { ...bare, reason: '差', dueOn: '2020-10-22' };
    expect(await check(storage, finding!.id, people.rechecker, '2020-10-22', past)).toBe('deadline-past');
    expect((await of(storage, id))[0]).toMatchObject({ stage: 'submitted', round: 1 });
  });

  test('an account is the one person’s of its name who holds a post, so that their second account rechecks nothing either', async () => {
    const storage = await open();
    const { world, people } = await start(storage);
    const today = on('2020-10-08');
    const post = { planId: world.plan.id, kind: 'office-staff' as const, title: '', fromOn: '2020-06-01' };
    const hold = (name: string) =>
      storage.write((stores) => addPost(stores, { ...post, person: { name, mail: null, phone: null } }, today));
    const add = async (login: string, name: string): Promise<Person> => {
      const rights = { role: 'office' as const, unitId: null };
      const accountId = await storage.write((stores) => addAccount(stores, { login, name, ...rights }, today));
      const { contactId } = (await storage.read((stores) => stores.accounts.byId(accountId)))!;
      return { ...rights, name, accountId, contactId, items: null };
    };
    const postId = await hold('吴磊');
    const inspector = await add('wulei', '吴磊');
    expect(inspector.contactId).not.toBeNull();
    // The register had one character wrong, and is set right: the person stays the same.
    const contactId = inspector.contactId!;
    const right = { postId, contactId, version: 1, name: '吴蕾', mail: null, phone: null };
    await storage.write((stores) => saveContact(stores, right, today));
    const again = await add('wulei2', '吴蕾');
    expect(again.contactId).toBe(contactId);
    const { id, unitId } = world.assignments[0]!;
    await fail(storage, (await inspected(storage, world)).get(id)!, inspector);
    const [finding] = await of(storage, id);
    await submit(storage, finding!.id, unitId, '2020-10-20');
    expect(await check(storage, finding!.id, again, '2020-10-22')).toBe('took-part');
    expect(await check(storage, finding!.id, people.rechecker, '2020-10-22')).toBe('done');
    // Two of one name are nobody in particular; a change of rights keeps what is known and looks again.
    for (let i = 0; i < 2; i++)
      await storage.write((stores) =>
        stores.people
          .insertContacts([{ name: '陈明', mail: `${i}@example.cn`, phone: null, version: 1 }])
          .then(async ([of = 0]) => {
            const [made = 0] = await stores.people.insertPosts([
              { kind: 'office-staff', planId: world.plan.id, unitId: null, title: '', position: 90 + i },
            ]);
            await stores.people.insertTenures([
              { postId: made, contactId: of, fromOn: '2020-06-01', untilOn: null, version: 1 },
            ]);
          }),
      );
    expect((await add('chenming', '陈明')).contactId).toBeNull();
    expect((await add('nobody', '无此人')).contactId).toBeNull();
    const change = { id: inspector.accountId!, version: 1, role: 'auditor' as const, unitId: null };
    await storage.write((stores) => changeRights(stores, change, today));
    expect((await storage.read((stores) => stores.accounts.byId(change.id)))?.contactId).toBe(contactId);
    const other = { ...change, version: 2, role: 'liaison' as const, unitId: world.units[0]!.id };
    await storage.write((stores) => changeRights(stores, other, today));
    expect((await storage.read((stores) => stores.accounts.byId(change.id)))?.contactId).toBeNull();
  });

  test('of ten rechecks at once one is written', async () => {
    const storage = await open();
    const { world, people } = await start(storage);
    const { id, unitId } = world.assignments[0]!;
    await fail(storage, (await inspected(storage, world)).get(id)!, people.inspector);
    const [finding] = await of(storage, id);
    await submit(storage, finding!.id, unitId, '2020-10-20');
    const { version } = (await of(storage, id))[0]!;
    const asked = Array.from({ length: 10 }, (_, i) => {
      const outcome = i % 2 === 0 ? ('pass' as const) : ('fail' as const);
      const request = { rectificationId: finding!.id, version, outcome, reason: '不齐', tests: FIVE };
      return code(
        storage.write((stores) =>
          recheck(stores, { ...request, dueOn: '2020-11-10', person: people.rechecker }, on('2020-10-22')),
        ),
      );
    });
    const answers = await Promise.all(asked);
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(answers.filter((answer) => !['done', 'stale', 'act-not-open'].includes(answer))).toEqual([]);
    expect((await historyOf(storage, world, id)).filter((act) => act.startsWith('recheck'))).toHaveLength(1);
  });

  test('two last findings passed at once settle the item', async () => {
    const storage = await open();
    const { world, people } = await start(storage);
    const { id, unitId } = world.assignments[0]!;
    await fail(storage, (await inspected(storage, world)).get(id)!, people.inspector, '2020-10-30', 2);
    const both = (await of(storage, id)).map((one) => one.id);
    for (const one of both) await submit(storage, one, unitId, '2020-10-20');
    const tests = { tests: FIVE };
    const answers = await Promise.all(both.map((one) => check(storage, one, people.rechecker, '2020-10-22', tests)));
    for (const [i, answer] of answers.entries())
      if (answer === 'stale')
        expect(await check(storage, both[i]!, people.rechecker, '2020-10-22', tests)).toBe('done');
    expect((await stageOf(storage, id))[0]).toBe('closed');
  });

  test('a unit reports with evidence or not at all, and only its own; it objects within 30 days, once', async () => {
    const storage = await open();
    const { world, people } = await start(storage);
    const { id, unitId } = world.assignments[0]!;
    await fail(storage, (await inspected(storage, world)).get(id)!, people.inspector);
    const rectificationId = (await of(storage, id))[0]!.id;
    const said = { rectificationId, version: 1, measures: '补', result: '齐', lessons: '查' };
    const filed = (person: Person) =>
      code(storage.write((stores) => submitRectification(stores, { ...said, person }, on('2020-10-20'))));
    expect(await filed(liaisonOf(unitId))).toBe('evidence-missing');
    expect(await filed(liaisonOf(world.units[1]!.id))).toBe('not-found');
    expect(await filed({ ...liaisonOf(unitId), items: [] })).toBe('not-found');
    expect(await filed(people.inspector)).toBe('not-found');
    const objects = (person: Person, today: string, text = '不属实') =>
      code(storage.write((stores) => object(stores, { rectificationId, person, text }, on(today))));
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

  test('a sample is drawn by its seed from a pool that the history keeps; what is drawn is not drawn twice', async () => {
    const storage = await open();
    const { world } = await start(storage);
    const asked = { ...batch, planId: world.plan.id, selection: 'sample' as const, sampleSize: 4, seed: '体彩20123期' };
    const id = await storage.write((stores) => openInspection(stores, asked, on(DAY)));
    const pool = world.assignments.map((item) => item.id);
    const ids = await storage.read((stores) => stores.inspections.assignmentIds(id));
    expect(ids).toEqual(drawn(pool, 4, '体彩20123期'));
    expect(await storage.read((stores) => stores.inspections.recordedPool({ id, planId: world.plan.id }))).toEqual(
      pool,
    );
    const rest = await storage.write((stores) => openInspection(stores, { ...asked, sampleSize: 8 }, on(DAY)));
    expect(await storage.read((stores) => stores.inspections.byId(rest))).toMatchObject({
      ...{ number: '检查〔2020〕第2号', poolSize: 8, seed: '体彩20123期', state: 'open' },
    });
    expect(await code(storage.write((stores) => openInspection(stores, asked, on(DAY))))).toBe('inspection-empty');
  });

  test('a batch takes what is completed, of one phase where asked, and open items only of a phase that is over', async () => {
    const storage = await open();
    const { world } = await start(storage);
    const [first, second] = [world.phases[0]!, world.phases[1]!];
    const pool = (phaseId: number | null, openBefore: string | null) =>
      storage.read(
        async (stores) => (await stores.inspections.pool({ planId: world.plan.id, phaseId, openBefore })).length,
      );
    await storage.write(async (stores) => {
      for (const { id } of world.assignments.slice(0, 2)) await stores.assignments.change(id, 2, { stage: 'underway' });
      await stores.assignments.change(world.assignments[11]!.id, 2, { stage: 'assigned' });
    });
    expect(await pool(null, null)).toBe(9);
    expect([await pool(first.id, null), await pool(second.id, null)]).toEqual([4, 5]);
    expect(await pool(null, '2020-06-30')).toBe(9);
    expect(await pool(null, '2020-07-01')).toBe(11);
    expect(await pool(null, '2020-10-01')).toBe(12);
  });

  test.each([
    [0, 'sample-size'],
    [13, 'sample-size'],
    [null, 'sample-size'],
    [12, 'done'],
  ])('a sample of %s out of 12 is refused or drawn: %s', async (sampleSize, expected) => {
    const storage = await open();
    const { world } = await start(storage);
    const asked = { ...batch, planId: world.plan.id, selection: 'sample' as const, sampleSize };
    expect(await code(storage.write((stores) => openInspection(stores, asked, on(DAY))))).toBe(expected);
  });

  test('a batch closes when its last item is concluded, and takes nothing after that', async () => {
    const storage = await open();
    const { world, people } = await start(storage);
    const items = await inspected(storage, world);
    const id = (await storage.read((stores) => stores.inspections.openOfPlan(world.plan.id)))[0]!.id;
    const close = () =>
      code(storage.write((stores) => closeInspection(stores, { inspectionId: id, version: 1 }, on(DAY))));
    const due = () => storage.read((stores) => stores.inspections.countDue(world.plan.id));
    expect([await close(), await due()]).toEqual(['inspection-unfinished', 12]);
    for (const itemId of items.values()) await conclude(storage, itemId, people.inspector);
    expect(await code(conclude(storage, [...items.values()][0]!, people.rechecker, { version: 2 }))).toBe(
      'item-concluded',
    );
    expect([await close(), await close(), await due()]).toEqual(['done', 'inspection-closed', 0]);
    const counted = await storage.read((stores) => stores.inspections.counted(id));
    expect(counted).toMatchObject({ items: 12, concluded: 12, failed: 0, state: 'closed' });
  });

  test('the ledger shows what is late first and what has passed last, within its filter', async () => {
    const storage = await open();
    const { world, people } = await start(storage);
    const items = await inspected(storage, world);
    const [a, b, c, d] = [0, 1, 2, 3].map((i) => world.assignments[i]!) as [
      Assignment,
      Assignment,
      Assignment,
      Assignment,
    ];
    await fail(storage, items.get(a.id)!, people.inspector, '2020-10-20');
    await fail(storage, items.get(b.id)!, people.inspector, '2020-10-25');
    await fail(storage, items.get(c.id)!, people.inspector, '2020-11-30');
    await fail(storage, items.get(d.id)!, people.inspector, '2020-10-26');
    await submit(storage, (await of(storage, a.id))[0]!.id, a.unitId, '2020-10-19');
    await check(storage, (await of(storage, a.id))[0]!.id, people.rechecker, '2020-10-20');
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
    const { world, people } = await start(storage);
    const { id, unitId } = world.assignments[0]!;
    await fail(storage, (await inspected(storage, world)).get(id)!, people.inspector, '2020-10-30', 2);
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
    const [a, b] = (await of(storage, id)).map((one) => one.id) as [number, number];
    await submit(storage, a, unitId, '2020-10-26');
    expect(await queue('2020-10-27')).toEqual([1, 0]);
    expect(await queue('2020-11-02')).toEqual([0, 1]);
    const said = await storage.read((stores) => stores.outbox.saidFor([id]));
    expect(said.map(({ rule, dueOn }) => `${rule} ${dueOn}`)).toEqual([
      'rectification:1 2020-10-30',
      ...['T-5 2020-10-30', 'T-3 2020-10-30', 'T+1 2020-10-30'],
    ]);
    // Once everything is handed in, it is the office that is waited for.
    await submit(storage, b, unitId, '2020-11-03');
    expect(await queue('2020-11-04')).toEqual([0, 0]);
    await check(storage, a, people.rechecker, '2020-11-05', { outcome: 'fail', reason: '不齐', dueOn: '2020-11-13' });
    expect([await queue('2020-11-05'), await queue('2020-11-06')]).toEqual([
      [0, 0],
      [1, 0],
    ]);
  });
});
