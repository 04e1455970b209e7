import { daysBetween, plusDays, shortDay, weekdayName } from '../domain/day.js';
import { reminderSteps, ruleWords } from '../domain/reminders.js';
import { type Assignment, type HistoryEntry, type MailKind } from '../domain/plan.js';
import { type Counts, countStandings, reasonOf, STANDINGS, standingOf } from '../domain/standing.js';
import {
  type Figure,
  type LateLine,
  type MatrixCell,
  type OverviewView,
  type PhaseOnLine,
  type TodayLine,
  type UnitLine,
} from '../rendering/views-overview.js';
import { type Tally } from '../storage/stores/assignments.js';
import { actWords } from '../web/act-words.js';
import { barOf, doneShare, finishedOf, light, phaseDates, reasonedLight, sumCounts, totalOf, worstLight } from '../web/lights.js';
import { MAIL_WORDS } from '../web/mail-words.js';
import { paths } from '../web/paths.js';
import { phaseName } from '../web/phase-words.js';
import { type PlanWorld } from '../web/world.js';

/** What the overview is made of: counts by facts, names, and the day's news. */
export interface OverviewFacts {
  world: PlanWorld;
  measures: readonly { id: number; number: string; title: string }[];
  /** Duties with the unit's name, in order of the plan. */
  duties: readonly { measureId: number; unitId: number; unit: string; role: 'lead' | 'responsible' }[];
  byMeasure: readonly Tally[];
  byUnit: readonly Tally[];
  mailsToday: Partial<Record<MailKind, number>>;
  acts: readonly HistoryEntry[];
  late: readonly Assignment[];
}

type View = Omit<OverviewView, 'frame'>;

/** The overview in finished words. */
export function overviewView(facts: OverviewFacts): View {
  const { world } = facts;
  const { plan, phases, today } = world;
  const counts = countsBy(facts.byMeasure, world);
  const ofPhase = phases.map((phase) => sumCounts(facts.measures.map(({ id }) => counts(id, phase.id))));
  const all = sumCounts(ofPhase);
  return {
    plan: { title: plan.title, docNumber: plan.docNumber, href: paths.plan(plan.id) },
    phases: phases.map((phase, i) => phaseOnLine(phase, ofPhase[i] ?? {}, world)),
    figures: figures(all, countStandings(facts.byMeasure, plusDays(today, -1), world), world),
    matrix: {
      columns: phases.map((phase) => ({
        label: phaseName(phase.position),
        dates: `${shortDay(phase.dueOn, today)}前`,
        href: paths.assignments(plan.id, { phase: phase.id }),
      })),
      rows: facts.measures.map((measure) => ({
        number: measure.number,
        title: measure.title,
        href: paths.assignments(plan.id, { measure: measure.id }),
        leads: facts.duties
          .filter((duty) => duty.measureId === measure.id && duty.role === 'lead')
          .map((duty) => duty.unit)
          .join('、'),
        cells: phases.map((phase) =>
          cell(
            counts(measure.id, phase.id),
            paths.assignments(plan.id, { measure: measure.id, phase: phase.id }),
            `，措施${measure.number}，${phaseName(phase.position)}`,
          ),
        ),
        total: doneShare(sumCounts(phases.map((phase) => counts(measure.id, phase.id)))),
      })),
      totals: phases.map((phase, i) =>
        cell(ofPhase[i] ?? {}, paths.assignments(plan.id, { phase: phase.id }), `，合计，${phaseName(phase.position)}`),
      ),
      total: doneShare(all),
    },
    today: todayLines(facts),
    late: lateLines(facts, all.overdue ?? 0),
    units: unitLines(facts),
    unitsHref: paths.units(plan.id),
  };
}

const NONE: Counts = {};

