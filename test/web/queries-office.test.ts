import { HELD_FOR_OFFICE } from '../../src/storage/stores/no-mails.js';
import { pendingMail } from '../support/databases.js';
import { fillOfficeDay } from '../support/office-day.js';
import { openTestProgram, startTestServer } from '../support/program.js';
import { countStatements, statementsOf } from '../support/statements.js';

test('the pages of the office ask the database as often on a full day as on an empty one', async () => {
  countStatements();
  const server = await startTestServer(await openTestProgram({ played: false }));
  const office = await server.signIn('office');
  const counts: number[][] = [];
  for (const fill of [false, true]) {
    if (fill) {
      await fillOfficeDay(server.program);
      await server.program.storage.write(async ({ outbox }) => {
        const held = { kind: 'escalation', state: 'held', lastError: HELD_FOR_OFFICE, planId: 1 } as const;
        for (let i = 0; i < 12; i++) {
          const mail = pendingMail(`ladder:${i}`, 1, { ...held, unitId: null, toName: '领导小组副组长' });
          await outbox.enqueue(mail, [{ assignmentId: i + 1, dueOn: '2020-06-30', rule: 'L3' }]);
        }
      });
    }
    const row: number[] = [];
    for (const path of ['/plans/1/desk', '/plans/1/reviews', '/plans/1/chases', '/history']) {
      row.push(await statementsOf(server, office, path));
    }
    counts.push(row);
  }
  await server.close();
  console.info(`statements of the desk, the reviews, the chases and the history: ${counts[1]!.join(', ')}`);
  expect(counts[1]).toEqual(counts[0]);
  expect(Math.max(...counts[1]!)).toBeLessThan(32);
});
