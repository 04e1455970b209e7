import { createServer, type Server, type Socket } from 'node:net';
import { type AddressInfo } from 'node:net';

/** A mail in the test's mailbox. */
export interface HeldMail {
  uid: number;
  raw: Buffer;
  flags: Set<string>;
  /** What the server says of its size where that is not true. */
  saidSize?: number;
}

/** A small IMAP4rev1 server in memory, as much of it as reading a mailbox takes (RFC 3501). */
export interface ImapServer {
  url: string;
  /** By folder. */
  folders: Map<string, HeldMail[]>;
  /** Every command that came, without its tag. */
  commands: string[];
  /** Commands that the server answers by hanging up. */
  hangsUpAt: RegExp | null;
  put(raw: Buffer | string, folder?: string): HeldMail;
  close(): Promise<void>;
}

/** Starts one on any free port; its user is 'office', its password 'p@ss'. */
export async function startImap(): Promise<ImapServer> {
  const folders = new Map<string, HeldMail[]>([['INBOX', []]]);
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    talk(socket, imap);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const imap: ImapServer = {
    url: `imap://office:p%40ss@127.0.0.1:${(server.address() as AddressInfo).port}/INBOX`,
    folders,
    commands: [],
    hangsUpAt: null,
    put: (raw, folder = 'INBOX') => {
      const held = folders.get(folder) ?? [];
      folders.set(folder, held);
      const mail = { uid: held.length + 1, raw: Buffer.from(raw), flags: new Set<string>() };
      held.push(mail);
      return mail;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return imap;
}

function talk(socket: Socket, imap: ImapServer): void {
  socket.setNoDelay(true);
  let unread = '';
  let held: HeldMail[] = [];
  const say = (...lines: (string | Buffer)[]) => {
    for (const line of lines) socket.write(line);
  };
  say('* OK [CAPABILITY IMAP4rev1] ready\r\n');
  socket.on('data', (data) => {
    unread += data.toString('latin1');
    for (let end = unread.indexOf('\r\n'); end >= 0; end = unread.indexOf('\r\n')) {
      const line = unread.slice(0, end);
      unread = unread.slice(end + 2);
      answer(line);
    }
  });

  function answer(line: string): void {
    const [, tag = '*', command = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
    imap.commands.push(command);
    if (imap.hangsUpAt?.test(command)) {
      socket.destroy();
      return;
    }
    const [, verb = '', rest = ''] = /^((?:UID )?\w+) ?(.*)$/i.exec(command) ?? [];
    const done = (word = 'OK done') => say(`${tag} ${word}\r\n`);
    switch (verb.toUpperCase()) {
      case 'CAPABILITY':
        say('* CAPABILITY IMAP4rev1\r\n');
        return done();
      case 'LOGIN':
        return done(rest.replaceAll('"', '') === 'office p@ss' ? 'OK in' : 'NO [AUTHENTICATIONFAILED] no');
      case 'LIST':
      case 'LSUB':
        for (const name of rest.endsWith('""') ? [] : imap.folders.keys()) say(`* LIST () "/" "${name}"\r\n`);
        if (rest.endsWith('""')) say('* LIST (\\Noselect) "/" ""\r\n');
        return done();
      case 'SELECT':
      case 'EXAMINE': {
        const found = imap.folders.get(rest.replaceAll('"', ''));
        if (!found) return done('NO [NONEXISTENT] no such folder');
        held = found;
        say(`* ${held.length} EXISTS\r\n* FLAGS (\\Seen \\Deleted)\r\n* OK [PERMANENTFLAGS (\\Seen \\Deleted)] ok\r\n`);
        say(`* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT ${held.length + 1}] ok\r\n`);
        return done('OK [READ-WRITE] open');
      }
      case 'UID SEARCH': {
        const [, id] = /HEADER "?message-id"? "?([^"\s]+)"?/i.exec(rest) ?? [];
        const isFound = ({ raw, flags }: HeldMail) =>
          id ? raw.toString('latin1').includes(id) : !(/UNSEEN/.test(rest) && flags.has('\\Seen'));
        say(
          `* SEARCH${held
            .filter(isFound)
            .map(({ uid }) => ` ${uid}`)
            .join('')}\r\n`,
        );
        return done();
      }
      case 'UID FETCH': {
        const [, uid, what = ''] = /^(\d+) \(?(.*?)\)?$/.exec(rest) ?? [];
        const at = held.findIndex((mail) => mail.uid === Number(uid));
        if (at >= 0) say(...fetched(held[at]!, at + 1, what));
        return done();
      }
      case 'UID STORE': {
        const mail = held.find(({ uid }) => uid === Number(rest.split(' ')[0]));
        for (const flag of rest.match(/\\\w+/g) ?? []) mail?.flags.add(flag);
        return done();
      }
      case 'LOGOUT':
        say('* BYE bye\r\n');
        done();
        socket.end();
        return;
      default:
        return done(/^(NOOP|CLOSE|UNSELECT|ID|NAMESPACE|ENABLE)$/i.test(verb) ? 'OK done' : 'BAD unknown');
    }
  }
}

/** One FETCH response, texts as literals. */
function fetched({ uid, raw, flags, saidSize }: HeldMail, number: number, what: string): (string | Buffer)[] {
  const parts: (string | Buffer)[] = [`* ${number} FETCH (UID ${uid} FLAGS (${[...flags].join(' ')})`];
  if (/RFC822\.SIZE/.test(what)) parts.push(` RFC822.SIZE ${saidSize ?? raw.length}`);
  const head = raw.subarray(0, raw.indexOf('\r\n\r\n') + 4);
  if (/BODY\.PEEK\[HEADER\]/.test(what)) parts.push(` BODY[HEADER] {${head.length}}\r\n`, head);
  const [isWhole, most] = /BODY\.PEEK\[\](?:<0\.(\d+)>)?/.exec(what) ?? [];
  if (isWhole) {
    const sent = most ? raw.subarray(0, Number(most)) : raw;
    parts.push(` BODY[]${most ? '<0>' : ''} {${sent.length}}\r\n`, sent);
  }
  return [...parts, ')\r\n'];
}
