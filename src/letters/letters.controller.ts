import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { letterOwner } from '../acts/keep-letter.js';
import { actOnce } from '../acts/once.js';
import { dismissLetter, giveLetter } from '../acts/settle-letter.js';
import { dropFiles } from '../attachments/files.js';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type Person } from '../domain/permissions.js';
import { attachmentDir, type Settings } from '../settings.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { takeForm, type Typed } from '../web/forms.js';
import { chosen, Fits, pageNumber, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { formOf, formToken, version, wordsNeeded } from '../web/text-input.js';
import { SETTINGS } from '../web/tokens.js';
import { readWorldAround } from '../web/world.js';
import { Letters } from './letters.service.js';
import {
  LETTERS_PER_PAGE,
  lettersView,
  letterView,
  LONGEST_REASON,
  type RefusedLetter,
  type Shown,
  SHOWN,
} from './letters.views.js';

const ASKED = z.object({
  show: chosen(z.enum(Object.keys(SHOWN) as [Shown, ...Shown[]], { error: '没有这种状态' })),
  page: pageNumber,
});
const UNIT = z.coerce
  .number({ error: '请选择单位' })
  .int('请选择单位')
  .min(1, '请选择单位')
  .max(2_147_483_647, '请选择单位');
const GIVING = formOf({ unit: UNIT, version, token: formToken });
const DISMISSAL = formOf({ reason: wordsNeeded(LONGEST_REASON, '请写明不采用的理由'), version, token: formToken });

/** 来信: what came in by mail, for the office to place what the program could not. */
@Controller('/letters')
export class LettersController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
    private readonly letters: Letters,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Who('work')
  @Kept()
  async list(@Visiting() visit: Visit, @Query(new Fits(ASKED)) { show = 'parked', page }: z.infer<typeof ASKED>) {
    return this.storage.read(async (stores) => {
      const world = await readWorldAround(stores, this.clock.now(), visit);
      const window = { limit: LETTERS_PER_PAGE, offset: (page - 1) * LETTERS_PER_PAGE };
      const { letters } = await stores.letters.list(SHOWN[show], window);
      const counts = {
        parked: await stores.letters.countIn(SHOWN.parked),
        done: await stores.letters.countIn(SHOWN.done),
      };
      const { mailbox, lastLook: last } = this.letters;
      const view = lettersView({ world, shown: show, page, letters, counts, mailbox: mailbox?.describe ?? null, last });
      return this.pages.render(
        'pages/letters/list',
        visit,
        world,
        { title: '来信', place: 'outbox', form: true },
        view,
      );
    });
  }

  @Get(':id')
  @Who('work')
  @Kept()
  async one(@Visiting() visit: Visit, @Param('id', new RowId('来信')) id: number) {
    return this.page(visit, id, null);
  }

  @Post(':id/unit')
  @Who('work')
  async give(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('来信')) letterId: number,
    @Body() typed: Typed = {},
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      GIVING,
      typed,
      ({ unit: unitId, version: seen, token }) => {
        return actOnce(this.storage, token, { ...this.clock.now(), actor: me.name }, async (stores, occasion) => {
          await giveLetter(stores, { letterId, version: seen, unitId }, occasion);
          return withQuery(paths.letter(letterId), { said: 'letter-given' });
        });
      },
      (faults) => this.page(visit, letterId, { of: 'give', typed, faults }),
    );
  }

  @Post(':id/dismissal')
  @Who('work')
  async dismiss(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('来信')) letterId: number,
    @Body() typed: Typed = {},
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      DISMISSAL,
      typed,
      async ({ reason, version: seen, token }) => {
        let files: string[] = [];
        const to = await actOnce(
          this.storage,
          token,
          { ...this.clock.now(), actor: me.name },
          async (stores, occasion) => {
            files = await dismissLetter(stores, { letterId, version: seen, reason }, occasion);
            return withQuery(paths.letter(letterId), { said: 'letter-dismissed' });
          },
        );
        await dropFiles(attachmentDir(this.settings), files);
        return to;
      },
      (faults) => this.page(visit, letterId, { of: 'dismiss', typed, faults }),
    );
  }

  private page(visit: Visit, id: number, refused: RefusedLetter | null): Promise<string> {
    return this.storage.read(async (stores) => {
      const letter = await stores.letters.byId(id);
      if (!letter) throw new RuleBroken('not-found', { thing: '来信' });
      const world = await readWorldAround(stores, this.clock.now(), visit);
      const units = await stores.plans.units();
      const files = await stores.attachments.ofOwner(letterOwner(id));
      const view = letterView({ letter, units, files, refused });
      const at = { title: view.subject, place: 'outbox', form: true } as const;
      return this.pages.render('pages/letters/letter', visit, world, at, view);
    });
  }
}
