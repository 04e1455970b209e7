import { form, openTestProgram, startTestServer, type TestServer } from '../support/program.js';
import { countStatements, statementsOf } from '../support/statements.js';

let server: TestServer;

beforeAll(async () => {
  countStatements();
  server = await startTestServer(await openTestProgram());
});
afterAll(() => server.close());

test('a unit’s report page and a report ask as many statements for twenty-four items as for three', async () => {
  const units = await server.program.storage.read((stores) => stores.plans.planUnits(1));
  const counts: { items: number; page: number; report: number }[] = [];
  for (const unit of units) {
    const items = await server.program.storage.read((stores) => stores.assignments.ofUnit(unit.id, 1));
    if (![3, 24].includes(items.length)) continue;
    const visit = await server.signIn(`liaison:${unit.name}`);
    const path = `/plans/1/units/${unit.id}/report`;
    const body = new URLSearchParams({ kind: 'progress', rating: 'on-track', progress: '已摸底', byName: '王芳' });
    for (const { id, version } of items) {
      body.append('items', String(id));
      body.append(`i${id}-version`, String(version));
    }
    const filed = (await visit(path, { ...form({}), body })).headers.get('location')!;
    counts.push({
      items: items.length,
      page: await statementsOf(server, visit, path),
      report: await statementsOf(server, visit, filed),
    });
  }
  const [most, fewest] = [counts.find(({ items }) => items === 24)!, counts.find(({ items }) => items === 3)!];
  // Only a lead unit asks who else is at work on its measures.
  expect(most.page - fewest.page).toBeLessThanOrEqual(1);
  expect(most.report).toBe(fewest.report);
  expect(most.page).toBeLessThan(30);
});
