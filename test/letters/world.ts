import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { Letters } from '../../src/letters/letters.service.js';
import { type LetterState } from '../../src/domain/mail.js';
import { type MailKind, type OutboxMail } from '../../src/domain/plan.js';
import { type Stores } from '../../src/storage/doors.js';
import { mailDir } from '../../src/settings.js';
import { type LetterLine } from '../../src/storage/stores/letters.js';
import { type ImapServer, startImap } from '../support/imap-server.js';
import { type LetterParts, plainLetter } from '../support/letters.js';
import { mailbox, openTestProgram, startTestServer, type TestServer } from '../support/program.js';

/** A demonstration with a mailbox, one unit of it, and what a test asks of them. */
export class World {
  private constructor(
    readonly server: TestServer,
    readonly imap: ImapServer,
  ) {}
  reminder!: OutboxMail;
  /** The address of the unit's liaison. */
  address!: string;

  static async open(databaseUrl?: string): Promise<World> {
    const imap = await startImap();
    const env = { IMAP_URL: imap.url, REPLY_TO: 'luoshi+*@baisha.example' };
    const program = await openTestProgram({ clock: '2020-06-24T09:00+08:00', databaseUrl, env });
    const world = new World(await startTestServer(program), imap);
    await world.turnTo('县公安局');
    return world;
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.imap.close();
  }

  /** Another unit, which no test has written for yet. */
  async turnTo(unitName: string): Promise<void> {
    this.reminder = (await this.sent('reminder', unitName))[0]!;
    this.address = this.reminder.toAddress!;
  }

  get letters(): Letters {
    return this.server.app.get(Letters);
  }

  read<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    return this.server.program.storage.read(work);
  }

  sent(kind: MailKind, unitName = this.reminder.toName): Promise<OutboxMail[]> {
    return this.read(async (stores) => {
      const { mails } = await stores.outbox.list({ kind, limit: 500, offset: 0 });
      const ours = mails.filter(({ toName }) => toName === unitName);
      return Promise.all(ours.map(async ({ id }) => (await stores.outbox.byId(id))!));
    });
  }

  /** The mail as it left, by its file. */
  async envelope({ messageId }: OutboxMail) {
    const name = (await mailbox(this.server.program)).find((file) => file.includes(messageId.slice(1, 13)))!;
    return simpleParser(await readFile(join(mailDir(this.server.program.settings), name)));
  }

  async arrive(...raws: Buffer[]): Promise<void> {
    raws.forEach((raw) => this.imap.put(raw));
    await this.letters.look();
  }

  answering(text: string, parts: LetterParts & { extra?: string; subject?: string } = {}): Buffer {
    const id = `${text.length}-${Math.random()}@x.gov.cn`;
    return plainLetter(text, { from: this.address, answered: this.reminder.messageId, id, ...parts });
  }

  /** What became of the letters that came for this unit or from these senders, the first first. */
  async kept(...senders: string[]): Promise<LetterLine[]> {
    const states: LetterState[] = ['drafted', 'parked', 'dismissed', 'confirmed'];
    const { letters } = await this.read((stores) => stores.letters.list(states, { limit: 500, offset: 0 }));
    const isMeant = (letter: LetterLine) =>
      letter.unitId === this.reminder.unitId || [this.address, ...senders].includes(letter.fromAddress);
    return letters.filter(isMeant).reverse();
  }

  async items(): Promise<number[]> {
    const link = { outboxId: this.reminder.id, unitId: this.reminder.unitId };
    const items = await this.read((stores) => stores.mailLinks.itemsOf(link));
    return items.map(({ assignmentId }) => assignmentId).sort((a, b) => a - b);
  }

  async drafts() {
    const key = { planId: 1, unitId: this.reminder.unitId!, form: 'report' };
    const drafts = await this.read((stores) => stores.drafts.allOf(key));
    return drafts.map(({ form, body }) => ({ form, fields: JSON.parse(body) as Record<string, string | string[]> }));
  }

  /** The path of the one link in a mail as it left. */
  async linkIn(mail: OutboxMail): Promise<string> {
    const links = new Set((await this.envelope(mail)).text!.match(/\/l\/[\w-]+/g));
    expect(links.size).toBe(1);
    return [...links][0]!;
  }
}
