import { openTestProgram, startTestServer, type TestServer } from '../support/program.js';

let server: TestServer;
let said: string[] = [];
const spoken = console.info;
beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
});
beforeEach(() => {
  said = [];
  console.info = (line: string) => void said.push(line);
});
afterEach(() => {
  console.info = spoken;
});
afterAll(() => server.close());

test('whoever reaches for what is not theirs is one line of JSON: ids, no names', async () => {
  const liaison = await server.signIn('liaison:县民政局');
  await liaison('/plans/1/units/1?said=x');
  await liaison('/outbox');
  const lines = said.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toEqual([
    {
      ...{ event: 'not-found', at: expect.stringMatching(/^\d{4}-.*Z$/) as string, method: 'GET' },
      ...{ route: '/plans/:plan/units/:unit', ids: { plan: '1', unit: '1' } },
      ...{ role: 'liaison', account: expect.any(Number) as number, unit: 2 },
    },
    expect.objectContaining({ event: 'not-allowed', route: '/outbox', ids: {}, role: 'liaison', unit: 2 }),
  ]);
});

test('what one may see, an address that is none, and who is not signed in leave no line', async () => {
  const office = await server.signIn('office');
  for (const path of ['/', '/no/such/page', '/plans/1']) await office(path);
  for (const path of ['/', '/set-password/a-secret-of-somebody-01', '/plans/1']) await server.visit(path);
  expect(said).toEqual([]);
});

test('a secret in an address is in no line', async () => {
  const office = await server.signIn('office');
  await office('/set-password/a-secret-of-somebody-01');
  expect(said.join()).not.toContain('a-secret');
});
