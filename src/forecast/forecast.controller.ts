import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../clock.js';
import { type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { chosen, Fits, rowId, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { readForecast } from './forecast.service.js';
import { forecastView } from './forecast.views.js';

const FILTER = z.object({ unit: chosen(rowId), person: chosen(rowId) });

/** 邮件预告: every mail of the days ahead if nobody acts, by day, unit and person. */
@Controller('/plans/:plan/forecast')
@Who('see-all')
export class ForecastController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Kept()
  async show(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Query(new Fits(FILTER)) filter: z.infer<typeof FILTER>,
  ) {
    return this.storage.read(async (stores) => {
      const facts = await readForecast(stores, this.clock.now(), planId, filter);
      const at = { title: '邮件预告', place: 'schedule', form: true } as const;
      return this.pages.render('pages/forecast/forecast', visit, facts.world, at, forecastView(facts, me));
    });
  }
}
