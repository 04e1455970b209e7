import { type Calendar, isWorkday, nthWorkday, workdaysAfter } from './calendar.js';
import { type Day, plusDays } from './day.js';
import { type PostKind } from './posts.js';
import { chaseRests, type ReminderContext, type ReminderItem } from './reminders.js';
import { DEFAULT_RULES, type PlanRules, rulesOf } from './rules.js';
import { WITH_UNIT } from './standing.js';

/** 逐级督促: how far up a delay has gone; to the unit's supervising leader, its head, the deputy leader, the leader. */
export type Rung = 1 | 2 | 3 | 4;
export const RUNGS: readonly Rung[] = [1, 2, 3, 4];
/** From this rung on a county leader reads it: the office decides whether it leaves. */
export const FIRST_COUNTY_RUNG: Rung = 3;

/** The post whose holder reads each rung. */
export const RUNG_POSTS: Readonly<Record<Rung, PostKind>> = {
  1: 'unit-supervisor',
  2: 'unit-head',
  3: 'deputy-leader',
  4: 'group-leader',
};

/** How a rung is called in the outbox. */
export const rungRule = (rung: Rung) => `L${rung}`;
/** The rung that a rule of the outbox names; null for every other rule. */
export const rungOf = (rule: string): Rung | null => (/^L[1-4]$/.test(rule) ? (Number(rule.slice(1)) as Rung) : null);

/** A post that reads rungs: of a unit (no plan), or of a plan. */
export interface Reader {
  postId: number;
  kind: PostKind;
  planId: number | null;
  unitId: number | null;
  name: string;
  mail: string;
}

/** Who reads a rung about a unit in a plan; null where nobody does. */
export type ReaderOf = (rung: Rung, unitId: number, planId: number) => Reader | null;

/** The readers that can be reached, in the order in which they are preferred; `units` are those that a deputy leader looks after. */
export type Reachable = Reader & { units: readonly number[] };

/**
 * Who reads what: a rung of the unit without a reader goes to the next one up within the unit, never out of it; the leading
 * group's have no stand-in.
 */
export function readersAmong(reachable: readonly Reachable[]): ReaderOf {
  const ofUnit = new Map<string, Reader>();
  const deputies = new Map<string, Reader>();
  const leaders = new Map<number, Reader>();
  for (const reader of reachable) {
    const { kind, planId, unitId } = reader;
    if (planId === null) keep(ofUnit, `${kind}:${unitId}`, reader);
    else if (kind === 'group-leader') keep(leaders, planId, reader);
    else for (const unit of reader.units) keep(deputies, `${planId}:${unit}`, reader);
  }
  return (rung, unitId, planId) => {
    if (rung === 4) return leaders.get(planId) ?? null;
    if (rung === 3) return deputies.get(`${planId}:${unitId}`) ?? null;
    const head = ofUnit.get(`unit-head:${unitId}`) ?? null;
    return rung === 2 ? head : (ofUnit.get(`unit-supervisor:${unitId}`) ?? head);
  };
}

function keep<K>(map: Map<K, Reader>, key: K, reader: Reader): void {
  if (!map.has(key)) map.set(key, reader);
}

/** The day from which a rung is owed of a missed due day. */
export function rungDay(dueOn: Day, rung: Rung, calendar: Calendar, rules: Pick<PlanRules, 'escalateAfter'>): Day {
  return nthWorkday(calendar, dueOn, graceOf(rung, rules));
}

const graceOf = (rung: Rung, rules: Pick<PlanRules, 'escalateAfter'>): number => rules.escalateAfter[rung - 1] ?? 0;

/** What was said of an item's deadline already: each rung with its day. */
export type SaidRungs = ReadonlyMap<Rung, Day>;

/**
 * The rung that a missed due day owes on a day; null for none. It climbs one at a time: of the unit's own two only the higher one
 * that is reached is said, and the next one keeps its distance in working days from the last that was, so that neither an outage
 * nor a pause makes a county leader read what the unit's own leaders have not. A rung that nobody reads is passed over.
 */
export function rungOwed(
  dueOn: Day,
  said: SaidRungs,
  today: Day,
  world: { calendar: Calendar; rules: Pick<PlanRules, 'escalateAfter'> },
  reads: (rung: Rung) => boolean,
): Rung | null {
  const { calendar, rules } = world;
  const last = RUNGS.filter((rung) => said.has(rung)).at(-1) ?? null;
  const reached = RUNGS.filter((rung) => rung > (last ?? 0) && rungDay(dueOn, rung, calendar, rules) <= today);
  const open = reached.filter(reads);
  const next = last === null ? (open.filter((rung) => rung < FIRST_COUNTY_RUNG).at(-1) ?? open[0]) : open[0];
  if (next === undefined) return null;
  const since = last === null ? null : said.get(last);
  if (!since || last === null) return next;
  return workdaysAfter(calendar, since, today) >= graceOf(next, rules) - graceOf(last, rules) ? next : null;
}

