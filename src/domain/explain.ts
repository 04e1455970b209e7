import { type Calendar, isWorkday, workdayOnOrBefore } from './calendar.js';
import { type Day, plusDays } from './day.js';
import { type AssignmentStage, type MailState } from './plan.js';
import {
  chaseRests,
  chaseSteps,
  isJustReturned,
  latestStep,
  type ReminderItem,
  reminderSteps,
  type Step,
} from './reminders.js';
import { type PlanRules } from './rules.js';
import { WITH_UNIT } from './standing.js';

/** A saying in the outbox about the item: by which mail, on which day, and what became of that mail. */
export interface Saying {
  rule: string;
  dueOn: Day;
  day: Day;
  outboxId: number;
  state: MailState;
}

/** What is known of an item when one asks why it was written about, or was not. */
export interface ExplainFacts {
  today: Day;
  calendar: Calendar;
  rules: PlanRules;
  /** The item with the deadline that counts now. */
  item: ReminderItem;
  said: readonly Saying[];
  /** From which day on its deadline has been this one. */
  deadlineSince: Day;
  /** What stage it came to on which day, in order of time. */
  turns: readonly { day: Day; stage: AssignmentStage }[];
  /** When an extension was asked for and not decided; `until` null: it still is. */
  asked: readonly { from: Day; until: Day | null }[];
  returnedOn: readonly Day[];
}

/** Why nothing was said on a day. */
export type Why =
  | { code: 'assigned-later' | 'cap' | 'missed' | 'asking' }
  | { code: 'other-deadline' | 'returned'; since: Day }
  | { code: 'settled'; since: Day; stage: AssignmentStage }
  | { code: 'merged'; rule: string };

/** One step of a deadline with what became of it: a mail, a day still to come, or a reason. */
export interface Explained {
  rule: string;
  kind: Step['kind'];
  day: Day;
  /** The rest day on which it would have fallen; null where it did not. */
  movedFrom: Day | null;
  saying: Saying | null;
  /** On which day it will be said if nobody acts; null where it was, or will not be. */
  ahead: Day | null;
  why: Why | null;
}

/** How far ahead chases are told. */
const DAYS_AHEAD = 45;

/** What became, or will become, of each reminder and chase of an item's deadline, in order of time. */
export function explain(facts: ExplainFacts): Explained[] {
  const { item, today, calendar, rules } = facts;
  const until = plusDays(today > item.dueOn ? today : item.dueOn, DAYS_AHEAD);
  const chases = chaseSteps(item.dueOn, until, calendar, rules);
  const kept = new Set(chases.map(({ rule }) => rule));
  const uncapped = chaseSteps(item.dueOn, until, calendar, { ...rules, chasesPerMonth: Infinity });
  const steps = [...reminderSteps(item.dueOn, calendar, rules), ...chases];
  const capped = uncapped.filter(({ rule }) => !kept.has(rule));
  const told = [...steps, ...capped].sort((a, b) => a.day.localeCompare(b.day));
  const latest = latestStep(item, today, () => steps);
  return told.map((step): Explained => {
    const base = { rule: step.rule, kind: step.kind, day: step.day, movedFrom: movedFrom(step, item.dueOn, calendar) };
    const saying = facts.said.find((one) => one.rule === step.rule && one.dueOn === item.dueOn) ?? null;
    if (saying) return { ...base, saying, ahead: null, why: null };
    const why = capped.includes(step) ? ({ code: 'cap' } as const) : whyNot(step, steps, latest, facts);
    return { ...base, saying, ahead: why ? null : nextWorkday(step.day > today ? step.day : today, calendar), why };
  });
}

/** The day on which the last reminder would have fallen. */
const movedFrom = ({ rule, day }: Step, dueOn: Day, calendar: Calendar): Day | null =>
  rule === 'T-0' && day !== dueOn && day === workdayOnOrBefore(calendar, dueOn) ? dueOn : null;

function nextWorkday(day: Day, calendar: Calendar): Day {
  let next = day;
  while (!isWorkday(calendar, next)) next = plusDays(next, 1);
  return next;
}

/** Why a step is not said; null where it is still to come. */
function whyNot(step: Step, steps: readonly Step[], latest: Step | null, facts: ExplainFacts): Why | null {
  const { item, today, said, deadlineSince, calendar, rules } = facts;
  const isPast = step.day < today;
  if (step.day <= item.assignedOn) return { code: 'assigned-later' };
  const turn = turnOn(isPast ? step.day : today, facts);
  if (turn && !isOpen(turn.stage)) return { code: 'settled', since: turn.day, stage: turn.stage };
  if (isPast && step.day <= deadlineSince && step !== latest) return { code: 'other-deadline', since: deadlineSince };
  const context = { calendar, rulesOfPlan: () => rules };
  if (step.kind === 'chase') {
    const day = isPast ? step.day : today;
    if (facts.asked.some(({ from, until }) => from <= day && (until === null || until > day)))
      return { code: 'asking' };
    const returned = facts.returnedOn.find(
      (on) => on <= step.day && isJustReturned({ returnedOn: on }, step.day, { calendar, rules }),
    );
    if (returned !== undefined) return { code: 'returned', since: returned };
  }
  if (!isPast) return null;
  // What was missed is made up for as long as no later step has come.
  if (step === latest && !(step.kind === 'chase' && chaseRests(item, today, context))) return null;
  const later = steps.find(
    (one) =>
      one.kind === step.kind &&
      one.day > step.day &&
      said.some(({ rule, dueOn }) => rule === one.rule && dueOn === item.dueOn),
  );
  return later ? { code: 'merged', rule: later.rule } : { code: 'missed' };
}

/** What an item last came to by a day; undefined before anybody acted. */
const turnOn = (day: Day, { turns }: ExplainFacts) => turns.filter((one) => one.day <= day).at(-1);

/** What is to be put right is with its unit, too. */
const isOpen = (stage: AssignmentStage) => WITH_UNIT.includes(stage) || stage === 'rectifying';
