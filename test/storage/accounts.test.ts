import { addAccount, disableAccount } from '../../src/acts/accounts.js';
import { demoAccount } from '../../src/acts/demo-accounts.js';
import { type RuleBroken } from '../../src/domain/errors.js';
import { type Account } from '../../src/domain/accounts.js';
import { type Stores } from '../../src/storage/doors.js';
import { type New } from '../../src/storage/stores/rows.js';
import { describeOnEachDatabase } from '../support/databases.js';

const NOW = '2020-06-24T00:00:00.000Z';
const UNTIL = '2020-06-24T00:15:00.000Z';
const COUNTING = { now: NOW, most: 5, lockedUntil: UNTIL };
const account = (login: string, changes: Partial<Account> = {}): New<Account> => ({
  ...{ login, name: login, role: 'office', unitId: null, contactId: null, passwordHash: null, passwordSetOn: null },
  ...{ failures: 0, lockedUntil: null, totpSecret: null, totpStep: null, disabledAt: null, version: 1 },
  ...changes,
});

describeOnEachDatabase('Accounts', (open) => {
  test('of thirty tries at once five are counted, and the fifth locks', async () => {
    const storage = await open();
    const id = await storage.write((stores) => stores.accounts.insert(account('a')));
    const tries = Array.from({ length: 30 }, () => storage.write(({ accounts }) => accounts.countTry(id, COUNTING)));
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(5);
    const read = () => storage.read(({ accounts }) => accounts.byId(id));
    expect(await read()).toMatchObject({ failures: 5, lockedUntil: UNTIL, version: 1 });
    const later = { now: UNTIL, most: 5, lockedUntil: '2020-06-24T00:30:00.000Z' };
    expect(await storage.write(({ accounts }) => accounts.countTry(id, later))).toBe(true);
    expect(await read()).toMatchObject({ failures: 1, lockedUntil: null });
    await storage.write(({ accounts }) => accounts.takeTryBack(id));
    await storage.write(({ accounts }) => accounts.takeTryBack(id));
    expect(await read()).toMatchObject({ failures: 0, lockedUntil: null });
  });

  test('nobody tries a disabled account, or one that is not there', async () => {
    const storage = await open();
    const id = await storage.write((stores) => stores.accounts.insert(account('a', { disabledAt: NOW })));
    const tried = (one: number) => storage.write(({ accounts }) => accounts.countTry(one, COUNTING));
    expect([await tried(id), await tried(999)]).toEqual([false, false]);
  });

  test('a code’s time step is used once, by one of twenty at once, and never an earlier one', async () => {
    const storage = await open();
    const id = await storage.write((stores) => stores.accounts.insert(account('a', { totpSecret: 'x' })));
    const use = (step: number) => storage.write(({ accounts }) => accounts.useTotpStep(id, step));
    const used = await Promise.all(Array.from({ length: 20 }, () => use(100)));
    expect(used.filter(Boolean)).toHaveLength(1);
    expect([await use(99), await use(101)]).toEqual([false, true]);
  });

  test('links end by account or as the first administrator’s, a link is used once, a token revoked once', async () => {
    const storage = await open();
    const found = await storage.write(async ({ accounts }: Stores) => {
      const [a, b] = [await accounts.insert(account('a')), await accounts.insert(account('b'))];
      const link = { expiresAt: UNTIL, usedAt: null };
      const ids = [
        await accounts.insertLink({ ...link, hash: '1', kind: 'reset', accountId: a }),
        await accounts.insertLink({ ...link, hash: '2', kind: 'reset', accountId: b }),
        await accounts.insertLink({ ...link, hash: '3', kind: 'first-admin', accountId: null }),
      ];
      await accounts.endLinks(a, NOW);
      const after = [await accounts.linkByHash('1'), await accounts.linkByHash('2'), await accounts.linkByHash('3')];
      await accounts.endLinks(null, NOW);
      const last = await accounts.linkByHash('3');
      const uses = [await accounts.useLink(ids[1]!, NOW), await accounts.useLink(ids[1]!, NOW)];
      const token = { hash: 't', accountId: a, name: 't', createdAt: NOW, expiresAt: null, revokedAt: null };
      const tokenId = await accounts.insertToken(token);
      const revoked = [
        await accounts.revokeToken(tokenId, b, NOW),
        await accounts.revokeToken(tokenId, a, NOW),
        await accounts.revokeToken(tokenId, a, UNTIL),
      ];
      return { after: after.map((one) => one?.usedAt), last: last?.usedAt, uses, revoked };
    });
    expect(found).toEqual({
      after: [NOW, null, null],
      last: NOW,
      uses: [true, false],
      revoked: [false, true, false],
    });
  });

  test('administrators, passwords and pages are counted by what the accounts say', async () => {
    const storage = await open();
    await storage.write(async ({ accounts }) => {
      await accounts.insert(account('c', { role: 'admin' }));
      await accounts.insert(account('a', { role: 'admin', disabledAt: NOW, passwordHash: 'x' }));
      await accounts.insert(account('b'));
    });
    await storage.read(async ({ accounts }) => {
      expect([await accounts.activeAdmins(), await accounts.anyPassword()]).toEqual([1, false]);
      const { total, items } = await accounts.page(2, 1);
      expect([total, items.map(({ login }) => login)]).toEqual([3, ['b', 'c']]);
    });
  });

  test('of two administrators who remove each other at once one stays', async () => {
    const storage = await open();
    const ids = await storage.write(async ({ accounts }) => [
      await accounts.insert(account('a', { role: 'admin' })),
      await accounts.insert(account('b', { role: 'admin' })),
    ]);
    const occasion = { at: NOW, today: '2020-06-24', actor: 'a' };
    const asked = ids.map((id) =>
      storage.write((stores) => disableAccount(stores, { id, version: 1, at: NOW }, occasion)),
    );
    const ended = await Promise.allSettled(asked);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await storage.read(({ accounts }) => accounts.activeAdmins())).toBe(1);
  });

  test('a sign-in name asked for by ten at once is one account’s', async () => {
    const storage = await open();
    const rights = { login: 'same', name: 'x', role: 'office' as const, unitId: null };
    const occasion = { at: NOW, today: '2020-06-24', actor: 'a' };
    const asked = Array.from({ length: 10 }, () => storage.write((stores) => addAccount(stores, rights, occasion)));
    const ended = await Promise.allSettled(asked);
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const codes = ended.flatMap((one) => (one.status === 'rejected' ? [(one.reason as RuleBroken).code] : []));
    expect(new Set(codes)).toEqual(new Set(['login-taken']));
    const demo = Array.from({ length: 5 }, () => storage.write((stores) => demoAccount(stores, 'office')));
    expect(new Set(await Promise.all(demo)).size).toBe(1);
  });

  test('sessions end one by one, only their owner’s, and by age', async () => {
    const storage = await open();
    await storage.write(async ({ accounts, sessions }) => {
      const [a, b] = [await accounts.insert(account('a')), await accounts.insert(account('b'))];
      const session = (idHash: string, accountId: number, createdAt: string) =>
        sessions.insert({ idHash, accountId, stage: 'full', device: '', createdAt, lastSeenAt: createdAt });
      await session('1', a, NOW);
      await session('2', b, NOW);
      await session('3', a, UNTIL);
      expect([await sessions.removeOne(a, '2'), await sessions.removeOne(a, '1')]).toEqual([false, true]);
      await sessions.removeBefore(UNTIL);
      expect((await sessions.ofAccount(a)).map(({ idHash }) => idHash)).toEqual(['3']);
      expect(await sessions.ofAccount(b)).toEqual([]);
    });
  });
});
