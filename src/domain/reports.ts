import { type Day } from './day.js';
import { type Instant } from './plan.js';

/** What an entry answers: progress, 本期无变化, 零报告 (an answer, not a gap), or 申请办结. */
export type ReportKind = 'progress' | 'no-change' | 'nothing' | 'completion';
export type Rating = 'not-started' | 'on-track' | 'difficult' | 'nearly-done';
export type ReportStage = 'submitted' | 'accepted' | 'returned' | 'withdrawn';

export const REPORT_KIND_WORDS: Readonly<Record<ReportKind, string>> = {
  progress: '报进展',
  'no-change': '本期无变化',
  nothing: '零报告',
  completion: '申请办结',
};

/** What a report of a kind is called where it is the thing that is spoken of. */
export const REPORT_NAMES: Readonly<Record<ReportKind, string>> = {
  progress: '进展报告',
  'no-change': '本期无变化报告',
  nothing: '零报告',
  completion: '办结申请',
};

export const RATING_WORDS: Readonly<Record<Rating, string>> = {
  'not-started': '尚未启动',
  'on-track': '正常推进',
  difficult: '有困难',
  'nearly-done': '基本完成',
};

/** 审结标准: the five ticks of a review (domain §3). */
export const REVIEW_CHECKS = {
  facts: '事实清楚',
  solved: '问题解决',
  done: '任务落实',
  conclusion: '结论准确',
  form: '格式规范',
} as const;
export type ReviewCheck = keyof typeof REVIEW_CHECKS;

/** The field of a report form that speaks for one item alone: 'i12-progress'; the shared ones are called 'progress' and so on. */
export const reportField = (assignmentId: number, name: string): string => `i${assignmentId}-${name}`;

/** 一次报送: one form of one unit, which may answer for several items. */
export interface Submission {
  id: number;
  planId: number;
  unitId: number;
  submittedAt: Instant;
  submittedOn: Day;
  /** 填报人 and phone as typed; `actor` is who the system knows it was. */
  byName: string;
  phone: string | null;
  actor: string;
}

/** 进展报告: what a unit said of one item for one period. */
export interface Report {
  id: number;
  submissionId: number;
  planId: number;
  measureId: number;
  assignmentId: number;
  unitId: number;
  kind: ReportKind;
  rating: Rating;
  progress: string;
  problems: string;
  /** 需协调事项, and of whom. */
  needs: string;
  needsFrom: string;
  nextSteps: string;
  nextOn: Day | null;
  /** A lead unit completing its own part: a word on each unit still open, as JSON `{ [unitId]: text }`. */
  openUnits: string;
  /** The due day of the period that it answers. */
  periodOn: Day;
  submittedOn: Day;
  stage: ReportStage;
  /** The checks that were ticked, as a JSON list of `ReviewCheck`. */
  checks: string;
  reviewReason: string;
  reviewedBy: string | null;
  reviewedOn: Day | null;
  version: number;
}

/** 指标: a number that the office asks for under a measure. */
export interface Indicator {
  id: number;
  planId: number;
  measureId: number;
  name: string;
  unitWord: string;
  target: string | null;
}

/** A reported number: decimal text, never a float. */
export interface Figure {
  id: number;
  reportId: number;
  indicatorId: number;
  thisPeriod: string;
  total: string;
}

/**
 * 草稿: a form as it was typed, kept for the unit and not for one person. `form` names it: 'report', or 'report:3,7' as typed by
 * somebody whose mail's link reaches items 3 and 7 and no others.
 */
export interface Draft {
  id: number;
  planId: number;
  unitId: number;
  form: string;
  body: string;
  savedAt: Instant;
  savedBy: string;
  version: number;
}

/** 佐证材料: a file under a random name with its checksum; `owner` is 'draft:3', 'submission:9', 'round:4', 'inspection-item:2'. */
export interface Attachment {
  id: number;
  planId: number;
  unitId: number | null;
  owner: string;
  name: string;
  type: string;
  bytes: number;
  sha256: string;
  storedAs: string;
  addedAt: Instant;
  addedBy: string;
}