/** Counts by standing for a measure (or unit) and phase, from the tallies in one pass. */
export function countsBy(
  tallies: readonly Tally[],
  world: Pick<PlanWorld, 'today' | 'calendar' | 'rules'>,
): (ofId: number, phaseId: number) => Counts {
  const cells = new Map<string, Counts>();
  for (const tally of tallies) {
    const key = `${tally.ofId}:${tally.phaseId}`;
    const standing = standingOf(tally, world.today, world);
    const counts = cells.get(key);
    if (counts) counts[standing] = (counts[standing] ?? 0) + tally.count;
    else cells.set(key, { [standing]: tally.count });
  }
  return (ofId, phaseId) => cells.get(`${ofId}:${phaseId}`) ?? NONE;
}

function cell(counts: Counts, href: string, of: string): MatrixCell {
  return { href, bar: barOf(counts), done: doneShare(counts), light: worstLight(counts), of };
}

function phaseOnLine(phase: PlanWorld['phases'][number], counts: Counts, { today, plan }: PlanWorld): PhaseOnLine {
  const state = today > phase.dueOn ? 'past' : today < phase.startsOn ? 'ahead' : 'now';
  const length = daysBetween(phase.startsOn, phase.dueOn) + 1;
  const at = Math.round((100 * (daysBetween(phase.startsOn, today) + 0.5)) / length);
  const total = totalOf(counts);
  return {
    label: phaseName(phase.position),
    title: phase.title,
    dates: phaseDates(phase),
    state,
    stateWord: { past: '已到期', now: '进行中', ahead: '未开始' }[state],
    done: state === 'ahead' ? '' : `办结 ${doneShare(counts)}`,
    share: `${total === 0 ? 0 : Math.round((100 * finishedOf(counts)) / total)}%`,
    todayAt: state === 'now' ? `${at}%` : null,
    todayAnchor: state !== 'now' ? null : at < 50 ? 'start' : 'end',
    href: paths.assignments(plan.id, { phase: phase.id }),
  };
}

function figures(now: Counts, before: Counts, { plan }: PlanWorld): Figure[] {
  const change = (difference: number) =>
    difference === 0 ? '与昨日相同' : `较昨日 ${difference > 0 ? '+' : '−'}${Math.abs(difference)}`;
  const figure = (label: string, standing: 'due-soon' | 'overdue' | 'in-review'): Figure => ({
    label,
    value: String(now[standing] ?? 0),
    of: null,
    change: change((now[standing] ?? 0) - (before[standing] ?? 0)),
    standing,
    href: paths.assignments(plan.id, { standing }),
  });
  return [
    {
      label: '已办结',
      value: String(finishedOf(now)),
      of: `/${totalOf(now)}`,
      change: change(finishedOf(now) - finishedOf(before)),
      standing: 'done',
      href: paths.assignments(plan.id, { standing: 'finished' }),
    },
    figure('临期', 'due-soon'),
    figure('逾期', 'overdue'),
    figure('待审核', 'in-review'),
  ];
}

function todayLines(facts: OverviewFacts): View['today'] {
  const { world, mailsToday, acts } = facts;
  const { today, plan } = world;
  const sent = (Object.entries(mailsToday) as [MailKind, number][]).filter(([, count]) => count > 0);
  return {
    heading: `今天 ${shortDay(today, today)}`,
    sent: sent.map(([kind, count]): TodayLine => ({
      text: `${MAIL_WORDS[kind]} ${count}封`,
      detail: null,
      href: paths.outbox({ day: today, kind }),
    })),
    sentNone: '今天没有邮件',
    next: nextLines(facts),
    nextNone: '各阶段均已到期',
    acts: acts.map((entry) => ({
      text: actWords(entry.act),
      detail: `${shortDay(entry.day, today)} · ${entry.actor}`,
      href: entry.assignmentId === null ? paths.plan(plan.id) : paths.assignment(entry.assignmentId),
    })),
    actsNone: '还没有操作',
  };
}

