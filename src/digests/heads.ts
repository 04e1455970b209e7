import { isNews, isOpen, nextDeadline, shareOf, type UnitFigures } from '../domain/digest.js';
import { type Unit } from '../domain/plan.js';
import { type Counts, countsPer, countStandings } from '../domain/standing.js';
import { threeNumbers } from '../domain/yesterday.js';
import { type Stores } from '../storage/stores/all.js';
import { type Tally } from '../storage/stores/assignments.js';
import { totalOf } from '../web/lights.js';
import { MOST_RED, tellingReports } from '../web/red-items.js';
import { type PlanWorld } from '../web/world.js';
import { figuresOf, movesOf, MOVING_ACTS, numbersBefore, redOf, windowOf } from './progress.js';
import { headReader, keptReader, type Reader } from './readers.js';

/** A month of one unit, for its head. */
export interface HeadIssue {
  unit: Unit;
  reader: Reader;
  figures: UnitFigures;
}

/** What the heads of units with an address are told of the month; nothing of a unit that has nothing left and no news. As many statements whatever the units. */
export async function issuesForHeads(stores: Stores, world: PlanWorld): Promise<HeadIssue[]> {
  const { plan, today } = world;
  const units = await stores.plans.planUnits(plan.id);
  const holders = await stores.people.holdersOf(
    units.map(({ id }) => id),
    today,
  );
  const heads = new Map(
    holders.filter(({ kind, mail }) => kind === 'unit-head' && mail !== null).map((one) => [one.unitId, one]),
  );
  if (heads.size === 0) return [];
  const read = await readUnits(stores, world);
  return units.flatMap((unit) => {
    const head = heads.get(unit.id);
    if (!head) return [];
    const reader = headReader(unit, head);
    const figures = figuresOfUnit(unit, reader, read, world);
    return figures ? { unit, reader, figures } : [];
  });
}

async function readUnits(stores: Stores, world: PlanWorld) {
  const { plan, today, now } = world;
  const last = await stores.digests.lastOfUnits(plan.id);
  // The heads are written to together; a unit that joined later has the plan's whole time behind it.
  const window = windowOf([...last.values()].sort((a, b) => b.madeAt.localeCompare(a.madeAt))[0] ?? null, world);
  const late = await stores.assignments.byIds(await stores.digests.lateOfUnits(plan.id, today, MOST_RED));
  const reports = await tellingReports(stores, late);
  return {
    ...{ last, window, late },
    reports: new Map(reports.map((report) => [report.assignmentId, report])),
    tallies: byUnit(await stores.assignments.tallies(plan.id, 'unit')),
    moved: await stores.digests.moved(plan.id, MOVING_ACTS, { ...window, upTo: now.at }),
  };
}

function byUnit(tallies: readonly Tally[]): Map<number, Tally[]> {
  const found = new Map<number, Tally[]>();
  for (const tally of tallies) {
    const own = found.get(tally.ofId);
    if (own) own.push(tally);
    else found.set(tally.ofId, [tally]);
  }
  return found;
}

function figuresOfUnit(
  unit: Unit,
  reader: Reader,
  read: Awaited<ReturnType<typeof readUnits>>,
  world: PlanWorld,
): UnitFigures | null {
  const { today, phases, calendar } = world;
  const tallies: Tally[] = read.tallies.get(unit.id) ?? [];
  const counts: Counts = countStandings(tallies, today, world);
  const perPhase = countsPer(tallies, ({ phaseId }) => phaseId, today, world);
  const numbers = threeNumbers(counts);
  const issue = read.last.get(unit.id);
  const last = issue ? figuresOf<UnitFigures>(issue) : null;
  const own = read.late.filter(({ unitId }) => unitId === unit.id);
  const moved = read.moved.filter(({ unitId }) => unitId === unit.id);
  const figures = {
    ...{ unit: unit.name, occasions: ['monthly' as const], since: issue ? read.window.since : null },
    ...{ until: world.now.at, readers: [keptReader(reader)], counts, before: numbersBefore(last), time: '' },
    numbers: { ...numbers, total: totalOf(counts) },
    red: {
      total: numbers.late,
      items: own.map((item) => redOf(item, read.reports.get(item.id) ?? null, world)),
    },
    moves: movesOf(moved, tallies, () => unit.name, read.window.day, world),
    next: nextDeadline(
      phases.filter(({ id }) => totalOf(perPhase.get(id) ?? {}) > 0),
      (id) => shareOf(perPhase.get(id) ?? {}),
      today,
      calendar,
    ),
  };
  return isOpen(counts) || isNews(figures, last) ? figures : null;
}
