import { type Closure } from '../domain/closure.js';
import { momentOf } from '../clock.js';
import { daysBetween, shortDay } from '../domain/day.js';
import { type Assignment, type Phase } from '../domain/plan.js';
import { type Counts, countsPer } from '../domain/standing.js';
import { type ActedSince, countsYesterday, threeNumbers } from '../domain/yesterday.js';
import { type Figure, type MatrixCell, type OverviewView, type PhaseOnLine } from '../rendering/views-overview.js';
import { type Tally } from '../storage/stores/assignments.js';
import { type CountedMails } from '../storage/stores/no-mails.js';
import { type LatestEntry } from '../storage/stores/history.js';
import { barOf, doneShare, finishedOf, phaseDates, sumCounts, totalOf, worstLight } from '../web/lights.js';
import { paths } from '../web/paths.js';
import { nameOfPhase, phasesWithWork, shortNameOfPhase } from '../domain/phases.js';
import { type PlanWorld } from '../web/world.js';
import { closedView } from './closure.views.js';
import { lateLines, todayLines, unitLines } from './overview-lists.views.js';

/** What the overview is made of: counts by facts, names, and the day's news. */
export interface OverviewFacts {
  world: PlanWorld;
  measures: readonly { id: number; number: string; title: string }[];
  /** Duties with the unit's name, in order of the plan. */
  duties: readonly { measureId: number; unitId: number; unit: string; role: 'lead' | 'responsible' }[];
  byMeasure: readonly Tally[];
  byUnit: readonly Tally[];
  mailsToday: readonly CountedMails[];
  acts: readonly LatestEntry[];
  late: readonly Assignment[];
  actedToday: readonly ActedSince[];
  closure: Closure | null;
}

type View = Omit<OverviewView, 'frame'>;

/** The overview in finished words. */
export function overviewView(facts: OverviewFacts): View {
  const { world } = facts;
  const { plan, everyPhase, today } = world;
  const cells = countsPer(facts.byMeasure, (tally) => `${tally.ofId}:${tally.phaseId}`, today, world);
  const counts = (measureId: number, phaseId: number) => cells.get(`${measureId}:${phaseId}`) ?? {};
  const inPhase = (phase: Phase) => sumCounts(facts.measures.map(({ id }) => counts(id, phase.id)));
  const phases = phasesWithWork(everyPhase, (phase) => totalOf(inPhase(phase)) > 0);
  const ofPhase = phases.map(inPhase);
  const all = sumCounts(ofPhase);
  return {
    closed: facts.closure && closedView(facts.closure),
    plan: { title: plan.title, docNumber: plan.docNumber, href: paths.plan(plan.id) },
    phases: everyPhase.map((phase) => phaseOnLine(phase, inPhase(phase), world)),
    figures: figures(all, yesterdayOf(facts), world),
    matrix: {
      columns: phases.map((phase) => ({
        label: shortNameOfPhase(phase),
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
            `，措施${measure.number}，${nameOfPhase(phase)}`,
          ),
        ),
        total: doneShare(sumCounts(phases.map((phase) => counts(measure.id, phase.id)))),
      })),
      totals: phases.map((phase, i) =>
        cell(ofPhase[i] ?? {}, paths.assignments(plan.id, { phase: phase.id }), `，合计，${nameOfPhase(phase)}`),
      ),
      total: doneShare(all),
    },
    today: todayLines(facts),
    late: lateLines(facts, threeNumbers(all).late),
    units: unitLines(facts),
    unitsHref: paths.units(plan.id),
  };
}

/** A phase need not ask for every measure: one with a day of its own is due once. */
function cell(counts: Counts, href: string, of: string): MatrixCell {
  if (totalOf(counts) === 0) return { href, bar: { ...barOf(counts), words: '没有事项' }, done: '—', light: null, of };
  return { href, bar: barOf(counts), done: doneShare(counts), light: worstLight(counts), of };
}

const STATE_WORDS = { past: '已到期', now: '进行中', ahead: '未开始' } as const;

function phaseOnLine(phase: Phase, counts: Counts, { today, plan }: PlanWorld): PhaseOnLine {
  const isDropped = phase.droppedOn !== null;
  const state = isDropped || today > phase.dueOn ? 'past' : today < phase.startsOn ? 'ahead' : 'now';
  const length = daysBetween(phase.startsOn, phase.dueOn) + 1;
  const at = Math.round((100 * (daysBetween(phase.startsOn, today) + 0.5)) / length);
  const total = totalOf(counts);
  return {
    label: shortNameOfPhase(phase),
    title: phase.title,
    dates: phaseDates(phase),
    state,
    stateWord: phase.droppedOn === null ? STATE_WORDS[state] : `${shortDay(phase.droppedOn, today)}取消`,
    done: state === 'ahead' || (isDropped && total === 0) ? '' : `办结 ${doneShare(counts)}`,
    share: `${total === 0 ? 0 : Math.round((100 * finishedOf(counts)) / total)}%`,
    todayAt: state === 'now' ? `${at}%` : null,
    todayAnchor: state !== 'now' ? null : at < 50 ? 'start' : 'end',
    href: paths.assignments(plan.id, { phase: phase.id }),
  };
}

/** Null on the day the plan was started: there was no yesterday. */
function yesterdayOf({ world, byMeasure, actedToday }: OverviewFacts): Counts | null {
  const { plan, today } = world;
  if (plan.activatedAt !== null && momentOf(plan.activatedAt).today === today) return null;
  return countsYesterday(byMeasure, actedToday, today, world);
}

function figures(now: Counts, before: Counts | null, { plan }: PlanWorld): Figure[] {
  const change = (count: (counts: Counts) => number) => {
    if (before === null) return '今日启用';
    const difference = count(now) - count(before);
    return difference === 0 ? '与昨日相同' : `较昨日 ${difference > 0 ? '+' : '−'}${Math.abs(difference)}`;
  };
  const figure = (label: string, standing: 'due-soon' | 'in-review'): Figure => ({
    label,
    value: String(now[standing] ?? 0),
    of: null,
    change: change((counts) => counts[standing] ?? 0),
    standing,
    href: paths.assignments(plan.id, { standing }),
  });
  return [
    {
      label: '已办结',
      value: String(finishedOf(now)),
      of: `/${totalOf(now)}`,
      change: change(finishedOf),
      standing: 'done',
      href: paths.assignments(plan.id, { standing: 'finished' }),
    },
    figure('临期', 'due-soon'),
    {
      label: '逾期',
      value: String(threeNumbers(now).late),
      of: null,
      change: change((counts) => threeNumbers(counts).late),
      standing: 'overdue',
      href: paths.assignments(plan.id, { standing: 'late' }),
    },
    figure('待审核', 'in-review'),
  ];
}
