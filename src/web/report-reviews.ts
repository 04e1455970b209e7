import { momentOf } from '../clock.js';
import { type Day, shortDay } from '../domain/day.js';
import { REPORT } from '../domain/lifecycle.js';
import { phaseName } from '../domain/phases.js';
import { RATING_WORDS, REPORT_KIND_WORDS, REVIEW_CHECKS, type ReviewCheck } from '../domain/reports.js';
import { type Missed, type ReportWords, type ReviewForm } from '../rendering/views-desk.js';
import { type NamedReport } from '../storage/stores/desk.js';
import { aside } from './aside.js';
import { type Faults, fieldViews, type Typed } from './forms.js';
import { paths } from './paths.js';

export const LONGEST_REASON = 500;
export const CHECKS = Object.keys(REVIEW_CHECKS) as [ReviewCheck, ...ReviewCheck[]];

const IDS_IN_ADDRESS = /^[1-9]\d{0,9}(\.[1-9]\d{0,9}){0,49}$/;

/** The ids that an address lists, '12.15.31'; nothing where it lists anything else. */
export function idsIn(list: string): number[] {
  return IDS_IN_ADDRESS.test(list)
    ? list
        .split('.')
        .map(Number)
        .filter((id) => id <= 2_147_483_647)
    : [];
}

/** '（一）就业帮扶'. */
export const itemName = (report: { measureNumber: string; measureTitle: string }) =>
  `${report.measureNumber}${report.measureTitle}`;

/** '第一阶段 · 6月30日到期 · 牵头'. */
export function itemPlace({ phasePosition, dueOn, role }: NamedReport, today: Day): string {
  return `${phaseName(phasePosition)} · ${shortDay(dueOn, today)}到期 · ${role === 'lead' ? '牵头' : '责任'}`;
}

/** A report in full: every part in which the unit wrote something, in the order of the form. */
export function reportWords(
  report: NamedReport,
  heading: string,
  today: Day,
  unitNames: ReadonlyMap<number, string> = new Map(),
): ReportWords {
  const at = momentOf(report.submittedAt);
  const by = report.phone ? `${report.byName}（${report.phone}）` : report.byName;
  const open = Object.entries(JSON.parse(report.openUnits) as Record<string, string>);
  const needs = aside(report.needs, report.needsFrom && `对象单位：${report.needsFrom}`);
  const parts: [string, string][] = [
    ['办理情况', RATING_WORDS[report.rating]],
    ['本期进展', report.progress],
    ['存在问题', report.problems],
    ['需协调', needs],
    ['下步措施', aside(report.nextSteps, report.nextOn && `${shortDay(report.nextOn, today)}前`)],
    ['未办结单位', open.map(([id, said]) => `${unitNames.get(Number(id)) ?? '单位'}：${said}`).join('\n')],
    ['审核意见', report.reviewReason],
  ];
  return {
    heading,
    about: [
      REPORT_KIND_WORDS[report.kind],
      `${shortDay(at.today, today)} ${at.time}报送`,
      `填报人 ${by}`,
      `所属期 ${shortDay(report.periodOn, today)}`,
    ].join(' · '),
    result: resultOf(report, today),
    words: parts.filter(([, value]) => value !== '').map(([term, value]) => ({ term, value, href: null })),
  };
}

/** '已采用 · 张三 6月24日'; null while it waits. */
export function resultOf(report: NamedReport, today: Day): string | null {
  if (report.stage === 'submitted') return null;
  const by = report.reviewedOn ? ` · ${report.reviewedBy ?? ''} ${shortDay(report.reviewedOn, today)}` : '';
  return `${REPORT.stages[report.stage]}${by}`;
}

/** The form that reviews a report, with what was typed where it was refused. */
export function reviewForm(
  report: NamedReport,
  refused: { typed: Typed; faults: Faults } | null,
  back: string,
): ReviewForm {
  const isCompletion = report.kind === 'completion';
  const [checks, reason] = fieldViews(
    [
      {
        ...{ name: 'checks', label: '审核要点', kind: 'checks' },
        hint: isCompletion ? '审核通过办结申请，五项须全部符合' : '可不勾选',
        options: CHECKS.map((value) => ({ value, label: REVIEW_CHECKS[value] })),
      },
      {
        ...{ name: 'reason', label: '审核意见', kind: 'text', rows: 2 },
        hint: '退回时必须写明理由，理由随邮件告知报送单位',
      },
    ],
    refused?.typed ?? null,
    refused?.faults ?? null,
    `r${report.id}`,
  );
  return { action: paths.review(report.id), version: report.version, back, checks: checks!, reason: reason! };
}

/** What of a batch could not be accepted, each with how it stands now; null where everything was. */
export function missedView(missed: readonly NamedReport[], today: Day): Missed | null {
  if (missed.length === 0) return null;
  return {
    heading: `有${missed.length}件没有办成`,
    lines: missed.map((report) => ({
      label: `${report.unitName} ${itemName(report)}`,
      href: paths.review(report.id),
      why: whyMissed(report, today),
    })),
  };
}

function whyMissed(report: NamedReport, today: Day): string {
  const result = resultOf(report, today);
  if (result) return `已由别人办理：${result}`;
  return report.kind === 'completion' ? '办结申请须逐件审核' : '请再试一次';
}
