import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { closeInspection, openInspection } from '../acts/inspect.js';
import { actOnce } from '../acts/once.js';
import { Clock } from '../clock.js';
import { METHODS } from '../domain/inspections.js';
import { may, type Person, within } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { type Faults, faultSummary, takeForm, type Typed } from '../web/forms.js';
import { chosen, Fits, pageNumber, rowId, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { dayNeeded, formToken, line, lineNeeded, oneOf, ticked, version } from '../web/text-input.js';
import { readBatch, readBatches } from './inspections.service.js';
import { inspectionView } from './inspection.views.js';
import { inspectionsView } from './inspections.views.js';

const PAGE = z.object({ page: pageNumber });
const ONE_NAME = 40;
const BATCH = z.object({
  title: lineNeeded(60, '请填写批次名称'),
  heldOn: dayNeeded('请选择检查日期'),
  method: oneOf(METHODS, '请选择检查方式'),
  leaderName: lineNeeded(ONE_NAME, '请填写检查组组长姓名'),
  members: line(200),
  phaseId: chosen(rowId),
  openToo: ticked(['yes']),
  selection: oneOf(['all', 'sample'], '请选择检查全部还是抽取'),
  sampleSize: chosen(z.coerce.number({ error: '应是整数' }).int('应是整数').min(1, '至少抽1项').max(100_000, '太多了')),
  seed: line(80),
  token: formToken,
});
const CLOSING = z.object({ version, token: formToken });

/** 检查批次: the list, opening one, one with its items, ending it. */
@Controller()
export class InspectionsController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('/plans/:plan/inspections')
  @Who('see-all')
  @Kept()
  async list(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Query(new Fits(PAGE)) { page }: z.infer<typeof PAGE>,
  ) {
    return this.listPage(visit, me, planId, page, null);
  }

  @Post('/plans/:plan/inspections')
  @Who('work')
  async open(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      BATCH,
      typed,
      ({ token, openToo, ...batch }) => {
        const now = this.clock.now();
        const request = { ...batch, planId, phaseId: batch.phaseId ?? null, sampleSize: batch.sampleSize ?? null };
        return actOnce(this.storage, token, { ...now, actor: me.name }, async (stores, occasion) => {
          const seed = batch.seed === '' ? `${now.today} ${now.time}` : batch.seed;
          const asked = { ...request, seed, openToo: openToo.length > 0 };
          const id = await openInspection(stores, asked, occasion);
          return withQuery(paths.inspection(id), { said: 'inspection-opened' });
        });
      },
      (faults) => this.listPage(visit, me, planId, 1, { typed: typed ?? {}, faults }),
    );
  }

  @Get('/inspections/:id')
  @Who('see-all')
  @Kept()
  async one(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('检查批次')) id: number,
    @Query(new Fits(PAGE)) { page }: z.infer<typeof PAGE>,
  ) {
    return this.page(visit, me, id, page, null);
  }

  @Post('/inspections/:id/closing')
  @Who('work')
  async close(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('检查批次')) id: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      CLOSING,
      typed,
      ({ token, ...form }) => {
        const now = this.clock.now();
        return actOnce(this.storage, token, { ...now, actor: me.name }, async (stores, occasion) => {
          await closeInspection(stores, { inspectionId: id, ...form }, occasion);
          return withQuery(paths.inspection(id), { said: 'inspection-ended' });
        });
      },
      (faults) => this.page(visit, me, id, 1, faults),
    );
  }

  private listPage(
    visit: Visit,
    me: Person,
    planId: number,
    page: number,
    refused: { typed: Typed; faults: Faults } | null,
  ) {
    return this.storage.read(async (stores) => {
      const facts = await readBatches(stores, this.clock.now(), planId, page);
      const view = inspectionsView({ ...facts, page, mayWork: may(within(me, facts.world.plan), 'work'), refused });
      const at = { title: '检查验收', place: 'inspections', form: true } as const;
      return this.pages.render('pages/inspections/list', visit, facts.world, at, view);
    });
  }

  private page(visit: Visit, me: Person, id: number, page: number, faults: Faults | null) {
    return this.storage.read(async (stores) => {
      const facts = await readBatch(stores, this.clock.now(), id, page);
      const view = inspectionView({ ...facts, page, mayWork: may(within(me, facts.world.plan), 'work') });
      const at = { title: view.title, place: 'inspections', form: true } as const;
      const summary = faultSummary(faults, []);
      return this.pages.render('pages/inspections/inspection', visit, facts.world, at, { ...view, summary });
    });
  }
}
