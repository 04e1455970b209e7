import { type ActForm } from './views-assignments.js';
import { type CalendarNotice, type Fact, type Frame, type Link, type Pager, type SelectField } from './views-common.js';
import { type FaultSummary, type FieldView, type FormView } from './views-forms.js';
import { type MailStateWord } from './views-outbox.js';
import { type UnstartedPart } from './views-plan.js';

/** What a unit said of one item, in full; every word of it as the unit wrote it. */
export interface ReportWords {
  heading: string;
  /** '申请办结 · 2020-06-24 10:00 报送 · 填报人 王五（0898-27700000）'. */
  about: string;
  /** '已采用 · 张三 2020-06-24'; null while it waits. */
  result: string | null;
  words: Fact[];
}

/** The form of a review: five ticks, a reason, and the two answers as its buttons. */
export interface ReviewForm {
  action: string;
  version: number;
  /** Where the answer leads back to. */
  back: string;
  checks: FieldView;
  reason: FieldView;
}

/** What could not be done of several things that were asked for at once. */
export interface Missed {
  heading: string;
  lines: (Link & { why: string })[];
}

export interface ReviewRow {
  id: number;
  href: string;
  item: string;
  unit: Link;
  phase: string;
  kind: string;
  rating: string;
  /** The first words of what was said. */
  words: string;
  submittedOn: string;
  dueOn: string;
  /** How it was decided; null while it waits. */
  result: string | null;
  /** Names the box that takes it into the batch; null where it is reviewed by itself. */
  tick: string | null;
}

export interface ReviewsView {
  frame: Frame;
  planTitle: string;
  trail: Link[];
  summary: FaultSummary | null;
  missed: Missed | null;
  action: string;
  fields: SelectField[];
  clear: string | null;
  total: string;
  none: string;
  rows: ReviewRow[];
  /** Where the ticked ones go; null where there is nothing to tick. */
  batch: { action: string; submit: string; hint: string; error: string | null } | null;
  pager: Pager;
}

export interface ReviewView {
  frame: Frame;
  trail: Link[];
  title: string;
  news: string;
  itemHref: string;
  unit: Link;
  /** '这一项已退回过1次'. */
  returned: string | null;
  summary: FaultSummary | null;
  /** What was typed for a report that somebody else has meanwhile decided. */
  typed: string | null;
  report: ReportWords;
  figures: { name: string; thisPeriod: string; total: string }[];
  files: Link[];
  form: ReviewForm | null;
  earlier: ReportWords | null;
  earlierNone: string;
}

/** One line of a queue: what it is, what one must know of it, where it is done. */
export interface DeskLine {
  href: string;
  text: string;
  detail: string;
}

/** A queue whose work is done on each thing's own page. */
export interface DeskList {
  id: string;
  title: string;
  count: number;
  lines: DeskLine[];
  more: Link | null;
}

/** What one unit reported in one form, to be reviewed here. */
export interface DeskReports {
  heading: string;
  unit: Link;
  /** The ones that may be accepted together, where there are several. */
  batch: { action: string; ids: number[]; submit: string } | null;
  /** `start` are the first words of what was said. */
  items: {
    kind: string;
    title: string;
    place: string;
    start: string;
    href: string;
    words: ReportWords;
    form: ReviewForm;
  }[];
}

/** An item that its unit sent back, with the acts that answer it. */
export interface DeskDeclined {
  title: string;
  href: string;
  unit: Link;
  place: string;
  reason: string;
  acts: ActForm[];
}

/** A mail that did not leave: why, and what to do about it. */
export interface DeskMail {
  title: string;
  href: string;
  when: string;
  state: MailStateWord;
  why: string;
  /** Where the unit's contact is entered. */
  people: Link;
  action: string;
  /** '放行' what is held, '重发' what was given up. */
  submit: string;
}

export interface DeskFinding {
  id: number;
  message: string;
  href: string;
  version: number;
  answers: { label: string; value: string; primary: boolean }[];
}

export interface DeskView {
  frame: Frame;
  planTitle: string;
  /** '今天要办12件'. */
  heading: string;
  lead: string;
  /** What waits in the other running plans, each with its own work list. */
  beside: Link[];
  /** Said where nobody of some units, or of the plan's office, can be written to. */
  unreached: Link[];
  calendarWarning: CalendarNotice | null;
  summary: FaultSummary | null;
  missed: Missed | null;
  /** What was typed for something that is no longer in its queue. */
  typed: string | null;
  /** '逾期 3项': what is over its day and waits for its unit. */
  late: Link[];
  index: { label: string; count: number; href: string }[];
  /** What was done before: reviews, chases. */
  records: Link[];
  reports: { count: number; more: Link; groups: DeskReports[] } | null;
  /** Without a form, on a day of rest, the units are only named. */
  owing: {
    count: number;
    detail: string;
    /** The units that had their one mail of the day already. */
    told: string | null;
    units: string[];
    form: FormView | null;
  } | null;
  declined: { count: number; more: Link | null; items: DeskDeclined[] } | null;
  lists: DeskList[];
  /** A plan that nobody has started: what waits before that. */
  unstarted: UnstartedPart | null;
  /** `unreached` are the mails that wait for want of an address, in one line where they are many. */
  mails: {
    count: number;
    more: Link | null;
    plan: number;
    /** What keeps many of them from leaving, each in one line. */
    causes: UnstartedPart['facts'];
    items: DeskMail[];
  } | null;
  findings: { count: number; more: Link | null; action: string; items: DeskFinding[] } | null;
  /** Of each empty queue, what its emptiness means. */
  none: string[];
}

/** The chases by hand of a plan, numbered, the newest first. */
export interface ChasesView {
  frame: Frame;
  trail: Link[];
  planTitle: string;
  total: string;
  rows: {
    number: string;
    mail: string | null;
    when: string;
    who: string;
    unit: Link;
    nth: string;
    items: number;
    text: string;
  }[];
  none: string;
  pager: Pager;
}

/** Pages of 今天要办、审核、催办, by template. */
export interface DeskViews {
  'pages/desk/desk': DeskView;
  'pages/desk/chases': ChasesView;
  'pages/reviews/list': ReviewsView;
  'pages/reviews/review': ReviewView;
}
