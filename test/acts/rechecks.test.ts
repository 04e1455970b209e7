import { addAccount, changeRights } from '../../src/acts/accounts.js';
import { addPost, saveContact } from '../../src/acts/people.js';
import { recheck } from '../../src/acts/rectify.js';
import { type Person } from '../../src/domain/permissions.js';
import { describeOnEachDatabase } from '../support/databases.js';
import {
  FIVE,
  on,
  failItem,
  findingsOf,
  codeOf,
  historyOf,
  inspected,
  liaisonOf,
  recheckOn,
  stageOf,
  startInspecting,
  submitRound,
} from '../support/inspecting.js';

describeOnEachDatabase('复查', (open) => {
  test('whoever inspected rechecks nothing, under no account of theirs, nor does anybody of the group', async () => {
    const storage = await open();
    const { world, people } = await startInspecting(storage);
    const { id, unitId } = world.assignments[0]!;
    await failItem(storage, (await inspected(storage, world)).get(id)!, people.inspector);
    const [finding] = await findingsOf(storage, id);
    await submitRound(storage, finding!.id, unitId, '2020-10-20');
    const member = { ...people.rechecker, accountId: null, name: '赵敏' };
    for (const person of [people.inspector, people.sameAgain, member])
      expect(await recheckOn(storage, finding!.id, person, '2020-10-22')).toBe('took-part');
    expect(await recheckOn(storage, finding!.id, { ...people.rechecker, role: 'leader' }, '2020-10-22')).toBe(
      'not-allowed',
    );
    expect(await recheckOn(storage, finding!.id, liaisonOf(unitId), '2020-10-22')).toBe('not-allowed');
    const bare = { outcome: 'fail' as const, reason: ' ', dueOn: '2020-11-10' };
    expect(await recheckOn(storage, finding!.id, people.rechecker, '2020-10-22', bare)).toBe('reason-missing');
    expect(
      await recheckOn(storage, finding!.id, people.rechecker, '2020-10-22', { ...bare, reason: '差', dueOn: null }),
    ).toBe('deadline-missing');
    const past = { ...bare, reason: '差', dueOn: '2020-10-22' };
    expect(await recheckOn(storage, finding!.id, people.rechecker, '2020-10-22', past)).toBe('deadline-past');
    expect((await findingsOf(storage, id))[0]).toMatchObject({ stage: 'submitted', round: 1 });
  });

  test('an account is the one person’s of its name who holds a post, so that their second account rechecks nothing either', async () => {
    const storage = await open();
    const { world, people } = await startInspecting(storage);
    const today = on('2020-10-08');
    const post = { planId: world.plan.id, kind: 'office-staff' as const, title: '', fromOn: '2020-06-01' };
    const hold = (name: string) =>
      storage.write((stores) => addPost(stores, { ...post, person: { name, mail: null, phone: null } }, today));
    const add = async (login: string, name: string): Promise<Person> => {
      const rights = { role: 'office' as const, unitId: null };
      const accountId = await storage.write((stores) => addAccount(stores, { login, name, ...rights }, today));
      const { contactId } = (await storage.read((stores) => stores.accounts.byId(accountId)))!;
      return { ...rights, name, accountId, contactId, items: null };
    };
    const postId = await hold('吴磊');
    const inspector = await add('wulei', '吴磊');
    expect(inspector.contactId).not.toBeNull();
    // The register had one character wrong, and is set right: the person stays the same.
    const contactId = inspector.contactId!;
    const right = { postId, contactId, version: 1, name: '吴蕾', mail: null, phone: null };
    await storage.write((stores) => saveContact(stores, right, today));
    const again = await add('wulei2', '吴蕾');
    expect(again.contactId).toBe(contactId);
    const { id, unitId } = world.assignments[0]!;
    await failItem(storage, (await inspected(storage, world)).get(id)!, inspector);
    const [finding] = await findingsOf(storage, id);
    await submitRound(storage, finding!.id, unitId, '2020-10-20');
    expect(await recheckOn(storage, finding!.id, again, '2020-10-22')).toBe('took-part');
    expect(await recheckOn(storage, finding!.id, people.rechecker, '2020-10-22')).toBe('done');
    // Two of one name are nobody in particular; a change of rights keeps what is known and looks again.
    for (let i = 0; i < 2; i++)
      await storage.write((stores) =>
        stores.people
          .insertContacts([{ name: '陈明', mail: `${i}@example.cn`, phone: null, version: 1 }])
          .then(async ([of = 0]) => {
            const [made = 0] = await stores.people.insertPosts([
              { kind: 'office-staff', planId: world.plan.id, unitId: null, title: '', position: 90 + i },
            ]);
            await stores.people.insertTenures([
              { postId: made, contactId: of, fromOn: '2020-06-01', untilOn: null, version: 1 },
            ]);
          }),
      );
    expect((await add('chenming', '陈明')).contactId).toBeNull();
    expect((await add('nobody', '无此人')).contactId).toBeNull();
    const change = { id: inspector.accountId!, version: 1, role: 'auditor' as const, unitId: null };
    await storage.write((stores) => changeRights(stores, change, today));
    expect((await storage.read((stores) => stores.accounts.byId(change.id)))?.contactId).toBe(contactId);
    const other = { ...change, version: 2, role: 'liaison' as const, unitId: world.units[0]!.id };
    await storage.write((stores) => changeRights(stores, other, today));
    expect((await storage.read((stores) => stores.accounts.byId(change.id)))?.contactId).toBeNull();
  });

  test('of ten rechecks at once one is written', async () => {
    const storage = await open();
    const { world, people } = await startInspecting(storage);
    const { id, unitId } = world.assignments[0]!;
    await failItem(storage, (await inspected(storage, world)).get(id)!, people.inspector);
    const [finding] = await findingsOf(storage, id);
    await submitRound(storage, finding!.id, unitId, '2020-10-20');
    const { version } = (await findingsOf(storage, id))[0]!;
    const asked = Array.from({ length: 10 }, (_, i) => {
      const outcome = i % 2 === 0 ? ('pass' as const) : ('fail' as const);
      const request = { rectificationId: finding!.id, version, outcome, reason: '不齐', tests: FIVE };
      return codeOf(
        storage.write((stores) =>
          recheck(stores, { ...request, dueOn: '2020-11-10', person: people.rechecker }, on('2020-10-22')),
        ),
      );
    });
    const answers = await Promise.all(asked);
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(answers.filter((answer) => !['done', 'stale', 'act-not-open'].includes(answer))).toEqual([]);
    expect((await historyOf(storage, world, id)).filter((act) => act.startsWith('recheck'))).toHaveLength(1);
  });

  test('two last findings passed at once settle the item', async () => {
    const storage = await open();
    const { world, people } = await startInspecting(storage);
    const { id, unitId } = world.assignments[0]!;
    await failItem(storage, (await inspected(storage, world)).get(id)!, people.inspector, '2020-10-30', 2);
    const both = (await findingsOf(storage, id)).map((one) => one.id);
    for (const one of both) await submitRound(storage, one, unitId, '2020-10-20');
    const tests = { tests: FIVE };
    const answers = await Promise.all(
      both.map((one) => recheckOn(storage, one, people.rechecker, '2020-10-22', tests)),
    );
    for (const [i, answer] of answers.entries())
      if (answer === 'stale')
        expect(await recheckOn(storage, both[i]!, people.rechecker, '2020-10-22', tests)).toBe('done');
    expect((await stageOf(storage, id))[0]).toBe('closed');
  });
});
