import { fillPosts } from '../../src/acts/fill-posts.js';
import { addPost, appoint } from '../../src/acts/people.js';
import { importText, SECOND_PLAN } from '../support/pages.js';
import { openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { countStatements, statementsOf } from '../support/statements.js';

let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  countStatements();
  server = await startTestServer(await openTestProgram({ played: false }));
  office = await server.signIn('office');
});
afterAll(() => server.close());

const statementsFor = (path: string) => statementsOf(server, office, path);

test('the people of a plan, a unit and a sheet cost as many statements for many as for few', async () => {
  const { program } = server;
  const occasion = { ...program.clock.now(), actor: '测试' };
  const person = { name: '王芳', mail: 'wf@example.cn', phone: null };
  const planId = await importText(program, SECOND_PLAN);
  await program.storage.write(async (stores) => {
    await fillPosts(stores, planId, occasion);
    const post = { planId, kind: 'deputy-leader' as const, title: '', person, fromOn: occasion.today };
    await addPost(stores, post, occasion);
  });
  const { unit, tenure } = await program.storage.write(async (stores) => {
    const water = (await stores.plans.unitByName('县水务局'))!.id;
    const liaison = (await stores.people.postsOfUnits([water])).find(({ kind }) => kind === 'liaison')!;
    const made = await appoint(stores, { postId: liaison.id, person, fromOn: occasion.today }, occasion);
    return { unit: water, tenure: made };
  });
  const many = (await program.storage.read((stores) => stores.people.unitHolder(1, 'liaison', occasion.today)))!;
  const counts = {
    few: [
      await statementsFor(`/plans/${planId}/people`),
      await statementsFor(`/units/${unit}/people`),
      await statementsFor(`/tenures/${tenure}/sheet`),
    ],
    many: [
      await statementsFor('/plans/1/people'),
      await statementsFor('/units/1/people'),
      await statementsFor(`/tenures/${many.tenureId}/sheet`),
    ],
  };
  console.info(`statements of people's pages: ${JSON.stringify(counts)}`);
  expect(Math.max(...counts.many)).toBeLessThan(20);
  expect(counts.many.every((count, i) => count - counts.few[i]! <= 2)).toBe(true);
});
