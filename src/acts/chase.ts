import { type Calendar, isWorkday } from '../domain/calendar.js';
import { answerOf, type ChaseRules, type ChaseStanding, chaseStanding, isUnanswered } from '../domain/chases.js';
import { type Day } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { may, type Person } from '../domain/permissions.js';
import { type Assignment, type EventWords, type Unit } from '../domain/plan.js';
import { kindOfRule } from '../domain/reminders.js';
import { type Report } from '../domain/reports.js';
import { rulesOf } from '../domain/rules.js';
import { WITH_UNIT } from '../domain/standing.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion, remember } from './history.js';
import { tellUnit } from './tell-unit.js';

/** Units to be chased by hand and what is said to them. */
export interface ChaseRequest {
  planId: number;
  unitIds: readonly number[];
  text: string;
  person: Person;
}

/** Why a unit was not written to. */
export type ChaseSkip = Exclude<ChaseStanding, 'due'> | 'said-today' | 'own-unit';

/** Who was written to, which time that was, and who was not and why. */
export interface ChaseOutcome {
  sent: { unitId: number; unit: string; nth: number }[];
  skipped: { unitId: number; unit: string; why: ChaseSkip }[];
}

/** An item with what decides whether it may be chased for. */
interface Considered {
  item: Assignment;
  last: Report | null;
  standing: ChaseStanding;
  /** How many chases have named it. */
  chased: number;
}

const MOST_ITEMS = 20_000;

/**
 * The office chases units over all their items of a plan. Like `chasePartners`, each unit gets at most one mail of reminders and
 * chases on a working day. Throws `RuleBroken` 'chase-rest-day', 'chase-nobody', 'chase-words-missing', 'no-such-option', 'not-found', 'not-allowed'.
 */
export async function chaseUnits(
  stores: Stores,
  request: ChaseRequest,
  calendar: Calendar,
  occasion: Occasion,
): Promise<ChaseOutcome> {
  if (!may(request.person, 'work')) throw new RuleBroken('not-allowed');
  const why = '由领导小组办公室发出；提醒和催办合计，同一单位每个工作日最多一封。';
  return chase(stores, request, { measureId: null, why, by: null }, calendar, occasion);
}

/** A lead unit chases its partners in a measure, in the office's name; the office may do it for it. Throws as `chaseUnits` does. */
export async function chasePartners(
  stores: Stores,
  request: ChaseRequest & { measureId: number },
  calendar: Calendar,
  occasion: Occasion,
): Promise<ChaseOutcome> {
  const { planId, measureId, person, unitIds } = request;
  const duties = (await stores.plans.dutyNames(planId)).filter((duty) => duty.measureId === measureId);
  if (duties.length === 0) throw new RuleBroken('not-found', { thing: '工作措施' });
  const own = duties.find(({ unitId }) => unitId === person.unitId);
  if (!own && !may(person, 'see-all')) throw new RuleBroken('not-found', { thing: '工作措施' });
  const leads = own?.role === 'lead' && may(person, 'act-for-unit') && person.items === null;
  if (!leads && !may(person, 'work')) throw new RuleBroken('not-allowed');
  if (unitIds.some((id) => !duties.some(({ unitId }) => unitId === id)))
    throw new RuleBroken('no-such-option', { field: 'units' });
  const by = leads ? own.unit : null;
  const who = by === null ? '由领导小组办公室发出' : `由牵头单位${by}提出，以领导小组办公室名义发出`;
  const why = `${who}；提醒和催办合计，同一单位每个工作日最多一封。`;
  return chase(stores, request, { measureId, why, by }, calendar, occasion);
}

/** In whose name and for which items a chase is made. */
interface Scope {
  measureId: number | null;
  /** The lead unit that asked for it; null where the office did. */
  by: string | null;
  why: string;
}

async function chase(
  stores: Stores,
  request: ChaseRequest,
  scope: Scope,
  calendar: Calendar,
  occasion: Occasion,
): Promise<ChaseOutcome> {
  const { planId, unitIds, text, person } = request;
  const plan = (await stores.plans.heads()).find(({ id }) => id === planId);
  if (plan?.state === 'closed') throw new RuleBroken('plan-closed');
  if (!plan || plan.state !== 'running') throw new RuleBroken('not-found', { thing: '方案' });
  if (text.trim() === '') throw new RuleBroken('chase-words-missing', { field: 'text' });
  if (unitIds.length === 0) throw new RuleBroken('chase-nobody', { field: 'units' });
  if (!isWorkday(calendar, occasion.today)) throw new RuleBroken('chase-rest-day');
  const chosen = (await stores.plans.planUnits(planId)).filter(({ id }) => unitIds.includes(id));
  if (chosen.length < new Set(unitIds).size) throw new RuleBroken('no-such-option', { field: 'units' });
  const world = { calendar, rules: rulesOf(plan) };
  const asked = { planId, measureId: scope.measureId, unitIds };
  const considered = await considerItems(stores, asked, occasion.today, world);
  const outcome: ChaseOutcome = { sent: [], skipped: [] };
  for (const unit of chosen) {
    const own = considered.filter(({ item }) => item.unitId === unit.id);
    const answer =
      unit.id === person.unitId ? 'own-unit' : await chaseOne(stores, unit, own, { request, scope, world }, occasion);
    const of = { unitId: unit.id, unit: unit.name };
    if (typeof answer === 'number') outcome.sent.push({ ...of, nth: answer });
    else outcome.skipped.push({ ...of, why: answer });
  }
  return outcome;
}

