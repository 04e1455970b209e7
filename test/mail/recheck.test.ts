import { momentAt } from '../../src/clock.js';
import { type AssignmentStage, type OutboxItem, type OutboxMail } from '../../src/domain/plan.js';
import { deliver } from '../../src/mail/deliver.js';
import { type Envelope } from '../../src/mail/message.js';
import { type Transport } from '../../src/mail/transport.js';
import { TEMPLATES } from '../../src/places.js';
import { createViewEngine } from '../../src/rendering/view-engine.js';
import { type Storage } from '../../src/storage/doors.js';
import { describeOnEachDatabase, pendingMail, type SmallWorld, smallWorld } from '../support/databases.js';

const engine = createViewEngine(TEMPLATES);
const secret = { of: (purpose: string) => Buffer.from(purpose).toString('base64url'), key: () => Buffer.alloc(32) };
const WORDS = { news: '第1次催办，1项待办理', ask: '请尽快报送。', paragraphs: ['请今天报来。'], why: '办公室催办。' };

/** What a letter box gets; it takes everything. */
function letterBox(): Transport & { got: Envelope[] } {
  const got: Envelope[] = [];
  const send = (mail: Envelope) => Promise.resolve((got.push(mail), '250 taken'));
  return {
    got,
    describe: '信箱',
    repeatable: false,
    lanes: 2,
    send,
    greet: () => Promise.resolve(),
    close: () => undefined,
  };
}

/** Delivers at a time of a day and returns what arrived. */
async function deliverAt(storage: Storage, day: string, time = '09:00'): Promise<Envelope[]> {
  const transport = letterBox();
  await deliver({ storage, engine, transport, baseUrl: 'http://luoshi.test', secret }, momentAt(day, time));
  return transport.got;
}

type Saying = Pick<OutboxItem, 'assignmentId' | 'dueOn' | 'rule'>;

const enqueue = (storage: Storage, key: string, unitId: number, more: Partial<OutboxMail>, items: Saying[]) =>
  storage.write((stores) => stores.outbox.enqueue(pendingMail(key, unitId, more), items));

const stateOf = async (storage: Storage, key: string) => {
  const { mails } = await storage.read((stores) => stores.outbox.list({ limit: 50, offset: 0 }));
  const mail = mails.find((one) => one.key === key);
  return `${mail?.state} ${mail?.lastError ?? ''}`.trim();
};

const SETTLED = 'obsolete 所涉事项已办结或期限已调整，不再发出';
const MERGED = 'obsolete 与同一收件人的另一封邮件合并发出';

