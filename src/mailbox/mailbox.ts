import { type ImapFlow } from 'imapflow';
import { readHead, readLetter, type ReadLetter } from './read-letter.js';

/** A mailbox on a server in which answers arrive. */
export interface Mailbox {
  /** '收件箱 luoshi@example.gov.cn（imap.example.gov.cn）'. */
  describe: string;
  /**
   * Hands over each mail that nobody has taken, the oldest first, and marks it once it was taken; returns how many. One that could
   * not be taken stays for the next time and stops no other; what went wrong with the first of them is thrown at the end.
   */
  takeNew(take: (letter: ReadLetter) => Promise<void>): Promise<number>;
  /** Signs in and opens a folder, its own where none is named; throws what was wrong. */
  greet(other?: string): Promise<void>;
  /** Whether a folder holds a mail with this Message-ID. */
  holds(folder: string, messageId: string): Promise<boolean>;
}

/** The largest mail that is read, in bytes: five files of the largest size do not come by mail. */
export const LARGEST_LETTER = 25 * 1024 * 1024;
/** Mails of one round; the others wait for the next. */
const MOST_AT_ONCE = 20;
const SECOND = 1000;

/** The mailbox of an address such as 'imaps://user:password@host:993/INBOX'; nothing is connected before it is asked. */
export function openMailbox(imapUrl: string, largest = LARGEST_LETTER): Mailbox {
  const url = new URL(imapUrl);
  const user = decodeURIComponent(url.username);
  const folder = decodeURIComponent(url.pathname.slice(1)) || 'INBOX';
  return {
    describe: `${user}（${url.hostname}）`,
    greet: (other = folder) => within(url, other, () => Promise.resolve()),
    takeNew: (take) => within(url, folder, (client) => takeNew(client, take, largest)),
    holds: (other, messageId) =>
      within(url, other, async (client) => {
        const found = await client.search({ header: { 'message-id': messageId } }, { uid: true });
        return Array.isArray(found) && found.length > 0;
      }),
  };
}

/** What was wrong with a mailbox: of a refusal what the server says, which the library's own message leaves out. */
export function mailboxFault(error: unknown): string {
  const told = (error as { responseText?: unknown } | null)?.responseText;
  return typeof told === 'string' && told !== '' ? told : error instanceof Error ? error.message : String(error);
}

/** Does something in an open folder and leaves. */
async function within<T>(url: URL, folder: string, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const secure = url.protocol === 'imaps:';
  // Loaded only where a mailbox is read: most servers have none.
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    ...{ host: url.hostname, port: Number(url.port) || (secure ? 993 : 143), secure, logger: false },
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    ...{ disableAutoIdle: true, connectionTimeout: 20 * SECOND, greetingTimeout: 20 * SECOND },
    socketTimeout: 120 * SECOND,
  });
  // What breaks the connection is thrown by whatever waits for it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const lock = await client.getMailboxLock(folder);
    try {
      return await work(client);
    } finally {
      lock.release();
    }
  } finally {
    if (client.usable) await client.logout().catch(() => client.close());
    else client.close();
  }
}

async function takeNew(
  client: ImapFlow,
  take: (letter: ReadLetter) => Promise<void>,
  largest: number,
): Promise<number> {
  const found = await client.search({ seen: false, deleted: false }, { uid: true });
  let taken = 0;
  const faults: Error[] = [];
  for (const uid of (Array.isArray(found) ? found : []).sort((a, b) => a - b).slice(0, MOST_AT_ONCE)) {
    const letter = await download(client, String(uid), largest);
    // Somebody else may have removed it meanwhile.
    if (letter === null) continue;
    try {
      await take(letter);
      if (!(await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })))
        throw new Error('the server did not mark the mail as taken');
      taken++;
    } catch (error) {
      faults.push(error as Error);
    }
  }
  if (faults[0]) throw faults[0];
  return taken;
}

/** Of a mail beyond the largest only the head is fetched; a server that misstates a size sends no more than it either. */
async function download(client: ImapFlow, uid: string, largest: number): Promise<ReadLetter | null> {
  const head = await client.fetchOne(uid, { size: true, headers: true }, { uid: true });
  if (!head) return null;
  if ((head.size ?? 0) <= largest) {
    const whole = await client.fetchOne(uid, { source: { maxLength: largest + 1 } }, { uid: true });
    if (!whole) return null;
    if (whole.source && whole.source.length <= largest) return readLetter(whole.source);
  }
  return readHead(head.headers ?? Buffer.alloc(0));
}
