import { z } from 'zod';
import { reviewReport } from '../acts/review-report.js';
import { type ReportEntry, submitReports, withdrawReport } from '../acts/submit-reports.js';
import { later } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { REPORT } from '../domain/lifecycle.js';
import { COLLECT_SECONDS } from '../domain/recheck.js';
import { type ReportKind, REVIEW_CHECKS, type ReviewCheck } from '../domain/reports.js';
import { rowId } from '../web/input.js';
import { dayOrNone, line, oneOf, phoneNumber, ticked, words, wordsNeeded } from '../web/text-input.js';
import { atStage, type Doing, type ItemAct, itemAct, leads, named, pick } from './act.js';

const RATINGS = ['not-started', 'on-track', 'difficult', 'nearly-done'] as const;
const decimal = (what: string) =>
  z.coerce.string({ error: `请填写${what}` }).regex(/^-?\d{1,12}(\.\d{1,4})?$/, '应是数字，如 128 或 36.5');

/** What a report says, as its page asks it; all but the progress may be left out. */
const REPORT_FIELDS = {
  progress: words(1000).describe('本期进展'),
  rating: oneOf(RATINGS, `应是 ${RATINGS.join('、')} 之一`).optional(),
  problems: words(500).optional(),
  needs: words(500).optional(),
  needsFrom: line(100).optional(),
  nextSteps: words(500).optional(),
  nextOn: dayOrNone.optional(),
  figures: z
    .array(z.object({ indicatorId: rowId, thisPeriod: decimal('本期数'), total: decimal('累计数') }), {
      error: '应是数字的列表',
    })
    .max(50)
    .optional(),
  byName: line(40).optional(),
  phone: phoneNumber.optional(),
};
type ReportFields = z.infer<z.ZodObject<typeof REPORT_FIELDS>>;

/** Files one item's report as a submission of its own, in the name of the unit's liaison where nobody is named. */
async function file(doing: Doing, kind: ReportKind, given: ReportFields, openUnits?: ReportEntry['openUnits']) {
  const { stores, item, person, calendar, occasion } = doing;
  const { id, version, planId, unitId } = item.assignment;
  const liaison = await stores.reports.reporterOf(unitId, occasion.today);
  const entry: ReportEntry = {
    ...{
      assignmentId: id,
      version,
      kind,
      rating: given.rating ?? (kind === 'completion' ? 'nearly-done' : 'on-track'),
    },
    ...{ progress: given.progress, problems: given.problems ?? '', needs: given.needs ?? '' },
    ...{ needsFrom: given.needsFrom ?? '', nextSteps: given.nextSteps ?? '', nextOn: given.nextOn ?? null },
    ...{ openUnits: openUnits ?? {}, figures: given.figures ?? [] },
  };
  const byName = given.byName || (liaison?.name ?? person.name);
  const phone = given.phone ?? liaison?.phone ?? null;
  const request = { planId, unitId, person, byName, phone, entries: [entry] };
  return submitReports(stores, request, calendar, occasion).catch((error: unknown) => {
    throw inFieldsOfOne(error);
  });
}

/** A page's form names its fields by item ('i7-progress', 'i7-open-3'); an act has one item and plain names. */
function inFieldsOfOne(error: unknown): unknown {
  if (!(error instanceof RuleBroken) || typeof error.facts['field'] !== 'string') return error;
  const name = error.facts['field'].replace(/^i\d+-/, '').replace(/-\d+$/, '');
  const field = { open: 'openUnits', kind: 'version' }[name] ?? name;
  return new RuleBroken(error.code, { ...error.facts, field });
}

/** What a unit reports of an item, and takes back. */
export const REPORT_ACTS: ItemAct[] = [
  itemAct({
    ...{ act: 'update', label: '报进展', by: 'unit', isOpen: atStage('update') },
    takes: {
      kind: oneOf(['progress', 'no-change', 'nothing'], '应是 progress、no-change、nothing 之一').optional(),
      ...REPORT_FIELDS,
    },
    does: (doing, given) => file(doing, given.kind ?? 'progress', given),
  }),
  itemAct({
    ...{ act: 'complete', label: '申请办结', by: 'unit', isOpen: atStage('complete') },
    takes: {
      ...REPORT_FIELDS,
      openUnits: z
        .record(z.string().regex(/^\d{1,10}$/, '应是单位编号'), words(300), { error: '应是单位编号到说明的对照' })
        .optional()
        .describe('牵头单位对尚未办结的单位各写一句说明'),
    },
    does: (doing, given) => file(doing, 'completion', given, given.openUnits),
  }),
  itemAct({
    ...{ act: 'withdraw', label: '撤回', by: 'unit' },
    takes: { report: named('报告') },
    isOpen: ({ reports }) => reports.some(({ stage }) => leads(REPORT, 'withdraw', stage)),
    does: ({ stores, item, person, occasion }, given) => {
      const { id, version } = pick(item.reports, given.report, REPORT, 'withdraw', 'report');
      return withdrawReport(stores, { reportId: id, version, person }, occasion);
    },
  }),
];

const CHECKS = Object.keys(REVIEW_CHECKS) as [ReviewCheck, ...ReviewCheck[]];

/** What the office decides of a report: the only one that waits, where none is named. */
export const REVIEW_ACTS: ItemAct[] = (['accept', 'return'] as const).map((outcome) =>
  itemAct({
    ...{ act: outcome, label: REPORT.acts.find(({ act }) => act === outcome)?.label ?? outcome, by: 'work' },
    takes: {
      report: named('报告'),
      checks: ticked(CHECKS).optional().describe('审结标准；申请办结的五项都要'),
      reason: outcome === 'return' ? wordsNeeded(500, '请写明退回理由') : words(500).optional(),
    },
    isOpen: ({ reports }) => reports.some(({ stage }) => leads(REPORT, outcome, stage)),
    does: ({ stores, item, occasion }, { report, checks = [], reason = '' }) => {
      const { id, version } = pick(item.reports, report, REPORT, outcome, 'report');
      const tellAt = later(occasion.at, COLLECT_SECONDS);
      return reviewReport(stores, { reportId: id, version, outcome, checks, reason, tellAt }, occasion);
    },
  }),
);
