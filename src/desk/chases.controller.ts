import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { chaseUnits } from '../acts/chase.js';
import { actOnce } from '../acts/once.js';
import { Clock } from '../clock.js';
import { may, type Person, within } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { takeForm, type Typed } from '../web/forms.js';
import { Fits, pageNumber, rowId, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { formToken, wordsNeeded } from '../web/text-input.js';
import { readPlanWorld } from '../web/world.js';
import { CHASES_PER_PAGE, chasesView, skippedList } from './chases.views.js';
import { ALL_DONE, DeskPage } from './desk.page.js';

const PAGE = z.object({ page: pageNumber });
const MOST_UNITS = 500;
const CHASE = z.object({
  units: z.preprocess(
    (given) => (given === undefined || given === '' ? [] : [given].flat()),
    z.array(rowId).min(1, '请至少勾选一个单位').max(MOST_UNITS, `一次最多${MOST_UNITS}个单位`),
  ),
  text: wordsNeeded(500, '请写明催办内容'),
  token: formToken,
});

/** 催办: the units that the office writes to by hand, and the record of it. */
@Controller('/plans/:plan/chases')
export class ChasesController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
    private readonly desk: DeskPage,
  ) {}

  @Get()
  @Who('see-all')
  @Kept()
  async list(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Query(new Fits(PAGE)) { page }: z.infer<typeof PAGE>,
  ) {
    return this.storage.read(async (stores) => {
      const world = await readPlanWorld(stores, this.clock.now(), planId);
      const found = await stores.desk.chases(planId, CHASES_PER_PAGE, (page - 1) * CHASES_PER_PAGE);
      const view = chasesView(world, found, page, may(within(me, world.plan), 'work'));
      return this.pages.render(
        'pages/desk/chases',
        visit,
        world,
        { title: '催办记录', place: 'desk', form: true },
        view,
      );
    });
  }

  @Post()
  @Who('work')
  async chase(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      CHASE,
      typed,
      (form) => this.send(me, planId, form),
      (faults) => this.desk.page(visit, planId, ALL_DONE, { of: 'chase', typed: typed ?? {}, faults }),
    );
  }

  private async send(me: Person, planId: number, { units, text, token }: z.infer<typeof CHASE>): Promise<string> {
    const now = this.clock.now();
    return actOnce(this.storage, token, { ...now, actor: me.name }, async (stores, occasion) => {
      const { calendar } = await readPlanWorld(stores, now, planId);
      const asked = { planId, unitIds: [...new Set(units)], text, person: me };
      const outcome = await chaseUnits(stores, asked, calendar, occasion);
      const notice = outcome.sent.length > 0 ? { said: 'chased' } : {};
      return withQuery(paths.desk(planId), { ...notice, skipped: skippedList(outcome) });
    });
  }
}
