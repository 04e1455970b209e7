import { type Day } from './day.js';

/** An instant as UTC ISO text, '2020-05-12T00:00:00.000Z': sorts as text and reads alike on both databases. */
export type Instant = string;

/** 牵头 or 责任: what a unit is to a measure. */
export type Role = 'lead' | 'responsible';

/** Where in the plan's text a fact was read: offsets of UTF-16 code units, `end` exclusive. */
export interface Source {
  start: number;
  end: number;
}

export type PlanState = 'draft' | 'running' | 'closed';

/** 实施方案: an issued plan. */
export interface Plan {
  id: number;
  title: string;
  docNumber: string | null;
  issuer: string | null;
  issuedOn: Day | null;
  /** The document's text as it was read; every `Source` points into it. */
  text: string;
  state: PlanState;
  activatedAt: Instant | null;
  /** The plan's own rules where they differ from the defaults of `domain/rules.ts`, as JSON. */
  rules: string;
  version: number;
}

/** 工作措施; `dueOn` is a day of its own, which only some documents give. */
export interface Measure {
  id: number;
  planId: number;
  position: number;
  number: string;
  title: string;
  text: string;
  dueOn: Day | null;
  sourceStart: number;
  sourceEnd: number;
}

/**
 * 阶段: opens on `startsOn`, due by the end of `dueOn`, that day included; `outcomes` are its indicators and deliverables,
 * a line each. One that was dropped (取消) says since when and has no place among the others; what was done in it stays.
 */
export interface Phase {
  id: number;
  planId: number;
  position: number;
  number: string;
  title: string;
  text: string;
  outcomes: string;
  startsOn: Day;
  dueOn: Day;
  sourceStart: number;
  sourceEnd: number;
  droppedOn: Day | null;
}

/** 单位: one body under one name, whatever plan it works in; `mail` is where its notices go. */
export interface Unit {
  id: number;
  name: string;
  mail: string | null;
}

/** Another name of a unit that the office has confirmed. */
export interface UnitAlias {
  id: number;
  unitId: number;
  name: string;
}

/** 职责: a unit's part in a measure; the first lead is primary. */
export interface Duty {
  id: number;
  planId: number;
  measureId: number;
  unitId: number;
  role: Role;
  isPrimary: boolean;
  position: number;
  sourceStart: number;
  sourceEnd: number;
}

/** A member of the leading group or of its office, as the document names them. */
export interface Member {
  id: number;
  planId: number;
  position: number;
  role: string;
  name: string;
  unit: string;
}

export type FindingState = 'open' | 'confirmed' | 'dismissed';

/** A doubt the reader had about the document, for the office to settle. */
export interface Finding {
  id: number;
  planId: number;
  code: string;
  message: string;
  /** The names it is about, as JSON text: for an alias suspicion `[name in the body, name in the annex]`. */
  names: string;
  sourceStart: number;
  sourceEnd: number;
  state: FindingState;
  version: number;
}

export type AssignmentStage =
  | 'assigned'
  | 'underway'
  | 'declined'
  | 'reported'
  | 'returned'
  | 'accepted'
  | 'rectifying'
  | 'closed'
  | 'waived'
  | 'suspended';

/** 责任事项: one unit's part of one measure in one phase; what was done, never what it means today. */
export interface Assignment {
  id: number;
  planId: number;
  measureId: number;
  phaseId: number;
  unitId: number;
  role: Role;
  opensOn: Day;
  dueOn: Day;
  originalDueOn: Day;
  stage: AssignmentStage;
  assignedOn: Day;
  /** The day of the completion that was (or is being) reviewed; null before and after a return. */
  completedOn: Day | null;
  /** While rectifying: the day by which the first finding that waits for the unit must be put right; null where all were reported. */
  rectifyBy: Day | null;
  /** The due day of the last reporting period that the unit has answered; a returned report takes it back. */
  reportedFor: Day | null;
  /** The day a report was last returned; for two working days nobody is chased for it. */
  returnedOn: Day | null;
  version: number;
}

/** 留痕: one act on one thing; appended, never changed. `facts` holds before, after and reason as JSON. */
export interface HistoryEntry {
  id: number;
  at: Instant;
  day: Day;
  planId: number | null;
  assignmentId: number | null;
  act: string;
  actor: string;
  facts: string;
}

/** Mails that say what happened, in words made when it happened; 'alarm' tells the office that the program needs it. */
export type EventMailKind = 'returned' | 'extension' | 'rectification' | 'recheck' | 'notice' | 'alarm' | 'answer';
/** Mails whose figures are kept as they were on their day: to the leading group, to the head of a unit, to the office. */
export type DigestKind = 'digest' | 'unit-digest' | 'worklist';
export type MailKind = 'assigned' | 'reminder' | 'chase' | 'report-request' | 'escalation' | EventMailKind | DigestKind;
/** 'obsolete': what it was to say had been settled or said otherwise; 'cancelled': the office took it back. */
export type MailState = 'pending' | 'claimed' | 'sending' | 'sent' | 'held' | 'dead' | 'obsolete' | 'cancelled';

/** One mail in the outbox (发件箱); `key` says what it is about and admits it once. */
export interface OutboxMail {
  id: number;
  key: string;
  kind: MailKind;
  /** The day it belongs to: one mail per unit and day for reminders and chases together. */
  day: Day;
  planId: number | null;
  /** The unit it is about and goes to; null for a mail to the leading group or its office. */
  unitId: number | null;
  /** The post whose holder gets it; null: the liaison of the unit. */
  postId: number | null;
  toName: string;
  toAddress: string | null;
  state: MailState;
  queuedAt: Instant;
  nextAt: Instant;
  claimedBy: string | null;
  claimedUntil: Instant | null;
  attempts: number;
  lastError: string | null;
  messageId: string;
  subject: string | null;
  textBody: string | null;
  htmlBody: string | null;
  sentAt: Instant | null;
  /** What a mail about an event says, as JSON of `EventWords`; null for reminders, whose words are made at sending. */
  words: string | null;
  /** 催办 and what escalates it are numbered together within a year, over all plans; null for every other mail. */
  number: number | null;
  /** How often it may have arrived already before it left again (可能重复): 0 unless a crash left it in doubt. */
  doubts: number;
  /** The code of the last failure ('EAUTH', '451') and what the server answered at last. */
  lastCode: string | null;
  reply: string | null;
  /** When it first began to leave on the day of its last attempt: its Date header, the same where it is written again after a crash. */
  begunAt: Instant | null;
}

/** A mail about an event: what follows the unit in the subject, what is asked, and what was written. */
export interface EventWords {
  news: string;
  ask: string;
  paragraphs: string[];
  why: string;
  /** Where a mail that is about no item leads: to the reader's first page, to how the program runs, else to the instructions. */
  opens?: 'home' | 'health';
  /** What is told in one of several corrections of a plan, or of several reports that were returned: one entry for each. */
  parts?: Pick<EventWords, 'ask' | 'paragraphs'>[];
}

/** What a mail says of one assignment, and the rule that asked for it ('T-5', 'T+1', 'assigned'). */
export interface OutboxItem {
  id: number;
  outboxId: number;
  assignmentId: number;
  dueOn: Day;
  rule: string;
}

/** A day on which the office's own calendar overrides the holiday data. */
export interface CalendarDay {
  day: Day;
  isWorkday: boolean;
  name: string;
  source: string;
}

/** One run of one job of the timetable, for the moment it was due. */
export interface JobRun {
  id: number;
  job: string;
  dueAt: Instant;
  ranAt: Instant;
  result: string;
}
