import { chasePartners, type ChaseRequest, chaseUnits } from '../../src/acts/chase.js';
import { type Person } from '../../src/domain/permissions.js';
import { queueNotices } from '../../src/reminders/reminders.service.js';
import { type Storage } from '../../src/storage/doors.js';
import { calendarWith } from '../../src/working-days.js';
import { describeOnEachDatabase, smallWorld } from '../support/databases.js';

const calendar = calendarWith([]);
const on = (today: string) => ({ at: `${today}T01:00:00.000Z`, today, time: '09:00', actor: '某某' });
const person = (role: Person['role'], unitId: number | null, items: Person['items'] = null): Person => ({
  ...{ role, name: '某某', unitId, accountId: 1, contactId: null, items },
});
const OFFICE = person('office', null);
const TEXT = '请于今日下班前报送。';
/** The day after the first reporting day. */
const LATE = '2020-06-11';

async function worldOn(storage: Storage) {
  const { plan, measures, units, assignments } = await smallWorld(storage);
  const [lead, police, school] = units.map(({ id }) => id) as [number, number, number];
  const itemOf = (unitId: number) => assignments.find((one) => one.unitId === unitId)!;
  const ask = (unitIds: number[], by: Person, today = LATE, more: Partial<ChaseRequest> = {}) =>
    storage.write((stores) =>
      chasePartners(
        stores,
        { planId: plan.id, measureId: measures[0]!.id, unitIds, text: TEXT, person: by, ...more },
        calendar,
        on(today),
      ),
    );
  const office = (unitIds: number[], today = LATE) =>
    storage.write((stores) =>
      chaseUnits(stores, { planId: plan.id, unitIds, text: TEXT, person: OFFICE }, calendar, on(today)),
    );
  const change = (unitId: number, patch: object) =>
    storage.write((stores) => stores.assignments.change(itemOf(unitId).id, itemOf(unitId).version, patch));
  return { plan, measures, lead, police, school, itemOf, ask, office, change };
}

