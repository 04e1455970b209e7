import { type ActForm } from './views-assignments.js';
import { type FaultSummary, type FormView } from './views-forms.js';
import {
  type CalendarNotice,
  type Fact,
  type Frame,
  type Light,
  type Link,
  type Pager,
  type SelectField,
} from './views-common.js';

/** A mail's state: shape and word; 'failed' is what the office must look at. */
export interface MailStateWord {
  code: 'waiting' | 'sent' | 'held' | 'failed' | 'withdrawn';
  label: string;
}

export interface OutboxRow {
  href: string;
  when: string;
  kind: string;
  to: string;
  toHref: string | null;
  subject: string;
  /** How many it is about; '' for a digest, which is about none. */
  items: string;
  state: MailStateWord;
  /** Said where it may have arrived twice. */
  doubt: string | null;
  /** The rules that asked for it: '到期前第3个工作日'. */
  why: string;
}

export interface OutboxView {
  frame: Frame;
  action: string;
  fields: SelectField[];
  /** The day to filter by, '' for every day. */
  day: string;
  clear: string | null;
  rows: OutboxRow[];
  total: string;
  none: string;
  pager: Pager;
  /** Where every kind of mail can be looked at; null for whoever may not. */
  previews: string | null;
  /** Where answers that came in are; null where none are taken in, or for whoever may not. */
  letters: string | null;
}

export interface OutboxMailView {
  frame: Frame;
  subject: string;
  state: MailStateWord;
  facts: Fact[];
  /** Why this mail was made, in one sentence. */
  why: string;
  items: { measure: string; phase: string; dueOn: string; rule: string; href: string; light: Light }[];
  /** '/outbox/12/html', or null before the body is made. */
  html: string | null;
  /** How high its frame must be for its items, in pixels. */
  height: number;
  text: string | null;
  /** Said where there is no body yet. */
  bodyNone: string;
  error: string | null;
  doubt: string | null;
  /** What the reader may do with it. */
  acts: ActForm[];
  summary: FaultSummary | null;
  /** What was typed into a form that is no longer open. */
  unsaved: string | null;
  /** Where an address is put right; null where none is missing. */
  people: Link | null;
  /** The same mail at other times. */
  repeats: Link[];
}

export interface PreviewsView {
  frame: Frame;
  rows: { kind: string; href: string; to: string; when: string; subject: string }[];
}

export interface PreviewView {
  frame: Frame;
  kind: string;
  subject: string;
  to: string;
  html: string;
  /** How high its frame must be, in pixels. */
  height: number;
  text: string;
}

export interface JobLine {
  name: string;
  what: string;
  when: string;
  last: string;
  lastResult: string;
  next: string;
}

export interface HealthView {
  frame: Frame;
  /** All in one sentence. */
  heading: string;
  /** Said where a mail waits too long. */
  late: string | null;
  jobs: JobLine[];
  facts: Fact[];
  counts: { label: string; count: number; href: string }[];
  /** Sends a mail to try it. */
  form: FormView;
  summary: FaultSummary | null;
}

export interface ScheduleView {
  frame: Frame;
  jobs: JobLine[];
  runs: { dueAt: string; ranAt: string; job: string; result: string }[];
  runsNone: string;
  /** '放假安排数据到2026年'. */
  calendar: string;
  /** Said aloud when a year of the plan has no data; null otherwise. */
  calendarWarning: CalendarNotice | null;
  /** To the forecast of the mails and to the holidays. */
  ways: Link[];
  /** The office's own days over the holiday data. */
  overrides: { day: string; word: string; name: string }[];
  notices: { day: string; kind: string; count: string; why: string; units: Link[] }[];
  /** Which mails the notices are, and where the others are foretold. */
  noticesHint: string;
  noticesNone: string;
}
