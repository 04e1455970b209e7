import { describeOnEachDatabase } from '../support/databases.js';
import { form, openTestProgram, startTestServer, type TestServer } from '../support/program.js';
import { wordsOf } from '../support/pages.js';

const PATH = '/plans/1/units/9/report';

describeOnEachDatabase('fifty people who file the same report at once', (_open, place) => {
  let server: TestServer;
  beforeEach(async () => {
    const at = place();
    const databaseUrl = 'postgresUrl' in at ? at.postgresUrl : undefined;
    server = await startTestServer(await openTestProgram({ played: false, databaseUrl }));
  }, 60_000);
  afterEach(() => server.close());

  const read = <T>(work: Parameters<typeof server.program.storage.read<T>>[0]) => server.program.storage.read(work);

  test('one is filed, forty-nine see both texts, lose nothing and may file again', async () => {
    const unit = await read((stores) => stores.plans.unit(9));
    const them = await server.signIn(`liaison:${unit!.name}`);
    const items = (await read((stores) => stores.assignments.ofUnit(9, 1))).slice(0, 3);
    const send = (i: number, versions: number) => {
      const body = new URLSearchParams({ kind: 'progress', rating: 'on-track', byName: `第${i}人` });
      body.append('progress', `第${i}人写的`);
      body.append('problems', `问题${i}。`);
      for (const { id } of items) {
        body.append('items', String(id));
        body.append(`i${id}-version`, String(versions));
      }
      return them(PATH, { ...form({}), body });
    };
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const answer = await send(i, 1);
        return { i, status: answer.status, page: await answer.text() };
      }),
    );
    const winners = answers.filter(({ status }) => status === 303);
    const losers = answers.filter(({ status }) => status === 409);
    expect([winners.length, losers.length]).toEqual([1, 49]);
    const [winner] = winners;
    for (const { i, page } of losers) {
      expect(page).toMatch(new RegExp(`<textarea id="f-progress"[^>]*>\\s*第${i}人写的</textarea>`));
      expect(page).toContain(`问题${i}。</textarea>`);
      expect(wordsOf(page)).toContain('刚刚已报送的内容');
      expect(wordsOf(page)).toMatch(new RegExp(`第${winner!.i}人（.{2,20}）.{4,12}报送.*第${winner!.i}人写的`));
    }
    const filed = () => read((stores) => stores.reports.submissionsOf(1, 9, { limit: 100, items: null }));
    expect((await filed()).map(({ byName, count }) => [byName, count])).toEqual([[`第${winner!.i}人`, 3]]);
    // What one of them wrote is kept besides, for whoever closes the window.
    const draft = await read((stores) => stores.drafts.of({ planId: 1, unitId: 9, form: 'report' }));
    expect(draft?.body).toMatch(/第\d+人写的/);
    const version = new RegExp(`name="i${items[0]!.id}-version" value="(\\d+)"`).exec(losers[0]!.page)?.[1];
    expect((await send(losers[0]!.i, Number(version))).status).toBe(303);
    expect(await filed()).toHaveLength(2);
  }, 60_000);
});
