import { newMail, unitAddressee } from '../acts/new-mail.js';
import { type Moment } from '../clock.js';
import { isWorkday } from '../domain/calendar.js';
import { type Day, plusDays, shortDay } from '../domain/day.js';
import { instructionLine, instructionStep, instructionWindow } from '../domain/instructions.js';
import { type EventWords, type Unit } from '../domain/plan.js';
import { type ReminderContext, ruleWords } from '../domain/reminders.js';
import { type Stores } from '../storage/stores/all.js';
import { type UnansweredInstruction } from '../storage/stores/instructions.js';

type Owed = UnansweredInstruction & { step: string; rule: string };

/**
 * Says what is due of the leaders' instructions: as lines of the mail that the unit gets today anyway, which finds them when it
 * leaves; a unit without one gets a notice under the same key, so that it hears from us once. Returns how many notices that made.
 * `isTold` says whether a run has made the unit's mail of the day.
 */
export async function queueInstructionDays(
  stores: Stores,
  moment: Moment,
  context: ReminderContext,
  units: ReadonlyMap<number, Unit>,
  isTold: (unitId: number) => boolean,
): Promise<number> {
  const dueTo = instructionWindow(moment.today, context.calendar);
  const byUnit = owedByUnit(await stores.instructions.unanswered({ dueTo }), moment.today, context);
  let notices = 0;
  for (const [unitId, owed] of byUnit) {
    const unit = units.get(unitId);
    if (!unit) continue;
    if (!isTold(unitId)) {
      // A mail of this day that was made before has left or is about to: what it may not have said is said tomorrow.
      if (!(await queueNotice(stores, unit, owed, moment))) continue;
      notices++;
    }
    for (const { id, step } of owed) await stores.instructions.keepTold(id, step);
  }
  return notices;
}

/** A notice of instructions that would leave to a unit without another mail of the day. */
export interface ForeseenInstructions {
  day: Day;
  unit: Unit;
  planIds: number[];
  news: string;
  /** '批示到期前第3个工作日'. */
  why: string;
  items: { assignmentId: number; dueOn: Day; rule: string }[];
}

/**
 * The notices that would be made for instructions from one day to another if no unit answered; changes nothing. `isTold` says
 * whether a unit gets a mail of its own on a day, which then tells of them.
 */
export async function forecastInstructionDays(
  stores: Stores,
  { today, to }: { today: Day; to: Day },
  context: ReminderContext,
  isTold: (unitId: number, day: Day) => boolean,
): Promise<ForeseenInstructions[]> {
  const dueTo = instructionWindow(to, context.calendar);
  let unanswered = await stores.instructions.unanswered({ dueTo });
  if (unanswered.length === 0) return [];
  const units = new Map((await stores.plans.units()).map((unit) => [unit.id, unit]));
  const foreseen: ForeseenInstructions[] = [];
  for (let day = today; day <= to; day = plusDays(day, 1)) {
    if (!isWorkday(context.calendar, day)) continue;
    const byUnit = owedByUnit(unanswered, day, context);
    for (const [unitId, owed] of byUnit) {
      const unit = units.get(unitId);
      if (unit && !isTold(unitId, day)) foreseen.push(noticeOf(unit, owed, day));
    }
    const steps = new Map([...byUnit.values()].flat().map(({ id, step }) => [id, step]));
    if (steps.size > 0) unanswered = unanswered.map((one) => ({ ...one, told: steps.get(one.id) ?? one.told }));
  }
  return foreseen;
}

const noticeOf = (unit: Unit, owed: readonly Owed[], day: Day): ForeseenInstructions => ({
  ...{ day, unit, news: newsOf(owed, day), items: itemsOf(owed) },
  planIds: [...new Set(owed.map(({ planId }) => planId))],
  why: [...new Set(owed.map(({ rule }) => `批示${ruleWords(rule)}`))].join('；'),
});

/** What is due of instructions on a day and was not said last, by unit. */
function owedByUnit(
  unanswered: readonly UnansweredInstruction[],
  today: Day,
  { calendar, rulesOfPlan }: ReminderContext,
): Map<number, Owed[]> {
  const byUnit = new Map<number, Owed[]>();
  for (const one of unanswered) {
    const step = instructionStep(one, today, calendar, rulesOfPlan(one.planId));
    const owed = step && { ...one, step: `${one.dueOn}:${step.rule}`, rule: step.rule };
    if (owed && owed.step !== one.told) byUnit.set(one.unitId, [...(byUnit.get(one.unitId) ?? []), owed]);
  }
  return byUnit;
}

async function queueNotice(stores: Stores, unit: Unit, owed: readonly Owed[], moment: Moment): Promise<boolean> {
  const [first] = owed;
  const key = `unit:${unit.id}:${moment.today}`;
  const mail = newMail('notice', key, unitAddressee(unit), first?.planId ?? null, moment);
  return stores.outbox.enqueue({ ...mail, words: JSON.stringify(wordsOf(owed, moment)) }, itemsOf(owed));
}

const itemsOf = (owed: readonly Owed[]) =>
  owed.flatMap(({ id, assignmentId, dueOn, step }) =>
    assignmentId === null ? [] : [{ assignmentId, dueOn, rule: `instruction:${id}:${step}` }],
  );

const lateOf = (owed: readonly Owed[], today: Day) => owed.filter(({ dueOn }) => dueOn < today);
const aheadOf = (owed: readonly Owed[], today: Day) => owed.filter(({ dueOn }) => dueOn >= today);

function newsOf(owed: readonly Owed[], today: Day): string {
  const [late, ahead] = [lateOf(owed, today), aheadOf(owed, today)];
  const [next] = ahead;
  return [
    ...(late.length > 0 ? [`${late.length}件批示逾期未报办理情况`] : []),
    ...(next ? [`${ahead.length}件批示请报办理情况，最近的${shortDay(next.dueOn, today)}前`] : []),
  ].join('；');
}

function wordsOf(owed: readonly Owed[], { today }: Moment): EventWords {
  const [late, ahead] = [lateOf(owed, today), aheadOf(owed, today)];
  const asks = [
    ...(late.length > 0 ? [`${late.length}件领导批示已过期限，请抓紧办理并报送办理情况`] : []),
    ...(ahead.length > 0 ? [`${ahead.length}件领导批示即将到期，请按期报送办理情况`] : []),
  ];
  return {
    news: newsOf(owed, today),
    ask: `${asks.join('；')}。`,
    paragraphs: owed.map((one) => `${instructionLine(one, today)}。`),
    why: '批示期限前第3个工作日和当日各提醒一次，逾期后按催办的间隔提醒，报送办理情况后停止；与提醒、催办合为一封，同一单位一天最多一封。',
  };
}
