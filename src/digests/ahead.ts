import { momentOf } from '../clock.js';
import { type Calendar } from '../domain/calendar.js';
import { type Day } from '../domain/day.js';
import { measureLight, phasePhrase, phaseSpokenOf, type ProgressFigures, shareOf } from '../domain/digest.js';
import { headsAhead, leadersAhead, tellingDays } from '../domain/digest-ahead.js';
import { type DigestOccasion } from '../domain/digest-days.js';
import { type Supposed } from '../domain/foreseen.js';
import { type Plan } from '../domain/plan.js';
import { rulesOf } from '../domain/rules.js';
import { countsPer, type Reckoning } from '../domain/standing.js';
import { threeNumbers } from '../domain/yesterday.js';
import { headNews, leadersNews } from '../mail/digest-words.js';
import { type Stores } from '../storage/stores/all.js';
import { type DutyTally } from '../storage/stores/assignments.js';
import { totalOf } from '../web/lights.js';
import { DIGESTS_JOB } from './digests.jobs.js';
import { figuresOf } from './progress.js';
import { headReader, type Reader, readersAmong } from './readers.js';

/** Which days are looked at, of which plans, on which calendar, and what else is supposed. */
export interface AskedOfDigests {
  today: Day;
  to: Day;
  plans: readonly Omit<Plan, 'text'>[];
  calendar: Calendar;
  supposed: Supposed;
}

/** An issue that will be made if nobody acts, with those of its readers that can be written to. */
export interface IssueAhead {
  day: Day;
  kind: 'digest' | 'unit-digest';
  planId: number;
  unitId: number | null;
  occasions: DigestOccasion[];
  /** What its subject says. */
  news: string;
  readers: readonly (Reader & { mail: string })[];
}

type PlanAsked = AskedOfDigests & { plan: Omit<Plan, 'text'>; lookedOn: Day | null; startedOn: Day };

/** The issues to leaders and heads of units from one day to another if nobody acts, in the order in which they are made; changes nothing. */
export async function issuesAhead(stores: Stores, asked: AskedOfDigests): Promise<IssueAhead[]> {
  const looked = await stores.jobs.last(DIGESTS_JOB);
  const lookedOn = looked && momentOf(looked.dueAt).today;
  const issues: IssueAhead[] = [];
  for (const plan of asked.plans.filter(({ state }) => state === 'running')) {
    const startedOn = plan.activatedAt === null ? asked.today : momentOf(plan.activatedAt).today;
    issues.push(...(await ofPlan(stores, { ...asked, plan, lookedOn, startedOn })));
  }
  // A day's issues are made plan by plan, the leaders' first.
  return issues.sort((a, b) => a.day.localeCompare(b.day));
}

async function ofPlan(stores: Stores, asked: PlanAsked): Promise<IssueAhead[]> {
  const { plan, today } = asked;
  const units = await stores.plans.planUnits(plan.id);
  const ids = units.map(({ id }) => id);
  const holders = await stores.people.holdersAround(plan.id, ids, today);
  const leaders = readersAmong(holders, ['group-leader', 'deputy-leader']).filter(hasMail);
  const heads = units.flatMap((unit) => {
    const head = holders.find(({ kind, unitId, mail }) => kind === 'unit-head' && unitId === unit.id && mail !== null);
    return head ? [{ unit, readers: [headReader(unit, head)].filter(hasMail) }] : [];
  });
  if (leaders.length + heads.length === 0) return [];
  const tallies = [
    ...(await stores.assignments.talliesByDuty(plan.id)),
    ...(await supposedTallies(stores, plan.id, asked)),
  ];
  const reckoning = { calendar: asked.calendar, rules: asked.supposed.rules?.get(plan.id) ?? rulesOf(plan) };
  return [
    ...(leaders.length > 0 ? await toLeaders(stores, leaders, tallies, asked, reckoning) : []),
    ...(await toHeads(stores, heads, tallies, asked, reckoning)),
  ];
}

const hasMail = (reader: Reader): reader is Reader & { mail: string } => reader.mail !== null;

