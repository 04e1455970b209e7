import { type Calendar } from '../domain/calendar.js';
import { type Day } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { advance, ASSIGNMENT, REPORT } from '../domain/lifecycle.js';
import { type Assignment } from '../domain/plan.js';
import { mayActFor, type Person } from '../domain/permissions.js';
import { periodToAnswer } from '../domain/reporting.js';
import { type Rating, type Report, reportField, type ReportKind } from '../domain/reports.js';
import { rulesOf } from '../domain/rules.js';
import { OPEN } from '../domain/standing.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { type New } from '../storage/stores/rows.js';
import { type Partner } from '../storage/stores/reports.js';
import { type Occasion, remember } from './history.js';

/** What is said of one item; `version` is the assignment's as the person saw it. */
export interface ReportEntry {
  assignmentId: number;
  version: number;
  kind: ReportKind;
  rating: Rating;
  progress: string;
  problems: string;
  needs: string;
  needsFrom: string;
  nextSteps: string;
  nextOn: Day | null;
  openUnits?: Readonly<Record<string, string>>;
  figures?: readonly { indicatorId: number; thisPeriod: string; total: string }[];
}

/** One form of one unit. */
export interface ReportsRequest {
  planId: number;
  unitId: number;
  person: Person;
  byName: string;
  phone: string | null;
  entries: readonly ReportEntry[];
}

interface Filing {
  item: NamedAssignment;
  entry: ReportEntry;
  period: Day;
}

/**
 * Files what a unit says of its items as one submission and returns its id. Throws `RuleBroken` 'report-empty',
 * 'not-found', 'act-not-open', 'report-words-missing', 'open-units-missing', 'bad-input' (numbers), 'report-stale' (which item).
 */
export async function submitReports(
  stores: Stores,
  request: ReportsRequest,
  calendar: Calendar,
  occasion: Occasion,
): Promise<number> {
  const { planId, unitId, byName, phone } = request;
  // In one order, so that two who report the same items at once wait for each other and never crosswise.
  const entries = [...request.entries].sort((a, b) => a.assignmentId - b.assignmentId);
  if (entries.length === 0) throw new RuleBroken('report-empty');
  const filings = await filingsOf(stores, { ...request, entries }, calendar, occasion.today);
  await mustNameOpenUnits(stores, planId, filings);
  await mustBeAsked(stores, planId, filings);
  const submissionId = await stores.reports.insertSubmission({
    ...{ planId, unitId, byName, phone, actor: occasion.actor },
    ...{ submittedAt: occasion.at, submittedOn: occasion.today },
  });
  for (const filing of filings) await moveOn(stores, filing, occasion.today);
  const ids = await stores.reports.insertReports(
    filings.map((filing) => reportRow(filing, submissionId, occasion.today)),
  );
  await stores.reports.insertFigures(
    filings.flatMap(({ entry }, i) => (entry.figures ?? []).map((figure) => ({ ...figure, reportId: ids[i] ?? 0 }))),
  );
  await stores.letters.confirm(
    unitId,
    entries.map(({ assignmentId }) => assignmentId),
  );
  await remember(
    stores,
    occasion,
    filings.map((filing) => actOf(filing, submissionId)),
  );
  return submissionId;
}

async function filingsOf(
  stores: Stores,
  { planId, unitId, person, entries }: ReportsRequest,
  calendar: Calendar,
  today: Day,
): Promise<Filing[]> {
  const items = new Map((await stores.assignments.byIds(entries.map((e) => e.assignmentId))).map((i) => [i.id, i]));
  const plan = (await stores.plans.heads()).find(({ id }) => id === planId);
  if (!plan || new Set(entries.map((e) => e.assignmentId)).size < entries.length)
    throw new RuleBroken('not-found', { thing: '责任事项' });
  const world = { calendar, rules: rulesOf(plan) };
  return entries.map((entry) => {
    const item = items.get(entry.assignmentId);
    if (!item || item.planId !== planId || item.unitId !== unitId || !mayActFor(person, item))
      throw new RuleBroken('not-found', { thing: '责任事项' });
    if (item.version !== entry.version) throw stale(item);
    // A rectifying item has its own reports; here it may say how far it is.
    advance(ASSIGNMENT, item.stage, entry.kind === 'completion' ? 'complete' : 'update');
    if (entry.kind !== 'nothing' && entry.progress.trim() === '')
      throw new RuleBroken('report-words-missing', { field: reportField(item.id, 'progress') });
    return { item, entry, period: periodToAnswer(item, today, world) };
  });
}

/** Numbers are given once each, and under the item's own measure: another's would count for somebody else. */
async function mustBeAsked(stores: Stores, planId: number, filings: readonly Filing[]): Promise<void> {
  if (filings.every(({ entry }) => !entry.figures?.length)) return;
  const measureOf = new Map((await stores.reports.indicatorsOf(planId)).map(({ id, measureId }) => [id, measureId]));
  for (const { item, entry } of filings) {
    const ids = (entry.figures ?? []).map(({ indicatorId }) => indicatorId);
    if (new Set(ids).size < ids.length || ids.some((id) => measureOf.get(id) !== item.measureId))
      throw new RuleBroken('bad-input', {
        ...{ field: reportField(item.id, 'figures'), problem: '只能填本措施的量化指标，每个填一次' },
      });
  }
}

