import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { type Response } from 'express';
import { actOnce } from '../acts/once.js';
import { withdrawReport } from '../acts/submit-reports.js';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { maySeeReport, type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { type Faults, takeForm, type Typed } from '../web/forms.js';
import { RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { formOf, formToken, version } from '../web/text-input.js';
import { readPlanWorld } from '../web/world.js';
import { type SubmissionFacts, submissionView } from './submission.views.js';

const WITHDRAWAL = formOf({ version, token: formToken });

/** Reports as they were filed. */
@Controller()
export class SubmissionsController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('/submissions/:id')
  @Who('see-own')
  @Kept()
  async one(@Visiting() visit: Visit, @Me() me: Person, @Param('id', new RowId('报告')) id: number) {
    return this.page(visit, me, id, null);
  }

  @Post('/reports/:id/withdrawal')
  @Who('act-for-unit')
  async withdraw(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('报告')) reportId: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    const now = this.clock.now();
    await takeForm(
      response,
      WITHDRAWAL,
      typed,
      ({ version: seen, token }) =>
        actOnce(this.storage, token, { ...now, actor: me.name }, async (stores, occasion) => {
          const request = { reportId, version: seen, person: me };
          const report = await withdrawReport(stores, request, occasion);
          return withQuery(paths.submission(report.submissionId), { said: 'report-withdrawn' });
        }),
      async (faults) => {
        const report = await this.storage.read((stores) => stores.reports.byId(reportId));
        return this.page(visit, me, report?.submissionId ?? 0, faults);
      },
    );
  }

  private page(visit: Visit, me: Person, id: number, faults: Faults | null) {
    return this.storage.read(async (stores) => {
      const facts = await this.read(stores, me, id);
      const view = submissionView(facts, faults);
      const at = { title: view.title, place: 'report', form: true } as const;
      return this.pages.render('pages/reports/submission', visit, facts.world, at, view);
    });
  }

  /** A submission cut to what a person may see of it; where that is nothing, it is not found. */
  private async read(stores: Stores, me: Person, id: number): Promise<SubmissionFacts> {
    const submission = await stores.reports.submission(id);
    const all = submission ? await stores.reports.ofSubmission(id) : [];
    const leads =
      submission && me.unitId !== null
        ? await stores.reports.measuresLedBy(submission.planId, me.unitId)
        : new Set<number>();
    const reports = all.filter((report) => maySeeReport(me, report, leads));
    if (!submission || reports.length === 0) throw new RuleBroken('not-found', { thing: '报告' });
    const units = await stores.plans.planUnits(submission.planId);
    const unitNames = new Map(units.map((unit) => [unit.id, unit.name]));
    return {
      ...{ me, submission, reports, unitNames, unitName: unitNames.get(submission.unitId) ?? '' },
      world: await readPlanWorld(stores, this.clock.now(), submission.planId),
      items: await stores.assignments.byIds(reports.map(({ assignmentId }) => assignmentId)),
      figures: await stores.reports.figuresOf(reports.map((report) => report.id)),
      files: await stores.attachments.ofOwner(`submission:${id}`),
      indicators: await stores.reports.indicatorsOf(submission.planId),
    };
  }
}