/** The next reminder day and the next deadline, from the phases alone: no item need be read for it. */
function nextLines({ world, mailsToday }: OverviewFacts): TodayLine[] {
  const { phases, today, calendar, rules, plan } = world;
  const todayIsSaid = (mailsToday.reminder ?? 0) + (mailsToday.chase ?? 0) > 0;
  const said = (day: string) => `${shortDay(day, today)} ${weekdayName(day)}`;
  const steps = phases
    .flatMap((phase) => reminderSteps(phase.dueOn, calendar, rules).map((step) => ({ ...step, phase })))
    .filter((step) => step.day > today || (step.day === today && !todayIsSaid))
    .sort((a, b) => a.day.localeCompare(b.day));
  const due = phases.find((phase) => phase.dueOn >= today);
  const lines: TodayLine[] = [];
  if (steps[0])
    lines.push({
      text: `${said(steps[0].day)} 提醒`,
      detail: `${phaseName(steps[0].phase.position)}${ruleWords(steps[0].rule)}`,
      href: paths.schedule(),
    });
  if (due)
    lines.push({
      text: `${said(due.dueOn)} ${phaseName(due.position)}到期`,
      detail: due.title,
      href: paths.assignments(plan.id, { phase: due.id }),
    });
  return lines;
}

function lateLines({ late, world, measures, duties }: OverviewFacts, total: number): View['late'] {
  const unitName = new Map(duties.map((duty) => [duty.unitId, duty.unit]));
  const lines = late.map((item): LateLine => {
    const measure = measures.find(({ id }) => id === item.measureId);
    const phase = world.phases.find(({ id }) => id === item.phaseId);
    return {
      unit: { label: unitName.get(item.unitId) ?? '', href: paths.unit(world.plan.id, item.unitId) },
      measure: `${measure?.number ?? ''}${measure?.title ?? ''}`,
      phase: phase ? phaseName(phase.position) : '',
      dueOn: item.dueOn,
      sentence: reasonOf(item, world.today, world),
      href: paths.assignment(item.id),
    };
  });
  const more = total > lines.length ? `，列出前${lines.length}项` : '';
  return { heading: total > 0 ? `逾期未办结（${total}项${more}）` : '逾期未办结', lines, none: '没有逾期事项' };
}

/** What is known of a unit while its tallies are added up. */
interface UnitSum {
  id: number;
  name: string;
  lead: number;
  responsible: number;
  counts: Counts;
  /** Its worst tally (the earliest due among equals), and where that stands among the standings. */
  worst: Tally | null;
  rank: number;
}

function unitLines({ duties, byUnit, world }: OverviewFacts): UnitLine[] {
  const sums = new Map<number, UnitSum>();
  for (const { unitId, unit, role } of duties) {
    const sum = sums.get(unitId) ?? newSum(unitId, unit);
    sum[role]++;
    sums.set(unitId, sum);
  }
  for (const tally of byUnit) {
    const sum = sums.get(tally.ofId);
    if (!sum) continue;
    const standing = standingOf(tally, world.today, world);
    const rank = STANDINGS.indexOf(standing);
    sum.counts[standing] = (sum.counts[standing] ?? 0) + tally.count;
    if (rank < sum.rank || (rank === sum.rank && tally.dueOn < (sum.worst?.dueOn ?? '')))
      Object.assign(sum, { rank, worst: tally });
  }
  const many = (sum: UnitSum) => sum.counts[STANDINGS[sum.rank] ?? 'waived'] ?? 0;
  return [...sums.values()]
    .sort((a, b) => a.rank - b.rank || many(b) - many(a))
    .map(({ id, name, lead, responsible, counts, worst }) => ({
      name,
      lead,
      responsible,
      href: paths.unit(world.plan.id, id),
      bar: barOf(counts),
      done: doneShare(counts),
      worst: worst ? reasonedLight(worst, world.today, world) : { ...light('not-open'), sentence: '' },
    }));
}

function newSum(id: number, name: string): UnitSum {
  return { id, name, lead: 0, responsible: 0, counts: {}, worst: null, rank: STANDINGS.length };
}
