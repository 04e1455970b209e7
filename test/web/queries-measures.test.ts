import Database from 'better-sqlite3';
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

test('a measure of nine units asks the database as often as one of four', async () => {
  countStatements();
  const server = await startTestServer(await openTestProgram({ played: false }));
  const office = await server.signIn('office');
  const counts: number[] = [];
  for (const path of ['/plans/1/measures/6', '/plans/1/measures/3']) {
    await pageAt(office, path);
    const before = asked;
    await pageAt(office, path);
    counts.push(asked - before);
  }
  await server.close();
  console.info(`statements of a measure's page: ${counts.join(', ')}`);
  expect(counts[1]).toBe(counts[0]);
  expect(counts[0]).toBeLessThan(20);
});