/** Writes to one unit and says which time that was, or why it was not written to. */
async function chaseOne(
  stores: Stores,
  unit: Unit,
  own: readonly Considered[],
  { request: { planId, text }, scope, world }: { request: ChaseRequest; scope: Scope; world: ChaseRules },
  occasion: Occasion,
): Promise<number | ChaseSkip> {
  const due = own.filter(({ standing }) => standing === 'due');
  if (due.length === 0) return barOf(own);
  const nth = 1 + Math.max(...due.map(({ chased }) => chased));
  const words = wordsOf(due, { nth, text, why: scope.why }, occasion.today, world);
  if (!(await send(stores, { unit, planId, due, words }, occasion))) return 'said-today';
  const facts = { nth, reason: text.trim(), ...(scope.by === null ? {} : { by: scope.by }) };
  await remember(
    stores,
    occasion,
    due.map(({ item }) => ({ act: 'chase', planId, assignmentId: item.id, facts })),
  );
  return nth;
}

/** The open items of these units, each with its last report, whether it may be chased for, and how often it was. */
async function considerItems(
  stores: Stores,
  asked: { planId: number; measureId: number | null; unitIds: readonly number[] },
  today: Day,
  world: ChaseRules,
): Promise<Considered[]> {
  const bounds = { stages: [...WITH_UNIT], opensOnOrBefore: today };
  const { planId, measureId, unitIds } = asked;
  const page = { planId, measureId: measureId ?? undefined, bounds, limit: MOST_ITEMS, offset: 0 };
  const items = (await stores.assignments.page(page)).items.filter(({ unitId }) => unitIds.includes(unitId));
  const ids = items.map(({ id }) => id);
  const lasts = new Map((await stores.reports.latestOf(ids)).map((report) => [report.assignmentId, report]));
  const asking = await stores.extensions.pendingIds(ids);
  const chases = (await stores.outbox.saidFor(ids)).filter(({ rule }) => kindOfRule(rule) === 'chase');
  return items.map((item) => {
    const last = lasts.get(item.id) ?? null;
    const chased = chases.filter(({ assignmentId }) => assignmentId === item.id).length;
    return { item, last, standing: chaseStanding(item, last, asking, today, world), chased };
  });
}

/** Why there is nothing to chase a unit for: what the office would want to know first. */
function barOf(own: readonly Considered[]): Exclude<ChaseStanding, 'due'> {
  const bars = ['asking', 'returned', 'answered'] as const;
  return bars.find((bar) => own.some(({ standing }) => standing === bar)) ?? 'not-open';
}

/** What is wrong at this unit, by item: '1项工作已逾期、2项工作尚未报送本期进展，请抓紧办结并报送进展。' */
function askOf(due: readonly Considered[], today: Day, world: ChaseRules): string {
  const counts = new Map<string, number>();
  for (const { item, last } of due) {
    const answer = answerOf(item, last, today, world);
    const silent = answer.state === 'returned' ? '报告退回后尚未重报' : '尚未报送本期进展';
    const faults = [
      ...(today > item.dueOn ? ['已逾期'] : []),
      ...(isUnanswered(answer, today, world) ? [silent] : []),
    ].join('且');
    counts.set(faults, (counts.get(faults) ?? 0) + 1);
  }
  const said = [...counts].map(([faults, count]) => `${count}项工作${faults}`).join('、');
  const isLate = due.some(({ item }) => today > item.dueOn);
  return `${said}，${isLate ? '请抓紧办结并报送进展' : '请尽快报送'}。`;
}

function wordsOf(
  due: readonly Considered[],
  { nth, text, why }: { nth: number; text: string; why: string },
  today: Day,
  world: ChaseRules,
): EventWords {
  return {
    news: `第${nth}次催办，${due.length}项待办理`,
    ask: askOf(due, today, world),
    paragraphs: [text.trim()],
    why,
  };
}

/** Queues the one mail of the day to a unit; false where the day's mail has been made already. */
async function send(
  stores: Stores,
  { unit, planId, due, words }: { unit: Unit; planId: number; due: readonly Considered[]; words: EventWords },
  occasion: Occasion,
): Promise<boolean> {
  const { today } = occasion;
  const items = due.map(({ item }) => ({ assignmentId: item.id, dueOn: item.dueOn, rule: `chase:${today}` }));
  // The key of the day's reminders: whatever is first, the unit hears from us once.
  return tellUnit(
    stores,
    { kind: 'chase', key: `unit:${unit.id}:${today}`, unitId: unit.id, planId, words, items },
    occasion,
  );
}
