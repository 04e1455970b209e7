import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { type Response } from 'express';
import { closePlan, reopenPlan } from '../acts/close-plan.js';
import { Clock } from '../clock.js';
import { LONGEST_SUMMARY } from '../domain/closure.js';
import { type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { takeForm, type Typed } from '../web/forms.js';
import { RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { formOf, ticked, version, wordsNeeded } from '../web/text-input.js';
import { readPlanWorld } from '../web/world.js';
import { closureView, type RefusedClosing } from './closure.views.js';

const CLOSE = formOf({
  version,
  summary: wordsNeeded(LONGEST_SUMMARY, '请写明总结'),
  checked: ticked(['yes']),
});
const REOPEN = formOf({ version, reason: wordsNeeded(300, '请写明重新启动的理由') });

/** 结束方案: what is still open, the final summary, and the way back. */
@Controller('/plans/:id')
@Who('run-plan')
export class ClosureController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('closure')
  @Kept()
  async show(@Visiting() visit: Visit, @Param('id', new RowId('方案')) id: number) {
    return this.page(visit, id, null);
  }

  @Post('closure')
  async close(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('方案')) id: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      CLOSE,
      typed,
      async ({ checked, ...form }) => {
        const request = { planId: id, ...form, agreed: checked.length > 0 };
        await this.storage.write((stores) => closePlan(stores, request, { ...this.clock.now(), actor: me.name }));
        return withQuery(paths.plan(id), { said: 'plan-closed' });
      },
      (faults) => this.page(visit, id, { typed: typed ?? {}, faults }),
    );
  }

  @Post('reopening')
  async reopen(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('方案')) id: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      REOPEN,
      typed,
      async (form) => {
        const request = { planId: id, ...form };
        await this.storage.write((stores) => reopenPlan(stores, request, { ...this.clock.now(), actor: me.name }));
        return withQuery(paths.plan(id), { said: 'plan-reopened' });
      },
      (faults) => this.page(visit, id, { typed: typed ?? {}, faults }),
    );
  }

  private page(visit: Visit, id: number, refused: RefusedClosing | null): Promise<string> {
    return this.storage.read(async (stores) => {
      const world = await readPlanWorld(stores, this.clock.now(), id);
      const [left, closure] = [await stores.closures.leftOpen(id), await stores.closures.of(id)];
      const view = closureView({ plan: world.plan, left, closure }, refused);
      return this.pages.render('pages/plans/closure', visit, world, { title: view.title, place: 'plan', form: true }, view);
    });
  }
}
