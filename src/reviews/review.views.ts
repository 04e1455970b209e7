import { type Attachment, type Figure, type Indicator } from '../domain/reports.js';
import { type Unit } from '../domain/plan.js';
import { type ReviewForm, type ReviewView } from '../rendering/views-desk.js';
import { type NamedReport } from '../storage/stores/desk.js';
import { paths } from '../web/paths.js';
import { itemName, itemPlace, reportWords } from '../web/report-reviews.js';
import { type PlanWorld } from '../web/world.js';

/** What one report's page is made of; `last` are the item's latest reports, this one among them, the newest first. */
export interface ReviewFacts {
  world: PlanWorld;
  report: NamedReport;
  last: readonly NamedReport[];
  figures: readonly Figure[];
  indicators: readonly Indicator[];
  units: readonly Unit[];
  files: readonly Attachment[];
  mayReview: boolean;
}

/** One report beside the one before it, so that what is new can be seen. */
export function reviewView(
  facts: ReviewFacts,
  form: ReviewForm | null,
  typed: string | null,
): Omit<ReviewView, 'frame' | 'summary'> {
  const { world, report, last, mayReview } = facts;
  const { plan, today } = world;
  const names = new Map(facts.units.map(({ id, name }) => [id, name]));
  const earlier = last.find(({ id }) => id < report.id);
  const returns = last.filter(({ id, stage }) => id < report.id && stage === 'returned').length;
  return {
    trail: [
      ...(mayReview ? [{ label: '今天要办', href: paths.desk(plan.id) }] : []),
      { label: '审核', href: paths.reviews(plan.id) },
    ],
    title: itemName(report),
    news: itemPlace(report, today),
    itemHref: paths.assignment(report.assignmentId),
    unit: { label: report.unitName, href: paths.unit(plan.id, report.unitId) },
    returned: returns > 0 ? `这一项已退回过${returns}次` : null,
    typed,
    report: reportWords(report, '本次报告', today, names),
    figures: figuresOf(facts),
    files: facts.files.map(({ id, name }) => ({ label: name, href: paths.attachment(id) })),
    form,
    earlier: earlier ? reportWords(earlier, '上一次报告', today, names) : null,
    earlierNone: '这是这一项的第一份报告',
  };
}

function figuresOf({ figures, indicators, report }: ReviewFacts): ReviewView['figures'] {
  return figures
    .filter((figure) => figure.reportId === report.id)
    .map(({ indicatorId, thisPeriod, total }) => {
      const indicator = indicators.find(({ id }) => id === indicatorId);
      const target = indicator?.target ? `，目标${indicator.target}` : '';
      return { name: `${indicator?.name ?? '指标'}（${indicator?.unitWord ?? ''}${target}）`, thisPeriod, total };
    });
}
