import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** A mail that the sink has taken, or heard to its end. */
export interface Arrival {
  to: string;
  messageId: string;
  raw: string;
}

/** What the sink answers instead of taking everything; null and nothing are 'yes'. */
export interface Manners {
  greeting?: () => string | null;
  auth?: () => string | null;
  rcpt?: (address: string) => string | null;
  /** After the final dot: a reply; 'hang' answers nothing, 'close' ends the connection, 'slow' answers a sign a second. */
  data?: (arrival: Arrival) => string | null;
  /** At a step of the talk, the mail's address once it is known: 'hang' and 'close' as below, 'slow' the usual, a sign a second. */
  step?: (word: Step, to: string) => 'hang' | 'slow' | 'close' | null;
  /** Whether the message to an address is read a byte at a time, so that its sender cannot get rid of it. */
  sips?: (to: string) => boolean;
  /** Milliseconds before the answer to a mail. */
  delay?: () => number;
  tls?: { key: string; cert: string };
}

/** The greeting, and the commands that a mail is made of. */
export type Step = 'HELLO' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA';

export interface Sink {
  url: string;
  port: number;
  /** What was answered with 250, in order. */
  taken: Arrival[];
  /** What was heard to its end, whatever was answered. */
  heard: Arrival[];
  connections: number;
  /** How many of them are open now. */
  open(): number;
  close(): Promise<void>;
}

/** A mail server of a few lines that does what it is told to, also what no server should. */
export async function openSink(manners: Manners = {}, port = 0): Promise<Sink> {
  const sockets = new Set<Socket>();
  const sink: Sink = {
    ...{ url: '', port: 0, taken: [], heard: [], connections: 0, open: () => sockets.size },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const serve = (socket: Socket) => {
    sockets.add(socket);
    sink.connections++;
    socket.setNoDelay(true).on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    talk(socket, manners, sink);
  };
  const server: Server = manners.tls ? createTlsServer(manners.tls, serve) : createServer(serve);
  await new Promise<void>((resolve) => server.listen(port, resolve));
  sink.port = (server.address() as AddressInfo).port;
  sink.url = `${manners.tls ? 'smtps' : 'smtp'}://127.0.0.1:${sink.port}`;
  return sink;
}

function talk(socket: Socket, manners: Manners, sink: Sink): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let heard = '';
  let to = '';
  let isData = false;
  const answer = (step: Step, line: string) => {
    const manner = manners.step?.(step, to);
    if (manner === 'slow') dribble(socket, `${line}\r\n`);
    else if (manner === 'close') socket.destroy();
    else if (manner !== 'hang') say(line);
  };
  answer('HELLO', manners.greeting?.() ?? '220 sink');
  const hear = (chunk: Buffer) => {
    heard += chunk.toString('latin1');
    for (;;) {
      const end = heard.indexOf(isData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const said = heard.slice(0, end);
      heard = heard.slice(end + (isData ? 5 : 2));
      if (isData) {
        isData = false;
        finish({ to, raw: said, messageId: /^message-id: *(\S+)/im.exec(said)?.[1] ?? '' });
        continue;
      }
      const word = said.slice(0, 4).toUpperCase();
      if (word === 'EHLO') answer(word, manners.auth ? '250-sink\r\n250 AUTH PLAIN LOGIN' : '250 sink');
      else if (word === 'STAR') say('502 not here');
      else if (word === 'AUTH') say(manners.auth?.() ?? '235 welcome');
      else if (word === 'RCPT') {
        to = /<(.*)>/.exec(said)?.[1] ?? '';
        answer(word, manners.rcpt?.(to) ?? '250 ok');
      } else if (word === 'DATA') {
        isData = true;
        answer(word, '354 go on');
        if (manners.sips?.(to)) sip(socket.off('data', hear), hear);
      } else if (word === 'QUIT') socket.end('221 bye\r\n');
      else if (word === 'MAIL') answer(word, '250 ok');
      // Whatever is no word of the protocol, as the greeting of TLS that happens to hold a line's end, is not answered.
      else if (word === 'RSET' || word === 'NOOP') say('250 ok');
    }
  };
  socket.on('data', hear);
  const finish = (arrival: Arrival) => {
    sink.heard.push(arrival);
    const reply = manners.data?.(arrival) ?? '250 taken';
    if (reply === 'hang') return;
    if (reply === 'close') return void socket.destroy();
    const words = reply === 'slow' ? '250 slowly' : reply;
    if (words.startsWith('250')) sink.taken.push(arrival);
    if (reply === 'slow') dribble(socket, `${words}\r\n`);
    else if (manners.delay) setTimeout(() => say(words), manners.delay());
    else say(words);
  };
}

function dribble(socket: Socket, words: string): void {
  const [sign, rest] = [words[0], words.slice(1)];
  if (sign === undefined || socket.destroyed) return;
  socket.write(sign);
  setTimeout(() => dribble(socket, rest), 1000).unref();
}

/** Reads a hundred bytes a second from a socket that nobody else reads. */
function sip(socket: Socket, hear: (byte: Buffer) => void): void {
  socket.pause();
  const timer = setInterval(() => {
    const byte = socket.read(1) as Buffer | null;
    if (byte) hear(byte);
  }, 10);
  socket.once('close', () => clearInterval(timer.unref()));
}
