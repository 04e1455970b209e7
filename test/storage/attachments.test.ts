import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachFile, detachFile, draftOwner, handInFiles, MOST_ATTACHMENTS } from '../../src/acts/attach.js';
import { storeFile, sweepFiles } from '../../src/attachments/files.js';
import { describeOnEachDatabase, smallWorld } from '../support/databases.js';

const OCCASION = { at: '2020-06-24T01:00:00.000Z', today: '2020-06-24', actor: '县公安局联络员' };

describeOnEachDatabase('attachments', (open) => {
  test('go from a draft to what was handed in, are counted, and are in the history', async () => {
    const storage = await open();
    const { plan, units } = await smallWorld(storage);
    const key = { planId: plan.id, unitId: units[1]!.id, form: 'report' };
    const file = (name: string) => ({
      ...{ planId: plan.id, unitId: key.unitId, owner: draftOwner(key), name, type: 'application/pdf', bytes: 9 },
      ...{ sha256: 'ab', storedAs: `stored-${name}` },
    });
    await storage.write(async (stores) => {
      for (let i = 0; i < MOST_ATTACHMENTS; i++) await attachFile(stores, file(`${i}.pdf`), OCCASION);
      await expect(attachFile(stores, file('x.pdf'), OCCASION)).rejects.toMatchObject({ code: 'upload-full' });
    });
    const [first] = await storage.read((stores) => stores.attachments.ofOwner(draftOwner(key)));
    await storage.write((stores) => detachFile(stores, first!, OCCASION));
    await expect(storage.write((stores) => detachFile(stores, first!, OCCASION))).rejects.toMatchObject({
      code: 'stale',
    });
    expect(await storage.write((stores) => handInFiles(stores, key, 'submission:7'))).toBe(MOST_ATTACHMENTS - 1);
    await storage.read(async ({ attachments, history }) => {
      expect(await attachments.ofOwner(draftOwner(key))).toEqual([]);
      expect((await attachments.ofOwners(['submission:7', 'round:1'])).map(({ name }) => name)[0]).toBe('1.pdf');
      expect((await attachments.storedNames()).has('stored-1.pdf')).toBe(true);
      for (const owner of ['submission:7', 'round:1', 'inspection-item:1', 'draft:1:1:report'])
        expect(await attachments.partsOf(owner)).toEqual([]);
      expect([await attachments.inspectionItem(1), await attachments.rectification(1)]).toEqual([null, null]);
      expect((await history.latest(plan.id)).map(({ act }) => act)).toEqual(['detach', 'attach', 'attach', 'attach']);
    });
  });
});

test('files that no row knows are swept once they are old enough to be no upload under way', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'luoshi-files-'));
  const known = await storeFile(folder, Buffer.from('known'));
  await storeFile(folder, Buffer.from('young'));
  for (const name of ['old', 'old.part']) {
    await writeFile(join(folder, name), 'x');
    await utimes(join(folder, name), 1e9, 1e9);
  }
  expect(await sweepFiles(folder, new Set([known.storedAs]), '2020-01-01T00:00:00.000Z')).toBe(2);
  expect(await readdir(folder)).toHaveLength(2);
  expect(await sweepFiles(join(folder, 'never-made'), new Set(), '2020-01-01T00:00:00.000Z')).toBe(0);
  await rm(folder, { recursive: true });
});
