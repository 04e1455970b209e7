import { closeInspection, type ConclusionRequest, openInspection } from '../../src/acts/inspect.js';
import { drawn } from '../../src/domain/draw.js';
import { type AssignmentStage } from '../../src/domain/plan.js';
import { describeOnEachDatabase } from '../support/databases.js';
import {
  FIVE,
  DAY,
  on,
  batch,
  conclude,
  findingsOf,
  codeOf,
  historyOf,
  inspected,
  liaisonOf,
  stageOf,
  startInspecting,
  findings,
} from '../support/inspecting.js';

describeOnEachDatabase('检查验收', (open) => {
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
    const { world, people } = await startInspecting(storage);
    const id = world.assignments[0]!.id;
    const items = await inspected(storage, world);
    await storage.write((stores) => stores.assignments.change(id, 2, { stage: before }));
    await conclude(storage, items.get(id)!, people.inspector, more);
    expect((await stageOf(storage, id)).slice(0, 2)).toEqual([after, rectifyBy]);
    expect(await historyOf(storage, world, id)).toEqual([act]);
    const numbers = (await findingsOf(storage, id)).map(({ number, round, stage }) => `${number} ${round} ${stage}`);
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
    const { world, people } = await startInspecting(storage);
    const id = world.assignments[0]!.id;
    const items = await inspected(storage, world);
    expect(await codeOf(conclude(storage, items.get(id)!, people.inspector, more))).toBe(expected);
    expect(await historyOf(storage, world, id)).toEqual([]);
    expect((await storage.read((stores) => stores.inspections.item(items.get(id)!)))?.conclusion).toBeNull();
  });

  test('a sample is drawn by its seed from a pool that the history keeps; what is drawn is not drawn twice', async () => {
    const storage = await open();
    const { world } = await startInspecting(storage);
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
    expect(await codeOf(storage.write((stores) => openInspection(stores, asked, on(DAY))))).toBe('inspection-empty');
  });

  test('a batch takes what is completed, of one phase where asked, and open items only of a phase that is over', async () => {
    const storage = await open();
    const { world } = await startInspecting(storage);
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
    const { world } = await startInspecting(storage);
    const asked = { ...batch, planId: world.plan.id, selection: 'sample' as const, sampleSize };
    expect(await codeOf(storage.write((stores) => openInspection(stores, asked, on(DAY))))).toBe(expected);
  });

  test('a batch closes when its last item is concluded, and takes nothing after that', async () => {
    const storage = await open();
    const { world, people } = await startInspecting(storage);
    const items = await inspected(storage, world);
    const id = (await storage.read((stores) => stores.inspections.openOfPlan(world.plan.id)))[0]!.id;
    const close = () =>
      codeOf(storage.write((stores) => closeInspection(stores, { inspectionId: id, version: 1 }, on(DAY))));
    const due = () => storage.read((stores) => stores.inspections.countDue(world.plan.id));
    expect([await close(), await due()]).toEqual(['inspection-unfinished', 12]);
    for (const itemId of items.values()) await conclude(storage, itemId, people.inspector);
    expect(await codeOf(conclude(storage, [...items.values()][0]!, people.rechecker, { version: 2 }))).toBe(
      'item-concluded',
    );
    expect([await close(), await close(), await due()]).toEqual(['done', 'inspection-closed', 0]);
    const counted = await storage.read((stores) => stores.inspections.counted(id));
    expect(counted).toMatchObject({ items: 12, concluded: 12, failed: 0, state: 'closed' });
  });
});
