import { shortDay } from '../domain/day.js';
import { type Extension, whyNotAsk } from '../domain/extensions.js';
import { type Rectification } from '../domain/inspections.js';
import { type Instruction } from '../domain/instructions.js';
import { EXTENSION, INSTRUCTION, RECTIFICATION, REPORT } from '../domain/lifecycle.js';
import { may, mayActFor, type Person } from '../domain/permissions.js';
import { type Assignment } from '../domain/plan.js';
import { nextReportDay, nextUnanswered } from '../domain/reporting.js';
import { RATING_WORDS, type Report, REPORT_KIND_WORDS } from '../domain/reports.js';
import { WITH_UNIT } from '../domain/standing.js';
import { type RelatedLines, type ReportLine } from '../rendering/views-assignments.js';
import { type Fact, type Link } from '../rendering/views-common.js';
import { aside } from '../web/aside.js';
import { daysLeft } from '../web/days-left.js';
import { paths, withQuery } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';

/** What belongs to an assignment besides its own facts. */
export interface Related {
  reports: readonly Report[];
  extensions: readonly Extension[];
  rectifications: readonly Rectification[];
  instructions: readonly Instruction[];
}

/** What was reported of it, the newest first. */
export function reportLines(reports: readonly Report[], today: string): ReportLine[] {
  return reports.map((report) => ({
    when: shortDay(report.submittedOn, today),
    kind: REPORT_KIND_WORDS[report.kind],
    rating: RATING_WORDS[report.rating],
    state: REPORT.stages[report.stage],
    href: paths.submission(report.submissionId),
    texts: [
      { term: '进展', text: report.progress },
      { term: '问题', text: report.problems },
      { term: '需协调', text: aside(report.needs, report.needsFrom) },
      {
        term: '下步',
        text: aside(report.nextSteps, report.nextOn && `${shortDay(report.nextOn, today)}前`),
      },
      { term: '退回理由', text: report.stage === 'returned' ? report.reviewReason : '' },
    ].filter(({ text }) => text !== ''),
  }));
}

/** Extensions, rectifications and instructions that belong to it; a kind of which there is none is left out. */
export function relatedLines({ extensions, rectifications, instructions }: Related, today: string): RelatedLines[] {
  return [
    {
      heading: '延期申请',
      lines: extensions.map((one) => ({
        label: `申请延至${shortDay(one.askedDay, today)}`,
        href: paths.extension(one.id),
        detail: EXTENSION.stages[one.stage],
      })),
    },
    {
      heading: '整改',
      lines: rectifications.map((one) => ({
        label: one.number,
        href: paths.rectification(one.id),
        detail: `${RECTIFICATION.stages[one.stage]} · 第${one.round}轮 · 期限${shortDay(one.dueOn, today)}`,
      })),
    },
    {
      heading: '批示',
      lines: instructions.map((one) => ({
        label: `${one.leaderName}，${shortDay(one.givenOn, today)}`,
        href: paths.instruction(one.id),
        detail: `${INSTRUCTION.stages[one.stage]} · ${shortDay(one.dueOn, today)}前`,
      })),
    },
  ].filter(({ lines }) => lines.length > 0);
}

/** What a person can do next with it that has a page of its own. */
export function waysOn(person: Person, assignment: Assignment, related: Related, world: PlanWorld): Link[] {
  const { reports, extensions, rectifications } = related;
  const { id, planId, unitId, measureId, stage } = assignment;
  const ways: Link[] = [];
  if (mayActFor(person, assignment)) {
    // What is asked comes before what is always possible.
    const asked = rectifications.filter((one) => one.stage === 'issued');
    for (const { id: rectificationId, number } of asked)
      ways.push({
        label: asked.length > 1 ? `报送${number}` : '报送整改情况',
        href: paths.rectification(rectificationId),
      });
    if (WITH_UNIT.includes(stage) || stage === 'rectifying')
      ways.push({ label: '报进展', href: withQuery(paths.report(planId, unitId), { item: id }) });
    if (whyNotAsk(assignment, extensions, world.today, world) === null)
      ways.push({ label: '申请延期', href: paths.extensionsOf(id) });
  }
  if (may(person, 'instruct'))
    ways.push({ label: '就此作批示', href: withQuery(paths.instructions(planId), { assignment: id }) });
  if (may(person, 'work')) {
    const waiting = reports.find((report) => report.stage === 'submitted');
    if (waiting) ways.push({ label: '审核', href: paths.review(waiting.id) });
    if (WITH_UNIT.includes(stage) || stage === 'suspended')
      ways.push({
        label: '更正到期日',
        href: withQuery(paths.corrections(planId), { kind: 'item-due', assignmentId: id }),
      });
  }
  if (person.items === null) ways.push({ label: '本措施各单位进展', href: paths.measure(planId, measureId) });
  return ways;
}

/** When the next report of it is due, as a line of its facts; nothing once it is no longer with its unit. */
export function reportingFact(assignment: Assignment, world: PlanWorld): Fact[] {
  const { today, calendar } = world;
  const day = nextUnanswered(assignment, today, world);
  if (day === null) return [];
  const answered = nextReportDay(assignment, today, world);
  const said = answered !== null && answered < day ? `${shortDay(answered, today)}一期已报，下一期` : '';
  const value = `${said}${shortDay(day, today)}（${daysLeft(day, today, calendar)}）`;
  return [{ term: '下次报送', value, href: null }];
}
