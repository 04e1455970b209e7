import { type Calendar, nthWorkday, workdayOnOrBefore, workdaysAfter } from './calendar.js';
import { type Day, plusDays, weekday } from './day.js';
import { ruleOnce } from './mail-acts.js';
import { type Assignment, type MailKind } from './plan.js';
import { isRequest, periodAsked, requestWords } from './requests.js';
import { type PlanRules } from './rules.js';
import { WITH_UNIT } from './standing.js';

/** One thing to be said of an item on a day; `rule` is its name in the outbox: 'T-5', 'T-0', 'T+3', 'W2'. */
export interface Step {
  rule: string;
  kind: 'reminder' | 'chase';
  day: Day;
}

/** Reminders before (and on) a due day, in order of time; one that falls on a rest day is said on the working day before. */
export function reminderSteps(dueOn: Day, calendar: Calendar, rules: PlanRules): Step[] {
  return [...rules.remindBefore]
    .sort((a, b) => b - a)
    .map((n) => ({ rule: `T-${n}`, kind: 'reminder' as const, day: nthWorkday(calendar, dueOn, -n) }));
}

/** Tuesday: whatever a unit is late with is chased weekly on one day, so that it does not hear on several; on Monday the digests leave. */
const CHASE_WEEKDAY = 2;

/** The next such day, that day included, where chases are weekly or every so many weeks. */
function onChaseDay(day: Day, { chaseEveryDays }: PlanRules): Day {
  return chaseEveryDays % 7 === 0 ? plusDays(day, (CHASE_WEEKDAY - weekday(day) + 7) % 7) : day;
}

/**
 * Chases after a due day up to and including `until`, in order of time: the given working days, then weekly, on a Tuesday (on
 * the working day before where that rests), never more than the cap in one calendar month.
 */
export function chaseSteps(dueOn: Day, until: Day, calendar: Calendar, rules: PlanRules): Step[] {
  const wanted = [...rules.chaseAfter]
    .sort((a, b) => a - b)
    .map((n) => ({ rule: `T+${n}`, day: nthWorkday(calendar, dueOn, n) }));
  const last = wanted.at(-1)?.day ?? dueOn;
  if (rules.chaseEveryDays > 0)
    for (let week = 1, day = last; day <= until; week++) {
      day = workdayOnOrBefore(calendar, onChaseDay(plusDays(last, week * rules.chaseEveryDays), rules));
      wanted.push({ rule: `W${week}`, day });
    }
  const inMonth = new Map<string, number>();
  const steps: Step[] = [];
  for (const { rule, day } of wanted) {
    const month = day.slice(0, 7);
    const already = inMonth.get(month) ?? 0;
    // A long holiday can push two weekly chases onto one working day: one is enough.
    if (day > until || day <= dueOn || day === steps.at(-1)?.day || already >= rules.chasesPerMonth) continue;
    inMonth.set(month, already + 1);
    steps.push({ rule, kind: 'chase', day });
  }
  return steps;
}

/** What decides what is said of an item, and when; `dueOn` is the deadline of the rectification where the item is one to be put right. */
export type ReminderFacts = Pick<
  Assignment,
  'planId' | 'stage' | 'opensOn' | 'assignedOn' | 'dueOn' | 'reportedFor'
> & { toRectify?: true };

/** An open item as the reminders see it. */
export type ReminderItem = ReminderFacts & Pick<Assignment, 'id' | 'unitId' | 'returnedOn'>;

/** What identifies a saying in the outbox: the item, the deadline it was about, and the rule; a request names its own day. */
export function sayingKey(assignmentId: number, dueOn: Day, rule: string): string {
  return isRequest(rule) ? `${assignmentId}:${rule}` : `${assignmentId}:${dueOn}:${rule}`;
}

/** What an item keeps of a saying, so that a sweep need not look for it again; null for what is not of the timetable. */
export function lastSaid(dueOn: Day, rule: string): { told: string } | { asked: string } | null {
  // What is sent once more ('T-5~2') was said before.
  if (rule.includes('~')) return null;
  if (isRequest(rule)) return { asked: rule };
  return /^(T[+-]|W)\d+$/.test(rule) ? { told: `${dueOn}:${rule}` } : null;
}

/** What the reminders of a run need to know besides the items. */
export interface ReminderContext {
  calendar: Calendar;
  rulesOfPlan: (planId: number) => PlanRules;
  /** Items whose extension is asked for and not decided. */
  asking?: ReadonlySet<number>;
}

/** Due days outside these bounds owe nothing on that day: how the items of a run are fetched. */
export function reminderWindow(today: Day, calendar: Calendar, rules: readonly PlanRules[]): { dueTo: Day } {
  const longest = Math.max(0, ...rules.flatMap((rule) => rule.remindBefore));
  return { dueTo: plusDays(nthWorkday(calendar, today, longest + 1), -1) };
}

