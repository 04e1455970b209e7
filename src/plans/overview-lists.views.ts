import { plusDays, shortDay, weekdayName } from '../domain/day.js';
import { type Assignment, type Phase } from '../domain/plan.js';
import { ruleWords, stepsUntil } from '../domain/reminders.js';
import { type Counts, deadlineOf, reasonOf, STANDINGS, standingOf, WITH_UNIT } from '../domain/standing.js';
import { type ReasonedLight } from '../rendering/views-common.js';
import { type LateLine, type OverviewView, type TodayLine, type UnitLine } from '../rendering/views-overview.js';
import { type Tally } from '../storage/stores/assignments.js';
import { type LatestEntry } from '../storage/stores/history.js';
import { actWords } from '../web/act-words.js';
import { barOf, doneShare, light, lightBesideDue, worstLight } from '../web/lights.js';
import { MAIL_WORDS } from '../web/mail-words.js';
import { paths } from '../web/paths.js';
import { nameOfPhase, phaseName } from '../domain/phases.js';
import { type OverviewFacts } from './overview.views.js';

/** The day's news: what left, what comes next, what was done last. */
export function todayLines(facts: OverviewFacts): OverviewView['today'] {
  const { world, mailsToday, acts } = facts;
  const { today, plan } = world;
  return {
    heading: `今天 ${shortDay(today, today)}`,
    sent: mailsToday.map(({ name: kind, waits, count }): TodayLine => ({
      text: `${MAIL_WORDS[kind]} ${count}封${waits ? '待发' : ''}`,
      detail: null,
      href: paths.outbox({ plan: plan.id, kind, ...(waits ? { state: 'waiting' } : { day: today }) }),
    })),
    sentNone: '今天没有邮件',
    next: nextLines(facts),
    nextNone: '各阶段均已到期',
    acts: acts.map((entry) => ({
      text: actWords(entry.act),
      detail: `${shortDay(entry.day, today)} · ${whose(entry)}`,
      href: entry.assignmentId === null ? paths.plan(plan.id) : paths.assignment(entry.assignmentId),
    })),
    actsNone: '还没有操作',
  };
}

/** '县总工会 · 领导小组办公室'; a liaison's name says its unit by itself. */
function whose({ unitName, actor }: LatestEntry): string {
  return unitName === null || actor.includes(unitName) ? actor : `${unitName} · ${actor}`;
}

const DAYS_AHEAD = 45;

/** The next day on which mails leave and the next deadline, from the due days that are still open: no item need be read. */
function nextLines({ world, mailsToday, byMeasure }: OverviewFacts): TodayLine[] {
  const { phases, today, calendar, rules, plan } = world;
  const todayIsSaid = mailsToday.some(({ name }) => name === 'reminder' || name === 'chase');
  const said = (day: string) => `${shortDay(day, today)} ${weekdayName(day)}`;
  const open = byMeasure.filter((tally) => WITH_UNIT.includes(tally.stage));
  const stepsOf = stepsUntil(plusDays(today, DAYS_AHEAD), { calendar, rulesOfPlan: () => rules });
  const steps = [...new Set(open.map((tally) => tally.dueOn))]
    .flatMap((dueOn) => stepsOf(plan.id, dueOn).map((step) => ({ ...step, dueOn })))
    .filter((step) => step.day > today || (step.day === today && !todayIsSaid))
    .sort((a, b) => a.day.localeCompare(b.day));
  const next = steps.filter((step) => step.day === steps[0]?.day);
  const due = phases.find((phase) => phase.dueOn >= today);
  const lines: TodayLine[] = [];
  if (next[0])
    lines.push({
      text: `${said(next[0].day)} ${[...new Set(next.map((step) => MAIL_WORDS[step.kind]))].join('、')}`,
      detail: next.map((step) => `${phaseOf(step.dueOn, phases)}${ruleWords(step.rule)}`).join('；'),
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

/** The phase that is due on a day; items with a day of their own belong to none. */
function phaseOf(dueOn: string, phases: readonly Phase[]): string {
  const phase = phases.find((candidate) => candidate.dueOn === dueOn);
  return phase ? phaseName(phase.position) : '';
}

/** Why it is late, without the day that stands beside it. */
function lateLight(item: Assignment, { today, calendar, rules }: OverviewFacts['world']): ReasonedLight {
  const { sentence, ...rest } = lightBesideDue(item, today, { calendar, rules });
  return { ...rest, sentence: sentence.replace(`整改期限${shortDay(deadlineOf(item), today)}，`, '') };
}

/** What is overdue, what should have been put right by now with it: the longest first. */
export function lateLines({ late, world, measures, duties }: OverviewFacts, total: number): OverviewView['late'] {
  const unitName = new Map(duties.map((duty) => [duty.unitId, duty.unit]));
  const longestFirst = [...late].sort((a, b) => deadlineOf(a).localeCompare(deadlineOf(b)));
  const lines = longestFirst.map((item): LateLine => {
    const measure = measures.find(({ id }) => id === item.measureId);
    const phase = world.everyPhase.find(({ id }) => id === item.phaseId);
    return {
      unit: { label: unitName.get(item.unitId) ?? '', href: paths.unit(world.plan.id, item.unitId) },
      measure: `${measure?.number ?? ''}${measure?.title ?? ''}`,
      phase: phase ? nameOfPhase(phase) : '',
      dueOn: shortDay(deadlineOf(item), world.today),
      light: lateLight(item, world),
      href: paths.assignment(item.id),
    };
  });
  const more = total > lines.length ? `，列出前${lines.length}项` : '';
  const href = total > lines.length ? paths.assignments(world.plan.id, { standing: 'late' }) : null;
  return { href, heading: total > 0 ? `逾期未办结（${total}项${more}）` : '逾期未办结', lines, none: '没有逾期事项' };
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

/** Every unit in one line, the worst off first. */
export function unitLines({ duties, byUnit, world }: OverviewFacts): UnitLine[] {
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
      worst: worst
        ? { ...worstLight(counts), sentence: reasonOf(worst, world.today, world) }
        : { ...light('not-open'), sentence: '' },
    }));
}

function newSum(id: number, name: string): UnitSum {
  return { id, name, lead: 0, responsible: 0, counts: {}, worst: null, rank: STANDINGS.length };
}
