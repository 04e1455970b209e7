import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { mailDir, type Settings } from '../settings.js';
import { type Envelope, messageOf } from './message.js';
import { openSmtp } from './smtp.js';

const FILES_AT_ONCE = 25;

/** Where mails leave to. `send` returns what the server answered or throws `NotSent`; repeating it for a file writes the same file again. */
export interface Transport {
  /** Said on pages and at start: '演练模式，写入 data/mail' or the server's name. */
  describe: string;
  /** Whether sending the same mail twice leaves one: true for files, never for a server. */
  repeatable: boolean;
  /** How many mails it sends at a time. */
  lanes: number;
  send(mail: Envelope): Promise<string | null>;
  /** Connects and signs in and sends nothing; throws what was wrong. */
  greet(): Promise<void>;
  close(): void;
}

/** The transport that the settings ask for: an SMTP server, or `.eml` files where there is none. */
export function openTransport(settings: Settings): Transport {
  return settings.smtpUrl ? openSmtp(settings.smtpUrl, settings) : fileTransport(settings);
}

function fileTransport(settings: Settings): Transport {
  const dir = mailDir(settings);
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    describe: `演练模式，写入 ${dir}`,
    repeatable: true,
    lanes: FILES_AT_ONCE,
    send: async (mail) => {
      const { message } = await composer.sendMail(messageOf(mail, settings.mailFrom));
      await mkdir(dir, { recursive: true });
      const name = `${mail.day}-${mail.kind}-${mail.messageId.slice(1, 13)}.eml`;
      const file = await open(join(dir, `.${name}`), 'w', 0o600);
      try {
        await file.writeFile(message as Buffer);
        await file.sync();
      } finally {
        await file.close();
      }
      // Seen whole or not at all: a crash leaves only a dot-file, which the next attempt writes over.
      await rename(join(dir, `.${name}`), join(dir, name));
      return null;
    },
    greet: () => Promise.resolve(),
    close: () => undefined,
  };
}
