import { longDay, shortDay, weekdayName } from '../domain/day.js';
import { instructionStanding } from '../domain/instructions.js';
import { type Report } from '../domain/reports.js';
import { STANDING_WORDS, standingOf } from '../domain/standing.js';
import { type ThreeNumbers, threeNumbers } from '../domain/yesterday.js';
import { type FaultSummary, type FormView } from '../rendering/views-forms.js';
import { type BriefingView, type RedLine } from '../rendering/views-instructions.js';
import { type Figure } from '../rendering/views-overview.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { daysLeft } from '../web/days-left.js';
import { doneShare, light, totalOf } from '../web/lights.js';
import { paths } from '../web/paths.js';
import { askedOf, clipped, ownReason, reportedWords } from '../web/red-items.js';
import { nextDeadline } from '../domain/digest.js';
import { countsPer } from '../domain/standing.js';
import { type BriefingFacts } from './briefing.service.js';

const TEXT_LENGTH = 28;

/** A leader's screen: three numbers against last week, what is red and why, what comes next, one form. */
export function briefingView(
  facts: BriefingFacts,
  { form, summary }: { form: FormView | null; summary: FaultSummary | null },
): Omit<BriefingView, 'frame'> {
  const { world, red, counts } = facts;
  const { plan, today } = world;
  const { late } = threeNumbers(counts);
  const reports = new Map(facts.reports.map((report) => [report.assignmentId, report]));
  return {
    ...{ planTitle: plan.title, dayLong: `${longDay(today)} ${weekdayName(today)}`, form, summary },
    digests: { label: '历次摘要', href: paths.digests(plan.id) },
    figures: figuresOf(facts),
    red: {
      heading: late > red.length ? `红色事项（${late}项，列最久的${red.length}项）` : `红色事项（${late}项）`,
      lines: red.map((item) => redLine(item, reports.get(item.id) ?? null, facts)),
      more:
        late > red.length ? { label: '全部逾期事项', href: paths.assignments(plan.id, { standing: 'late' }) } : null,
      none: '没有逾期事项',
    },
    next: nextOf(facts),
    open: openOf(facts),
  };
}

function figuresOf({ world, counts, before }: BriefingFacts): Figure[] {
  const now = threeNumbers(counts);
  const then = before && threeNumbers(before);
  const change = (of: keyof ThreeNumbers) => {
    if (then === null) return '启用未满一周';
    const difference = now[of] - then[of];
    return difference === 0 ? '与上周相同' : `较上周 ${difference > 0 ? '+' : '−'}${Math.abs(difference)}`;
  };
  const to = (standing: string) => paths.assignments(world.plan.id, { standing });
  const done = { label: '已办结', value: String(now.done), of: `/${totalOf(counts)}` };
  return [
    { ...done, change: change('done'), standing: 'done', href: to('finished') },
    {
      ...{ label: '临期', value: String(now.soon), of: null, change: change('soon') },
      standing: 'due-soon',
      href: to('due-soon'),
    },
    {
      ...{ label: '逾期', value: String(now.late), of: null, change: change('late') },
      standing: 'overdue',
      href: to('late'),
    },
  ];
}

function redLine(item: NamedAssignment, report: Report | null, { world }: BriefingFacts): RedLine {
  const { today, calendar, plan } = world;
  const standing = standingOf(item, today, world);
  const day = item.rectifyBy ?? item.dueOn;
  return {
    href: paths.assignment(item.id),
    measure: `${item.measureNumber}${item.measureTitle}`,
    unit: { label: item.unitName, href: paths.unit(plan.id, item.unitId) },
    light: { standing, label: STANDING_WORDS[standing] },
    since: daysLeft(day, today, calendar),
    reason: ownReason(report, item, world),
    from: report && reportedWords(report, today),
    ask: report ? askedOf(report) : '—',
  };
}

function nextOf({ world, tallies }: BriefingFacts): string {
  const { phases, today, calendar } = world;
  const per = countsPer(tallies, ({ phaseId }) => phaseId, today, world);
  return nextDeadline(phases, (id) => doneShare(per.get(id) ?? {}), today, calendar);
}

function openOf({ world, open, openCount }: BriefingFacts): BriefingView['open'] {
  const { today, calendar, plan } = world;
  return {
    heading: `办理中的批示（${openCount}件）`,
    lines: open.map((one) => ({
      label: clipped(one.text, TEXT_LENGTH),
      href: paths.instruction(one.id),
      detail: `${one.unitName} · ${shortDay(one.dueOn, today)}前${one.stage === 'issued' ? ` · ${daysLeft(one.dueOn, today, calendar)}` : ''}`,
      light: light(instructionStanding(one, today, calendar)),
    })),
    none: '没有办理中的批示',
    all: { label: '全部批示', href: paths.instructions(plan.id) },
  };
}
