import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { attachFile, detachFile } from '../acts/attach.js';
import { actOnce } from '../acts/once.js';
import { Clock, later, machineInstant } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type Person } from '../domain/permissions.js';
import { type Attachment } from '../domain/reports.js';
import { attachmentDir, type Settings } from '../settings.js';
import { Storage } from '../storage/doors.js';
import { checkFile } from '../upload/check-file.js';
import { type GivenFile } from '../upload/take-files.js';
import { type UploadTo } from '../web/attachments-part.js';
import { withQuery } from '../web/paths.js';
import { SETTINGS } from '../web/tokens.js';
import { dropFiles, filesIn, readStored, storeFile, sweepFiles } from './files.js';
import { maySeeAttachment, placeOf, placeOfAttachment } from './places.js';

const ORPHAN_AFTER_SECONDS = 3600;

/** Files come in, are written and synced before any row knows them, and go out only as they came. */
@Injectable()
export class Attachments implements OnApplicationBootstrap {
  private readonly folder: string;

  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.folder = attachmentDir(settings);
  }

  /** A start removes what a crash left between writing a file and knowing it. */
  async onApplicationBootstrap(): Promise<void> {
    if ((await filesIn(this.folder)).length === 0) return;
    const known = await this.storage.read((stores) => stores.attachments.storedNames());
    await sweepFiles(this.folder, known, later(machineInstant(), -ORPHAN_AFTER_SECONDS));
  }

  /** Checks and keeps the files of a form; returns where the form is. Throws `RuleBroken` of `placeOf`, `checkFile`, 'upload-none', 'upload-full'. */
  async take(me: Person, to: UploadTo, given: () => readonly GivenFile[], token: string | null): Promise<string> {
    await this.storage.read((stores) => placeOf(stores, me, to));
    const files = given();
    if (files.length === 0) throw new RuleBroken('upload-none', { field: 'files' });
    const checked = [];
    for (const { buffer, originalname } of files) checked.push({ ...(await checkFile(buffer, originalname)), buffer });
    const stored: string[] = [];
    let isKnown = false;
    try {
      const rows: Omit<Parameters<typeof attachFile>[1], 'planId' | 'unitId' | 'owner'>[] = [];
      for (const { buffer, name, type } of checked) {
        const file = await storeFile(this.folder, buffer);
        stored.push(file.storedAs);
        rows.push({ ...file, name, type, bytes: buffer.length });
      }
      const back = await actOnce(
        this.storage,
        token,
        { ...this.clock.now(), actor: me.name },
        async (stores, occasion) => {
          const { planId, unitId, owner, back } = await placeOf(stores, me, to);
          for (const row of rows) await attachFile(stores, { ...row, planId, unitId, owner }, occasion);
          isKnown = true;
          return withQuery(back.href, { said: 'attached' });
        },
      );
      return back;
    } finally {
      if (!isKnown) await dropFiles(this.folder, stored);
    }
  }

  /** An attachment with its content. Throws `RuleBroken` 'not-found', 'attachment-damaged'. */
  async open(me: Person, id: number): Promise<{ attachment: Attachment; bytes: Buffer }> {
    const attachment = await this.storage.read(async (stores) => {
      const found = await stores.attachments.byId(id);
      if (!found || !(await maySeeAttachment(stores, me, found))) throw new RuleBroken('not-found', { thing: '文件' });
      return found;
    });
    return { attachment, bytes: await readStored(this.folder, attachment) };
  }

  /** Removes an attachment of a form that is not handed in; returns where the form is. */
  async remove(me: Person, id: number): Promise<string> {
    const now = this.clock.now();
    const { back, storedAs } = await this.storage.write(async (stores) => {
      const found = await stores.attachments.byId(id);
      if (!found || !(await maySeeAttachment(stores, me, found))) throw new RuleBroken('not-found', { thing: '文件' });
      const place = await placeOfAttachment(stores, me, found);
      await detachFile(stores, found, { ...now, actor: me.name });
      return { back: place.back.href, storedAs: found.storedAs };
    });
    await dropFiles(this.folder, [storedAs]);
    return withQuery(back, { said: 'detached' });
  }
}
