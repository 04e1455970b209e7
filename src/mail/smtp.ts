import { readFileSync } from 'node:fs';
import { PassThrough, type Readable } from 'node:stream';
import { createTransport, type Transporter } from 'nodemailer';
import { RuleBroken } from '../domain/errors.js';
import { type Settings } from '../settings.js';
import { NotSent } from './failure.js';
import { type Envelope, messageOf, type Part, writtenOut } from './message.js';
import { type Transport } from './transport.js';

/** How long a server may take, in milliseconds. */
export interface Patience {
  connecting: number;
  greeting: number;
  /** Between two signs of life: RFC 5321 allows ten minutes for the answer to DATA. */
  silence: number;
  /** For a whole mail, so that a server that takes it byte by byte holds a lane no longer than the mail is ours. */
  mail: number;
}

const PATIENCE: Patience = { connecting: 30_000, greeting: 30_000, silence: 600_000, mail: 840_000 };
/** Of one process to its mail server, at most. */
export const CONNECTIONS = 10;
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** Mails over a mail server: a pool of connections, each mail by itself, certificates verified. */
export function openSmtp(
  url: string,
  { mailFrom, smtpCa }: Pick<Settings, 'mailFrom' | 'smtpCa'>,
  patience: Patience = PATIENCE,
): Transport {
  const pool = createTransport({
    ...serverOf(url),
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(smtpCa === null ? {} : { ca: certificates(smtpCa) }) },
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: 1000,
    // A mail that the pool sends again by itself would leave twice unseen.
    maxRequeues: 0,
    connectionTimeout: patience.connecting,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0]) as Transporter<{ response: string }>;
  pool.use('stream', (mail, done) => {
    const { message, data } = mail as unknown as { message: Part; data: { watch: Watch } };
    message.createReadStream = () => {
      const stream = new PassThrough();
      stream.end(writtenOut(message));
      data.watch(stream);
      return stream;
    };
    done();
  });
  const attempt = async (mail: Envelope) => {
    let stream: Readable | null = null;
    const watch: Watch = (made) => (stream = made);
    const message = { ...messageOf(mail, mailFrom), textEncoding: 'base64' };
    const patienceEnds = new AbortController();
    const timer = setTimeout(() => patienceEnds.abort(), patience.mail);
    try {
      const { signal } = patienceEnds;
      return (await pool.sendMail({ ...message, watch, signal } as object)).response;
    } catch (error) {
      throw new NotSent(error, (stream as Readable | null)?.readableDidRead ?? false);
    } finally {
      // Not AbortSignal.timeout: its timers and what hangs on them would stay for those 14 minutes, mail after mail.
      clearTimeout(timer);
    }
  };
  return {
    describe: `经 ${new URL(url).hostname} 发出`,
    repeatable: false,
    lanes: CONNECTIONS,
    send: async (mail) => {
      try {
        return await attempt(mail);
      } catch (error) {
        // A connection that the server has ended while it was idle says nothing of the server.
        if (!isClosed(error)) throw error;
        return attempt(mail);
      }
    },
    greet: async () => void (await pool.verify()),
    close: () => pool.close(),
  };
}

function certificates(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const problem = `SMTP_CA：读不到证书文件“${file}”（${(error as NodeJS.ErrnoException).code ?? ''}）`;
    throw new RuleBroken('settings', { problems: [problem] });
  }
}

type Watch = (stream: Readable) => void;

const isClosed = (error: unknown) =>
  error instanceof NotSent &&
  !error.begun &&
  (error.cause as { code?: string; responseCode?: number }).code === 'ECONNECTION' &&
  !(error.cause as { responseCode?: number }).responseCode;

/** Only what an address says: no option in it can turn the verifying of certificates off. */
function serverOf(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const user = decodeURIComponent(username);
  const host = hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    // A password leaves this machine only over a verified connection; without one TLS is used where the server offers it.
    requireTLS: user !== '' && !LOOPBACK.includes(host),
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(password) } }),
  };
}
