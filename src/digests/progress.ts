import { momentOf } from '../clock.js';
import {
  type DigestRed,
  type Move,
  type MoveKind,
  moveOf,
  MOVES,
  newlyLate,
  type ProgressFigures,
} from '../domain/digest.js';
import { type Day } from '../domain/day.js';
import { type Digest } from '../domain/mail.js';
import { type Instant } from '../domain/plan.js';
import { type Report } from '../domain/reports.js';
import { standingOf, type StandingFacts } from '../domain/standing.js';
import { type ThreeNumbers } from '../domain/yesterday.js';
import { type NamedAssignment, type Tally } from '../storage/stores/assignments.js';
import { type Moved } from '../storage/stores/digests.js';
import { daysLeft } from '../web/days-left.js';
import { askedOf, ownReason, reportedWords } from '../web/red-items.js';
import { type PlanWorld } from '../web/world.js';

/** What is counted as movement, by the acts of the history. */
const ACTS = { accept: 'done', pass: 'closed', fail: 'to-rectify' } as const satisfies Record<string, MoveKind>;
export const MOVING_ACTS = Object.keys(ACTS);

/** The kept figures of an issue. */
export const figuresOf = <F>({ figures }: Pick<Digest, 'figures'>): F => JSON.parse(figures) as F;

/** Since when an issue tells: since the last one of its kind, else since the plan began. */
export function windowOf(
  last: Pick<Digest, 'madeAt'> | null,
  world: PlanWorld,
): { since: Instant | null; after: Instant; day: Day } {
  const after = last?.madeAt ?? world.plan.activatedAt ?? world.now.at;
  return { since: last?.madeAt ?? null, after, day: momentOf(after).today };
}

/** What came and went, by unit: acts of the history, and days that went by. */
export function movesOf(
  moved: readonly Moved[],
  tallies: readonly Tally[],
  nameOf: (unitId: number) => string,
  from: Day,
  world: PlanWorld,
): Move[] {
  const isLate = (facts: StandingFacts) =>
    ['overdue', 'rectifying-late'].includes(standingOf(facts, world.today, world));
  const late = [...newlyLate(tallies, from, world.today, isLate)];
  const per = (kind: MoveKind) =>
    kind === 'late'
      ? late.map(([unitId, items]) => ({ unit: nameOf(unitId), items }))
      : moved.filter(({ act }) => (ACTS as Record<string, MoveKind>)[act] === kind);
  return MOVES.map((kind) =>
    moveOf(
      kind,
      per(kind).map(({ unit, items }) => ({ unit, items })),
    ),
  );
}

/** A red item in the words of the day, to be kept. */
export function redOf(item: NamedAssignment, report: Report | null, world: PlanWorld): DigestRed {
  return {
    assignmentId: item.id,
    measure: `${item.measureNumber}${item.measureTitle}`,
    unit: item.unitName,
    standing: standingOf(item, world.today, world),
    since: daysLeft(item.rectifyBy ?? item.dueOn, world.today, world.calendar),
    reason: ownReason(report, item, world),
    from: report && reportedWords(report, world.today),
    ask: report && report.needs !== '' ? askedOf(report) : null,
  };
}

/** The three numbers that the last issue told; null where there was none. */
export function numbersBefore(last: ProgressFigures | null): ThreeNumbers | null {
  if (!last) return null;
  const { done, soon, late } = last.numbers;
  return { done, soon, late };
}