/** What the ladder needs to know besides the items. */
export interface EscalationContext extends ReminderContext {
  readerOf: ReaderOf;
  /** Items of which the unit has reported since their due day, in a report that was not returned: the ladder stops. */
  reported: ReadonlySet<number>;
}

/** One mail that is owed to a superior on a day: all that has gone up to them, in one. */
export interface Escalation {
  reader: Reader;
  day: Day;
  /** A county leader reads it: it waits for the office. */
  isHeld: boolean;
  items: { assignmentId: number; planId: number; unitId: number; dueOn: Day; rule: string }[];
}

/** What decides whether items still go up, as the stores tell it. */
export function climbingWith(known: {
  calendar: Calendar;
  plans: readonly { id: number; rules: string }[];
  asking: ReadonlySet<number>;
  reported: ReadonlySet<number>;
}): Omit<EscalationContext, 'readerOf'> {
  const { calendar, plans, asking, reported } = known;
  const rules = new Map(plans.map((plan) => [plan.id, rulesOf(plan)]));
  return { calendar, asking, reported, rulesOfPlan: (planId) => rules.get(planId) ?? DEFAULT_RULES };
}

/** Whether a missed due day still goes up: its unit has neither acted nor reported, and does not wait for an answer. */
export function climbs(item: ReminderItem, today: Day, context: Omit<EscalationContext, 'readerOf'>): boolean {
  if (!WITH_UNIT.includes(item.stage) || today <= item.dueOn) return false;
  return !context.reported.has(item.id) && !chaseRests(item, today, context);
}

/** Rungs that were said, by item and due day: 'id:dueOn'. */
export type RungsSaid = Map<string, Map<Rung, Day>>;
const deadlineKey = (assignmentId: number, dueOn: Day) => `${assignmentId}:${dueOn}`;

/** What the outbox holds of rungs, as the ladder reads it. */
export function rungsSaid(said: readonly { assignmentId: number; dueOn: Day; rule: string; day: Day }[]): RungsSaid {
  const rungs: RungsSaid = new Map();
  for (const one of said) addRung(rungs, one);
  return rungs;
}

function addRung(
  rungs: RungsSaid,
  { assignmentId, dueOn, rule, day }: { assignmentId: number; dueOn: Day; rule: string; day: Day },
): void {
  const rung = rungOf(rule);
  if (rung === null) return;
  const key = deadlineKey(assignmentId, dueOn);
  const own = rungs.get(key) ?? new Map<Rung, Day>();
  rungs.set(key, own.set(rung, day));
}

const NONE: SaidRungs = new Map();

/**
 * What has gone up by `today` and was not said: one mail per superior, on working days only. Whoever holds several posts of units
 * under one address gets one; what a county leader reads is one for each plan, because its office decides about it.
 */
export function escalationsOwed(
  items: readonly ReminderItem[],
  said: RungsSaid,
  today: Day,
  context: EscalationContext,
): Escalation[] {
  if (!isWorkday(context.calendar, today)) return [];
  const byReader = new Map<string, Escalation>();
  for (const item of items) {
    if (!climbs(item, today, context)) continue;
    const world = { calendar: context.calendar, rules: context.rulesOfPlan(item.planId) };
    const readerOf = (rung: Rung) => context.readerOf(rung, item.unitId, item.planId);
    const known = said.get(deadlineKey(item.id, item.dueOn)) ?? NONE;
    const rung = rungOwed(item.dueOn, known, today, world, (one) => readerOf(one) !== null);
    const reader = rung && readerOf(rung);
    if (!rung || !reader) continue;
    const isHeld = rung >= FIRST_COUNTY_RUNG;
    const key = isHeld ? `${item.planId}:${reader.mail}` : reader.mail;
    const mail = byReader.get(key) ?? { reader, day: today, isHeld, items: [] };
    const { id: assignmentId, planId, unitId, dueOn } = item;
    mail.items.push({ assignmentId, planId, unitId, dueOn, rule: rungRule(rung) });
    byReader.set(key, mail);
  }
  return [...byReader.values()];
}

/** Every escalation that would be owed from one day to another if nobody acted, in order of time; `said` is not changed. */
export function forecastEscalations(
  items: readonly ReminderItem[],
  said: RungsSaid,
  from: Day,
  to: Day,
  context: EscalationContext,
): Escalation[] {
  const known: RungsSaid = new Map([...said].map(([key, rungs]) => [key, new Map(rungs)]));
  const owed: Escalation[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1))
    for (const escalation of escalationsOwed(items, known, day, context)) {
      owed.push(escalation);
      for (const item of escalation.items) addRung(known, { ...item, day });
    }
  return owed;
}

/** The office decides about a rung that reaches a county leader in so many working days: our default. */
const DECIDE_WITHIN = 3;
/** The last day on which the office should have decided about a mail of a day. */
export const decideBy = (day: Day, calendar: Calendar): Day => nthWorkday(calendar, day, DECIDE_WITHIN);
