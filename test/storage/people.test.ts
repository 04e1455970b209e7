import { fillPosts } from '../../src/acts/fill-posts.js';
import { addPost, handOver, lookAfter, saveContact } from '../../src/acts/people.js';
import { addAlias, removeAlias } from '../../src/acts/unit-aliases.js';
import { type Storage, type Stores } from '../../src/storage/doors.js';
import { describeOnEachDatabase, pendingMail, type SmallWorld } from '../support/databases.js';
import { broken, occasion, person, TODAY, worldWithPosts, postOfUnit, takePost } from '../support/posts.js';

describeOnEachDatabase('people and their posts', (open) => {
  let storage: Storage;
  let small: SmallWorld;
  const write = <T>(work: (stores: Stores) => Promise<T>) => storage.write(work);
  const read = <T>(work: (stores: Stores) => Promise<T>) => storage.read(work);
  const unit = (i: number) => small.units[i]!.id;
  const postOf = (i: number) => postOfUnit(storage, unit(i));
  const take = (i: number, name: string, fromOn: string, mail: string | null = null) =>
    takePost(storage, unit(i), name, fromOn, mail);

  beforeEach(async () => {
    storage = await open();
    small = await worldWithPosts(storage);
  });

  test("a plan's document fills its posts from the day of issue, once, and every unit with a duty gets four", async () => {
    const posts = await read(({ people }) => people.postsOfPlan(small.plan.id, TODAY));
    expect(posts.map(({ kind, title, holder, unitId }) => [kind, title, holder?.name, holder?.fromOn, unitId])).toEqual(
      [
        ['group-leader', '县委副书记', '李一', '2020-05-12', null],
        ['deputy-leader', '常务副组长 · 县委常委', '何二', '2020-05-12', null],
        ['group-member', '县公安局', '王三', '2020-05-12', unit(1)],
        ['office-director', '县公安局', '王三', '2020-05-12', unit(1)],
      ],
    );
    expect(posts[2]?.holder?.contactId).toBe(posts[3]?.holder?.contactId);
    expect(await read(({ people }) => people.postsOfUnits(small.units.map(({ id }) => id)))).toHaveLength(12);
    expect(await write((stores) => fillPosts(stores, small.plan.id, occasion))).toBe(0);
    expect(await read(({ people }) => people.holdersOf([unit(0), unit(1)], TODAY))).toEqual([]);
  });

  test('a successor takes over from a day, the predecessor stays until the day before, and history keeps both names', async () => {
    await take(0, '陈甲', '2020-05-12', 'a@example.cn');
    const postId = await postOf(0);
    const tenureId = await write((stores) =>
      handOver(
        stores,
        { postId, toContact: person('符乙', 'b@example.cn'), fromOn: '2020-06-20', version: 1 },
        occasion,
      ),
    );
    const held = await read(({ people }) => people.holdings([postId]));
    expect(held.map(({ name, fromOn, untilOn }) => [name, fromOn, untilOn])).toEqual([
      ['符乙', '2020-06-20', null],
      ['陈甲', '2020-05-12', '2020-06-19'],
    ]);
    expect((await read(({ people }) => people.holding(tenureId)))?.name).toBe('符乙');
    for (const [day, name] of [
      ['2020-05-11', undefined],
      ['2020-06-19', '陈甲'],
      ['2020-06-20', '符乙'],
    ] as const)
      expect((await read(({ people }) => people.unitHolder(unit(0), 'liaison', day)))?.name).toBe(name);
    expect((await read(({ addresses }) => addresses.ofUnits([unit(0)], TODAY))).get(unit(0))).toBe('b@example.cn');
    const [entry] = await read(({ history }) => history.latest(small.plan.id));
    expect([entry?.act, JSON.parse(entry!.facts)]).toEqual([
      'hand-over',
      { unit: '县委宣传部', post: '联络员', before: '陈甲', after: '符乙', fromOn: '2020-06-20' },
    ]);
  });

  test('a successor is sent what the unit has still to do, once; who fills a vacant post or reads no mail is not', async () => {
    await take(0, '陈甲', '2020-05-12', 'a@example.cn');
    const postId = await postOf(0);
    const told = () => read(({ outbox }) => outbox.list({ kind: 'notice', limit: 9, offset: 0 }));
    expect((await told()).total).toBe(0);
    const [done, ...open] = small.assignments.filter(({ unitId }) => unitId === unit(0));
    await write(({ assignments }) => assignments.change(done!.id, 1, { stage: 'accepted' }));
    const hand = (name: string, mail: string | null, fromOn: string) =>
      write((stores) => handOver(stores, { postId, toContact: person(name, mail), fromOn, version: 1 }, occasion));
    await hand('符乙', 'b@example.cn', '2020-06-20');
    const { mails } = await told();
    const [mail] = mails;
    expect([mails.length, mail?.unitId]).toEqual([1, unit(0)]);
    expect(JSON.parse(mail!.words!)).toMatchObject({ news: `由符乙接任联络员，${open.length}项工作在办` });
    const items = await read(({ outbox }) => outbox.items(mail!.id));
    expect(items.map(({ assignmentId }) => assignmentId).sort()).toEqual(open.map(({ id }) => id).sort());
    await hand('李丙', null, '2020-06-21');
    expect((await told()).total).toBe(1);
  });

  test('overlapping, backward and future days, the same person again and what another changed are refused', async () => {
    await take(0, '陈甲', '2020-06-01', 'a@example.cn');
    const postId = await postOf(0);
    const asked = (fromOn: string, version = 1, name = '符乙', mail = 'b@example.cn') =>
      broken(write((stores) => handOver(stores, { postId, toContact: person(name, mail), fromOn, version }, occasion)));
    expect(await asked('2020-06-01')).toEqual(['tenure-backwards', 'fromOn']);
    expect(await asked('2020-05-01')).toEqual(['tenure-backwards', 'fromOn']);
    expect(await asked('2020-06-25')).toEqual(['tenure-not-yet', 'fromOn']);
    expect(await asked('2020-06-20', 1, '陈甲', 'a@example.cn')).toEqual(['same-holder', 'name']);
    expect(await asked('2020-06-20', 7)).toEqual(['stale', undefined]);
    expect(await asked('2020-06-20', 0)).toEqual(['stale', undefined]);
    expect(await read(({ people }) => people.holdings([postId]))).toHaveLength(1);
  });

  test('of ten who fill a vacant post at once one does', async () => {
    const names = Array.from({ length: 10 }, (_, i) => `联络员${i}`);
    const came = await Promise.allSettled(names.map((name) => take(0, name, '2020-06-01')));
    expect(came.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await read(async ({ people }) => people.holdings([await postOf(0)]))).toHaveLength(1);
  });

  test('who no longer speaks for the unit reaches it no more: links, account and sessions end', async () => {
    await take(0, '陈甲', '2020-05-12', 'a@example.cn');
    const postId = await postOf(0);
    const { contactId } = (await read(({ people }) => people.holdings([postId])))[0]!;
    const account = { passwordHash: null, passwordSetOn: null, failures: 0, lockedUntil: null, totpSecret: null };
    const [mine, elsewhere, called] = await write(async (stores) => {
      const keep = (login: string, unitId: number, bound: number | null = contactId) =>
        stores.accounts.insert({
          ...{
            login,
            name: '陈甲',
            role: 'liaison',
            unitId,
            contactId: bound,
            totpStep: null,
            disabledAt: null,
            version: 1,
          },
          ...account,
        });
      const ids = [await keep('a', unit(0)), await keep('b', unit(1)), await keep('c', unit(0), null)];
      for (const [i, accountId] of ids.entries()) {
        const at = { createdAt: occasion.at, lastSeenAt: occasion.at };
        await stores.sessions.insert({ idHash: `s${i}`, accountId, stage: 'full', device: '', ...at });
      }
      await stores.outbox.enqueue(pendingMail('m', unit(0)), []);
      await stores.mailLinks.keep([{ hash: 'h', outboxId: 1, unitId: unit(0), madeAt: occasion.at, revokedAt: null }]);
      return ids;
    });
    await write((stores) =>
      handOver(stores, { postId, toContact: person('符乙'), fromOn: '2020-06-20', version: 1 }, occasion),
    );
    expect((await read(({ accounts }) => accounts.byId(mine!)))?.disabledAt).toBe(occasion.at);
    expect((await read(({ accounts }) => accounts.byId(called!)))?.disabledAt).toBe(occasion.at);
    expect((await read(({ accounts }) => accounts.byId(elsewhere!)))?.disabledAt).toBeNull();
    expect(await read(({ sessions }) => sessions.ofAccount(mine!))).toEqual([]);
    expect(await read(({ sessions }) => sessions.ofAccount(elsewhere!))).toHaveLength(1);
    expect((await read(({ mailLinks }) => mailLinks.byHash('h')))?.revokedAt).toBe(occasion.at);
  });

  test('mail held for want of an address waits again once the unit has one, and no other mail does', async () => {
    await write(async ({ outbox }) => {
      await outbox.enqueue(pendingMail('held', unit(2), { state: 'held', lastError: '单位没有联系邮箱' }), []);
      await outbox.enqueue(pendingMail('office', unit(2), { state: 'held', lastError: '办公室暂缓' }), []);
      await outbox.enqueue(pendingMail('other', unit(1), { state: 'held', lastError: '单位没有联系邮箱' }), []);
    });
    await take(2, '蒙丙', '2020-06-20');
    expect((await read(({ outbox }) => outbox.counts())).pending).toBe(0);
    const [{ contactId } = { contactId: 0 }] = await read(({ people }) => people.holdersOf([unit(2)], TODAY));
    const postId = await postOf(2);
    const asked = { postId, contactId, version: 1, ...person('蒙丙', 'c@example.cn', '13812341234') };
    await write((stores) => saveContact(stores, asked, occasion));
    expect(await broken(write((stores) => saveContact(stores, { ...asked, name: '蒙' }, occasion)))).toEqual([
      'stale',
      undefined,
    ]);
    const { mails } = await read(({ outbox }) => outbox.list({ states: ['pending'], limit: 9, offset: 0 }));
    expect(mails.map(({ key, lastError }) => [key, lastError])).toEqual([['held', null]]);
    const [entry] = await read(({ history }) => history.latest(small.plan.id));
    expect(entry?.facts).not.toContain('13812341234');
  });

  test('a deputy leader looks after units of the plan, and a unit knows its deputy leader', async () => {
    const posts = await read(({ people }) => people.postsOfPlan(small.plan.id, TODAY));
    const [leader, deputy] = posts.map(({ id }) => id);
    const foreign = { postId: deputy!, unitIds: [unit(1), 999] };
    expect(await broken(write((stores) => lookAfter(stores, foreign, occasion)))).toEqual(['no-such-option', 'units']);
    await write((stores) => lookAfter(stores, { postId: deputy!, unitIds: [unit(1), unit(2)] }, occasion));
    await write((stores) => lookAfter(stores, { postId: deputy!, unitIds: [unit(1)] }, occasion));
    const of = (i: number) => read(({ people }) => people.deputyOf(unit(i), small.plan.id, TODAY));
    expect([(await of(1))?.name, await of(2)]).toEqual(['何二', null]);
    expect(await broken(write((stores) => lookAfter(stores, { postId: leader!, unitIds: [] }, occasion)))).toEqual([
      'not-found',
      undefined,
    ]);
    await write((stores) =>
      addPost(
        stores,
        { planId: small.plan.id, kind: 'office-staff', title: '', person: person('周五'), fromOn: TODAY },
        occasion,
      ),
    );
    expect((await read(({ people }) => people.postsOfPlan(small.plan.id, TODAY))).at(-1)?.holder?.name).toBe('周五');
  });

  test("a unit's other names are added and taken away; a name that is taken is refused", async () => {
    const alias = (name: string) => write((stores) => addAlias(stores, { unitId: unit(1), name }, occasion));
    await alias('县公安');
    expect(await broken(alias('县公安'))).toEqual(['alias-taken', 'alias']);
    expect(await broken(alias('县教育局'))).toEqual(['alias-taken', 'alias']);
    const [one] = await read(({ people }) => people.aliasesOf(unit(1)));
    const remove = (unitId: number) => write((stores) => removeAlias(stores, { unitId, aliasId: one!.id }, occasion));
    expect(await broken(remove(unit(0)))).toEqual(['not-found', undefined]);
    await remove(unit(1));
    expect(await read(({ people }) => people.aliasesOf(unit(1)))).toEqual([]);
  });
});
