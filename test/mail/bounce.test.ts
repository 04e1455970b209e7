import { momentOf } from '../../src/clock.js';
import { deliver, type Post } from '../../src/mail/deliver.js';
import { TEMPLATES } from '../../src/places.js';
import { createViewEngine } from '../../src/rendering/view-engine.js';
import { type Storage } from '../../src/storage/doors.js';
import { describeOnEachDatabase, pendingMail, smallWorld } from '../support/databases.js';

const NOW = momentOf('2020-06-24T00:30:00.000Z');
const WORDS = JSON.stringify({ news: '有新情况', ask: '请阅知。', paragraphs: [], why: '告知一次。' });
const REFUSED = '550 5.1.1 no such user';
const engine = createViewEngine(TEMPLATES);
const secret = { of: (purpose: string) => Buffer.from(purpose).toString('base64url'), key: () => Buffer.alloc(32) };

describeOnEachDatabase('A mail whose address a server refuses', (open) => {
  /** A unit with these people, and a mail to it; `bad` are the addresses that the server refuses. */
  async function world(people: readonly (readonly ['liaison' | 'deputy-liaison' | 'unit-head', string | null])[]) {
    const storage = await open();
    const { plan, units } = await smallWorld(storage);
    const unitId = units[2]!.id;
    const contacts = await storage.write(async (stores) => {
      const ids = await stores.people.insertContacts(
        people.map(([, mail], i) => ({ name: `联系人${i + 1}`, mail, phone: null, version: 1 })),
      );
      for (const [i, [kind]] of people.entries()) {
        const [postId = 0] = await stores.people.insertPosts([{ kind, planId: null, unitId, title: '', position: i }]);
        const tenure = { postId, contactId: ids[i]!, fromOn: '2020-05-12', untilOn: null, version: 1 };
        await stores.people.insertTenures([tenure]);
      }
      const mail = { kind: 'notice', planId: plan.id, words: WORDS, toAddress: null } as const;
      await stores.outbox.enqueue(pendingMail('notice:1', unitId, mail), []);
      return ids;
    });
    return { storage, contacts, planId: plan.id };
  }

  function postOf(storage: Storage, bad: readonly string[], sent: string[]): Post {
    const send = (mail: { toAddress: string }) => {
      if (bad.includes(mail.toAddress))
        throw Object.assign(new Error(REFUSED), { code: 'EENVELOPE', responseCode: 550, response: REFUSED });
      sent.push(mail.toAddress);
      return '250 taken';
    };
    const transport = {
      ...{ describe: '测试', repeatable: false, lanes: 1, greet: () => Promise.resolve(), close: () => undefined },
      send: (mail: { toAddress: string }) => Promise.resolve().then(() => send(mail)),
    };
    return { storage, engine, transport, baseUrl: 'http://luoshi.test', secret };
  }

  test('goes on to the next of the unit, and stands on the work list until the address is put right', async () => {
    const { storage, contacts, planId } = await world([
      ['liaison', 'gone@unit.example'],
      ['deputy-liaison', null],
      ['unit-head', 'head@unit.example'],
    ]);
    const sent: string[] = [];
    await deliver(postOf(storage, ['gone@unit.example'], sent), NOW);
    expect(sent).toEqual(['head@unit.example']);
    const unreachable = () => storage.read((stores) => stores.addresses.unreachable(planId, NOW.today, 10));
    const { total, rows } = await unreachable();
    expect([total, rows[0]]).toMatchObject([
      1,
      { kind: 'liaison', name: '联系人1', mail: 'gone@unit.example', bouncedOn: NOW.today, bounce: REFUSED },
    ]);
    await storage.write((stores) => stores.people.changeContact(contacts[0]!, 1, { mail: 'new@unit.example' }));
    expect((await unreachable()).total).toBe(0);
    await storage.read(async ({ addresses, outbox }) => {
      const [mail] = (await outbox.list({ limit: 1, offset: 0 })).mails;
      expect(mail).toMatchObject({ state: 'sent', toAddress: 'head@unit.example' });
      expect(await addresses.ofMail(mail!, NOW.today)).toBe('new@unit.example');
    });
  });

  test('is given up where nobody else can be reached', async () => {
    const bad = ['gone@unit.example', 'head@unit.example'];
    const { storage, planId } = await world([
      ['liaison', bad[0]!],
      ['unit-head', bad[1]!],
    ]);
    const sent: string[] = [];
    await deliver(postOf(storage, bad, sent), NOW);
    const [mail] = (await storage.read((stores) => stores.outbox.list({ limit: 1, offset: 0 }))).mails;
    expect([sent, mail?.state, mail?.lastError]).toEqual([[], 'dead', REFUSED]);
    const { rows } = await storage.read((stores) => stores.addresses.unreachable(planId, NOW.today, 10));
    expect(rows.map(({ mail: address }) => address).sort()).toEqual(bad);
  });
});