/** A lead unit's completion says a word on each unit that is still at work on the same measure and phase. */
async function mustNameOpenUnits(stores: Stores, planId: number, filings: readonly Filing[]): Promise<void> {
  const leads = filings.filter(({ item, entry }) => item.role === 'lead' && entry.kind === 'completion');
  const partners = await stores.reports.partnersOf(planId, [...new Set(leads.map(({ item }) => item.measureId))]);
  for (const { item, entry } of leads) {
    const missing = openPartners(item, partners).filter(({ unitId }) => !entry.openUnits?.[String(unitId)]?.trim());
    if (missing[0])
      throw new RuleBroken('open-units-missing', {
        field: reportField(item.id, `open-${missing[0].unitId}`),
        units: missing.map(({ unitName }) => unitName).join('、'),
      });
  }
}

/** The other units that are still at work on the same measure in the same phase. */
export function openPartners(
  item: Pick<Assignment, 'measureId' | 'phaseId' | 'unitId'>,
  partners: readonly Partner[],
): Partner[] {
  return partners.filter(
    (other) =>
      other.measureId === item.measureId &&
      other.phaseId === item.phaseId &&
      other.unitId !== item.unitId &&
      [...OPEN, 'rectifying'].includes(other.stage),
  );
}

async function moveOn(stores: Stores, { item, entry, period }: Filing, today: Day): Promise<void> {
  const { kind, version } = entry;
  const isDone = kind === 'completion';
  const patch = {
    stage: advance(ASSIGNMENT, item.stage, isDone ? 'complete' : 'update'),
    reportedFor: item.reportedFor !== null && item.reportedFor > period ? item.reportedFor : period,
    ...(isDone ? { completedOn: today } : {}),
  };
  if (!(await stores.assignments.change(item.id, version, patch))) throw stale(item);
}

const stale = (item: NamedAssignment) =>
  new RuleBroken('report-stale', {
    assignmentId: item.id,
    item: `${item.measureNumber}${item.measureTitle}`,
    field: reportField(item.id, 'kind'),
  });

function reportRow({ item, entry, period }: Filing, submissionId: number, today: Day): New<Report> {
  const { kind, rating, progress, problems, needs, needsFrom, nextSteps, nextOn, openUnits = {} } = entry;
  return {
    submissionId,
    ...{ planId: item.planId, measureId: item.measureId, assignmentId: item.id, unitId: item.unitId },
    ...{ kind, rating, progress, problems, needs, needsFrom, nextSteps, nextOn },
    ...{ openUnits: JSON.stringify(openUnits), periodOn: period, submittedOn: today, stage: 'submitted' },
    ...{ checks: '[]', reviewReason: '', reviewedBy: null, reviewedOn: null, version: 1 },
  };
}

function actOf({ item, entry, period }: Filing, submissionId: number) {
  const act = entry.kind === 'completion' ? ('complete' as const) : ('update' as const);
  const after = advance(ASSIGNMENT, item.stage, act);
  const facts = { before: item.stage, after, kind: entry.kind, period, submissionId };
  return { act, planId: item.planId, assignmentId: item.id, facts };
}

/** Takes back what was filed for one item while the office has not reviewed it; the period is open again. */
export async function withdrawReport(
  stores: Stores,
  { reportId, version, person }: { reportId: number; version: number; person: Person },
  occasion: Occasion,
): Promise<Report> {
  const report = await stores.reports.byId(reportId);
  const item = report && (await stores.assignments.byId(report.assignmentId));
  // Who took an item over takes back nothing that its unit before reported.
  if (!report || !item || !mayActFor(person, item) || report.unitId !== item.unitId)
    throw new RuleBroken('not-found', { thing: '报告' });
  const stage = advance(REPORT, report.stage, 'withdraw');
  const takesBack = report.kind === 'completion' && item.stage === 'reported';
  const after = takesBack ? advance(ASSIGNMENT, item.stage, 'withdraw') : item.stage;
  const patch = {
    stage: after,
    reportedFor: await stores.reports.answeredWithout(item.id, report.id),
    ...(takesBack ? { completedOn: null } : {}),
  };
  if (
    !(await stores.reports.change(report.id, version, { stage })) ||
    !(await stores.assignments.change(item.id, item.version, patch))
  )
    throw new RuleBroken('stale', { thing: '报告' });
  await remember(stores, occasion, [
    {
      act: 'withdraw',
      planId: item.planId,
      assignmentId: item.id,
      facts: { before: item.stage, after, submissionId: report.submissionId },
    },
  ]);
  return { ...report, stage, version: version + 1 };
}
