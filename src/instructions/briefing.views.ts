import { longDay, shortDay, weekdayName } from '../domain/day.js';
import { workdaysAfter } from '../domain/calendar.js';
import { instructionStanding } from '../domain/instructions.js';
import { phaseName } from '../domain/phases.js';
import { type Report } from '../domain/reports.js';
import { reasonOf, STANDING_WORDS, standingOf } from '../domain/standing.js';
import { type ThreeNumbers, threeNumbers } from '../domain/yesterday.js';
import { type FaultSummary, type FormView } from '../rendering/views-forms.js';
import { type BriefingView, type RedLine } from '../rendering/views-instructions.js';
import { type Figure } from '../rendering/views-overview.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { daysLeft } from '../web/days-left.js';
import { doneShare, light, sumCounts, totalOf } from '../web/lights.js';
import { paths } from '../web/paths.js';
import { countsPer } from '../domain/standing.js';
import { type BriefingFacts } from './briefing.service.js';

const REASON_LENGTH = 44;
const TEXT_LENGTH = 28;

/** A text cut to so many characters as a reader counts them, with a mark where it was cut. */
export function clipped(text: string, length: number): string {
  const flat = [...text.replace(/\s+/g, ' ')];
  return flat.length <= length ? flat.join('') : `${flat.slice(0, length - 1).join('')}…`;
}

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
    reason: reasonWords(report, item, world),
    from: report && reportedWords(report, today),
    ask: report ? askedOf(report) : '—',
  };
}

/** When it was said, and that the office has not accepted it, where it has not. */
function reportedWords({ submittedOn, stage }: Report, today: string): string {
  const marks = { submitted: '，待审核', returned: '，已退回', accepted: '', withdrawn: '' } as const;
  return `${shortDay(submittedOn, today)}报${marks[stage]}`;
}

function reasonWords(report: Report | null, item: NamedAssignment, world: BriefingFacts['world']): string {
  if (item.stage === 'declined') return reasonOf(item, world.today, world);
  if (!report) return '单位未报原因';
  if (report.problems !== '') return clipped(report.problems, REASON_LENGTH);
  // Progress is no reason, and is not passed off as one.
  return report.progress === '' ? '单位未报原因' : clipped(`未报原因；所报进展：${report.progress}`, REASON_LENGTH);
}

/** Whom a need is addressed to, where it is the leaders' or the office's. */
const LEADERS = /领导|组长|县长|书记|主任|办公室|县委|县政府/;

/** What a unit asks: of the leaders where it names them, else what is to be coordinated and with whom. */
export function askedOf({ needs, needsFrom }: Pick<Report, 'needs' | 'needsFrom'>): string {
  if (needs === '') return '—';
  const what = clipped(needs, REASON_LENGTH);
  if (needsFrom === '') return `需协调：${what}`;
  return LEADERS.test(needsFrom) ? `请${needsFrom}：${what}` : `需${needsFrom}配合：${what}`;
}

function nextOf({ world, tallies }: BriefingFacts): string {
  const { phases, today, calendar } = world;
  const phase = phases.find(({ dueOn }) => dueOn >= today);
  if (!phase) return '各阶段均已到期';
  const per = countsPer(tallies, ({ phaseId }) => phaseId, today, world);
  const share = doneShare(sumCounts([per.get(phase.id) ?? {}]));
  const left = workdaysAfter(calendar, today, phase.dueOn);
  const until = phase.dueOn === today ? '今天到期' : `还剩${left}个工作日`;
  return `${phaseName(phase.position)}“${phase.title}”${shortDay(phase.dueOn, today)}（${weekdayName(phase.dueOn)}）到期，${until}，已办结${share}`;
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
