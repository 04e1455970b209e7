import { Inject, Injectable } from '@nestjs/common';
import { judgeLetter, type IncomingLetter, type Judged, type Reception } from '../acts/judge-letter.js';
import { type Enclosed, keepLetter, type LetterAttachment } from '../acts/keep-letter.js';
import { dropFiles, storeFile } from '../attachments/files.js';
import { Clock, later, type Moment } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type Mailbox, mailboxFault, openMailbox } from '../mailbox/mailbox.js';
import { type ReadLetter } from '../mailbox/read-letter.js';
import { openSecret } from '../secret.js';
import { attachmentDir, type Settings } from '../settings.js';
import { Storage } from '../storage/doors.js';
import { checkFile } from '../upload/check-file.js';
import { cleanName } from '../upload/file-name.js';
import { MOST_FILES } from '../upload/limits.js';
import { wordsFor } from '../web/messages.js';
import { SETTINGS } from '../web/tokens.js';

const HOUR_SECONDS = 3600;

/** When the mailbox was last looked into, and what was wrong with it then. */
export interface LastLook {
  moment: Moment;
  taken: number;
  fault: string | null;
}

/** Takes in what arrives in the mailbox. */
@Injectable()
export class Letters {
  readonly mailbox: Mailbox | null;
  /** Of this process; null before the first look. */
  lastLook: LastLook | null = null;
  private readonly folder: string;
  private looking: Promise<void> | null = null;

  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.mailbox = settings.imapUrl === null ? null : openMailbox(settings.imapUrl);
    this.folder = attachmentDir(settings);
  }

  /** Takes in what has arrived, one look at a time. A mailbox that cannot be reached is said on the page and tried again at the next look. */
  async look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = null;
    });
    await this.looking;
  }

  private async lookOnce(): Promise<void> {
    if (this.mailbox === null) return;
    const moment = this.clock.now();
    let taken = 0;
    let fault: string | null = null;
    try {
      await this.mailbox.takeNew(async (letter) => {
        if (await this.take(letter)) taken++;
      });
    } catch (error) {
      fault = mailboxFault(error);
      console.error('收取来信出错：', fault);
    }
    this.lastLook = { moment, taken, fault };
  }

  /** Takes in one letter; false where it had been taken in before. */
  async take(read: ReadLetter): Promise<boolean> {
    const now = this.clock.now();
    const letter: IncomingLetter = { ...read, fileCount: read.files.length };
    const reception = this.reception(now);
    const judged = await this.storage.read(async (stores) =>
      (await stores.letters.knows(letter.messageId)) ? null : judgeLetter(stores, letter, reception, now.today),
    );
    if (judged === null) return false;
    const enclosed = await this.enclosedOf(read, judged);
    let isKept = false;
    try {
      isKept = await this.storage.write(async (stores) => {
        // Judged again by what holds now: between the two the items may have been closed.
        const final = await judgeLetter(stores, letter, reception, now.today);
        const request = { letter, judged: final, enclosed };
        return (await keepLetter(stores, request, { ...now, actor: read.head.fromAddress })) !== null;
      });
    } finally {
      if (!isKept) await dropFiles(this.folder, storedNames(enclosed));
    }
    return isKept;
  }

  private reception(now: Moment): Reception {
    const { mailFrom, replyTo, imapUrl } = this.settings;
    const user = imapUrl === null ? '' : decodeURIComponent(new URL(imapUrl).username);
    const own = [/<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom, replyTo ?? '', user];
    return {
      ...{ secret: openSecret(this.settings), replyTo },
      ownAddresses: own.map((address) => address.trim().toLowerCase()).filter((address) => address.includes('@')),
      since: later(now.at, -HOUR_SECONDS),
    };
  }

  /** Checks and stores the files of a letter that the office or the unit will see. */
  private async enclosedOf({ files }: ReadLetter, { fate, planId }: Judged): Promise<Enclosed> {
    const stored: LetterAttachment[] = [];
    const refused: string[] = [];
    if (fate.state === 'dismissed') return { files: stored, refused };
    for (const [at, { name, bytes }] of files.entries()) {
      const title = cleanName(name);
      if (planId === null) refused.push(`${title}：来信没有对应的方案，附件留在邮箱里`);
      else if (at >= MOST_FILES) refused.push(`${title}：一封来信最多收${MOST_FILES}个附件`);
      else {
        const why = await this.store(bytes, name, stored);
        if (why !== null) refused.push(why);
      }
    }
    return { files: stored, refused };
  }

  private async store(bytes: Buffer, given: string, stored: LetterAttachment[]): Promise<string | null> {
    try {
      const { name, type } = await checkFile(bytes, given);
      stored.push({ ...(await storeFile(this.folder, bytes)), name, type, bytes: bytes.length });
      return null;
    } catch (error) {
      if (!(error instanceof RuleBroken) || error.code === 'storage-full') throw error;
      const said = wordsFor(error.code, error.facts).happened;
      const isPacked = cleanName(given).toLowerCase() === 'winmail.dat';
      return isPacked ? `${said}（这是邮件软件打的包，请改用“纯文本”或“HTML”格式重发附件）` : said;
    }
  }
}

const storedNames = ({ files }: Enclosed) => files.map(({ storedAs }) => storedAs);
