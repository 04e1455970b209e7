import { openMailbox } from '../../src/mailbox/mailbox.js';
import { type ReadLetter } from '../../src/mailbox/read-letter.js';
import { type ImapServer, startImap } from '../support/imap-server.js';
import { plainLetter } from '../support/letters.js';

let imap: ImapServer;
beforeEach(async () => {
  imap = await startImap();
});
afterEach(() => imap.close());

const put = (n: number, text = `第${n}封`) => imap.put(plainLetter(text, { id: `letter-${n}@x.gov.cn` }));

async function taken(url = imap.url, largest?: number) {
  const letters: ReadLetter[] = [];
  const count = await openMailbox(url, largest).takeNew((letter) => {
    letters.push(letter);
    return Promise.resolve();
  });
  expect(count).toBe(letters.length);
  return letters;
}

test('what nobody has taken is handed over once, the oldest first, and marked', async () => {
  put(1);
  put(2).flags.add('\\Seen');
  put(3);
  expect((await taken()).map(({ text }) => text)).toEqual(['第1封', '第3封']);
  expect(imap.folders.get('INBOX')!.map(({ flags }) => [...flags])).toEqual([['\\Seen'], ['\\Seen'], ['\\Seen']]);
  expect(await taken()).toEqual([]);
});

test('reading alone marks nothing: only what was taken is marked, and what could not be taken comes again', async () => {
  [1, 2, 3].forEach((n) => put(n));
  const box = openMailbox(imap.url);
  const seen: string[] = [];
  const stumbling = box.takeNew(({ text }) => {
    seen.push(text);
    return text === '第2封' ? Promise.reject(new Error('database gone')) : Promise.resolve();
  });
  await expect(stumbling).rejects.toThrow('database gone');
  expect(seen).toEqual(['第1封', '第2封', '第3封']);
  expect((await taken()).map(({ text }) => text)).toEqual(['第2封']);
});

test('a connection that breaks before the mark brings the letter again', async () => {
  put(1);
  imap.hangsUpAt = /STORE/;
  await expect(taken()).rejects.toThrow();
  imap.hangsUpAt = null;
  expect((await taken()).map(({ messageId }) => messageId)).toEqual(['<letter-1@x.gov.cn>']);
});

test.each([
  ['says so', undefined],
  ['says it is small', 100],
])('of a letter beyond the largest, whose server %s, only the head is read', async (_, saidSize) => {
  const mail = put(1, '很长'.repeat(2000));
  if (saidSize) mail.saidSize = saidSize;
  put(2);
  const letters = await taken(imap.url, 4000);
  expect(letters.map(({ head, text, isCut }) => [head.fromAddress, text, isCut])).toEqual([
    ['w@x.gov.cn', '', true],
    ['w@x.gov.cn', '第2封', false],
  ]);
  expect(imap.commands.filter((command) => /BODY\.PEEK\[\]/.test(command) && !/<0\.4001>/.test(command))).toEqual([]);
});

test('twenty letters a round', async () => {
  for (let n = 1; n <= 23; n++) put(n);
  expect((await taken()).length).toBe(20);
  expect((await taken()).length).toBe(3);
});

test('a folder is asked for a Message-ID', async () => {
  imap.put(plainLetter('我们发出的', { id: 'abc@luoshi' }), 'Sent');
  const box = openMailbox(imap.url);
  expect(await box.holds('Sent', '<abc@luoshi>')).toBe(true);
  expect(await box.holds('Sent', '<def@luoshi>')).toBe(false);
  await expect(box.holds('Nowhere', '<abc@luoshi>')).rejects.toThrow();
});

test('a wrong password and a server that is not there are errors, not silence', async () => {
  await expect(taken(imap.url.replace('p%40ss', 'wrong'))).rejects.toThrow();
  await expect(taken('imap://office:p@127.0.0.1:1/INBOX')).rejects.toThrow();
});

test('it is said whose mailbox it is, without the password', () => {
  expect(openMailbox(imap.url).describe).toBe('office（127.0.0.1）');
});
