import { decideExtension } from '../../src/acts/decide-extension.js';
import { requestExtension, withdrawExtension } from '../../src/acts/request-extension.js';
import { momentAt } from '../../src/clock.js';
import { type Person } from '../../src/domain/permissions.js';
import { queueNotices } from '../../src/reminders/reminders.service.js';
import { type Storage, type Stores } from '../../src/storage/doors.js';
import { calendarWith } from '../../src/working-days.js';
import { describeOnEachDatabase, type SmallWorld, smallWorld } from '../support/databases.js';
import { broken, on, person } from '../support/acting.js';

const calendar = calendarWith([]);

const WORDS = { reason: '施工受阻', progress: '已完成六成' };
const DECISION = { grantedDay: null, opinion: '', deputyName: '', reason: '' };

describeOnEachDatabase('extensions', (open) => {
  let storage: Storage;
  let world: SmallWorld;
  beforeEach(async () => {
    storage = await open();
    world = await smallWorld(storage);
  });

  const ask = (day: string, changes: { item?: number; askedDay?: string; version?: number; by?: Person } = {}) =>
    storage.write(async (stores) => {
      const item = world.assignments[changes.item ?? 0]!;
      const now = (await stores.assignments.byId(item.id))!;
      const request = {
        ...{ assignmentId: item.id, version: changes.version ?? now.version, ...WORDS },
        ...{ askedDay: changes.askedDay ?? '2020-07-10', person: changes.by ?? person('liaison', item.unitId) },
      };
      return requestExtension(stores, request, calendar, on(day));
    });
  const decide = (extensionId: number, day: string, decision: Partial<Parameters<typeof decideExtension>[1]>) =>
    storage.write(async (stores) => {
      const { version } = (await stores.extensions.byId(extensionId))!;
      const asked = { ...DECISION, extensionId, version, act: 'grant' as const, ...decision };
      return decideExtension(stores, asked, calendar, on(day, '办公室'));
    });
  const look = <T>(work: (stores: Stores) => Promise<T>) => storage.read(work);
  const item = (index = 0) => look((stores) => stores.assignments.byId(world.assignments[index]!.id));

  test('one is asked for, granted another day, told and remembered; the original day stays', async () => {
    const id = await ask('2020-06-20');
    expect(await item()).toMatchObject({ dueOn: '2020-06-30', version: 1 });
    await decide(id, '2020-06-22', { grantedDay: '2020-07-06', reason: '情况属实' });
    expect(await item()).toMatchObject({ dueOn: '2020-07-06', originalDueOn: '2020-06-30', version: 2 });
    await look(async (stores) => {
      expect(await stores.extensions.byId(id)).toMatchObject({
        ...{ stage: 'granted', grantedDay: '2020-07-06', askedDay: '2020-07-10', dueOnBefore: '2020-06-30' },
        ...{ decidedBy: '办公室', decidedOn: '2020-06-22', decisionReason: '情况属实', version: 2 },
      });
      const { mails } = await stores.outbox.list({ limit: 10, offset: 0 });
      expect(mails).toMatchObject([{ kind: 'extension', key: `extension:${id}`, unitId: world.units[0]!.id }]);
      const words = JSON.parse(mails[0]!.words!) as { ask: string; paragraphs: string[] };
      expect(words.ask).toContain('由2020年6月30日延至2020年7月6日');
      expect(words.paragraphs).toContain('审批意见：情况属实');
      const acts = await stores.history.ofAssignment(world.assignments[0]!);
      expect(acts.map(({ act }) => act)).toEqual(['ask-extension', 'grant-extension']);
      expect(JSON.parse(acts[1]!.facts)).toMatchObject({ dueOnBefore: '2020-06-30', after: '2020年7月6日' });
      expect((await stores.plans.phases(world.plan.id))[0]!.dueOn).toBe('2020-06-30');
    });
  });

  test('the new day is spoken of from its own steps on, and what they would have said by now came with the decision', async () => {
    // Only the first item is moved; the others of the plan speak for themselves.
    const id = await ask('2020-06-20');
    await decide(id, '2020-06-22', { grantedDay: '2020-07-06' });
    const rules = (await look((stores) => stores.outbox.saidFor([world.assignments[0]!.id]))).map(({ rule }) => rule);
    expect(rules).toEqual([`extension:${id}`, 'T-10']);
    await storage.write((stores) => queueNotices(stores, momentAt('2020-06-22', '09:00')));
    await storage.write((stores) => queueNotices(stores, momentAt('2020-06-29', '09:00')));
    const said = await look((stores) => stores.outbox.saidFor([world.assignments[0]!.id]));
    const steps = said.filter(({ rule }) => rule.startsWith('T')).map(({ dueOn, rule }) => `${dueOn} ${rule}`);
    expect(steps).toEqual(['2020-07-06 T-10', '2020-07-06 T-5']);
  });

  test('while one waits nobody chases for the item, and its light is as red as ever', async () => {
    await ask('2020-06-20');
    await storage.write((stores) => queueNotices(stores, momentAt('2020-07-01', '09:00')));
    const said = await look((stores) => stores.outbox.saidFor(world.assignments.map(({ id }) => id)));
    const chased = said.filter(({ rule }) => rule === 'T+1').map(({ assignmentId }) => assignmentId);
    expect(chased).toHaveLength(5);
    expect(chased).not.toContain(world.assignments[0]!.id);
    expect(await look((stores) => stores.extensions.askingWithin({ dueTo: '2020-06-29' }))).toEqual(new Set());
  });

  test('the second goes on to a deputy leader, whose decision the office enters', async () => {
    await decide(await ask('2020-06-10'), '2020-06-11', {});
    const second = await ask('2020-06-30', { askedDay: '2020-07-31' });
    await expect(decide(second, '2020-06-30', {})).rejects.toEqual(broken('extension-needs-deputy'));
    await expect(decide(second, '2020-06-30', { act: 'endorse', opinion: '拟同意' })).rejects.toEqual(
      broken('deputy-missing'),
    );
    await expect(decide(second, '2020-06-30', { act: 'endorse', deputyName: '李某' })).rejects.toEqual(
      broken('opinion-missing'),
    );
    await decide(second, '2020-06-30', { act: 'endorse', opinion: '拟同意', deputyName: '李某' });
    expect(await look((stores) => stores.extensions.countPending(world.plan.id))).toBe(1);
    const granted = await decide(second, '2020-07-01', { reason: '同意' });
    expect(granted).toMatchObject({ stage: 'granted', decidedBy: '李某', officeOpinion: '拟同意', nth: 2 });
    expect(await item()).toMatchObject({ dueOn: '2020-07-31', originalDueOn: '2020-06-30' });
    await expect(ask('2020-07-10', { askedDay: '2020-08-31' })).rejects.toEqual(broken('extensions-used-up'));
  });

  test('so does the first where it reaches beyond the plan’s last day', async () => {
    const id = await ask('2020-06-10', { askedDay: '2020-10-09' });
    await expect(decide(id, '2020-06-11', {})).rejects.toEqual(broken('extension-needs-deputy'));
    expect(await decide(id, '2020-06-11', { grantedDay: '2020-09-30' })).toMatchObject({ stage: 'granted' });
  });

  test.each([
    ['on the due day', '2020-06-30', {}, 'extension-late'],
    ['after it', '2020-07-02', {}, 'extension-late'],
    ['less than three working days before it', '2020-06-28', {}, 'extension-close'],
    ['for a day that is no later', '2020-06-10', { askedDay: '2020-06-30' }, 'extension-day-early'],
    ['by another unit', '2020-06-10', { by: person('liaison', 4711) }, 'not-found'],
    ['by the office', '2020-06-10', { by: person('office') }, 'not-found'],
    ['by a link about other items', '2020-06-10', { by: person('liaison', 1, [4711]) }, 'not-found'],
    ['of an item that has changed since', '2020-06-10', { version: 7 }, 'stale'],
  ])('none is asked for %s', async (_name, day, changes, code) => {
    await expect(ask(day, changes)).rejects.toEqual(broken(code));
    expect(await look((stores) => stores.extensions.ofAssignment(world.assignments[0]!.id))).toEqual([]);
  });

  test('one that is refused needs a reason, is told, and leaves the day; the link of a mail may ask again', async () => {
    const own = world.assignments[0]!;
    const id = await ask('2020-06-10');
    await expect(decide(id, '2020-06-11', { act: 'refuse', reason: ' ' })).rejects.toEqual(broken('reason-missing'));
    await decide(id, '2020-06-11', { act: 'refuse', reason: '理由不足' });
    await expect(decide(id, '2020-06-11', {})).rejects.toEqual(broken('act-not-open'));
    expect(await item()).toMatchObject({ dueOn: '2020-06-30', version: 1 });
    expect(await look((stores) => stores.outbox.list({ kind: 'extension', limit: 9, offset: 0 }))).toMatchObject({
      total: 1,
    });
    const again = await ask('2020-06-12', { by: person('liaison', own.unitId, [own.id]) });
    await expect(decide(again, '2020-06-12', {})).rejects.toEqual(broken('extension-needs-deputy'));
  });

  test('one is taken back by its unit alone, counts no more, and the same is not asked for twice at once', async () => {
    const own = world.assignments[0]!;
    const id = await ask('2020-06-10');
    await expect(ask('2020-06-10')).rejects.toEqual(broken('extension-pending'));
    const withdraw = (by: Person, version: number) =>
      storage.write((stores) => withdrawExtension(stores, { extensionId: id, version, person: by }, on('2020-06-11')));
    await expect(withdraw(person('liaison', 4711), 1)).rejects.toEqual(broken('not-found'));
    await expect(withdraw(person('liaison', own.unitId), 2)).rejects.toEqual(broken('stale'));
    expect(await withdraw(person('liaison', own.unitId), 1)).toMatchObject({ stage: 'withdrawn' });
    const again = await ask('2020-06-12');
    expect(await decide(again, '2020-06-12', {})).toMatchObject({ stage: 'granted', nth: 2 });
  });

  test('of ten asked for at once one waits, and the others are told so', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 10 }, () => ask('2020-06-10')));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused).toEqual(Array.from({ length: 9 }, () => broken('extension-pending')));
  });

  test('one for an item that a correction gave to another unit is taken back by neither', async () => {
    const id = await ask('2020-06-10');
    const own = world.assignments[0]!;
    const successorId = await storage.write((stores) => stores.plans.insertUnit({ name: '接手单位', mail: null }));
    await storage.write((stores) => stores.assignments.change(own.id, 1, { unitId: successorId }));
    for (const unitId of [own.unitId, successorId]) {
      const request = { extensionId: id, version: 1, person: person('liaison', unitId) };
      const withdrawn = storage.write((stores) => withdrawExtension(stores, request, on('2020-06-11')));
      await expect(withdrawn).rejects.toEqual(broken('not-found'));
    }
  });

  test('a decision does not move what is over, and none is granted that has passed', async () => {
    const id = await ask('2020-06-10');
    await expect(decide(id, '2020-07-20', {})).rejects.toEqual(broken('extension-day-past'));
    await storage.write((stores) => stores.assignments.change(world.assignments[0]!.id, 1, { stage: 'waived' }));
    await expect(decide(id, '2020-06-11', {})).rejects.toEqual(broken('act-not-open'));
    expect(await decide(id, '2020-06-11', { act: 'refuse', reason: '已豁免' })).toMatchObject({ stage: 'refused' });
  });

  test('the lists know what waits, of one item, of some and of the plan', async () => {
    const [first, second] = [await ask('2020-06-10'), await ask('2020-06-11', { item: 1 })];
    await decide(first, '2020-06-12', {});
    const ids = world.assignments.map(({ id }) => id);
    await look(async ({ extensions }) => {
      expect(await extensions.pendingIds(ids)).toEqual(new Set([world.assignments[1]!.id]));
      expect(await extensions.pendingIds([])).toEqual(new Set());
      expect(await extensions.pendingOfPlan(world.plan.id, 5)).toMatchObject([
        { id: second, unitName: '县公安局', measureTitle: '宣传发动', dueOn: '2020-06-30' },
      ]);
      const page = await extensions.page({ planId: world.plan.id, limit: 50, offset: 0 });
      expect([page.total, page.rows.map(({ id }) => id)]).toEqual([2, [second, first]]);
      const granted = await extensions.page({ planId: world.plan.id, stages: ['granted'], limit: 50, offset: 0 });
      expect(granted.rows).toMatchObject([{ id: first, dueOn: '2020-07-10', originalDueOn: '2020-06-30' }]);
      const tallies = await extensions.punctual(world.plan.id);
      expect(tallies.find(({ dueOn }) => dueOn === '2020-07-10')).toMatchObject({ count: 1 });
      expect(tallies.reduce((sum, { count }) => sum + count, 0)).toBe(12);
    });
  });
});
