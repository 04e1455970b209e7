import { openTestProgram, startTestServer } from '../support/program.js';
import { countStatements, statementsOf } from '../support/statements.js';

test('a measure of nine units asks the database as often as one of four', async () => {
  countStatements();
  const server = await startTestServer(await openTestProgram({ played: false }));
  const office = await server.signIn('office');
  const counts: number[] = [];
  for (const path of ['/plans/1/measures/6', '/plans/1/measures/3'])
    counts.push(await statementsOf(server, office, path));
  await server.close();
  console.info(`statements of a measure's page: ${counts.join(', ')}`);
  expect(counts[1]).toBe(counts[0]);
  expect(counts[0]).toBeLessThan(20);
});
