import { type Day, longDay, throughDay } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { advance, ASSIGNMENT, REPORT } from '../domain/lifecycle.js';
import { type Assignment, type Instant } from '../domain/plan.js';
import { type Report, REPORT_NAMES, REVIEW_CHECKS, type ReviewCheck } from '../domain/reports.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { type Occasion, remember } from './history.js';
import { tellUnit } from './tell-unit.js';

/** The office's answer to one report; `version` is the report's as the person saw it. */
export interface ReviewRequest {
  reportId: number;
  version: number;
  outcome: 'accept' | 'return';
  checks: readonly ReviewCheck[];
  reason: string;
  /** When a unit is told of a return; a little later, so that of returns made one after another it hears in one mail. */
  tellAt?: Instant;
}

/**
 * Accepts or returns a report. A completion moves its item along with it; a returned report gives its period back and is told to the
 * unit. Throws `RuleBroken` 'not-found', 'report-reviewed' (by whom, how), 'act-not-open', 'reason-missing', 'checks-missing', 'stale'.
 */
export async function reviewReport(stores: Stores, request: ReviewRequest, occasion: Occasion): Promise<Report> {
  const report = await stores.reports.byId(request.reportId);
  const [item] = report ? await stores.assignments.byIds([report.assignmentId]) : [];
  if (!report || !item) throw new RuleBroken('not-found', { thing: '报告' });
  const reviewed = decided(report, request, occasion);
  if (!(await stores.reports.change(report.id, request.version, reviewed))) {
    mustWait((await stores.reports.byId(report.id)) ?? report);
    throw new RuleBroken('stale', { thing: '报告' });
  }
  const moved = await itemAfter(stores, report, item, request.outcome, occasion.today);
  if (moved && !(await stores.assignments.change(item.id, item.version, moved)))
    throw new RuleBroken('stale', { thing: '责任事项' });
  await remember(stores, occasion, [entryOf(report, item.stage, reviewed, moved?.stage ?? null)]);
  if (request.outcome === 'return') await tellReturned(stores, report, item, request, occasion);
  return { ...report, ...reviewed, version: report.version + 1 };
}

type Reviewed = Pick<Report, 'stage' | 'checks' | 'reviewReason' | 'reviewedBy' | 'reviewedOn'>;
type Moved = Partial<Pick<Assignment, 'stage' | 'completedOn' | 'returnedOn' | 'reportedFor'>>;

/** What the review writes on the report, once it is clear that it may. */
function decided(report: Report, { outcome, checks, reason }: ReviewRequest, occasion: Occasion): Reviewed {
  mustWait(report);
  const stage = advance(REPORT, report.stage, outcome);
  const said = reason.trim();
  if (outcome === 'return' && said === '') throw new RuleBroken('reason-missing', { act: '退回重报', field: 'reason' });
  const ticked = (Object.keys(REVIEW_CHECKS) as ReviewCheck[]).filter((check) => checks.includes(check));
  const missing = Object.entries(REVIEW_CHECKS).filter(([check]) => !checks.includes(check as ReviewCheck));
  if (outcome === 'accept' && report.kind === 'completion' && missing.length > 0)
    throw new RuleBroken('checks-missing', { field: 'checks', missing: missing.map(([, words]) => words).join('、') });
  return {
    ...{ stage, checks: JSON.stringify(ticked), reviewReason: said },
    ...{ reviewedBy: occasion.actor, reviewedOn: occasion.today },
  };
}

/** Whoever comes second is told who was first and what they decided. */
function mustWait({ stage, reviewedBy, reviewedOn }: Report): void {
  if (stage === 'accepted' || stage === 'returned')
    throw new RuleBroken('report-reviewed', {
      by: reviewedBy ?? '',
      on: reviewedOn ?? '',
      stage: REPORT.stages[stage],
    });
}

/** A completion whose item the office has meanwhile suspended, waived or found wanting is only put on file. */
async function itemAfter(
  stores: Stores,
  report: Report,
  item: Assignment,
  outcome: 'accept' | 'return',
  today: Day,
): Promise<Moved | null> {
  const moves = report.kind === 'completion' && item.stage === 'reported';
  if (outcome === 'accept') return moves ? { stage: advance(ASSIGNMENT, item.stage, 'accept') } : null;
  const back = { returnedOn: today, reportedFor: await stores.reports.answeredWithout(item.id, report.id) };
  return moves ? { ...back, stage: advance(ASSIGNMENT, item.stage, 'return'), completedOn: null } : back;
}

