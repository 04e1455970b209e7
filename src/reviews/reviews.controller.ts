import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { actOnce } from '../acts/once.js';
import { acceptReports, reviewReport } from '../acts/review-report.js';
import { Clock, later } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { may, type Person, within } from '../domain/permissions.js';
import { COLLECT_SECONDS } from '../domain/recheck.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { type Faults, faultSummary, takeForm, type Typed } from '../web/forms.js';
import { chosen, Fits, pageNumber, rowId, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { CHECKS, LONGEST_REASON, reviewForm } from '../web/report-reviews.js';
import { formToken, oneOf, ticked, version, words } from '../web/text-input.js';
import { readReview, readReviews } from './reviews.service.js';
import { reviewView } from './review.views.js';
import { LISTED, REPORTS_PER_PAGE, reviewsView } from './reviews.views.js';

const FILTER = z.object({
  unit: chosen(rowId),
  measure: chosen(rowId),
  kind: chosen(z.enum(['progress', 'no-change', 'nothing', 'completion'], { error: '没有这种报告' })),
  stage: chosen(z.enum(LISTED, { error: '没有这种审核结果' })),
  page: pageNumber,
  missed: z.string().max(600).catch(''),
});
type Filter = z.infer<typeof FILTER>;
const NO_FILTER: Filter = { page: 1, missed: '' };

/** Where a form's answer leads back to: the work list, else the list of reports. */
const back = z.enum(['desk', 'reviews']).catch('reviews');
const REVIEW = z.object({
  outcome: oneOf(['accept', 'return'], '请选择审核通过或退回重报'),
  version,
  checks: ticked(CHECKS),
  reason: words(LONGEST_REASON),
  back,
  token: formToken,
});
const BATCH = z.object({
  reports: z.preprocess(
    (given) => (given === undefined || given === '' ? [] : [given].flat()),
    z.array(rowId).min(1, '请先勾选要采用的报告').max(REPORTS_PER_PAGE, `一次最多采用${REPORTS_PER_PAGE}件`),
  ),
  back,
  token: formToken,
});

/** 审核: the reports of a plan, one of them, and the office's answers. */
@Controller()
export class ReviewsController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('/plans/:plan/reviews')
  @Who('see-all')
  @Kept()
  async list(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Query(new Fits(FILTER)) filter: Filter,
  ) {
    return this.listPage(visit, me, planId, filter, null);
  }

  @Post('/plans/:plan/reviews')
  @Who('work')
  async acceptMany(
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
      (form) => this.accept(me, planId, form),
      (faults) => this.listPage(visit, me, planId, NO_FILTER, faults),
    );
  }

  @Get('/reports/:id/review')
  @Who('see-all')
  @Kept()
  async one(@Visiting() visit: Visit, @Me() me: Person, @Param('id', new RowId('报告')) id: number) {
    return this.page(visit, me, id, null);
  }

  @Post('/reports/:id/review')
  @Who('work')
  async review(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('报告')) id: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      REVIEW,
      typed,
      (form) => this.decide(me, id, form),
      (faults) => this.page(visit, me, id, { typed: typed ?? {}, faults }),
    );
  }

  private async decide(me: Person, id: number, form: z.infer<typeof REVIEW>): Promise<string> {
    const { token, back: to, ...request } = form;
    const now = this.clock.now();
    const tellAt = later(now.at, COLLECT_SECONDS);
    return actOnce(this.storage, token, { ...now, actor: me.name }, async (stores, occasion) => {
      const { planId } = await reviewReport(stores, { reportId: id, ...request, tellAt }, occasion);
      const notice = request.outcome === 'accept' ? { said: 'report-accepted' } : { said: 'report-returned' };
      return withQuery(paths[to](planId), notice);
    });
  }

  private async accept(me: Person, planId: number, form: z.infer<typeof BATCH>): Promise<string> {
    return actOnce(this.storage, form.token, { ...this.clock.now(), actor: me.name }, async (stores, occasion) => {
      const asked = { planId, reportIds: form.reports };
      const { accepted, refused } = await acceptReports(stores, asked, occasion);
      const missed = refused.map(({ reportId }) => reportId).join('.');
      const notice = accepted.length > 0 ? { said: 'reports-accepted' } : {};
      return withQuery(paths[form.back](planId), { ...notice, missed });
    });
  }

  private listPage(visit: Visit, me: Person, planId: number, asked: Filter, faults: Faults | null) {
    return this.storage.read(async (stores) => {
      const facts = await readReviews(stores, this.clock.now(), planId, asked);
      const view = reviewsView({ ...facts, mayReview: may(within(me, facts.world.plan), 'work'), faults });
      const at = { title: '审核', place: 'desk', form: true } as const;
      return this.pages.render('pages/reviews/list', visit, facts.world, at, view);
    });
  }

  private page(visit: Visit, me: Person, id: number, refused: { typed: Typed; faults: Faults } | null) {
    return this.storage.read(async (stores) => {
      const facts = await readReview(stores, this.clock.now(), id);
      if (!facts) throw new RuleBroken('not-found', { thing: '报告' });
      const mayReview = may(within(me, facts.world.plan), 'work');
      const isOpen = mayReview && facts.report.stage === 'submitted';
      const to = (refused?.typed['back'] ?? visit.query['back']) === 'desk' ? 'desk' : 'reviews';
      const form = isOpen ? reviewForm(facts.report, refused, to) : null;
      const reason = refused?.typed['reason'];
      const view = reviewView({ ...facts, mayReview }, form, !isOpen && typeof reason === 'string' ? reason : null);
      const summary = faultSummary(refused?.faults ?? null, form ? [form.checks, form.reason] : []);
      const at = { title: `审核 ${view.title}`, place: 'desk', form: true } as const;
      return this.pages.render('pages/reviews/review', visit, facts.world, at, { ...view, summary });
    });
  }
}
