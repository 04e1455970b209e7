import { giveInstruction } from '../../src/acts/instruct.js';
import { momentAt, momentOf } from '../../src/clock.js';
import { DIGESTS_JOB, queueDigests } from '../../src/digests/digests.jobs.js';
import { isWorkday } from '../../src/domain/calendar.js';
import { type Day, plusDays } from '../../src/domain/day.js';
import { type ForeseenMail } from '../../src/domain/foreseen.js';
import { type Person } from '../../src/domain/permissions.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { foresee } from '../../src/foresight/foresee.js';
import { keptOf, newsOfIssue } from '../../src/mail/digest-words.js';
import { queueEscalations, writeOnceADay } from '../../src/reminders/escalations.js';
import { queueNotices } from '../../src/reminders/reminders.service.js';
import { calendarWith } from '../../src/working-days.js';
import { type Storage, type Stores } from '../../src/storage/doors.js';
import { describeOnEachDatabase, type SmallWorld, smallWorld } from '../support/databases.js';
import { withLeaders } from '../support/leaders.js';

const [FROM, TO] = ['2020-06-22', '2020-07-20'];
const calendar = calendarWith([]);

const isDigest = ({ kind }: Pick<ForeseenMail, 'kind'>) => kind === 'digest' || kind === 'unit-digest';

/** Queues on each working day what goes up and the issues, as the timetable does, and lets it leave. */
async function queueEach(storage: Storage, from: Day, to: Day): Promise<void> {
  for (let day = from; day <= to; day = plusDays(day, 1))
    if (isWorkday(calendar, day))
      await storage.write(async (stores) => {
        const moment = momentAt(day, '08:30');
        await queueEscalations(stores, moment);
        await queueDigests(stores, moment);
        await writeOnceADay(stores, moment);
        await stores.jobs.record(DIGESTS_JOB, moment.at, moment.at, '{}');
        await letLeave(stores, moment.at);
      });
}

/** Marks as sent whatever may leave at a moment. */
async function letLeave({ dispatch }: Stores, at: string): Promise<void> {
  const [by, leaving] = ['me', { plans: [1], isCommonOpen: true }];
  const mails = await dispatch.claim({ by, now: at, leaving, until: at, limit: 100 });
  const ids = mails.map(({ id }) => id);
  await dispatch.startSending(ids, by, at, at);
  const words = { subject: '', textBody: '', htmlBody: '', reply: null };
  for (const { id, toAddress } of mails) await dispatch.markSent(id, by, { ...words, toAddress, sentAt: at });
}

/** The issues in the outbox, each by the day on which it leaves. */
async function digestsLeft(storage: Storage): Promise<string[]> {
  const idOf = (words: string | null) => (JSON.parse(words ?? '{}') as { digest: number }).digest;
  return storage.read(async ({ outbox, digests }) => {
    const mails = (await outbox.list({ limit: 500, offset: 0 })).mails.filter(isDigest);
    const issues = new Map((await digests.byIds(mails.map(({ words }) => idOf(words)))).map((one) => [one.id, one]));
    return mails.map(({ kind, nextAt, toName, words }) => {
      const news = newsOfIssue(keptOf(issues.get(idOf(words))!));
      return [momentOf(nextAt).today, kind, toName, `【案的通知】${news}`].join(' ');
    });
  });
}

/** A leader asks the third unit for something by the 24th of June, and the second for something of an item by the 13th of July. */
async function withInstructions(storage: Storage, { plan, units, assignments }: SmallWorld): Promise<void> {
  const person: Person = { role: 'leader', name: '王副组长', unitId: null, accountId: 1, contactId: null, items: null };
  const given = { planId: plan.id, leaderName: '', text: '请拿出方案。', person };
  const occasion = { ...momentAt('2020-06-15', '09:00'), actor: '王副组长' };
  const [item] = assignments.filter(({ unitId }) => unitId === units[1]!.id);
  await storage.write(async (stores) => {
    const first = { ...given, assignmentId: null, unitId: units[2]!.id, dueOn: '2020-06-24' };
    await giveInstruction(stores, first, occasion);
    await giveInstruction(
      stores,
      { ...given, assignmentId: item!.id, unitId: units[1]!.id, dueOn: '2020-07-13' },
      occasion,
    );
  });
}

