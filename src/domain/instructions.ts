import { type Calendar, nthWorkday, workdaysAfter } from './calendar.js';
import { type Day, plusDays, shortDay } from './day.js';
import { type InstructionStage } from './lifecycle.js';
import { chaseSteps, reminderSteps, type Step } from './reminders.js';
import { type PlanRules } from './rules.js';
import { type Standing } from './standing.js';

/** 批示: what a leader asked for, of which unit, by when; left on the page or typed in by the office. */
export interface Instruction {
  id: number;
  planId: number;
  leaderName: string;
  text: string;
  assignmentId: number | null;
  unitId: number;
  dueOn: Day;
  givenOn: Day;
  enteredBy: string;
  stage: InstructionStage;
  answer: string;
  answeredOn: Day | null;
  closedOn: Day | null;
  closedBy: string | null;
  version: number;
}

/** Stages in which an instruction is not carried out. */
export const OPEN_INSTRUCTION: readonly InstructionStage[] = ['issued', 'answered'];

/** An instruction is 临期 from this many working days before its day (our default: half of the shortest published limit for 批示). */
const SOON_WITHIN = 2;

/** The light of an instruction on a day, by the same words as an item's: what a unit has answered waits for the office. */
export function instructionStanding(
  { stage, dueOn, answeredOn }: Pick<Instruction, 'stage' | 'dueOn' | 'answeredOn'>,
  today: Day,
  calendar: Calendar,
): Standing {
  const isLate = answeredOn !== null && answeredOn > dueOn;
  if (stage === 'done') return isLate ? 'done-late' : 'done';
  if (stage === 'answered') return 'in-review';
  if (today > dueOn) return 'overdue';
  return workdaysAfter(calendar, today, dueOn) <= SOON_WITHIN ? 'due-soon' : 'on-track';
}

/** A unit is reminded of an instruction this many working days before its day, and on it: an instruction runs for days, not for months. */
const REMIND_BEFORE = [3, 0];

/** An instruction as the sweep sees it. */
export type InstructionItem = Pick<Instruction, 'stage' | 'dueOn' | 'givenOn'>;

/** What should have been said by a day of an instruction that its unit has not answered, the latest only: 'T-3', 'T-0', then as chases go; null for nothing. */
export function instructionStep(item: InstructionItem, today: Day, calendar: Calendar, rules: PlanRules): Step | null {
  if (item.stage !== 'issued') return null;
  const steps =
    today > item.dueOn
      ? chaseSteps(item.dueOn, today, calendar, rules)
      : reminderSteps(item.dueOn, calendar, { ...rules, remindBefore: REMIND_BEFORE });
  // The mail that passed it on has said its day already.
  return steps.filter(({ day }) => day <= today && day > item.givenOn).at(-1) ?? null;
}

/** Instructions due later than this are not spoken of yet on a day. */
export const instructionWindow = (today: Day, calendar: Calendar): Day =>
  plusDays(nthWorkday(calendar, today, Math.max(...REMIND_BEFORE) + 1), -1);

/** '王副组长批示“……”（6月26日前报办理情况）', short enough for a list. */
export function instructionLine(
  { leaderName, text, dueOn }: Pick<Instruction, 'leaderName' | 'text' | 'dueOn'>,
  today: Day,
): string {
  const said = text.length > LINE_CHARACTERS ? `${text.slice(0, LINE_CHARACTERS)}……` : text;
  const day = shortDay(dueOn, today);
  const until = dueOn < today ? `${day}应报，尚未收到` : dueOn === today ? '今天报办理情况' : `${day}前报办理情况`;
  return `${leaderName}批示“${said}”（${until}）`;
}

const LINE_CHARACTERS = 60;
