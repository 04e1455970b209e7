import { type Calendar, workdayOnOrBefore, workdaysAfter } from './calendar.js';
import { type Day, shortDay, weekdayName } from './day.js';
import { type DigestOccasion } from './digest-days.js';
import { phaseName } from './phases.js';
import { type Instant, type Phase } from './plan.js';
import { type Counts, FINISHED, type Standing, type StandingFacts } from './standing.js';
import { type ThreeNumbers } from './yesterday.js';

/** Whom an issue was made for, and whether a mail could go there. */
export interface DigestReader {
  post: string;
  name: string;
  mailed: boolean;
}

/** A red item as it was on the day of the issue, in the words of that day. */
export interface DigestRed {
  assignmentId: number;
  measure: string;
  unit: string;
  standing: Standing;
  /** '已过3个工作日'. */
  since: string;
  /** The unit's own words, and when it reported them. */
  reason: string;
  from: string | null;
  /** What it asks and of whom; null for nothing. */
  ask: string | null;
}

/** What came and what was brought to an end since the last issue. */
export const MOVES = ['late', 'to-rectify', 'done', 'closed'] as const;
export type MoveKind = (typeof MOVES)[number];
export const MOVE_WORDS: Readonly<Record<MoveKind, string>> = {
  late: '新增逾期',
  'to-rectify': '新增整改',
  done: '新办结',
  closed: '新销号',
};
export interface Move {
  kind: MoveKind;
  total: number;
  /** The units with the most, each with its number, and how many units there are. */
  units: { unit: string; items: number }[];
  unitCount: number;
}

/** What an issue to leaders and one to the head of a unit have in common. */
export interface ProgressFigures {
  occasions: DigestOccasion[];
  /** From the last issue of its kind (null: this is the first) up to the moment it was made. */
  since: Instant | null;
  until: Instant;
  readers: DigestReader[];
  numbers: ThreeNumbers & { total: number };
  /** The three numbers of the last issue. */
  before: ThreeNumbers | null;
  counts: Counts;
  red: { total: number; items: DigestRed[] };
  moves: Move[];
  /** What the subject says of time. */
  time: string;
  /** The next day that matters, in a sentence. */
  next: string;
}

/** 领导摘要: the plan's measures, each with its phases. */
export interface LeaderFigures extends ProgressFigures {
  phases: string[];
  measures: { number: string; title: string; light: MeasureLight; cells: Counts[] }[];
}

/** 单位月报. */
export interface UnitFigures extends ProgressFigures {
  unit: string;
}

/** 办公室日报: what waits, queue by queue. */
export interface WorklistFigures {
  until: Instant;
  readers: DigestReader[];
  queues: { title: string; total: number; lines: string[] }[];
  /** The plans that it tells of, where these are several; each queue then begins with the short name of its own. */
  plans?: { title: string; brief: string }[];
}

/** A measure is red where anything of it is over its day, yellow where anything comes near it or is being put right. */
export type MeasureLight = 'red' | 'yellow' | 'calm';
const RED: readonly Standing[] = ['overdue', 'rectifying-late'];
const YELLOW: readonly Standing[] = ['rectifying', 'due-soon'];

/** The light of a measure by the standings of its items. */
export function measureLight(cells: readonly Counts[]): MeasureLight {
  const has = (standings: readonly Standing[]) => standings.some((one) => cells.some((cell) => (cell[one] ?? 0) > 0));
  if (has(RED)) return 'red';
  return has(YELLOW) ? 'yellow' : 'calm';
}

/** '8项措施 2红3黄'; where nothing is red or yellow '8项措施 均无逾期和临期'. */
export function measuresPhrase(measures: readonly { light: MeasureLight }[]): string {
  const many = (light: MeasureLight) => measures.filter((one) => one.light === light).length;
  const [red, yellow] = [many('red'), many('yellow')];
  const lights = `${red > 0 ? `${red}红` : ''}${yellow > 0 ? `${yellow}黄` : ''}`;
  return `${measures.length}项措施 ${lights || '均无逾期和临期'}`;
}

/** The same as a sentence has it: '8项措施中2项亮红灯、3项亮黄灯', '8项措施均无逾期和临期'. */
export function measuresSentence(measures: readonly { light: MeasureLight }[]): string {
  const many = (light: MeasureLight, colour: string) => {
    const count = measures.filter((one) => one.light === light).length;
    return count > 0 ? [`${count}项亮${colour}灯`] : [];
  };
  const lights = [...many('red', '红'), ...many('yellow', '黄')];
  return `${measures.length}项措施${lights.length > 0 ? `中${lights.join('、')}` : '均无逾期和临期'}`;
}

/** The phase that an issue speaks of: that which has just closed, else the one that is due next; null after the last. */
export function phaseSpokenOf<P extends Pick<Phase, 'dueOn'>>(
  phases: readonly P[],
  occasions: readonly DigestOccasion[],
  today: Day,
): P | null {
  if (occasions.includes('phase-close')) return phases.filter(({ dueOn }) => dueOn < today).at(-1) ?? null;
  return phases.find(({ dueOn }) => dueOn >= today) ?? null;
}