describeOnEachDatabase('what is foreseen', (open) => {
  test('is what leaves when nobody acts, up the ladder too, mail by mail and item by item', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    await withLeaders(storage, world);
    await withInstructions(storage, world);
    const asked = { from: FROM, to: TO, today: FROM, supposed: {} };
    const foreseen = (await storage.read((stores) => foresee(stores, asked))).filter((mail) => !isDigest(mail));
    for (let day = FROM; day <= TO; day = plusDays(day, 1))
      if (isWorkday(calendar, day))
        await storage.write(async (stores) => {
          await queueNotices(stores, momentAt(day, '08:30'));
          await queueEscalations(stores, momentAt(day, '08:30'));
        });
    const left = await storage.read(async ({ outbox }) => {
      const { mails } = await outbox.list({ dayFrom: FROM, dayTo: TO, limit: 500, offset: 0 });
      const items = await outbox.itemsOf(mails.map(({ id }) => id));
      return mails.map((mail) => ({ ...mail, items: items.get(mail.id) ?? [] }));
    });
    const line = (on: string, kind: string, to: string, items: readonly { assignmentId: number; rule: string }[]) =>
      [on, kind, to, ...items.map(({ assignmentId, rule }) => `${assignmentId}:${rule}`).sort()].join(' ');
    const seen = foreseen.map(({ on, kind, toName, items }) => line(on, kind, toName, items)).sort();
    expect(seen).toEqual(left.map(({ day, kind, toName, items }) => line(day, kind, toName, items)).sort());
    expect(seen.filter((one) => one.includes(' escalation '))).toHaveLength(6);
    const notices = foreseen.filter(({ kind }) => kind === 'notice');
    expect(notices.map(({ on, subject, why }) => [on, subject, why].join(' '))).toEqual([
      '2020-07-02 【案的通知】县教育局：1件批示逾期未报办理情况 批示逾期第5个工作日',
      '2020-07-08 【案的通知】县公安局：1件批示请报办理情况，最近的7月13日前 批示到期前第3个工作日',
      '2020-07-13 【案的通知】县公安局：1件批示请报办理情况，最近的7月13日前 批示到期当日',
      '2020-07-14 【案的通知】县教育局：1件批示逾期未报办理情况 批示逾期后每周催办（第1周）',
      '2020-07-14 【案的通知】县公安局：1件批示逾期未报办理情况 批示逾期第1个工作日',
      '2020-07-16 【案的通知】县公安局：1件批示逾期未报办理情况 批示逾期第3个工作日',
      '2020-07-20 【案的通知】县公安局：1件批示逾期未报办理情况 批示逾期第5个工作日',
    ]);
    expect(foreseen.filter(({ isHeld }) => isHeld).map(({ on, toName }) => `${on} ${toName}`)).toEqual([
      '2020-07-09 领导小组副组长（县政府副县长）',
      '2020-07-16 领导小组组长',
    ]);
  });

  test('are the issues to leaders and heads, each on its day with what it says, and never two a person and day', async () => {
    const storage = await open();
    await withLeaders(storage, await smallWorld(storage));
    const asked = { from: '2020-06-15', to: '2020-07-13', today: '2020-06-15', supposed: {} };
    const seenFrom = async (today: Day) => {
      const mails = await storage.read((stores) => foresee(stores, { ...asked, from: today, today }));
      return mails.filter(isDigest).map(({ on, kind, toName, subject }) => [on, kind, toName, subject].join(' '));
    };
    const foreseen = await seenFrom(asked.from);
    await queueEach(storage, asked.from, '2020-07-02');
    // What has been told meanwhile is not foreseen again, and what is still to come is as it was.
    expect(await seenFrom('2020-07-02')).toEqual(foreseen.filter((line) => line > '2020-07-03'));
    await queueEach(storage, '2020-07-03', asked.to);
    expect([...foreseen].sort()).toEqual((await digestsLeft(storage)).sort());
    // A supervising leader's mail on the 1st goes up past the first unit's head; the second has none, so that its head's issue waits.
    expect(foreseen).toEqual(
      [
        ['06-15 digest', '组长 group-leader', '第二阶段剩10个工作日：2项措施 2黄'],
        ['06-15 digest', '副组长 deputy-leader', '第二阶段剩10个工作日：2项措施 2黄'],
        ['06-30 digest', '组长 group-leader', '第二阶段今天到期：2项措施 2黄'],
        ['06-30 digest', '副组长 deputy-leader', '第二阶段今天到期：2项措施 2黄'],
        ['07-01 digest', '组长 group-leader', '第二阶段已到期，办结0/6：2项措施 2红'],
        ['07-01 digest', '副组长 deputy-leader', '第二阶段已到期，办结0/6：2项措施 2红'],
        ['07-01 unit-digest', '县委宣传部主要负责人 unit-head', '县委宣传部本月情况：2项逾期，已办结0/4'],
        ['07-02 unit-digest', '县公安局主要负责人 unit-head', '县公安局本月情况：2项逾期，已办结0/4'],
        ['07-06 digest', '组长 group-leader', '第三阶段剩63个工作日：2项措施 2红'],
        ['07-06 digest', '副组长 deputy-leader', '第三阶段剩63个工作日：2项措施 2红'],
        ['07-13 digest', '组长 group-leader', '第三阶段剩58个工作日：2项措施 2红'],
        ['07-13 digest', '副组长 deputy-leader', '第三阶段剩58个工作日：2项措施 2红'],
      ].map(([on, to, news]) => `2020-${on} ${to} 【案的通知】${news}`),
    );
  });

  test('lets what goes up on a day go before an issue, and the issue wait until nothing goes up to its reader', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    await withLeaders(storage, world);
    const item = world.assignments.find(({ unitId, phaseId }) => unitId === world.units[1]!.id && phaseId === 1)!;
    await storage.write(({ assignments }) => assignments.change(item.id, item.version, { dueOn: '2020-07-01' }));
    const asked = { from: '2020-07-01', to: '2020-07-07', today: '2020-07-01', supposed: {} };
    const seen = await storage.read((stores) => foresee(stores, asked));
    await queueEach(storage, asked.from, asked.to);
    const left = await storage.read(({ outbox }) => outbox.list({ limit: 80, offset: 0 }));
    const toHead = (mails: readonly { day: Day; kind: string; toName: string }[]) =>
      mails
        .filter(({ toName }) => toName.startsWith('县公安局主要负责人'))
        .map(({ day, kind }) => `${day} ${kind}`)
        .sort();
    const queued = toHead(left.mails.map((mail) => ({ ...mail, day: momentOf(mail.nextAt).today })));
    // The month's issue of the 1st is no reason for the head to hear a day later of what is late: the 3rd and the 6th are the ladder's, too.
    const ladder = ['01', '02', '03', '06'].map((day) => `2020-07-${day} escalation`);
    expect(queued).toEqual([...ladder, '2020-07-07 unit-digest']);
    expect(toHead(seen.map((mail) => ({ ...mail, day: mail.on })))).toEqual(queued);
  });

  test('follows another day of a phase: its items turn red, and its issues come, on others', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    await withLeaders(storage, world);
    const [phase] = world.phases;
    const dueOn = new Map(
      world.assignments.filter(({ phaseId }) => phaseId === phase!.id).map(({ id }) => [id, '2020-07-08']),
    );
    const supposed = { dueOn, phaseDueOn: new Map([[phase!.id, '2020-07-08']]) };
    const asked = { from: '2020-06-24', to: '2020-07-13', today: '2020-06-24', supposed };
    const mails = await storage.read((stores) => foresee(stores, asked));
    const issues = mails.filter(({ kind, toName }) => kind === 'digest' && toName.startsWith('组长'));
    expect(issues.map(({ on, subject, why }) => [on, subject, why].join(' '))).toEqual([
      // The first issue; a week later the next phase has opened.
      '2020-06-29 【案的通知】第二阶段剩7个工作日：2项措施 2黄 每周第一个工作日，有变化或有逾期',
      '2020-07-06 【案的通知】第二阶段剩2个工作日：2项措施 2黄 每周第一个工作日，有变化或有逾期',
      '2020-07-08 【案的通知】第二阶段今天到期：2项措施 2黄 阶段最后一个工作日',
      '2020-07-09 【案的通知】第二阶段已到期，办结0/6：2项措施 2红 阶段到期后第一个工作日',
      '2020-07-13 【案的通知】第三阶段剩58个工作日：2项措施 2红 每周第一个工作日，有变化或有逾期',
    ]);
  });

  test('follows another ladder before anybody has set it', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    await withLeaders(storage, world);
    const escalateAfter: [number, number, number, number] = [2, 4, 8, 13];
    const rules = new Map([[1, { ...DEFAULT_RULES, escalateAfter }]]);
    const asked = { from: FROM, to: TO, today: FROM, supposed: { rules } };
    const mails = await storage.read((stores) => foresee(stores, asked));
    const days = mails.filter(({ kind }) => kind === 'escalation').map(({ on }) => on);
    expect([...new Set(days)]).toEqual(['2020-07-02', '2020-07-06', '2020-07-10', '2020-07-17']);
  });
});
