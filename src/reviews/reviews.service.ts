import { type Moment } from '../clock.js';
import { type Stores } from '../storage/stores/all.js';
import { idsIn } from '../web/report-reviews.js';
import { type PlanWorld, readPlanWorld } from '../web/world.js';
import { type ReviewFacts } from './review.views.js';
import { REPORTS_PER_PAGE, type ReviewFilter, type ReviewsFacts } from './reviews.views.js';

/** How many of an item's reports are looked through for the one before and for those that were returned. */
const LATEST = 20;

/** One page of a plan's reports within a filter, and what of a batch was missed. */
export async function readReviews(
  stores: Stores,
  now: Moment,
  planId: number,
  { page, missed, ...filter }: ReviewFilter & { page: number; missed: string },
): Promise<Omit<ReviewsFacts, 'mayReview' | 'faults'>> {
  const world = await readPlanWorld(stores, now, planId);
  const asked = {
    ...{
      planId,
      stage: filter.stage ?? 'submitted',
      unitId: filter.unit,
      measureId: filter.measure,
      kind: filter.kind,
    },
    ...{ limit: REPORTS_PER_PAGE, offset: (page - 1) * REPORTS_PER_PAGE },
  };
  const found = await stores.desk.reports(asked);
  return {
    ...{ world, filter, page, ...found },
    missed: await stores.desk.reportsNamed(idsIn(missed), planId),
    units: await stores.plans.planUnits(planId),
    measures: await stores.plans.measureTitles(planId),
  };
}

/** Everything one report's page shows; null where there is no such report. */
export async function readReview(
  stores: Stores,
  now: Moment,
  id: number,
): Promise<Omit<ReviewFacts, 'mayReview'> | null> {
  const [report] = await stores.desk.reportsNamed([id]);
  if (!report) return null;
  const world: PlanWorld = await readPlanWorld(stores, now, report.planId);
  return {
    ...{ world, report },
    files: await stores.attachments.ofOwner(`submission:${report.submissionId}`),
    last: await stores.desk.reportsOf(report.assignmentId, LATEST),
    figures: await stores.reports.figuresOf([report.id]),
    indicators: await stores.reports.indicatorsOf(report.planId),
    units: await stores.plans.planUnits(report.planId),
  };
}
