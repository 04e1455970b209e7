import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { type Response } from 'express';
import { askIndicator } from '../acts/ask-indicator.js';
import { actOnce } from '../acts/once.js';
import { Clock } from '../clock.js';
import { may, type Person, within } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { type Faults, takeForm, type Typed } from '../web/forms.js';
import { rowId, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { formOf, formToken, line, lineNeeded } from '../web/text-input.js';
import { readPlanWorld } from '../web/world.js';
import { indicatorsView } from './indicators.views.js';

const ASKED = formOf({
  measureId: rowId,
  name: lineNeeded(40, '请填写指标名称'),
  unitWord: lineNeeded(10, '请填写计量单位'),
  target: line(40).transform((given) => given || null),
  token: formToken,
});

/** 量化指标: the numbers that the office asks for under a measure. */
@Controller('/plans/:plan/indicators')
export class IndicatorsController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Who('see-all')
  @Kept()
  async list(@Visiting() visit: Visit, @Me() me: Person, @Param('plan', new RowId('方案')) planId: number) {
    return this.page(visit, me, planId, null);
  }

  @Post()
  @Who('work')
  async ask(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    const now = this.clock.now();
    await takeForm(
      response,
      ASKED,
      typed,
      ({ token, ...asked }) =>
        actOnce(this.storage, token, { ...now, actor: me.name }, async (stores, occasion) => {
          await askIndicator(stores, { ...asked, planId }, occasion);
          return withQuery(paths.indicators(planId), { said: 'indicator-added' });
        }),
      (faults) => this.page(visit, me, planId, { typed: typed ?? {}, faults }),
    );
  }

  private page(visit: Visit, me: Person, planId: number, refused: { typed: Typed; faults: Faults } | null) {
    return this.storage.read(async (stores) => {
      const world = await readPlanWorld(stores, this.clock.now(), planId);
      const measures = await stores.plans.measureTitles(planId);
      const indicators = await stores.reports.indicatorsOf(planId);
      const view = indicatorsView(
        { world, measures, indicators, mayAsk: may(within(me, world.plan), 'work') },
        refused,
      );
      const at = { title: '量化指标', place: 'none', form: true } as const;
      return this.pages.render('pages/reports/indicators', visit, world, at, view);
    });
  }
}
