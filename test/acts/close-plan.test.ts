import { actOnAssignment } from '../../src/acts/act-on-assignment.js';
import { type ClosingRequest, closePlan, CLOSED_WORDS, reopenPlan } from '../../src/acts/close-plan.js';
import { type Storage } from '../../src/storage/doors.js';
import { describeOnEachDatabase, pendingMail, type SmallWorld, smallWorld } from '../support/databases.js';

const OCCASION = { at: '2020-11-30T02:00:00.000Z', today: '2020-11-30', actor: '领导小组办公室' };
const request = ({ plan }: SmallWorld, more: Partial<ClosingRequest> = {}): ClosingRequest => ({
  ...{ planId: plan.id, version: plan.version, summary: '全部完成。', agreed: true, ...more },
});
const close = (storage: Storage, asked: ClosingRequest) =>
  storage.write((stores) => closePlan(stores, asked, OCCASION));
const broken = (code: string) => expect.objectContaining({ code }) as Error;

/** A second running plan with one item of the same unit. */
async function otherItem(storage: Storage, world: SmallWorld): Promise<{ planId: number; assignmentId: number }> {
  return storage.write(async ({ plans, assignments }) => {
    const { id: _id, ...head } = world.plan;
    const planId = await plans.insert({ ...head, title: '另一个方案' });
    const [measureId = 0] = await plans.insertMeasures(
      [{ ...world.measures[0]!, planId }].map(({ id: _m, ...m }) => m),
    );
    const [phase] = await plans.phases(world.plan.id);
    const [phaseId = 0] = await plans.insertPhases([{ ...phase!, planId }].map(({ id: _p, ...p }) => p));
    const { id: _a, ...item } = world.assignments[0]!;
    const [assignmentId = 0] = await assignments.insertMany([{ ...item, planId, measureId, phaseId }]);
    return { planId, assignmentId };
  });
}

describeOnEachDatabase('Closing a plan', (open) => {
  test('counts what stays behind, keeps the summary and the day, and is undone by reopening', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    const { plan, assignments } = world;
    const left = await storage.read((stores) => stores.closures.leftOpen(plan.id));
    expect(left).toEqual({ items: assignments.length, rectifications: 0, mails: 0 });
    await expect(close(storage, request(world, { agreed: false }))).rejects.toEqual(broken('close-unchecked'));
    await expect(close(storage, request(world, { summary: ' \n' }))).rejects.toEqual(broken('summary-missing'));
    await expect(close(storage, request(world, { version: 99 }))).rejects.toEqual(broken('stale'));
    expect(await close(storage, request(world))).toBe(0);
    await expect(close(storage, request(world, { version: 3 }))).rejects.toEqual(broken('act-not-open'));
    const closure = { planId: plan.id, closedOn: '2020-11-30', closedBy: '领导小组办公室', summary: '全部完成。' };
    expect(await storage.read((stores) => stores.closures.of(plan.id))).toMatchObject(closure);
    const item = assignments[0]!;
    const acknowledge = () =>
      storage.write((stores) =>
        actOnAssignment(stores, { id: item.id, version: item.version, act: 'acknowledge' }, OCCASION),
      );
    await expect(acknowledge()).rejects.toEqual(broken('plan-closed'));
    expect(await storage.read((stores) => stores.assignments.byId(item.id))).toEqual(item);
    const again = { planId: plan.id, version: plan.version + 1, reason: '汛期延长' };
    await storage.write((stores) => reopenPlan(stores, again, OCCASION));
    expect(await storage.read((stores) => stores.closures.of(plan.id))).toBeNull();
    expect(await acknowledge()).toMatchObject({ stage: 'underway' });
  });

  test('stops the mails that speak of it alone, and leaves those of another plan', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    const { plan, assignments, units } = world;
    const other = await otherItem(storage, world);
    const unitId = units[0]!.id;
    const says = (assignmentId: number, rule: string) => ({ assignmentId, dueOn: '2020-06-30', rule });
    const own = assignments[0]!.id;
    await storage.write(async ({ outbox }) => {
      await outbox.enqueue(pendingMail('event', unitId, { planId: plan.id }), []);
      await outbox.enqueue(pendingMail('held', unitId, { planId: plan.id, state: 'held' }), []);
      await outbox.enqueue(pendingMail('alone', unitId), [says(own, 'T-5')]);
      await outbox.enqueue(pendingMail('both', unitId), [says(own, 'T-3'), says(other.assignmentId, 'T-3')]);
      await outbox.enqueue(pendingMail('sent', unitId, { planId: plan.id, state: 'sent' }), []);
      await outbox.enqueue(pendingMail('elsewhere', unitId, { planId: other.planId }), []);
      await outbox.enqueue(pendingMail('nobody', unitId), []);
    });
    expect((await storage.read((stores) => stores.closures.leftOpen(plan.id))).mails).toBe(3);
    expect(await close(storage, request(world))).toBe(3);
    const { mails } = await storage.read(({ outbox }) => outbox.list({ limit: 10, offset: 0 }));
    expect(Object.fromEntries(mails.map(({ key, state, lastError }) => [key, [state, lastError]]))).toEqual({
      ...{ event: ['cancelled', CLOSED_WORDS], held: ['cancelled', CLOSED_WORDS], alone: ['cancelled', CLOSED_WORDS] },
      ...{ both: ['pending', null], sent: ['sent', null], elsewhere: ['pending', null], nobody: ['pending', null] },
    });
  });
});
