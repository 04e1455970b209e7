/** The codes of the standings (状态灯): class `s-<code>`, symbol `#i-<code>`. */
export type StandingCode =
  | 'not-open'
  | 'on-track'
  | 'due-soon'
  | 'overdue'
  | 'in-review'
  | 'done'
  | 'done-late'
  | 'rectifying'
  | 'rectifying-late'
  | 'closed'
  | 'suspended'
  | 'waived';

export interface Link {
  label: string;
  href: string;
}

/** A light: its colour and shape follow the code, its word stands beside them. */
export interface Light {
  standing: StandingCode;
  label: string;
}

/** A light with the reason it burns, as a sentence. */
export interface ReasonedLight extends Light {
  sentence: string;
}

/** One rectangle of a stacked bar, in user units of the bar's width; worst first. */
export interface Segment {
  standing: StandingCode;
  x: number;
  width: number;
}

/** A stacked bar; `words` says the same in text: '逾期2 · 临期1 · 已办结4'. */
export interface Bar {
  width: number;
  words: string;
  segments: Segment[];
}

export interface NavItem extends Link {
  current: boolean;
}

/** A button of the demonstration clock: posts `to`. */
export interface ClockStep {
  label: string;
  to: string;
}

export interface Demo {
  /** '2020年6月24日 08:00'. */
  clock: string;
  steps: ClockStep[];
  /** Bounds and start value of the date input. */
  minDay: string;
  day: string;
  hint: string;
}

/** A warning about holidays that are not known, for `partials/calendar-notice`. */
export interface CalendarNotice {
  text: string;
  way: Link;
}

export interface Notice {
  kind: 'done' | 'error';
  text: string;
}

/** What stands around every page. */
export interface Frame {
  /** For the browser's tab, without the product's name. */
  title: string;
  /** '/assets/luoshi.css?v=HASH'. */
  stylesheet: string;
  icon: string;
  /** Empty where nobody is signed in. */
  nav: NavItem[];
  /** '2020年6月24日 周三 · 第一阶段还剩3个工作日'. */
  /** The plans somebody may turn to, and which of them the page is of; null where there is no other. */
  plans: NavItem[] | null;
  dayPhrase: string | null;
  /** `href` leads to one's own account; null for whoever came by a mail's link. */
  signedIn: { name: string; href: string | null } | null;
  demo: Demo | null;
  /** What is wrong with mails and timetable; empty where nothing is, and for whoever cannot help it. */
  troubles: string[];
  notice: Notice | null;
  /** '/assets/forms.css?v=HASH' on pages with forms, else null: the overview need not carry it. */
  formStylesheet: string | null;
  /** '/assets/draft.js?v=HASH' on pages whose forms keep drafts, 'typed.js' on those of several forms, else null; everything works without it. */
  script: string | null;
  /** One per rendered page: sent with a form, it makes the same form sent twice one act (`acts/once`). */
  token: string;
  version: string;
  feedback: string;
  printedAt: string;
}

export interface Option {
  value: string;
  label: string;
  selected: boolean;
}

/** One select of a filter form; `id` joins label and control. */
export interface SelectField {
  id: string;
  name: string;
  label: string;
  options: Option[];
}

/** Null links where there is no page in that direction. */
export interface Pager {
  /** '第1—50项，共171项'. */
  range: string;
  previous: string | null;
  next: string | null;
}

/** A line of a summary list; `href` where the value leads somewhere. */
export interface Fact {
  term: string;
  value: string;
  href: string | null;
}