/** '第二阶段剩12个工作日', '第一阶段今天到期', '第一阶段已到期，办结50/57'; where all are over '各阶段均已到期'. */
export function phasePhrase(
  phase: Pick<Phase, 'position' | 'dueOn'> | null,
  share: string,
  today: Day,
  calendar: Calendar,
): string {
  if (!phase) return '各阶段均已到期';
  const name = phaseName(phase.position);
  if (phase.dueOn < today) return `${name}已到期，办结${share}`;
  if (phase.dueOn === today) return `${name}今天到期`;
  if (workdayOnOrBefore(calendar, phase.dueOn) === today)
    return `${name}${shortDay(phase.dueOn, today)}到期，今天是最后一个工作日`;
  return `${name}剩${workdaysAfter(calendar, today, phase.dueOn)}个工作日`;
}

/** The next deadline of a plan: '第二阶段“全面调查”8月31日（周一）到期，还剩43个工作日，已办结0/57'. */
export function nextDeadline(
  phases: readonly Pick<Phase, 'id' | 'position' | 'title' | 'dueOn'>[],
  shareIn: (phaseId: number) => string,
  today: Day,
  calendar: Calendar,
): string {
  const phase = phases.find(({ dueOn }) => dueOn >= today);
  if (!phase) return '各阶段均已到期';
  const left = workdaysAfter(calendar, today, phase.dueOn);
  const until = phase.dueOn === today ? '今天到期' : `还剩${left}个工作日`;
  return `${phaseName(phase.position)}“${phase.title}”${shortDay(phase.dueOn, today)}（${weekdayName(phase.dueOn)}）到期，${until}，已办结${shareIn(phase.id)}`;
}

/** Items whose day went by from one day up to (not including) another and that are still late, by whoever holds them. */
export function newlyLate(
  tallies: readonly (StandingFacts & { ofId: number; count: number })[],
  from: Day,
  today: Day,
  isLate: (facts: StandingFacts) => boolean,
): Map<number, number> {
  const late = new Map<number, number>();
  for (const tally of tallies) {
    const day = tally.stage === 'rectifying' && tally.rectifyBy !== null ? tally.rectifyBy : tally.dueOn;
    if (day >= from && day < today && isLate(tally)) late.set(tally.ofId, (late.get(tally.ofId) ?? 0) + tally.count);
  }
  return late;
}

const UNITS_NAMED = 3;

/** A movement summed up: how many items in all, and of whom the most. */
export function moveOf(kind: MoveKind, perUnit: readonly { unit: string; items: number }[]): Move {
  const most = [...perUnit].sort((a, b) => b.items - a.items);
  const total = perUnit.reduce((sum, { items }) => sum + items, 0);
  return { kind, total, units: most.slice(0, UNITS_NAMED), unitCount: perUnit.length };
}

/** '5项（县民政局3项、县财政局1项等4个单位）', of a single unit's own '5项'. */
export function moveWords({ total, units, unitCount }: Move, isOwn = false): string {
  if (isOwn) return `${total}项`;
  const named = units.map(({ unit, items }) => `${unit}${items}项`).join('、');
  return `${total}项（${named}${unitCount > units.length ? `等${unitCount}个单位` : ''}）`;
}

/** Whether there is something to tell that the last issue did not: anything red, anything that moved, any light that changed. */
export function isNews(
  now: { counts: Counts; red: { total: number }; moves: readonly { total: number }[] },
  last: Pick<ProgressFigures, 'counts'> | null,
): boolean {
  if (last === null || now.red.total > 0 || now.moves.some(({ total }) => total > 0)) return true;
  const standings = new Set([...Object.keys(now.counts), ...Object.keys(last.counts)]) as Set<Standing>;
  return [...standings].some((standing) => (now.counts[standing] ?? 0) !== (last.counts[standing] ?? 0));
}

/** Standings in which an item is over for good. */
const OVER: ReadonlySet<Standing> = new Set(['closed', 'waived']);

/** Whether anything is left to follow: what is not closed or waived. */
export function isOpen(counts: Counts): boolean {
  return (Object.keys(counts) as Standing[]).some((standing) => !OVER.has(standing) && (counts[standing] ?? 0) > 0);
}

/** How many of counts are done, of how many: '5/7'. */
export function shareOf(counts: Counts): string {
  let [done, total] = [0, 0];
  for (const standing of Object.keys(counts) as Standing[]) {
    total += counts[standing] ?? 0;
    if (FINISHED.has(standing)) done += counts[standing] ?? 0;
  }
  return `${done}/${total}`;
}

/** The same in a table: a phase that asks nothing of a measure has no share of it. */
export const cellShare = (counts: Counts): string => {
  const share = shareOf(counts);
  return share === '0/0' ? '—' : share;
};

/** '较上期 +2', '与上期相同'; of a first issue null. */
export function changeWords(now: number, before: number | null): string | null {
  if (before === null) return null;
  const difference = now - before;
  return difference === 0 ? '与上期相同' : `较上期 ${difference > 0 ? '+' : '−'}${Math.abs(difference)}`;
}