async function toLeaders(
  stores: Stores,
  readers: IssueAhead['readers'],
  tallies: readonly DutyTally[],
  asked: PlanAsked,
  reckoning: Reckoning,
): Promise<IssueAhead[]> {
  const { plan, calendar, supposed } = asked;
  const everyPhase = (await stores.plans.everyPhase(plan.id)).map((phase) => ({
    ...phase,
    dueOn: supposed.phaseDueOn?.get(phase.id) ?? phase.dueOn,
  }));
  const alike = merged(tallies);
  const totals = countsPer(alike, ({ phaseId }) => phaseId, asked.today, reckoning);
  const hasWork = ({ id }: { id: number }): boolean => totalOf(totals.get(id) ?? {}) > 0;
  const phases = everyPhase.filter((phase) => phase.droppedOn === null && hasWork(phase));
  const measures = await stores.plans.measureTitles(plan.id);
  const last = await stores.digests.last(plan.id, 'digest');
  const facts = { ...asked, phases, lastOn: last?.day ?? null };
  return leadersAhead(facts, alike, last && figuresOf<ProgressFigures>(last), asked, reckoning).map(
    ({ day, occasions }): IssueAhead => {
      const perPhase = countsPer(alike, ({ phaseId }) => phaseId, day, reckoning);
      const perCell = countsPer(alike, ({ measureId, phaseId }) => `${measureId}:${phaseId}`, day, reckoning);
      const phase = phaseSpokenOf(phases, occasions, day);
      const time = phasePhrase(phase, shareOf(perPhase.get(phase?.id ?? 0) ?? {}), day, calendar);
      const lights = measures
        .map(({ id }) => everyPhase.map((one) => perCell.get(`${id}:${one.id}`) ?? {}))
        .filter((cells) => cells.some((cell) => totalOf(cell) > 0))
        .map((cells) => ({ light: measureLight(cells) }));
      const news = leadersNews({ time, measures: lights });
      return { day, kind: 'digest', planId: plan.id, unitId: null, occasions, news, readers };
    },
  );
}

/** The same whatever the unit, so that a plan of many units is reckoned as fast as one of few. */
function merged(tallies: readonly DutyTally[]): DutyTally[] {
  const byFacts = new Map<string, DutyTally>();
  for (const tally of tallies) {
    const { measureId, phaseId, stage, opensOn, dueOn, completedOn, rectifyBy } = tally;
    const key = [measureId, phaseId, stage, opensOn, dueOn, completedOn, rectifyBy].join();
    const known = byFacts.get(key);
    if (known) known.count += tally.count;
    else byFacts.set(key, { ...tally });
  }
  return [...byFacts.values()];
}

async function toHeads(
  stores: Stores,
  heads: readonly { unit: { id: number; name: string }; readers: IssueAhead['readers'] }[],
  tallies: readonly DutyTally[],
  asked: PlanAsked,
  reckoning: Reckoning,
): Promise<IssueAhead[]> {
  const days = headsAhead(asked, asked);
  if (days.length === 0 || heads.length === 0) return [];
  const last = await stores.digests.lastOfUnits(asked.plan.id);
  const ofUnit = new Map<number, DutyTally[]>();
  for (const tally of tallies) {
    const own = ofUnit.get(tally.ofId);
    if (own) own.push(tally);
    else ofUnit.set(tally.ofId, [tally]);
  }
  const perUnit = heads.map(({ unit, readers }) => {
    const issue = last.get(unit.id);
    const told = issue ? figuresOf<ProgressFigures>(issue) : null;
    return tellingDays(days, ofUnit.get(unit.id) ?? [], told, reckoning).map(({ day, counts }): IssueAhead => {
      const news = headNews({ unit: unit.name, numbers: { ...threeNumbers(counts), total: totalOf(counts) } });
      const of = { planId: asked.plan.id, unitId: unit.id };
      return { day, kind: 'unit-digest', ...of, occasions: ['monthly'], news, readers };
    });
  });
  return perUnit.flat();
}

/** What takes the place of tallies where items have other due days: one less as they are stored, one more as they are supposed. */
async function supposedTallies(stores: Stores, planId: number, { supposed }: AskedOfDigests): Promise<DutyTally[]> {
  const items = await stores.assignments.byIds([...(supposed.dueOn?.keys() ?? [])]);
  return items
    .filter((item) => item.planId === planId)
    .flatMap((item) => [
      { ...item, ofId: item.unitId, count: -1 },
      { ...item, ofId: item.unitId, dueOn: supposed.dueOn?.get(item.id) ?? item.dueOn, count: 1 },
    ]);
}
