import { type Day } from './day.js';
import { type ExtensionStage } from './lifecycle.js';

/** 延期申请: asked for before the due day; the original date stays on the assignment for ever. */
export interface Extension {
  id: number;
  planId: number;
  assignmentId: number;
  unitId: number;
  /** First, second …; from the second on a deputy leader decides. */
  nth: number;
  stage: ExtensionStage;
  reason: string;
  progress: string;
  dueOnBefore: Day;
  askedDay: Day;
  grantedDay: Day | null;
  requestedOn: Day;
  requestedBy: string;
  officeOpinion: string;
  endorsedOn: Day | null;
  /** The deputy leader whose decision the office enters. */
  deputyName: string;
  decisionReason: string;
  decidedBy: string | null;
  decidedOn: Day | null;
  version: number;
}
