import { shortDay } from '../domain/day.js';
import { REPORT } from '../domain/lifecycle.js';
import { type Unit } from '../domain/plan.js';
import { RATING_WORDS, type ReportKind, REPORT_KIND_WORDS } from '../domain/reports.js';
import { phaseName } from '../domain/phases.js';
import { type Option, type SelectField } from '../rendering/views-common.js';
import { type ReviewRow, type ReviewsView } from '../rendering/views-desk.js';
import { type NamedReport } from '../storage/stores/desk.js';
import { type MeasureTitle } from '../storage/stores/plans.js';
import { type Faults, faultSummary, fieldViews } from '../web/forms.js';
import { pagerOf } from '../web/pager.js';
import { paths, withQuery } from '../web/paths.js';
import { itemName, missedView, resultOf } from '../web/report-reviews.js';
import { type PlanWorld } from '../web/world.js';

export const REPORTS_PER_PAGE = 50;
const WORDS_SHOWN = 60;
/** The stages that the list may be narrowed to; what was withdrawn is nobody's to review. */
export const LISTED = ['submitted', 'accepted', 'returned'] as const;

/** What the list may be narrowed to. */
export interface ReviewFilter {
  unit?: number | undefined;
  measure?: number | undefined;
  kind?: ReportKind | undefined;
  stage?: (typeof LISTED)[number] | undefined;
}

/** What the list is made of; `missed` are those of a batch that could not be accepted. */
export interface ReviewsFacts {
  world: PlanWorld;
  units: readonly Unit[];
  measures: readonly MeasureTitle[];
  filter: ReviewFilter;
  page: number;
  total: number;
  rows: readonly NamedReport[];
  missed: readonly NamedReport[];
  mayReview: boolean;
  /** What was wrong with the ticks that were sent. */
  faults: Faults | null;
}

/** The reports of a plan that wait for a review, or were reviewed, with boxes for what may be accepted together. */
export function reviewsView(facts: ReviewsFacts): Omit<ReviewsView, 'frame'> {
  const { world, filter, page, total, rows, mayReview, faults } = facts;
  const { plan, today } = world;
  const address = (to?: number) => withQuery(paths.reviews(plan.id), { ...filter, page: to });
  const waiting = (filter.stage ?? 'submitted') === 'submitted';
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const shown = rows.map((report) => reviewRow(report, facts, mayReview && waiting));
  return {
    planTitle: plan.title,
    summary: faultSummary(faults, ticksOf(shown)),
    trail: mayReview ? [{ label: '今天要办', href: paths.desk(plan.id) }] : [],
    missed: missedView(facts.missed, today),
    action: paths.reviews(plan.id),
    fields: fieldsOf(facts),
    clear: filtered ? paths.reviews(plan.id) : null,
    total: waiting ? `待审核${total}件` : `共${total}件`,
    none: filtered ? '没有符合条件的报告' : '没有等待审核的报告，各单位报送后在这里审核',
    rows: shown,
    batch: shown.some(({ tick }) => tick !== null)
      ? {
          action: paths.reviews(plan.id),
          submit: '采用勾选的报告',
          hint: '办结申请须逐件审核，不在其列',
          error: faults?.byField.get('reports') ?? null,
        }
      : null,
    pager: pagerOf(page, REPORTS_PER_PAGE, total, address),
  };
}

/** The boxes as one field, so that what is wrong with them is linked to. */
const ticksOf = (rows: readonly ReviewRow[]) => {
  const first = rows.find(({ tick }) => tick !== null);
  const fields = first ? fieldViews([{ name: 'reports', label: '勾选报告', kind: 'checks' }], null, null) : [];
  return fields.map((field) => ({ ...field, id: `r-${first?.id}` }));
};

function reviewRow(report: NamedReport, { world }: ReviewsFacts, open: boolean): ReviewRow {
  const item = itemName(report);
  return {
    ...{ id: report.id, href: paths.review(report.id), item },
    unit: { label: report.unitName, href: paths.unit(world.plan.id, report.unitId) },
    phase: phaseName(report.phasePosition),
    kind: REPORT_KIND_WORDS[report.kind],
    rating: RATING_WORDS[report.rating],
    words: shortened(report.progress.replace(/\s+/g, ' ')),
    submittedOn: shortDay(report.submittedOn, world.today),
    dueOn: shortDay(report.dueOn, world.today),
    result: resultOf(report, world.today),
    tick: open && report.kind !== 'completion' ? `勾选：${report.unitName} ${item}` : null,
  };
}

/** Cut between characters, never within one. */
function shortened(text: string): string {
  const signs = [...text];
  return signs.length > WORDS_SHOWN ? `${signs.slice(0, WORDS_SHOWN).join('')}……` : text;
}

function fieldsOf({ units, measures, filter }: ReviewsFacts): SelectField[] {
  const field = (
    name: keyof ReviewFilter,
    label: string,
    options: readonly [string | number, string][],
  ): SelectField => ({
    id: `f-${name}`,
    name,
    label,
    options: [
      ...(name === 'stage' ? [] : [{ value: '', label: '全部', selected: filter[name] === undefined }]),
      ...options.map(([value, words]): Option => ({
        ...{ value: String(value), label: words },
        selected: value === (filter[name] ?? (name === 'stage' ? 'submitted' : undefined)),
      })),
    ],
  });
  return [
    field(
      'unit',
      '单位',
      units.map(({ id, name }) => [id, name]),
    ),
    field(
      'measure',
      '措施',
      measures.map(({ id, number, title }) => [id, `${number}${title}`]),
    ),
    field('kind', '类别', Object.entries(REPORT_KIND_WORDS)),
    field(
      'stage',
      '审核',
      LISTED.map((stage) => [stage, REPORT.stages[stage]]),
    ),
  ];
}
