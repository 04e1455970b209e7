import { momentAt } from '../../src/clock.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { closeTestProgram, openTestProgram, startTestServer } from '../support/program.js';
import { openSink } from '../support/smtp-sink.js';

describeOnEachDatabase('A mail server that is down for two days', (_open, place) => {
  test('loses nothing, holds up no page, and is followed by one mail to each unit', async () => {
    const where = place();
    const before = await openSink();
    const program = await openTestProgram({
      clock: '2020-06-19T18:00+08:00',
      databaseUrl: 'postgresUrl' in where ? where.postgresUrl : undefined,
      env: { SMTP_URL: before.url, MAIL_FROM: '领导小组办公室 <office@baisha.example>' },
    });
    const server = await startTestServer(program);
    try {
      const mails = async () =>
        (await program.storage.read((stores) => stores.outbox.list({ limit: 1000, offset: 0 }))).mails;
      const sentBefore = (await mails()).filter(({ state }) => state === 'sent').length;
      expect(sentBefore).toBeGreaterThanOrEqual(23 * 3);
      await before.close();
      // Reminders are due on the 22nd and on the 24th.
      await program.runner.moveTo(momentAt('2020-06-24', '12:00').at);
      const office = await server.signIn('office');
      for (const path of ['/', '/plans/1/desk', '/outbox']) {
        const answer = await office(path, { redirect: 'follow' });
        expect([path, answer.status]).toEqual([path, 200]);
      }
      const waiting = (await mails()).filter(({ kind }) => kind === 'reminder' || kind === 'chase');
      const left = waiting.filter(({ state }) => state === 'pending');
      expect(left.length).toBeGreaterThanOrEqual(23);
      expect(left.every(({ attempts }) => attempts === 0)).toBe(true);
      expect((await mails()).filter(({ state }) => state === 'dead')).toEqual([]);
      const delivery = await program.storage.read((stores) => stores.delivery.get());
      expect(delivery.stoppedAt).toBe(momentAt('2020-06-22', '08:30').at);

      const after = await openSink({}, before.port);
      await program.runner.moveTo(momentAt('2020-06-24', '13:00').at);
      const all = await mails();
      expect(all.filter(({ state }) => !['sent', 'obsolete', 'held'].includes(state))).toEqual([]);
      const back = all.filter(({ sentAt }) => sentAt === momentAt('2020-06-24', '13:00').at);
      const toUnits = back.filter(({ kind }) => kind === 'reminder' || kind === 'chase');
      expect(toUnits.map(({ unitId }) => unitId).sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
        Array.from({ length: 23 }, (_, n) => n + 1),
      );
      const said = await program.storage.read((stores) =>
        stores.outbox.saidFor(Array.from({ length: 171 }, (_, n) => n + 1)),
      );
      const ofOutage = said.filter(({ outboxId }) => toUnits.some(({ id }) => id === outboxId));
      expect(new Set(ofOutage.map(({ rule }) => rule))).toEqual(
        new Set(['T-5', 'T-3', 'R-2:2020-06-24', 'R-0:2020-06-24']),
      );
      // What the two servers took is what the outbox says was sent, each once.
      const taken = [...before.taken, ...after.taken].map(({ messageId }) => messageId);
      const sent = all.filter(({ state }) => state === 'sent').map(({ messageId }) => messageId);
      expect([...taken].sort()).toEqual([...sent].sort());
      await after.close();
    } finally {
      await server.app.close();
      await closeTestProgram(program);
    }
  }, 120_000);
});
