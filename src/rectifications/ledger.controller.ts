import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { Clock } from '../clock.js';
import { type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { chosen, Fits, pageNumber, rowId, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { readPlanWorld } from '../web/world.js';
import { CLOSINGS_PER_PAGE, closingsView } from './closings.views.js';
import { readLedger } from './ledger.service.js';
import { LEDGER_STAGES, ledgerCsv, ledgerRows, ledgerView, LINES_PER_PAGE } from './ledger.views.js';

const FILTER = z.object({
  stage: chosen(z.enum(LEDGER_STAGES, { error: '没有这种进展' })),
  unit: chosen(rowId),
  page: pageNumber,
});
const PAGE = z.object({ page: pageNumber });
const MOST_EXPORTED = 10_000;

/** 整改台账 and 销号 of a plan. */
@Controller('/plans/:plan')
export class LedgerController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('rectifications')
  @Who('see-own')
  @Kept()
  async list(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Query(new Fits(FILTER)) { page, ...filter }: z.infer<typeof FILTER>,
  ) {
    return this.storage.read(async (stores) => {
      const window = { limit: LINES_PER_PAGE, offset: (page - 1) * LINES_PER_PAGE };
      const facts = await readLedger(stores, this.clock.now(), planId, me, filter, window);
      const at = { title: '整改台账', place: 'rectifications', form: true } as const;
      const view = ledgerView({ ...facts, filter, page });
      return this.pages.render('pages/rectifications/list', visit, facts.world, at, view);
    });
  }

  @Get('rectifications.csv')
  @Who('see-own')
  async table(
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Query(new Fits(FILTER)) { stage, unit }: z.infer<typeof FILTER>,
    @Res() response: Response,
  ) {
    const filter = { stage, unit };
    const facts = await this.storage.read((stores) =>
      readLedger(stores, this.clock.now(), planId, me, filter, { limit: MOST_EXPORTED, offset: 0 }),
    );
    const name = `整改台账-${facts.world.today}.csv`;
    response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    response.type('text/csv; charset=utf-8').send(ledgerCsv(ledgerRows({ ...facts, filter, page: 1 })));
  }

  @Get('closings')
  @Who('see-all')
  @Kept()
  async closings(
    @Visiting() visit: Visit,
    @Param('plan', new RowId('方案')) planId: number,
    @Query(new Fits(PAGE)) { page }: z.infer<typeof PAGE>,
  ) {
    return this.storage.read(async (stores) => {
      const world = await readPlanWorld(stores, this.clock.now(), planId);
      const found = await stores.inspections.closings(planId, CLOSINGS_PER_PAGE, (page - 1) * CLOSINGS_PER_PAGE);
      const at = { title: '销号', place: 'rectifications' } as const;
      return this.pages.render('pages/rectifications/closings', visit, world, at, closingsView(world, found, page));
    });
  }
}
