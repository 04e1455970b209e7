import {
  type DigestReader,
  isNews,
  isOpen,
  type LeaderFigures,
  measureLight,
  nextDeadline,
  phasePhrase,
  phaseSpokenOf,
  shareOf,
} from '../domain/digest.js';
import { type IssueFacts, leadersOwed } from '../domain/digest-days.js';
import { type Digest } from '../domain/mail.js';
import { nameOfPhase } from '../domain/phases.js';
import { type Counts, countsPer, countStandings } from '../domain/standing.js';
import { threeNumbers } from '../domain/yesterday.js';
import { type Stores } from '../storage/stores/all.js';
import { totalOf } from '../web/lights.js';
import { readRed, tellingReports } from '../web/red-items.js';
import { type PlanWorld } from '../web/world.js';
import { figuresOf, movesOf, MOVING_ACTS, numbersBefore, redOf, windowOf } from './progress.js';

type Progress = Omit<LeaderFigures, 'occasions' | 'readers' | 'time'> & { perPhase: ReadonlyMap<number, Counts> };

/** What the leaders are to be told now and why; null where nothing is owed. Reads a fixed number of statements, and next to none on most days. */
export async function issueForLeaders(
  stores: Stores,
  world: PlanWorld,
  facts: Pick<IssueFacts, 'startedOn' | 'lookedOn'>,
  readers: DigestReader[],
): Promise<LeaderFigures | null> {
  const { phases, calendar, today } = world;
  const last = await stores.digests.last(world.plan.id, 'digest');
  const known: IssueFacts = { ...facts, phases, calendar, lastOn: last?.day ?? null };
  if (leadersOwed(known, today, { isNews: true, isOpen: true }).length === 0) return null;
  const before = last && figuresOf<LeaderFigures>(last);
  const { perPhase, ...progress } = await readProgress(stores, world, last, before);
  const news = { isNews: isNews(progress, before), isOpen: isOpen(progress.counts) };
  // What nobody has work in ends unnoticed.
  const worked = phases.filter(({ id }) => totalOf(perPhase.get(id) ?? {}) > 0);
  const occasions = leadersOwed({ ...known, phases: worked }, today, news);
  if (occasions.length === 0) return null;
  const phase = phaseSpokenOf(worked, occasions, today);
  const share = shareOf(perPhase.get(phase?.id ?? 0) ?? {});
  return { ...progress, occasions, readers, time: phasePhrase(phase, share, today, calendar) };
}

async function readProgress(
  stores: Stores,
  world: PlanWorld,
  last: Digest | null,
  before: LeaderFigures | null,
): Promise<Progress> {
  const { plan, phases, everyPhase, today, calendar } = world;
  const { since, after, day } = windowOf(last, world);
  const byMeasure = await stores.assignments.tallies(plan.id, 'measure');
  const byUnit = await stores.assignments.tallies(plan.id, 'unit');
  const names = new Map((await stores.plans.planUnits(plan.id)).map(({ id, name }) => [id, name]));
  const moved = await stores.digests.moved(plan.id, MOVING_ACTS, { day, after, upTo: world.now.at });
  const red = await readRed(stores, world);
  const reports = new Map((await tellingReports(stores, red)).map((report) => [report.assignmentId, report]));
  const counts = countStandings(byMeasure, today, world);
  const perCell = countsPer(byMeasure, ({ ofId, phaseId }) => `${ofId}:${phaseId}`, today, world);
  const perPhase = countsPer(byMeasure, ({ phaseId }) => phaseId, today, world);
  const hasWork = ({ id }: { id: number }): boolean => totalOf(perPhase.get(id) ?? {}) > 0;
  const shown = everyPhase.filter(hasWork);
  const numbers = threeNumbers(counts);
  return {
    ...{ since, until: world.now.at, counts, before: numbersBefore(before), perPhase },
    numbers: { ...numbers, total: totalOf(counts) },
    red: { total: numbers.late, items: red.map((item) => redOf(item, reports.get(item.id) ?? null, world)) },
    moves: movesOf(moved, byUnit, (id) => names.get(id) ?? '', day, world),
    next: nextDeadline(phases.filter(hasWork), (id) => shareOf(perPhase.get(id) ?? {}), today, calendar),
    phases: shown.map(nameOfPhase),
    // A measure that nobody has work in, as one that a correction took away, is none to tell of.
    measures: (await stores.plans.measureTitles(plan.id)).flatMap(({ id, number, title }) => {
      const cells = shown.map((phase) => perCell.get(`${id}:${phase.id}`) ?? {});
      return cells.some((cell) => totalOf(cell) > 0) ? [{ number, title, light: measureLight(cells), cells }] : [];
    }),
  };
}