/** Every step of a due day up to and including `until`, in order of time. */
export type StepsOf = (planId: number, dueOn: Day) => readonly Step[];

/** Steps by plan and due day, worked out once: a plan's items share a few due days. */
export function stepsUntil(until: Day, { calendar, rulesOfPlan }: ReminderContext): StepsOf {
  const known = new Map<string, Step[]>();
  return (planId, dueOn) => {
    const key = `${planId}:${dueOn}`;
    const found = known.get(key);
    if (found) return found;
    const rules = rulesOfPlan(planId);
    const steps = [...reminderSteps(dueOn, calendar, rules), ...chaseSteps(dueOn, until, calendar, rules)];
    known.set(key, steps);
    return steps;
  };
}

/** The latest step of an item that should have been said by `today`; null before the first. */
export function latestStep(item: ReminderFacts, today: Day, stepsOf: StepsOf): Step | null {
  if (!WITH_UNIT.includes(item.stage)) return null;
  const kind = today > item.dueOn ? 'chase' : 'reminder';
  let latest: Step | null = null;
  for (const step of stepsOf(item.planId, item.dueOn)) {
    if (step.day > today) break;
    // The mail of the assigning day has said the deadline already; older steps never concerned this item.
    if (step.kind === kind && step.day > item.assignedOn) latest = step;
  }
  return latest;
}

/** Whether a report of an item was returned so few working days ago that its unit is left to it; a returned progress report leaves the item underway. */
export function isJustReturned(
  { returnedOn }: Pick<Assignment, 'returnedOn'>,
  today: Day,
  { calendar, rules }: { calendar: Calendar; rules: Pick<PlanRules, 'chaseRestAfterReturn'> },
): boolean {
  return returnedOn !== null && workdaysAfter(calendar, returnedOn, today) < rules.chaseRestAfterReturn;
}

/** Whether nobody is chased for an item or asked for its report on a day: an extension is asked for, or its report was returned just now (ask once). */
export function chaseRests(
  item: Pick<ReminderItem, 'id' | 'planId' | 'returnedOn'>,
  today: Day,
  { calendar, rulesOfPlan, asking }: ReminderContext,
): boolean {
  if (asking?.has(item.id)) return true;
  return isJustReturned(item, today, { calendar, rules: rulesOfPlan(item.planId) });
}

/** Events that are told by mail, by the first word of their rule: 'returned:12' is the return of report 12. */
const EVENTS: Readonly<Record<string, { kind: MailKind; words: string }>> = {
  returned: { kind: 'returned', words: '报告退回重报' },
  extension: { kind: 'extension', words: '延期审批' },
  rectification: { kind: 'rectification', words: '限期整改' },
  recheck: { kind: 'recheck', words: '整改复查' },
  chase: { kind: 'chase', words: '人工催办' },
  corrected: { kind: 'notice', words: '方案调整' },
};

const eventOf = (rule: string) => {
  const at = rule.indexOf(':');
  return at < 0 ? null : (EVENTS[rule.slice(0, at)] ?? { kind: 'notice' as const, words: '工作通知' });
};

/** How each rung of the ladder is called, by its rule. */
const RUNGS: Readonly<Record<string, string>> = {
  L1: '逾期督促提醒（单位分管领导，没有登记的报主要负责人）',
  L2: '逾期督促提醒（单位主要负责人）',
  L3: '逾期督促提醒（副组长）',
  L4: '逾期督促提醒（组长）',
};

/** Why a mail was made, in the office's words: 'T-3' → '到期前第3个工作日'. */
export function ruleWords(rule: string): string {
  const [unsaid] = rule.split('#');
  if (unsaid !== undefined && unsaid !== rule) return `${ruleWords(unsaid)}，放行时已有进展，未列入`;
  const once = ruleOnce(rule);
  if (once !== rule) return `${ruleWords(once)}（重发）`;
  if (rule === 'assigned') return '方案启用，交办';
  const period = periodAsked(rule);
  if (period !== null) return requestWords(rule, period);
  const event = eventOf(rule);
  if (event) return event.words;
  const rung = RUNGS[rule];
  if (rung) return rung;
  const n = Number(rule.slice(rule.startsWith('W') ? 1 : 2));
  if (rule.startsWith('W')) return `逾期后每周催办（第${n}周）`;
  if (rule.startsWith('T+')) return `逾期第${n}个工作日`;
  return n === 0 ? '到期当日' : `到期前第${n}个工作日`;
}

/** The kind of mail that a rule asks for. */
export function kindOfRule(rule: string): MailKind {
  if (rule === 'assigned') return 'assigned';
  if (periodAsked(rule) !== null) return 'report-request';
  const event = eventOf(rule);
  if (event) return event.kind;
  if (ruleOnce(rule).replace(/#\d+$/, '') in RUNGS) return 'escalation';
  return rule.startsWith('T-') ? 'reminder' : 'chase';
}
