import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { type Response } from 'express';
import { type Person } from '../domain/permissions.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { type Faults, faultsOf, takeForm, type Typed } from '../web/forms.js';
import { RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { planNamed } from '../web/plan-switch.js';
import { formOf, formToken } from '../web/text-input.js';
import { reportSchema } from './report.forms.js';
import { type Refused, reportView } from './report.views.js';
import { Reports } from './reports.service.js';

const SENT = formOf({ token: formToken });

/** 报送进展: the page on which a unit answers for all its open items at once. */
@Controller('/plans/:plan/units/:unit')
export class ReportsController {
  constructor(
    private readonly reports: Reports,
    private readonly pages: Pages,
  ) {}

  @Get('report')
  @Who('see-own')
  @Kept()
  async one(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Param('unit', new RowId('单位')) unitId: number,
  ) {
    return this.page(visit, { planId, unitId, me }, null);
  }

  @Post('report')
  @Who('act-for-unit')
  async file(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Param('unit', new RowId('单位')) unitId: number,
    @Body() typed: Typed = {},
    @Res() response: Response,
  ) {
    const of = { planId, unitId, me };
    const facts = await this.reports.facts(of, typed);
    await takeForm(
      response,
      reportSchema(facts),
      typed,
      (form) => this.reports.file(of, facts, form, typed),
      async (faults) => {
        // What was refused is kept, unless somebody else's draft stands there: it is on the page in any case.
        await this.reports.keep(of, typed).catch(() => null);
        return this.page(visit, of, { typed, faults });
      },
    );
  }

  /** Kept while one types (the answer is for the script), or by a button (the answer is the page). */
  @Post('report/draft')
  @Who('act-for-unit')
  async draft(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Param('unit', new RowId('单位')) unitId: number,
    @Body() typed: Typed = {},
    @Res() response: Response,
  ) {
    const of = { planId, unitId, me };
    const isButton = typed['by'] === 'button';
    try {
      const kept = await this.reports.keep(of, typed);
      if (isButton) response.redirect(303, kept.page);
      else response.json({ saved: kept.saved, version: kept.version });
    } catch (error) {
      const faults: Faults = faultsOf(error);
      response.status(faults.status);
      if (isButton) response.type('html').send(await this.page(visit, of, { typed, faults }));
      else response.json({ saved: [...faults.byField.values()].join('') });
    }
  }

  @Post('acknowledgements')
  @Who('act-for-unit')
  async acknowledge(
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Param('unit', new RowId('单位')) unitId: number,
    @Body() typed: Typed = {},
    @Res() response: Response,
  ) {
    const token = SENT.parse({ token: typed['token'] }).token;
    response.redirect(303, await this.reports.acknowledge({ planId, unitId, me }, token));
  }

  private async page(visit: Visit, of: { planId: number; unitId: number; me: Person }, refused: Refused | null) {
    const facts = await this.reports.facts(of, refused?.typed ?? {});
    const view = reportView(facts, refused);
    const at = { title: view.title, place: 'report', form: true, drafts: view.form !== null } as const;
    return this.pages.render('pages/reports/report', visit, facts.world, at, {
      ...view,
      planTitle: planNamed(visit, facts.world),
    });
  }
}
