import { momentAt } from '../../src/clock.js';
import { isWorkday } from '../../src/domain/calendar.js';
import { plusDays } from '../../src/domain/day.js';
import { type Program } from '../../src/program.js';
import { calendarWith } from '../../src/working-days.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { mailbox, openTestProgram } from '../support/program.js';

const UNITS = 23;
/** The days on which each unit is owed one mail, if nobody acts. */
const REMINDED = ['2020-06-08', '2020-06-15', '2020-06-22', '2020-06-24', '2020-06-29', '2020-06-30'];
const CHASED = ['2020-07-01', '2020-07-03', '2020-07-07'];
/** On the other days of asking for a report the request comes with a reminder. */
const ASKED = ['2020-06-10', '2020-06-11', '2020-06-28'];

describeOnEachDatabase('Two programs over one database', (_open, place) => {
  test('say everything once, though they look at the same moment, day after day', async () => {
    const where = place();
    const databaseUrl = 'postgresUrl' in where ? where.postgresUrl : undefined;
    const first = await openTestProgram({ clock: '2020-05-12T08:30+08:00', databaseUrl });
    // The second finds the plan there already; so may the first, whose world may have been played before for another file.
    const second = await openTestProgram({
      ...{ clock: '2020-05-12T08:30+08:00', databaseUrl, played: false },
      dataDir: first.settings.dataDir,
    });
    expect(second.seeded).toBe(false);
    try {
      // What was queued before the office opened on the day of assigning has left.
      first.clock.set(momentAt('2020-05-12', '08:30').at);
      await first.runner.sweep();
      for (let day = '2020-06-05'; day <= '2020-07-08'; day = plusDays(day, 1)) {
        const { at } = momentAt(day, '08:30');
        for (const { clock } of [first, second]) clock.set(at);
        const swept = await Promise.all([first.runner.sweep(), second.runner.sweep()]);
        const queued = swept
          .flatMap(({ queued: own }) => [own.reminder, own.chase, own['report-request']])
          .reduce<number>((sum, n) => sum + (n ?? 0), 0);
        const delivered = swept.reduce((sum, { delivered: own }) => sum + own.sent, 0);
        const owed = [...REMINDED, ...CHASED, ...ASKED].includes(day) ? UNITS : 0;
        expect({ day, queued, delivered }).toEqual({ day, queued: owed, delivered: owed });
      }
      await expectEachOnce(first);
    } finally {
      await second.close();
      await first.close();
    }
  }, 120_000);
});

async function expectEachOnce(program: Program): Promise<void> {
  const { total, mails } = await program.storage.read((stores) => stores.outbox.list({ limit: 1000, offset: 0 }));
  // One mail of assigning to each unit, then the days above.
  expect(total).toBe(UNITS * (1 + REMINDED.length + CHASED.length + ASKED.length));
  expect(new Set(mails.map(({ key }) => key)).size).toBe(total);
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(total);
  expect(new Set(mails.map(({ unitId, day }) => `${unitId} ${day}`)).size).toBe(total);
  expect(
    mails.every(({ state, attempts, claimedBy }) => state === 'sent' && attempts === 1 && claimedBy === null),
  ).toBe(true);
  expect(mails.every(({ day }) => isWorkday(calendarWith([]), day))).toBe(true);
  const said = await program.storage.read((stores) =>
    stores.outbox.saidFor(Array.from({ length: 171 }, (_, i) => i + 1)),
  );
  const keys = said.map(({ assignmentId, dueOn, rule }) => `${assignmentId} ${dueOn} ${rule}`);
  expect(new Set(keys).size).toBe(keys.length);
  expect(await mailbox(program)).toHaveLength(total);
}
