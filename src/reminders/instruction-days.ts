import { newMail, unitAddressee } from '../acts/new-mail.js';
import { type Moment } from '../clock.js';
import { shortDay } from '../domain/day.js';
import { instructionLine, instructionStep, instructionWindow } from '../domain/instructions.js';
import { type EventWords, type Unit } from '../domain/plan.js';
import { type ReminderContext } from '../domain/reminders.js';
import { type Stores } from '../storage/stores/all.js';
import { type UnansweredInstruction } from '../storage/stores/instructions.js';

type Owed = UnansweredInstruction & { step: string };

/**
 * Says what is due of the leaders' instructions: as lines of the mail that the unit gets today anyway, which finds them when it
 * leaves; a unit without one gets a notice under the same key, so that it hears from us once. Returns how many notices that made.
 * `isTold` says whether a run has made the unit's mail of the day.
 */
export async function queueInstructionDays(
  stores: Stores,
  moment: Moment,
  { calendar, rulesOfPlan }: ReminderContext,
  units: ReadonlyMap<number, Unit>,
  isTold: (unitId: number) => boolean,
): Promise<number> {
  const dueTo = instructionWindow(moment.today, calendar);
  const byUnit = new Map<number, Owed[]>();
  for (const one of await stores.instructions.unanswered({ dueTo })) {
    const step = instructionStep(one, moment.today, calendar, rulesOfPlan(one.planId));
    const owed = step && { ...one, step: `${one.dueOn}:${step.rule}` };
    if (owed && owed.step !== one.told) byUnit.set(one.unitId, [...(byUnit.get(one.unitId) ?? []), owed]);
  }
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

async function queueNotice(stores: Stores, unit: Unit, owed: readonly Owed[], moment: Moment): Promise<boolean> {
  const [first] = owed;
  const key = `unit:${unit.id}:${moment.today}`;
  const mail = newMail('notice', key, unitAddressee(unit), first?.planId ?? null, moment);
  const items = owed.flatMap(({ id, assignmentId, dueOn, step }) =>
    assignmentId === null ? [] : [{ assignmentId, dueOn, rule: `instruction:${id}:${step}` }],
  );
  return stores.outbox.enqueue({ ...mail, words: JSON.stringify(wordsOf(owed, moment)) }, items);
}

function wordsOf(owed: readonly Owed[], { today }: Moment): EventWords {
  const late = owed.filter(({ dueOn }) => dueOn < today);
  const ahead = owed.filter(({ dueOn }) => dueOn >= today);
  const [next] = ahead;
  const news = [
    ...(late.length > 0 ? [`${late.length}件批示逾期未报办理情况`] : []),
    ...(next ? [`${ahead.length}件批示请报办理情况，最近的${shortDay(next.dueOn, today)}前`] : []),
  ];
  const asks = [
    ...(late.length > 0 ? [`${late.length}件领导批示已过期限，请抓紧办理并报送办理情况`] : []),
    ...(next ? [`${ahead.length}件领导批示即将到期，请按期报送办理情况`] : []),
  ];
  return {
    news: news.join('；'),
    ask: `${asks.join('；')}。`,
    paragraphs: owed.map((one) => `${instructionLine(one, today)}。`),
    why: '批示期限前第3个工作日和当日各提醒一次，逾期后按催办的间隔提醒，报送办理情况后停止；与提醒、催办合为一封，同一单位一天最多一封。',
  };
}
