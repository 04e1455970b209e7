import { type Day } from './day.js';
import { type InstructionStage } from './lifecycle.js';

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
