import { setTimeout as pause } from 'node:timers/promises';
import { momentAt } from '../../src/clock.js';
import { describeOnEachDatabase, pendingMail } from '../support/databases.js';
import { WORDS } from '../support/posting.js';
import { closeTestProgram, openTestProgram } from '../support/program.js';
import { openSink } from '../support/smtp-sink.js';

describeOnEachDatabase('A mail that its server leaves without an answer', (_open, place) => {
  test('holds up neither the timetable nor the mails of later ticks', async () => {
    const where = place();
    let isArmed = false;
    let victim: string | null = null;
    const sink = await openSink({
      data: ({ messageId }) => {
        if (isArmed) victim ??= messageId;
        return messageId === victim ? 'hang' : null;
      },
    });
    const program = await openTestProgram({
      clock: '2020-06-24T08:00+08:00',
      databaseUrl: 'postgresUrl' in where ? where.postgresUrl : undefined,
      env: { SMTP_URL: sink.url, MAIL_FROM: '领导小组办公室 <office@baisha.example>' },
    });
    const { storage, clock, runner } = program;
    const tickAt = (day: string, time: string) => {
      clock.set(momentAt(day, time).at);
      return runner.tick();
    };
    const counts = () => storage.read((stores) => stores.outbox.counts());
    const lastRun = async () => (await storage.read((stores) => stores.jobs.last('notices')))?.dueAt;
    try {
      isArmed = true;
      let isOver = false;
      const hanging = tickAt('2020-06-24', '08:30').finally(() => (isOver = true));
      while (victim === null || (await counts()).pending + (await counts()).claimed > 0) await pause(20);
      while ((await counts()).sending > 1) await pause(20);

      // What is queued meanwhile leaves at the next tick, which does not wait for the first.
      const alarm = pendingMail('alarm', 1, { kind: 'alarm', planId: 1, words: WORDS, toAddress: 'a@county.example' });
      await storage.write(({ outbox }) => outbox.enqueue({ ...alarm, messageId: '<alarm@luoshi.test>' }, []));
      await tickAt('2020-06-24', '08:31');
      expect(sink.taken.at(-1)?.messageId).toBe('<alarm@luoshi.test>');

      // The next working day's reminders are made and leave.
      const before = sink.taken.length;
      await tickAt('2020-06-28', '08:30');
      expect(await lastRun()).toBe(momentAt('2020-06-28', '08:30').at);
      expect(sink.taken.length).toBeGreaterThan(before);
      expect(await counts()).toMatchObject({ pending: 0, claimed: 0, sending: 1 });

      // Ticks come and go; the one mail keeps one lane, and is in doubt when its connection is lost.
      for (let minute = 31; minute < 40; minute++) await tickAt('2020-06-28', `08:${minute}`);
      expect(isOver).toBe(false);
      await sink.close();
      await hanging;
      expect(await counts()).toMatchObject({ pending: 0, claimed: 0, sending: 1 });
      const { mails } = await storage.read((stores) => stores.outbox.list({ limit: 1000, offset: 0 }));
      expect(mails.filter(({ state }) => state === 'sending').map(({ messageId }) => messageId)).toEqual([victim]);
      expect(new Set(sink.heard.map(({ messageId }) => messageId)).size).toBe(sink.heard.length);
    } finally {
      await closeTestProgram(program);
      await sink.close();
    }
  }, 60_000);
});
