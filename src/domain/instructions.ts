import { type Calendar, workdaysAfter } from './calendar.js';
import { type Day } from './day.js';
import { type InstructionStage } from './lifecycle.js';
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
