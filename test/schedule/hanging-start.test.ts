import { momentAt } from '../../src/clock.js';
import { Runner } from '../../src/schedule/runner.js';
import { closeTestProgram, openTestProgram } from '../support/program.js';

test('the clock of a demonstration moves while the mail server gives no answer, and waits for it once', async () => {
  const program = await openTestProgram({ played: false });
  const { post, clock, storage } = program;
  let asked = 0;
  const answers: (() => void)[] = [];
  // A server that takes a mail and says nothing until it is let go.
  const send = () => {
    asked += 1;
    return new Promise<string>((resolve) => answers.push(() => resolve('250 taken')));
  };
  const runner = new Runner({ ...post, transport: { ...post.transport, send } }, clock, undefined, null, 50);
  try {
    const target = momentAt('2020-06-16', '09:00').at;
    await runner.moveTo(target);
    expect(clock.now()).toMatchObject({ today: '2020-06-16', time: '09:00' });
    expect(asked).toBeGreaterThan(0);
    // The reminders of the days on the way are in the outbox all the same.
    const { mails } = await storage.read(({ outbox }) => outbox.list({ kind: 'reminder', limit: 99, offset: 0 }));
    expect(mails.length).toBeGreaterThan(0);
    expect(mails.every(({ state }) => state !== 'sent')).toBe(true);
  } finally {
    for (let one = answers.shift(); one; one = answers.shift()) {
      one();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await closeTestProgram(program);
  }
}, 60_000);