function entryOf(
  report: Report,
  before: Assignment['stage'] | null,
  { stage, checks, reviewReason }: Reviewed,
  after: Assignment['stage'] | null,
) {
  const outcome = stage === 'accepted' ? 'accept' : 'return';
  return {
    act: after ? outcome : `${outcome}-report`,
    planId: report.planId,
    assignmentId: report.assignmentId,
    facts: {
      ...(after ? { before, after } : {}),
      ...{ reportId: report.id, kind: report.kind, reportBefore: report.stage, reportAfter: stage },
      ...(checks === '[]' ? {} : { checks: JSON.parse(checks) as ReviewCheck[] }),
      ...(reviewReason ? { reason: reviewReason } : {}),
    },
  };
}

const keptDue = (dueOn: Day, today: Day) =>
  dueOn < today ? `，该项已过到期日${longDay(dueOn)}` : `，到期日${throughDay(dueOn)}不变`;

/** The unit is told by one mail with the reason in it; of an acceptance nobody is written to. */
async function tellReturned(
  stores: Stores,
  report: Report,
  item: NamedAssignment,
  { reason, tellAt }: ReviewRequest,
  occasion: Occasion,
): Promise<void> {
  const name = `${item.measureNumber}${item.measureTitle}`;
  const what = `“${name}”的${REPORT_NAMES[report.kind]}`;
  const due = keptDue(item.dueOn, occasion.today);
  const paragraphs = [`退回理由：${reason.trim()}`];
  const rule = `returned:${report.id}`;
  await tellUnit(
    stores,
    {
      ...{ kind: 'returned', key: rule, unitId: report.unitId, planId: report.planId },
      words: {
        news: `“${name}”退回重报`,
        ask: `${what}经审核退回，请按退回理由补充后尽快重新报送${due}。`,
        paragraphs,
        why: '报告退回时通知报送单位；退回后两个工作日内不催办这一项。',
        parts: [{ ask: `${what}${due}`, paragraphs }],
      },
      items: [{ assignmentId: item.id, dueOn: item.dueOn, rule }],
      leavesAt: tellAt,
    },
    occasion,
  );
}

/** What became of one report of a batch that could not be accepted. */
export interface NotAccepted {
  reportId: number;
  why: 'not-found' | 'completion' | 'reviewed' | 'withdrawn';
}

/**
 * Accepts several progress reports of a plan at once and says which could not be: completions are reviewed one by one, and what
 * another clerk was quicker with stays as that clerk decided.
 */
export async function acceptReports(
  stores: Stores,
  { planId, reportIds }: { planId: number; reportIds: readonly number[] },
  occasion: Occasion,
): Promise<{ accepted: number[]; refused: NotAccepted[] }> {
  const found = new Map((await stores.desk.reportsByIds(reportIds)).map((report) => [report.id, report]));
  const refused: NotAccepted[] = [];
  const accepted: Report[] = [];
  for (const reportId of new Set(reportIds)) {
    const report = found.get(reportId);
    const why = !report || report.planId !== planId ? 'not-found' : whyNot(report);
    if (why) refused.push({ reportId, why });
    else accepted.push(report!);
  }
  const review = { reviewedBy: occasion.actor, reviewedOn: occasion.today, stage: 'accepted' } as const;
  const done = await stores.desk.acceptWaiting(
    accepted.map(({ id }) => id),
    review,
  );
  for (const { id } of accepted) if (!done.has(id)) refused.push({ reportId: id, why: 'reviewed' });
  const kept = accepted.filter(({ id }) => done.has(id));
  const reviewed: Reviewed = { ...review, checks: '[]', reviewReason: '' };
  await remember(
    stores,
    occasion,
    kept.map((report) => entryOf(report, null, reviewed, null)),
  );
  return { accepted: kept.map(({ id }) => id), refused };
}

function whyNot({ kind, stage }: Report): NotAccepted['why'] | null {
  if (stage !== 'submitted') return stage === 'withdrawn' ? 'withdrawn' : 'reviewed';
  return kind === 'completion' ? 'completion' : null;
}
