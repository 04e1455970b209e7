import { actOnAssignment } from '../../src/acts/act-on-assignment.js';
import { openStorage } from '../../src/storage/database.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { openTestProgram, startTestServer } from '../support/program.js';
import { sqliteFile } from '../../src/settings.js';

describeOnEachDatabase('the overview that is kept while nothing changes', (_open, place) => {
  test('is another one as soon as somebody has acted, here or in another process', async () => {
    const at = place();
    const databaseUrl = 'postgresUrl' in at ? at.postgresUrl : undefined;
    const program = await openTestProgram({ databaseUrl, played: false });
    const server = await startTestServer(program);
    const other = await openStorage(
      databaseUrl ? { postgresUrl: databaseUrl } : { sqliteFile: sqliteFile(program.settings) },
    );
    try {
      const office = await server.signIn('office');
      const done = async () => />(\d+)<i>\/171</.exec(await (await office('/')).text())?.[1];
      const act = (storage: typeof other, id: number, name: 'complete' | 'accept', version: number) =>
        storage.write((stores) =>
          actOnAssignment(stores, { id, version, act: name }, { ...program.clock.now(), actor: '测试' }),
        );
      expect([await done(), await done()]).toEqual(['0', '0']);
      await act(program.storage, 1, 'complete', 1);
      await act(program.storage, 1, 'accept', 2);
      expect(await done()).toBe('1');
      await act(other, 2, 'complete', 1);
      await act(other, 2, 'accept', 2);
      expect([await done(), await done()]).toEqual(['2', '2']);
    } finally {
      await other.close();
      await server.close();
    }
  });

  test('is not shown to somebody else', async () => {
    const at = place();
    const program = await openTestProgram({
      databaseUrl: 'postgresUrl' in at ? at.postgresUrl : undefined,
      played: false,
    });
    const server = await startTestServer(program);
    try {
      const office = await server.signIn('office');
      const leader = await server.signIn('leader');
      expect(await (await office('/')).text()).toContain('演示时钟');
      const seen = await (await leader('/')).text();
      expect(seen).not.toContain('演示时钟');
      expect(seen).toContain('<a href="/account">领导</a>');
    } finally {
      await server.close();
    }
  });
});
