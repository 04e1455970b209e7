import { giveInstruction } from '../../src/acts/instruct.js';
import { momentAt } from '../../src/clock.js';
import { isWorkday } from '../../src/domain/calendar.js';
import { plusDays } from '../../src/domain/day.js';
import { type Person } from '../../src/domain/permissions.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { foresee } from '../../src/foresight/foresee.js';
import { queueEscalations } from '../../src/reminders/escalations.js';
import { queueNotices } from '../../src/reminders/reminders.service.js';
import { calendarWith } from '../../src/working-days.js';
import { type Storage } from '../../src/storage/doors.js';
import { describeOnEachDatabase, type SmallWorld, smallWorld } from '../support/databases.js';
import { withLeaders } from '../support/leaders.js';

const [FROM, TO] = ['2020-06-22', '2020-07-20'];
const calendar = calendarWith([]);

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
    const foreseen = await storage.read((stores) => foresee(stores, asked));
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
