import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { chasePartners } from '../acts/chase.js';
import { draftConsolidation } from '../acts/consolidate.js';
import { actOnce } from '../acts/once.js';
import { Clock } from '../clock.js';
import { type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { outcomeQuery, outcomeWords } from '../web/chase-words.js';
import { takeForm, type Typed } from '../web/forms.js';
import { chosen, Fits, rowId, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { formToken, wordsNeeded } from '../web/text-input.js';
import { calendarWith } from '../working-days.js';
import { type Refused } from './chase.forms.js';
import { measureView } from './measure.views.js';
import { readMeasure } from './measures.service.js';

const outcomePart = z.string().max(2000).catch('');
const ASKED = z.object({ phase: chosen(rowId), sent: outcomePart, skipped: outcomePart });
const CHASE = z.object({
  phase: chosen(rowId),
  units: z.preprocess(
    (given): unknown[] => (given === undefined || given === '' ? [] : [given].flat()),
    z.array(rowId).max(500, '请刷新页面再试'),
  ),
  text: wordsNeeded(500, '请写明催办内容'),
  token: formToken,
});
const CONSOLIDATION = z.object({ phase: rowId, token: formToken });

/** A measure as its lead unit sees it: who has answered, chasing who has not, drawing the report together. */
@Controller('/plans/:plan/measures/:measure')
@Who('see-own')
export class MeasuresController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Kept()
  async one(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Param('measure', new RowId('工作措施')) measureId: number,
    @Query(new Fits(ASKED)) asked: z.infer<typeof ASKED>,
  ) {
    return this.page(visit, me, { planId, measureId, phaseId: asked.phase }, asked, null);
  }

  @Post('/chases')
  async chase(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Param('measure', new RowId('工作措施')) measureId: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      CHASE,
      typed,
      (form) => this.send(me, { planId, measureId, ...form }),
      (faults) => {
        const { data: phaseId } = chosen(rowId).safeParse(typed?.['phase']);
        const refused = { typed: { ...typed, units: [typed?.['units'] ?? []].flat() }, faults };
        return this.page(visit, me, { planId, measureId, phaseId }, { sent: '', skipped: '' }, refused);
      },
    );
  }

  @Post('/consolidation')
  async consolidate(
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Param('measure', new RowId('工作措施')) measureId: number,
    @Body(new Fits(CONSOLIDATION)) { phase, token }: z.infer<typeof CONSOLIDATION>,
    @Res() response: Response,
  ) {
    const next = await actOnce(
      this.storage,
      token,
      { ...this.clock.now(), actor: me.name },
      async (stores, occasion) => {
        const calendar = calendarWith(await stores.calendar.overrides());
        const request = { planId, measureId, phaseId: phase, person: me };
        const unitId = await draftConsolidation(stores, request, calendar, occasion);
        return withQuery(paths.report(planId, unitId), { said: 'consolidated' });
      },
    );
    response.redirect(303, next);
  }

  private send(me: Person, form: z.infer<typeof CHASE> & { planId: number; measureId: number }): Promise<string> {
    const { planId, measureId, phase, units, text, token } = form;
    return actOnce(this.storage, token, { ...this.clock.now(), actor: me.name }, async (stores, occasion) => {
      const calendar = calendarWith(await stores.calendar.overrides());
      const request = { planId, measureId, unitIds: units, text, person: me };
      const outcome = await chasePartners(stores, request, calendar, occasion);
      const said = outcome.sent.length > 0 ? { said: 'chased' } : { said: 'chased-nobody' };
      return withQuery(paths.measure(planId, measureId), { phase, ...said, ...outcomeQuery(outcome) });
    });
  }

  private page(
    visit: Visit,
    me: Person,
    asked: { planId: number; measureId: number; phaseId: number | undefined },
    outcome: { sent: string; skipped: string },
    refused: Refused | null,
  ) {
    return this.storage.read(async (stores) => {
      const facts = await readMeasure(stores, this.clock.now(), me, asked);
      const names = new Map(facts.duties.map(({ unitId, unit }) => [unitId, unit]));
      const words = facts.seesPartners ? outcomeWords(outcome, names) : [];
      const view = measureView(facts, { outcome: words, refused });
      const at = { title: view.title, place: 'plan', form: true } as const;
      return this.pages.render('pages/measures/measure', visit, facts.world, at, view);
    });
  }
}