describeOnEachDatabase('Just before a mail leaves', (open) => {
  /** A unit of the small world with its items, and the first item as T-5 of 30 June says it. */
  async function world(): Promise<{ storage: Storage; unitId: number; items: SmallWorld['assignments']; T5: Saying }> {
    const storage = await open();
    const { units, assignments } = await smallWorld(storage);
    const unitId = units[0]!.id;
    const items = assignments.filter((item) => item.unitId === unitId);
    return { storage, unitId, items, T5: { assignmentId: items[0]!.id, dueOn: '2020-06-30', rule: 'T-5' } };
  }
  const change = (storage: Storage, id: number, patch: { stage?: AssignmentStage; dueOn?: string }) =>
    storage.write((stores) => stores.assignments.change(id, 1, patch));

  test.each<[what: string, stage: AssignmentStage]>([
    ['reported', 'reported'],
    ['accepted', 'accepted'],
    ['closed', 'closed'],
    ['waived', 'waived'],
    ['suspended', 'suspended'],
    ['sent back', 'declined'],
  ])('a reminder of an item that is %s is not sent', async (_what, stage) => {
    const { storage, unitId, T5 } = await world();
    await enqueue(storage, 'unit:1:2020-06-24', unitId, {}, [T5]);
    await change(storage, T5.assignmentId, { stage });
    expect(await deliverAt(storage, '2020-06-24')).toEqual([]);
    expect(await stateOf(storage, 'unit:1:2020-06-24')).toBe(SETTLED);
  });

  test('a mail about two items says the one that is still owed, and keeps no word of the other', async () => {
    const { storage, unitId, items, T5 } = await world();
    await enqueue(storage, 'unit:1:2020-06-24', unitId, {}, [T5, { ...T5, assignmentId: items[1]!.id }]);
    await change(storage, T5.assignmentId, { stage: 'accepted' });
    const [mail] = await deliverAt(storage, '2020-06-24');
    expect(mail?.text).toContain(`?item=${items[1]!.id}`);
    expect(mail?.text).not.toContain(`?item=${T5.assignmentId}`);
    const said = await storage.read((stores) => stores.outbox.saidFor(items.map(({ id }) => id)));
    expect(said.map(({ assignmentId }) => assignmentId)).toEqual([items[1]!.id]);
  });

  const started = async ({ storage, unitId, items, T5 }: Awaited<ReturnType<typeof world>>) => {
    const rows = items.slice(1, 3).map(({ id, dueOn }) => ({ assignmentId: id, dueOn, rule: 'assigned' }));
    await enqueue(storage, 'assigned:1:1', unitId, { kind: 'assigned', planId: 1 }, rows);
    await enqueue(storage, 'unit:1:2020-06-24', unitId, {}, [T5]);
  };

  test('what a plan assigns that was started before the morning is told in the reminder of that day, and opened by its link', async () => {
    const here = await world();
    await started(here);
    const got = await deliverAt(here.storage, '2020-06-24');
    expect(got.map(({ kind }) => kind)).toEqual(['reminder']);
    expect(got[0]!.subject).toMatch(/：1项6月30日到期，还剩3个工作日；2项工作新交办$/);
    expect(got[0]!.text).toMatch(/请按期办结；另有2项工作新交办，请签收并按期办理，首个到期日为/);
    expect(got[0]!.text).toMatch(/── 临近到期 ──[^]*── 新交办：第/);
    expect(got[0]!.text).toContain('方案启用时，每个承担职责的单位收到一次交办通知');
    for (const { id } of here.items.slice(0, 3)) expect(got[0]!.text).toContain(`?item=${id}`);
    expect(await stateOf(here.storage, 'assigned:1:1')).toBe(MERGED);
  });

  test('where the reminder has nothing left to say, the notice is a notice', async () => {
    const here = await world();
    await started(here);
    await change(here.storage, here.T5.assignmentId, { stage: 'accepted' });
    const [mail] = await deliverAt(here.storage, '2020-06-24');
    expect(mail!.subject).toMatch(/：2项工作已交办，首个到期日/);
    expect(mail!.text).not.toContain('新交办');
  });

  test('a reminder of a deadline that was moved is not sent', async () => {
    const { storage, unitId, T5 } = await world();
    await enqueue(storage, 'unit:1:2020-06-24', unitId, {}, [T5]);
    await change(storage, T5.assignmentId, { dueOn: '2020-07-31' });
    expect(await deliverAt(storage, '2020-06-24')).toEqual([]);
    expect(await stateOf(storage, 'unit:1:2020-06-24')).toBe(SETTLED);
  });

  test('a chase is not sent while more time is asked for; one by the office is', async () => {
    const { storage, unitId, items, T5 } = await world();
    const late = { ...T5, rule: 'T+1' };
    const byHand = { assignmentId: items[1]!.id, dueOn: '2020-06-30', rule: 'chase:2020-07-01' };
    await enqueue(storage, 'unit:1:2020-07-01', unitId, { kind: 'chase', day: '2020-07-01' }, [late]);
    await storage.write(async ({ extensions }) => {
      for (const { id, planId } of items.slice(0, 2))
        await extensions.insert({
          ...{ planId, assignmentId: id, unitId, nth: 1, stage: 'requested', reason: '在办', progress: '过半' },
          ...{ dueOnBefore: '2020-06-30', askedDay: '2020-07-31', grantedDay: null, requestedOn: '2020-06-20' },
          ...{ requestedBy: '张三', officeOpinion: '', endorsedOn: null, deputyName: '', decisionReason: '' },
          ...{ decidedBy: null, decidedOn: null, version: 1 },
        });
    });
    expect(await deliverAt(storage, '2020-07-01')).toEqual([]);
    expect(await stateOf(storage, 'unit:1:2020-07-01')).toBe(SETTLED);
    const hand = { kind: 'chase', day: '2020-07-01', words: JSON.stringify(WORDS) } as const;
    await enqueue(storage, 'by hand', unitId, hand, [byHand]);
    expect(await deliverAt(storage, '2020-07-01')).toHaveLength(1);
  });

  test('what tells of an event is sent although the item is finished; what asks for work is not', async () => {
    const { storage, unitId, T5 } = await world();
    const words = JSON.stringify(WORDS);
    for (const kind of ['recheck', 'returned', 'assigned'] as const) {
      const more = kind === 'assigned' ? { kind } : { kind, words };
      await enqueue(storage, kind, unitId, { ...more, planId: 1 }, [{ ...T5, rule: kind }]);
    }
    await change(storage, T5.assignmentId, { stage: 'accepted' });
    expect((await deliverAt(storage, '2020-06-24')).map(({ kind }) => kind)).toEqual(['recheck']);
    expect(await stateOf(storage, 'returned')).toBe(SETTLED);
    expect(await stateOf(storage, 'assigned')).toBe(SETTLED);
  });

  test('it goes to whoever holds the post by then, and to nobody who held it', async () => {
    const { storage, unitId, T5 } = await world();
    const [liaison, head] = await storage.write(async ({ people }) => {
      const posts = await people.insertPosts([
        { kind: 'liaison', planId: null, unitId, title: '', position: 1 },
        { kind: 'unit-head', planId: null, unitId, title: '', position: 2 },
      ]);
      const contacts = await people.insertContacts(
        ['former@a.example', 'successor@a.example', 'head@a.example'].map((mail) => ({
          ...{ name: mail, mail, phone: null, version: 1 },
        })),
      );
      const tenure = (postId: number, contactId: number, fromOn: string, untilOn: string | null) => ({
        ...{ postId, contactId, fromOn, untilOn, version: 1 },
      });
      await people.insertTenures([
        tenure(posts[0]!, contacts[0]!, '2020-05-01', '2020-06-23'),
        tenure(posts[0]!, contacts[1]!, '2020-06-24', null),
        tenure(posts[1]!, contacts[2]!, '2020-05-01', '2020-06-23'),
      ]);
      return posts;
    });
    await enqueue(storage, 'unit:1:2020-06-23', unitId, { toAddress: 'former@a.example' }, [T5]);
    const toHead = { kind: 'notice', planId: 1, postId: head!, toAddress: 'head@a.example' } as const;
    await enqueue(storage, 'to the head', unitId, { ...toHead, words: JSON.stringify(WORDS) }, []);
    expect((await deliverAt(storage, '2020-06-24')).map(({ toAddress }) => toAddress)).toEqual(['successor@a.example']);
    expect(await stateOf(storage, 'to the head')).toBe('held 单位没有联系邮箱');
    expect(liaison).toBeGreaterThan(0);
  });

  test('the mails of several days are one, which says all that is still owed', async () => {
    const { storage, unitId, items, T5 } = await world();
    await enqueue(storage, 'unit:1:2020-06-22', unitId, { day: '2020-06-22' }, [T5]);
    await enqueue(storage, 'unit:1:2020-06-23', unitId, { day: '2020-06-23', kind: 'chase' }, [
      { ...T5, assignmentId: items[1]!.id },
    ]);
    await enqueue(storage, 'unit:1:2020-06-24', unitId, {}, [{ ...T5, rule: 'T-3' }]);
    const mails = await deliverAt(storage, '2020-06-24');
    expect(mails).toHaveLength(1);
    for (const { id } of items.slice(0, 2)) expect(mails[0]?.text).toContain(`?item=${id}`);
    const states = await Promise.all(['22', '23', '24'].map((day) => stateOf(storage, `unit:1:2020-06-${day}`)));
    // A chase is numbered and kept: the reminders go into it.
    expect(states).toEqual([MERGED, 'sent', MERGED]);
    expect(await deliverAt(storage, '2020-06-24', '10:00')).toEqual([]);
  });

  test('the words of the office outlast the merging', async () => {
    const { storage, unitId, items, T5 } = await world();
    const chase = (paragraph: string) => ({
      ...{ kind: 'chase' as const, words: JSON.stringify({ ...WORDS, paragraphs: [paragraph] }) },
    });
    const byHand = (n: number) => ({
      assignmentId: items[n]!.id,
      dueOn: '2020-06-30',
      rule: `chase:2020-06-2${2 + n}`,
    });
    await enqueue(storage, 'unit:1:2020-06-22', unitId, { ...chase('请今天报来。'), day: '2020-06-22' }, [byHand(0)]);
    await enqueue(storage, 'unit:1:2020-06-23', unitId, { ...chase('领导要看。'), day: '2020-06-23' }, [byHand(1)]);
    await enqueue(storage, 'unit:1:2020-06-24', unitId, {}, [T5]);
    const mails = await deliverAt(storage, '2020-06-24');
    expect(mails).toHaveLength(1);
    for (const words of ['请今天报来。', '领导要看。']) expect(mails[0]?.html).toContain(words);
  });

  test('of digests for one reader the newest leaves; another plan’s, another reader’s and what is sent once more are others', async () => {
    const { storage, unitId, T5 } = await world();
    const post = await storage.write(async ({ people }) => {
      const row = { kind: 'group-leader', planId: 1, unitId: null, title: '', position: 1 } as const;
      const [postId] = await people.insertPosts([row]);
      const [contactId] = await people.insertContacts([{ name: '组长', mail: 'z@a.example', phone: null, version: 1 }]);
      await people.insertTenures([
        { postId: postId!, contactId: contactId!, fromOn: '2020-05-01', untilOn: null, version: 1 },
      ]);
      return postId!;
    });
    const digest = { kind: 'worklist', planId: 1, unitId: null, postId: post, words: JSON.stringify(WORDS) } as const;
    await enqueue(storage, 'worklist:1', unitId, { ...digest, day: '2020-06-22' }, []);
    await enqueue(storage, 'worklist:2', unitId, { ...digest, day: '2020-06-23' }, []);
    await enqueue(storage, 'unit:1:2020-06-24', unitId, {}, [T5]);
    await enqueue(storage, '2~unit:1:2020-06-22', unitId, { day: '2020-06-22' }, [{ ...T5, rule: 'T-5~2' }]);
    const mails = await deliverAt(storage, '2020-06-24');
    expect(mails.map(({ messageId }) => messageId).sort()).toEqual([
      ...['<2~unit:1:2020-06-22@luoshi.test>', '<unit:1:2020-06-24@luoshi.test>'],
    ]);
    // The newer one was about to leave; that its issue is not kept here is another reason.
    expect([await stateOf(storage, 'worklist:1'), await stateOf(storage, 'worklist:2')]).toEqual([MERGED, SETTLED]);
  });
});