describeOnEachDatabase('chasing', (open) => {
  test('a lead unit chases a partner once on a working day, whoever asks again and under whichever measure', async () => {
    const storage = await open();
    const { plan, lead, police, school, itemOf, ask, office } = await worldOn(storage);
    const first = await ask([police], person('liaison', lead));
    expect(first).toEqual({ sent: [{ unitId: police, unit: '县公安局', nth: 1 }], skipped: [] });
    const again = await ask([police, school], person('liaison', lead));
    expect(again).toEqual({
      sent: [{ unitId: school, unit: '县教育局', nth: 1 }],
      skipped: [{ unitId: police, unit: '县公安局', why: 'said-today' }],
    });
    expect((await office([police])).skipped).toMatchObject([{ why: 'said-today' }]);
    expect((await ask([police], person('liaison', lead), '2020-06-12')).sent).toMatchObject([{ nth: 2 }]);
    const [mails, history] = await storage.read(async ({ outbox, history }) => [
      (await outbox.list({ limit: 9, offset: 0 })).mails,
      await history.ofAssignment(itemOf(police)),
    ]);
    expect(mails.map(({ kind, unitId, planId }) => [kind, unitId, planId])).toEqual([
      ['chase', police, plan.id],
      ['chase', school, plan.id],
      ['chase', police, plan.id],
    ]);
    expect(JSON.parse(mails[2]!.words ?? '')).toMatchObject({
      ...{ news: '第1次催办，1项待办理', ask: '1项工作尚未报送本期进展，请尽快报送。', paragraphs: [TEXT] },
      why: expect.stringContaining('由牵头单位县委宣传部提出，以领导小组办公室名义发出') as string,
    });
    const chases = history.filter(({ act }) => act === 'chase').map(({ facts }) => JSON.parse(facts) as object);
    expect(chases).toEqual([
      { nth: 1, reason: TEXT, by: '县委宣传部' },
      { nth: 2, reason: TEXT, by: '县委宣传部' },
    ]);
  });

  test('a chase and the reminders of the day are one mail, whichever comes first', async () => {
    const storage = await open();
    const { lead, police, ask, office } = await worldOn(storage);
    // Three working days before 30 June every unit is reminded.
    const reminded = await storage.write((stores) => queueNotices(stores, on('2020-06-23')));
    expect(reminded.reminder).toBe(3);
    expect((await ask([police], person('liaison', lead), '2020-06-23')).skipped).toMatchObject([{ why: 'said-today' }]);
    expect((await office([police], '2020-07-01')).sent).toMatchObject([{ nth: 1 }]);
    const chased = await storage.write((stores) => queueNotices(stores, on('2020-07-01')));
    expect(chased.chase).toBe(2);
    expect((await office([police], '2020-07-02')).sent).toMatchObject([{ nth: 2 }]);
  });

  test('the first sentence of a mail is true of its unit: silent, late, or both', async () => {
    const storage = await open();
    const { lead, police, school, ask, change } = await worldOn(storage);
    await change(police, { stage: 'underway', reportedFor: '2020-06-24' });
    await ask([police, school, lead], OFFICE, '2020-07-02');
    const { mails } = await storage.read(({ outbox }) => outbox.list({ limit: 9, offset: 0 }));
    const asks = new Map(
      mails.map(({ unitId, words }) => [unitId, (JSON.parse(words ?? '{}') as { ask: string }).ask]),
    );
    expect(asks.get(police)).toBe('1项工作已逾期，请抓紧办结并报送进展。');
    expect(asks.get(school)).toBe('1项工作已逾期且尚未报送本期进展，请抓紧办结并报送进展。');
  });

  test('nobody is chased who has answered, asked for more time, was just returned a report, or has nothing to do', async () => {
    const storage = await open();
    const { lead, police, school, itemOf, ask, office, change } = await worldOn(storage);
    const bar = async (unitId: number) => (await ask([unitId], OFFICE)).skipped[0]?.why;
    await change(police, { stage: 'underway', reportedFor: '2020-06-24' });
    expect(await bar(police)).toBe('answered');
    await change(school, { stage: 'underway', returnedOn: '2020-06-10' });
    expect(await bar(school)).toBe('returned');
    const { id, planId, dueOn } = itemOf(lead);
    await storage.write((stores) =>
      stores.extensions.insert({
        ...{ planId, assignmentId: id, unitId: lead, nth: 1, stage: 'requested', reason: '缺人', progress: '过半' },
        ...{ dueOnBefore: dueOn, askedDay: '2020-07-10', grantedDay: null, requestedOn: LATE, requestedBy: '某某' },
        ...{
          officeOpinion: '',
          endorsedOn: null,
          deputyName: '',
          decisionReason: '',
          decidedBy: null,
          decidedOn: null,
        },
        version: 1,
      }),
    );
    expect(await bar(lead)).toBe('asking');
    expect((await ask([lead], person('liaison', lead))).skipped).toMatchObject([{ why: 'own-unit' }]);
    // Under the other measure the school still owes its report.
    expect((await office([school])).sent).toHaveLength(1);
    for (const stage of ['reported', 'waived', 'suspended'] as const) {
      await storage.write(async (stores) => {
        const now = (await stores.assignments.byId(itemOf(police).id))!;
        await stores.assignments.change(now.id, now.version, { stage });
      });
      expect(await bar(police)).toBe('not-open');
    }
  });

  test('a chase wants a working day, a unit, words, and somebody who may', async () => {
    const storage = await open();
    const { lead, police, ask } = await worldOn(storage);
    const refusal = async (...asked: Parameters<typeof ask>) => {
      const refused = await ask(...asked).then(
        () => null,
        (error: { code: string }) => error.code,
      );
      return refused;
    };
    const by = person('liaison', lead);
    expect(await refusal([police], by, '2020-06-13')).toBe('chase-rest-day');
    expect(await refusal([police], by, '2020-06-25')).toBe('chase-rest-day');
    expect(await refusal([], by)).toBe('chase-nobody');
    expect(await refusal([police], by, LATE, { text: ' \n' })).toBe('chase-words-missing');
    expect(await refusal([4711], by)).toBe('no-such-option');
    expect(await refusal([lead], person('liaison', police))).toBe('not-allowed');
    expect(await refusal([police], person('liaison', lead, [1]))).toBe('not-allowed');
    expect(await refusal([police], person('leader', null))).toBe('not-allowed');
    expect(await refusal([police], person('liaison', 4711))).toBe('not-found');
    // The Sunday on which the county works is a working day.
    expect(await refusal([police], by, '2020-06-28')).toBeNull();
  });
});
