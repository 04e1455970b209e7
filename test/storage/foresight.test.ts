import { momentAt } from '../../src/clock.js';
import { isWorkday } from '../../src/domain/calendar.js';
import { plusDays } from '../../src/domain/day.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { foresee } from '../../src/foresight/foresee.js';
import { queueEscalations } from '../../src/reminders/escalations.js';
import { queueNotices } from '../../src/reminders/reminders.service.js';
import { calendarWith } from '../../src/working-days.js';
import { describeOnEachDatabase, smallWorld } from '../support/databases.js';
import { withLeaders } from '../support/leaders.js';

const [FROM, TO] = ['2020-06-22', '2020-07-20'];
const calendar = calendarWith([]);

describeOnEachDatabase('what is foreseen', (open) => {
  test('is what leaves when nobody acts, up the ladder too, mail by mail and item by item', async () => {
    const storage = await open();
    const world = await smallWorld(storage);
    await withLeaders(storage, world);
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
