import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { importExported } from '../acts/import-exported.js';
import { dropIntake, takeIn } from '../acts/intakes.js';
import { actOnce } from '../acts/once.js';
import { knownUnits } from '../acts/recognise-unit.js';
import { templateSheet } from '../carriers/template-sheet.js';
import { Clock } from '../clock.js';
import { type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { filesOf, TakesFiles } from '../upload/take-files.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { takeForm, type Typed } from '../web/forms.js';
import { RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { readWorldAround } from '../web/world.js';
import { DROP, TAKE } from './intake.forms.js';
import { readHandedIn } from './intakes.service.js';
import { intakesView, type RefusedTake } from './intakes.views.js';

/** Half a million characters of three bytes, and some that are none of the text. */
const LONGEST_PASTED = 2 * 1024 * 1024;
/** What is said where an intake was compared with a running plan, whole or in part. */
const COMPARED: Readonly<Record<string, { said: string }>> = {
  all: { said: 'intake-compared' },
  part: { said: 'intake-partly-compared' },
};

/** 导入方案: a document is handed in; what was left half done is gone on with. */
@Controller('/intakes')
@Who('run-plan')
export class IntakesController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Kept()
  async list(@Visiting() visit: Visit) {
    return this.page(visit, null);
  }

  /** The spreadsheet for a plan that has no document. */
  @Get('template')
  async template(@Res() response: Response) {
    response.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    response.attachment('方案填写表.xlsx').send(await templateSheet());
  }

  @Post()
  @TakesFiles('file', LONGEST_PASTED)
  async take(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Req() request: Request,
    @Body() typed: Typed = {},
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      TAKE,
      typed,
      async ({ text, token }) => {
        const handedIn = await readHandedIn(filesOf(request), text);
        return actOnce(this.storage, token, { ...this.clock.now(), actor: me.name }, async (stores, occasion) => {
          if ('taken' in handedIn) {
            const known = await stores.intakes.openWith(handedIn.taken.text);
            if (known !== null) return withQuery(paths.intake(known), { said: 'intake-known' });
            const id = await takeIn(stores, handedIn.taken, occasion);
            return withQuery(paths.intake(id), { said: 'intake-taken' });
          }
          const { planId } = await importExported(stores, handedIn.exported, occasion);
          return withQuery(paths.plan(planId), { said: 'plan-imported' });
        });
      },
      (faults) => this.page(visit, { typed, faults }),
    );
  }

  @Post(':id/dropping')
  async drop(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('导入稿')) id: number,
    @Body() typed: Typed = {},
    @Res() response: Response,
  ) {
    const now = this.clock.now();
    await takeForm(
      response,
      DROP,
      typed,
      ({ version, compared }) =>
        this.storage.write(async (stores) => {
          await dropIntake(stores, { id, version }, { ...now, actor: me.name });
          return withQuery(paths.intakes(), COMPARED[compared] ?? { said: 'intake-dropped' });
        }),
      (faults) => this.page(visit, { typed, faults }),
    );
  }

  private page(visit: Visit, refused: RefusedTake | null): Promise<string> {
    return this.storage.read(async (stores) => {
      const world = await readWorldAround(stores, this.clock.now(), visit);
      const open = await stores.intakes.open();
      const at = { title: '导入方案', place: 'plan', form: true } as const;
      return this.pages.render(
        'pages/intakes/list',
        visit,
        world,
        at,
        intakesView(open, await knownUnits(stores), world.today, refused),
      );
    });
  }
}
