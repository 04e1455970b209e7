import { decideEscalation } from '../../src/acts/decide-escalation.js';
import { releaseMail } from '../../src/acts/release-mail.js';
import { momentAt } from '../../src/clock.js';
import { type OutboxMail } from '../../src/domain/plan.js';
import { ruleWords } from '../../src/domain/reminders.js';
import { queueEscalations, writeOnceADay } from '../../src/reminders/escalations.js';
import { type Storage } from '../../src/storage/doors.js';
import { calendarWith } from '../../src/working-days.js';
import { describeOnEachDatabase, pendingMail, type SmallWorld, smallWorld } from '../support/databases.js';
import { withLeaders } from '../support/leaders.js';

const calendar = calendarWith([]);
const sweep = (storage: Storage, day: string) =>
  storage.write((stores) => queueEscalations(stores, momentAt(day, '08:30')));

/** The small world on 9 July: two items of each of three units have gone up to the deputy leader, whose mail waits. */
async function waiting(storage: Storage) {
  const world = await smallWorld(storage);
  const leaders = await withLeaders(storage, world);
  for (const day of ['2020-07-01', '2020-07-03', '2020-07-09']) await sweep(storage, day);
  const [mail] = await ladder(storage);
  const decide = (act: 'release' | 'cancel', day: string, reason = '', outboxId = mail!.id) =>
    storage.write((stores) =>
      decideEscalation(
        stores,
        { outboxId, act, reason },
        { calendar, dayBegan: momentAt(day, '00:00').at, nextMorning: momentAt('2020-07-10', '08:30').at },
        { ...momentAt(day, '09:00'), actor: '办公室' },
      ),
    );
  return { world, leaders, mail: mail!, decide };
}

/** The mails to the county's leaders, the newest first. */
async function ladder(storage: Storage): Promise<Omit<OutboxMail, 'textBody' | 'htmlBody'>[]> {
  const { mails } = await storage.read(({ outbox }) => outbox.list({ kind: 'escalation', limit: 50, offset: 0 }));
  return mails.filter(({ unitId }) => unitId === null);
}

/** The first two items of a unit, which were due on 30 June. */
const lateOf = ({ assignments, units }: SmallWorld, unit: number) =>
  assignments.filter(({ unitId, dueOn }) => unitId === units[unit]!.id && dueOn === '2020-06-30');

async function complete(storage: Storage, world: SmallWorld, unit: number): Promise<void> {
  await storage.write(async ({ assignments }) => {
    for (const { id, version } of lateOf(world, unit)) await assignments.change(id, version, { stage: 'reported' });
  });
}

