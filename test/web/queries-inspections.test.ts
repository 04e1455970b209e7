import { type Occasion } from '../../src/acts/history.js';
import { concludeItem, openInspection } from '../../src/acts/inspect.js';
import { type Person } from '../../src/domain/permissions.js';
import { openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { countStatements, statementsOf } from '../support/statements.js';

const DAY = '2020-05-12';
const OCCASION: Occasion = { at: `${DAY}T02:00:00.000Z`, today: DAY, actor: '领导小组办公室' };
const PAGES = ['/plans/1/inspections', '/inspections/1', '/plans/1/rectifications', '/plans/1/closings'];

let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  countStatements();
  server = await startTestServer(await openTestProgram({ played: false }));
  office = await server.signIn('office');
});
afterAll(() => server.close());

const person: Person = {
  ...{ role: 'office', name: '检查人', unitId: null, accountId: null, contactId: null, items: null },
};

/** Concludes some items of the batch: every third passes and is closed, the others have a finding each. */
async function conclude(from: number, to: number): Promise<void> {
  await server.program.storage.write(async (stores) => {
    const words = { fact: '缺', standard: '全', evidence: '无', unitOpinion: '' };
    const findings = [{ fact: '缺', standard: '全', requirement: '补', dueOn: '2020-06-30' }];
    const tests = ['measures', 'lawful', 'effect', 'wider', 'lasting'] as const;
    for (let itemId = from; itemId <= to; itemId++) {
      const passes = itemId % 3 === 0;
      const said = passes
        ? { conclusion: 'compliant' as const, tests, findings: [] }
        : { conclusion: 'non-compliant' as const, tests: [], findings };
      await concludeItem(stores, { itemId, version: 1, ...words, ...said, person }, OCCASION);
    }
  });
}

test('pages of inspections ask as many statements for sixty findings as for two', async () => {
  await server.program.storage.write(async (stores) => {
    const { items } = await stores.assignments.page({ planId: 1, limit: 200, offset: 0 });
    for (const { id } of items) await stores.assignments.change(id, 1, { stage: 'accepted', completedOn: DAY });
    const batch = { title: '全部', heldOn: DAY, method: '查阅', leaderName: '钱局长', members: '' };
    await openInspection(stores, { ...batch, planId: 1, selection: 'all' }, OCCASION);
  });
  await conclude(1, 3);
  const few: number[] = [];
  for (const path of PAGES) few.push(await statementsOf(server, office, path));
  await conclude(4, 90);
  const many: number[] = [];
  for (const path of PAGES) many.push(await statementsOf(server, office, path));
  expect(many).toEqual(few);
  expect(Math.max(...many)).toBeLessThan(25);
});
