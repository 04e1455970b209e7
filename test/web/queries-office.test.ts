import Database from 'better-sqlite3';
import { fillOfficeDay } from '../support/office-day.js';
import { openTestProgram, startTestServer } from '../support/program.js';
import { pageAt } from '../support/pages.js';

let asked = 0;

/** Counts every statement that any SQLite database of this process answers. */
function countStatements(): void {
  const memory = new Database(':memory:');
  type Statement = Record<string, (...given: unknown[]) => unknown>;
  const statement = Object.getPrototypeOf(memory.prepare('SELECT 1')) as Statement;
  for (const name of ['all', 'run', 'get', 'iterate']) {
    const real = statement[name]!;
    statement[name] = function (...given: unknown[]) {
      asked++;
      return real.apply(this, given);
    };
  }
  memory.close();
}

test('the pages of the office ask the database as often on a full day as on an empty one', async () => {
  countStatements();
  const server = await startTestServer(await openTestProgram({ played: false }));
  const office = await server.signIn('office');
  const counts: number[][] = [];
  for (const fill of [false, true]) {
    if (fill) await fillOfficeDay(server.program);
    const row: number[] = [];
    for (const path of ['/plans/1/desk', '/plans/1/reviews', '/plans/1/chases', '/history']) {
      await pageAt(office, path);
      const before = asked;
      await pageAt(office, path);
      row.push(asked - before);
    }
    counts.push(row);
  }
  await server.close();
  console.info(`statements of the desk, the reviews, the chases and the history: ${counts[1]!.join(', ')}`);
  expect(counts[1]).toEqual(counts[0]);
  expect(Math.max(...counts[1]!)).toBeLessThan(30);
});