describeOnEachDatabase('the office decides about what goes up to the county', (open) => {
  test('it leaves with what is late at that moment; what was settled drops out and may go up again', async () => {
    const storage = await open();
    const { world, mail, decide } = await waiting(storage);
    expect(mail).toMatchObject({ state: 'held', lastError: '等待办公室放行', number: 5, unitId: null });
    await complete(storage, world, 1);
    expect(await decide('release', '2020-07-09')).toBe('released');
    const [released] = await ladder(storage);
    expect(released).toMatchObject({
      ...{ state: 'pending', lastError: null, toAddress: 'deputy@example.com' },
      nextAt: momentAt('2020-07-09', '09:00').at,
    });
    const items = await storage.read(({ outbox }) => outbox.items(mail.id));
    const settled = items.filter(({ rule }) => rule !== 'L3');
    expect(settled.map(({ assignmentId }) => assignmentId).sort()).toEqual(lateOf(world, 1).map(({ id }) => id));
    expect(settled.map(({ rule }) => ruleWords(rule))).toEqual(
      Array.from({ length: 2 }, () => '逾期督促提醒（副组长），放行时已有进展，未列入'),
    );
    // The police's report is returned: two working days later its delay goes up to the deputy leader, in a new mail.
    await storage.write(async ({ assignments }) => {
      for (const { id, version } of lateOf(world, 1))
        await assignments.change(id, version + 1, { stage: 'returned', returnedOn: '2020-07-10' });
    });
    await sweep(storage, '2020-07-13');
    expect(await ladder(storage)).toHaveLength(1);
    await sweep(storage, '2020-07-14');
    const [again] = await ladder(storage);
    expect(again).toMatchObject({ day: '2020-07-14', state: 'held', toName: '领导小组副组长（县政府副县长）' });
    expect(await storage.read(({ outbox }) => outbox.items(again!.id))).toHaveLength(2);
  });

  test('where everything is settled it needs not leave', async () => {
    const storage = await open();
    const { world, mail, decide } = await waiting(storage);
    for (const unit of [0, 1, 2]) await complete(storage, world, unit);
    expect(await decide('release', '2020-07-09')).toBe('settled');
    expect((await ladder(storage))[0]).toMatchObject({ id: mail.id, state: 'obsolete' });
  });

  test('it is not sent with a reason, once; the same rung does not come back, the next one does', async () => {
    const storage = await open();
    const { mail, decide } = await waiting(storage);
    await expect(decide('cancel', '2020-07-09', ' ')).rejects.toMatchObject({ code: 'reason-missing' });
    expect(await decide('cancel', '2020-07-09', '已当面报告')).toBe('cancelled');
    await expect(decide('release', '2020-07-09')).rejects.toMatchObject({ code: 'mail-moved' });
    const history = await storage.read((stores) => stores.history.search({ limit: 10 }));
    expect(history.filter(({ act }) => act.endsWith('-escalation'))).toMatchObject([{ act: 'cancel-escalation' }]);
    expect(JSON.parse(history[0]!.facts)).toEqual({
      ...{ outboxId: mail.id, thing: '领导小组副组长（县政府副县长）' },
      ...{ number: '催办〔2020〕第5号', reason: '已当面报告' },
    });
    for (const day of ['2020-07-10', '2020-07-13', '2020-07-15']) await sweep(storage, day);
    expect(await ladder(storage)).toHaveLength(1);
    await sweep(storage, '2020-07-16');
    expect((await ladder(storage)).map(({ toName, state }) => [toName, state])).toEqual([
      ['领导小组组长', 'held'],
      ['领导小组副组长（县政府副县长）', 'cancelled'],
    ]);
  });

  test('only the office’s decision lets it go: not a release of mails, and nothing else of its kind', async () => {
    const storage = await open();
    const { mail, decide } = await waiting(storage);
    const released = storage.write((stores) =>
      releaseMail(stores, { outboxId: mail.id }, { ...momentAt('2020-07-09', '09:00'), actor: '办公室' }),
    );
    await expect(released).rejects.toMatchObject({ code: 'mail-on-ladder' });
    await expect(decide('release', '2020-07-09', '', mail.id + 99)).rejects.toMatchObject({ code: 'not-found' });
    const both = await Promise.allSettled([decide('release', '2020-07-09'), decide('cancel', '2020-07-09', '已报告')]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('whoever is written to on a day gets it on the next working morning, and not beside a digest', async () => {
    const storage = await open();
    const { leaders, decide } = await waiting(storage);
    const digest = (day: string, to: Pick<OutboxMail, 'postId' | 'toAddress'>, unitId: number | null = null) =>
      storage.write((stores) =>
        stores.outbox.enqueue(pendingMail(`digest:${day}:${to.postId}`, 1, { kind: 'digest', day, unitId, ...to }), []),
      );
    const deputy = { postId: leaders.deputy, toAddress: 'deputy@example.com' };
    await digest('2020-07-09', deputy);
    expect(await decide('release', '2020-07-09')).toBe('tomorrow');
    const morning = momentAt('2020-07-10', '08:30').at;
    expect((await ladder(storage))[0]).toMatchObject({ state: 'pending', nextAt: morning });
    // On that morning another digest goes to the same person: the next working day is Monday.
    await digest('2020-07-10', deputy);
    await storage.write((stores) => writeOnceADay(stores, momentAt('2020-07-10', '08:30')));
    expect((await ladder(storage))[0]).toMatchObject({ nextAt: momentAt('2020-07-13', '08:30').at });
  });

  test('a leader of a unit hears of a delay at once; a digest of that morning waits for the next', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    const { supervisor } = await withLeaders(storage, world);
    await sweep(storage, '2020-07-01');
    const to = { kind: 'unit-digest', postId: supervisor, toAddress: 'supervisor@example.com' } as const;
    await storage.write((stores) => stores.outbox.enqueue(pendingMail('unit-digest:1', world.units[0]!.id, to), []));
    await storage.write((stores) => writeOnceADay(stores, momentAt('2020-07-01', '08:30')));
    const { mails } = await storage.read(({ outbox }) => outbox.list({ kind: 'escalation', limit: 9, offset: 0 }));
    const today = momentAt('2020-07-01', '08:30').at;
    expect(mails.map(({ toName, nextAt }) => [toName, nextAt])).toEqual([
      ['县公安局主要负责人', today],
      ['县委宣传部分管领导', today],
    ]);
    const digests = await storage.read(({ outbox }) => outbox.list({ kind: 'unit-digest', limit: 9, offset: 0 }));
    expect(digests.mails.map(({ nextAt }) => nextAt)).toEqual([momentAt('2020-07-02', '08:30').at]);
  });

  test('a digest that has waited for a week of mornings leaves, and the delay waits for the next', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    const { supervisor } = await withLeaders(storage, world);
    await sweep(storage, '2020-07-01');
    const to = { kind: 'unit-digest', postId: supervisor, toAddress: 'supervisor@example.com' } as const;
    // The working days before 1 July are 30, 29 and 28 June (a Sunday worked for the festival), 24 and 23 June.
    const queued = [momentAt('2020-06-22', '08:30').at, momentAt('2020-06-23', '08:30').at];
    for (const [i, queuedAt] of queued.entries())
      await storage.write((stores) =>
        stores.outbox.enqueue(pendingMail(`unit-digest:${i}`, world.units[0]!.id, { ...to, queuedAt }), []),
      );
    await storage.write((stores) => writeOnceADay(stores, momentAt('2020-07-01', '08:30')));
    const tomorrow = momentAt('2020-07-02', '08:30').at;
    const of = async (kind: 'escalation' | 'unit-digest') =>
      (await storage.read(({ outbox }) => outbox.list({ kind, limit: 9, offset: 0 }))).mails
        .filter(({ toAddress }) => toAddress === 'supervisor@example.com')
        .map(({ queuedAt, nextAt }) => [queuedAt, nextAt]);
    const digests = await of('unit-digest');
    expect(digests.find(([queuedAt]) => queuedAt === queued[0])![1]! < tomorrow).toBe(true);
    expect(digests.find(([queuedAt]) => queuedAt === queued[1])?.[1]).toBe(tomorrow);
    expect((await of('escalation')).map(([, nextAt]) => nextAt)).toEqual([tomorrow]);
  });
});
