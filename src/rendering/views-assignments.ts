import { type FaultSummary, type FormView } from './views-forms.js';
import {
  type Fact,
  type Frame,
  type Light,
  type Link,
  type Pager,
  type ReasonedLight,
  type SelectField,
} from './views-common.js';
import { type Span } from './views-plan.js';

export interface AssignmentRow {
  href: string;
  measure: string;
  unit: Link;
  role: 'lead' | 'responsible';
  roleWord: string;
  phase: string;
  dueOn: string;
  light: ReasonedLight;
  /** '报送逾期': a flag of its own, whatever the light; null for none. */
  flag: string | null;
}

export interface AssignmentsView {
  frame: Frame;
  planTitle: string;
  action: string;
  fields: SelectField[];
  /** Leads back to the unfiltered list; null when nothing is filtered. */
  clear: string | null;
  rows: AssignmentRow[];
  /** '共171项：逾期4 · 临期12 · …'. */
  total: string;
  none: string;
  pager: Pager;
}

export interface ReminderDay {
  /** '6月24日 周三 09:00'. */
  when: string;
  /** '到期前第3个工作日', with why it was not said, or on which other day. */
  rule: string;
  state: 'sent' | 'due' | 'skipped';
  /** '已发', '将发', '没发'. */
  stateWord: string;
  href: string | null;
}

/** An act in the history: who · what · when, and what it changed. */
export interface TimelineEntry {
  when: string;
  who: string;
  what: string;
  /** Both null, or both present. */
  change: { before: string; after: string } | null;
  reason: string | null;
}

/** An act that is open to this person, as a form of its own. */
export interface ActForm {
  label: string;
  /** Whether it stands folded until asked for: acts that want a reason. */
  folded: boolean;
  open: boolean;
  form: FormView;
}

/** What was reported once of an assignment. */
export interface ReportLine {
  when: string;
  /** '报进展', '申请办结'. */
  kind: string;
  rating: string;
  /** '待审核', '退回重报'. */
  state: string;
  href: string;
  texts: { term: string; text: string }[];
}

export interface RelatedLines {
  heading: string;
  lines: (Link & { detail: string })[];
}

export interface AssignmentView {
  frame: Frame;
  /** What this person can do next on a page of its own. */
  ways: Link[];
  reports: ReportLine[];
  reportsNone: string;
  /** Extensions, rectifications, instructions. */
  related: RelatedLines[];
  summary: FaultSummary | null;
  /** What was typed into a form that is no longer open, because another was quicker; null where none was. */
  unsaved: string | null;
  acts: ActForm[];
  trail: Link[];
  /** The unit: who must do it. */
  who: string;
  whoHref: string;
  /** The measure: what is to be done. */
  what: string;
  /** '6月30日（周二）前 · 还剩3个工作日'. */
  until: string;
  light: ReasonedLight;
  flag: string | null;
  clause: { heading: string; spans: Span[]; href: string };
  facts: Fact[];
  reminders: ReminderDay[];
  remindersNone: string;
  timeline: TimelineEntry[];
  timelineNone: string;
  mails: (Link & { when: string; kind: string; light: Light | null })[];
  mailsNone: string;
}
