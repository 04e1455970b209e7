import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { lookOn, pageAt } from '../support/pages.js';
import { countStatements, statementsOf } from '../support/statements.js';

let server: TestServer;
let office: Visitor;
let own: Visitor;

beforeAll(async () => {
  countStatements();
  server = await startTestServer(await openTestProgram({ played: false }));
  office = await server.signIn('office');
  const name = await server.program.storage.read((stores) => stores.plans.unit(1));
  own = await server.signIn(`liaison:${name?.name}`);
});
afterAll(() => server.close());

const PAGES = ['/plans/1/extensions', '/plans/1/briefing', '/plans/1/instructions', '/extensions/1', '/instructions/1'];

async function statements(): Promise<number[]> {
  const counts = [];
  for (const path of PAGES) {
    counts.push(await statementsOf(server, office, path));
  }
  return counts;
}

test('the pages ask as often for many requests, instructions and red items as for one', async () => {
  const items = await server.program.storage.read((stores) => stores.assignments.ofUnit(1));
  const wish = { version: '1', reason: '道路不通', progress: '已核实', askedDay: '2020-11-10' };
  const ask = (id: number) => own(`/assignments/${id}/extensions`, form(wish));
  const give = (text: string) =>
    office('/plans/1/instructions', form({ text, unitId: '1', dueOn: '2020-07-20', leaderName }));
  const [, leaderName = ''] =
    /<option value="([^"]+)">[^<]*组长）/.exec(await pageAt(office, '/plans/1/instructions?assignment=1')) ?? [];
  expect((await ask(items[0]!.id)).status).toBe(303);
  expect((await give('一')).status).toBe(303);
  const few = await statements();
  for (const { id } of items.slice(1, 20)) await ask(id);
  for (let i = 0; i < 20; i++) await give(`第${i}件`);
  const many = await statements();
  expect(many).toEqual(few);
  lookOn(server.program, '2020-07-20');
  const late = await statements();
  console.info(`statements of ${PAGES.join(', ')}: ${many.join(', ')}; with red items ${late.join(', ')}`);
  expect(Math.max(...late)).toBeLessThan(25);
});
