import { momentOf } from '../clock.js';
import { longDay, shortDay } from '../domain/day.js';
import { REPORT } from '../domain/lifecycle.js';
import { mayActFor, type Person, within } from '../domain/permissions.js';
import { phaseName } from '../domain/phases.js';
import {
  type Attachment,
  type Figure,
  type Indicator,
  RATING_WORDS,
  type Report,
  REPORT_KIND_WORDS,
  type Submission,
} from '../domain/reports.js';
import { type ReportSheet, type SubmissionView } from '../rendering/views-reports.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { attachmentsPart } from '../web/attachments-part.js';
import { type Faults, faultSummary } from '../web/forms.js';
import { ROLE_WORDS } from '../web/lights.js';
import { paths } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';
import { partsOf } from './report.views.js';

/** What a submission's page is made of; `reports` are those that the person may see. */
export interface SubmissionFacts {
  world: PlanWorld;
  me: Person;
  submission: Submission;
  unitName: string;
  reports: readonly Report[];
  items: readonly NamedAssignment[];
  figures: readonly Figure[];
  indicators: readonly Indicator[];
  files: readonly Attachment[];
  /** By id, the units named in `openUnits`. */
  unitNames: ReadonlyMap<number, string>;
}

/** A report as filed, to read, to take back and to print for signature. */
export function submissionView(facts: SubmissionFacts, faults: Faults | null): Omit<SubmissionView, 'frame'> {
  const { world, submission, unitName, reports } = facts;
  const { plan } = world;
  const { planId, unitId, byName, phone, submittedAt, submittedOn } = submission;
  return {
    trail: [
      { label: unitName, href: paths.unit(planId, unitId) },
      { label: '报送进展', href: paths.report(planId, unitId) },
    ],
    title: `${unitName}进展情况报告`,
    planTitle: plan.docNumber ? `${plan.title}（${plan.docNumber}）` : plan.title,
    facts: [
      { term: '报送单位', value: unitName, href: null },
      { term: '填报人', value: phone ? `${byName}（${phone}）` : byName, href: null },
      { term: '报送时间', value: `${longDay(submittedOn)} ${momentOf(submittedAt).time}`, href: null },
      { term: '事项', value: `${reports.length}项`, href: null },
    ],
    summary: faultSummary(faults, []),
    reports: reports.flatMap((report) => {
      const item = facts.items.find(({ id }) => id === report.assignmentId);
      return item ? [sheetOf(report, item, facts)] : [];
    }),
    files: facts.files.length > 0 ? attachmentsPart(facts.files, world.today, { upload: null }) : null,
    signatures: ['填报人签字', '单位负责人签字（盖章）', '日期'],
  };
}

function sheetOf(report: Report, item: NamedAssignment, facts: SubmissionFacts): ReportSheet {
  const { today } = facts.world;
  return {
    measure: `${item.measureNumber}${item.measureTitle}`,
    href: paths.assignment(item.id),
    meta: `${phaseName(item.phasePosition)} · ${ROLE_WORDS[item.role]} · ${shortDay(report.periodOn, today)}一期`,
    kind: REPORT_KIND_WORDS[report.kind],
    rating: RATING_WORDS[report.rating],
    stage: REPORT.stages[report.stage],
    parts: [...partsOf(report), ...openUnitParts(report, facts), ...reviewParts(report)],
    figures: facts.figures
      .filter(({ reportId }) => reportId === report.id)
      .map(({ indicatorId, thisPeriod, total }) => {
        const asked = facts.indicators.find(({ id }) => id === indicatorId);
        return {
          name: `${asked?.name ?? ''}（${asked?.unitWord ?? ''}）`,
          target: asked?.target ?? '',
          now: thisPeriod,
          total,
        };
      }),
    withdraw:
      report.stage === 'submitted' && mayActFor(within(facts.me, facts.world.plan), item)
        ? { action: paths.withdrawal(report.id), version: String(report.version) }
        : null,
  };
}

function openUnitParts({ openUnits }: Report, { unitNames }: SubmissionFacts): ReportSheet['parts'] {
  return Object.entries(JSON.parse(openUnits) as Record<string, string>).map(([unitId, text]) => ({
    term: `${unitNames.get(Number(unitId)) ?? ''}尚未办结`,
    text,
  }));
}

const reviewParts = ({ stage, reviewReason }: Report): ReportSheet['parts'] =>
  reviewReason === '' ? [] : [{ term: stage === 'returned' ? '退回原因' : '审核意见', text: reviewReason }];
