import { type Moment } from '../clock.js';
import { type Stores } from '../storage/stores/all.js';
import { type PlanWorld, readPlanWorld } from '../web/world.js';
import { type ReviewFacts } from './review.views.js';
import { REPORTS_PER_PAGE, type ReviewFilter, type ReviewsFacts } from './reviews.views.js';

/** How many of an item's reports are looked through for the one before and for those that were returned. */
const LATEST = 20;
const IDS_IN_ADDRESS = /^[1-9]\d{0,9}(\.[1-9]\d{0,9}){0,49}$/;

/** One page of a plan's reports within a filter, and what of a batch was missed. */
export async function readReviews(
  stores: Stores,
  now: Moment,
  planId: number,
  { page, missed, ...filter }: ReviewFilter & { page: number; missed: string },
): Promise<Omit<ReviewsFacts, 'mayReview'>> {
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

/** The ids that an address lists, '12.15.31'; nothing where it lists anything else. */
export function idsIn(list: string): number[] {
  return IDS_IN_ADDRESS.test(list)
    ? list
        .split('.')
        .map(Number)
        .filter((id) => id <= 2_147_483_647)
    : [];
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
    ...{ world, report, files: [] },
    last: await stores.desk.reportsOf(report.assignmentId, LATEST),
    figures: await stores.reports.figuresOf([report.id]),
    indicators: await stores.reports.indicatorsOf(report.planId),
    units: await stores.plans.planUnits(report.planId),
  };
}
