import { type Frame, type Light, type Link, type NavItem, type Pager, type StandingCode } from './views-common.js';
import { type MailLight, type MailSubject } from './views-mails.js';

/** One of the three numbers of an issue. */
export interface DigestNumber {
  standing: StandingCode;
  label: string;
  value: string;
  /** '/171', or null. */
  of: string | null;
  /** '较上期 +2', '与上期相同'; of a first issue null. */
  change: string | null;
  ink: string;
}

export interface DigestRedLine {
  measure: string;
  unit: string;
  light: MailLight;
  since: string;
  reason: string;
  /** '6月26日报，待审核'; null where nothing was reported. */
  from: string | null;
  /** What the unit asks and of whom; null where it asks nothing. */
  ask: string | null;
}

/** One issue as a mail or a page says it, of the kept figures alone. */
export interface DigestBody {
  /** '领导摘要（第3期）'. */
  heading: string;
  /** '第一阶段剩3个工作日：8项措施 2红3黄。' */
  lead: string;
  /** Until when the figures reach, and with what they are compared. */
  asOf: string;
  numbers: DigestNumber[];
  /** Null in the office's list. */
  red: { heading: string; lines: DigestRedLine[]; more: string | null; none: string } | null;
  moves: { term: string; words: string }[];
  /** Of the office's list: each queue with its first lines. */
  queues: { title: string; total: string; lines: string[]; more: string | null }[];
  next: string | null;
}

/** An issue as a mail to one reader. */
export interface DigestMail extends DigestBody {
  subject: string;
  to: string;
  planTitle: string;
  /** Decoration: what it shows is said in `alt`, for whoever sees no pictures. */
  picture: { cid: string; alt: string; width: number } | null;
  pageUrl: string;
  linkWord: string;
  why: string;
  handOver: string;
  officeName: string;
  dayLong: string;
}

export interface DigestRow {
  href: string;
  /** '县教育局单位月报第2期'. */
  name: string;
  day: string;
  made: string;
  to: string;
}

export interface DigestsView {
  frame: Frame;
  planTitle: string;
  tabs: NavItem[];
  /** When issues of this kind are made. */
  what: string;
  /** Who cannot be reached, and where an address is given to them; null for nobody. */
  unreached: { words: string; link: Link } | null;
  total: string;
  rows: DigestRow[];
  none: string;
  pager: Pager;
}

export interface DigestView extends DigestBody {
  frame: Frame;
  /** Empty for whoever came by the link of a mail. */
  trail: Link[];
  planTitle: string;
  /** Who issues it, for whoever reads it on paper. */
  office: string;
  dayLong: string;
  readers: string;
  /** Said under it: that it stays as it was sent. */
  kept: string;
  why: string;
  /** The measures by phases, of leaders' issues; empty where there are none. */
  phases: string[];
  measures: { name: string; light: Light; cells: { done: string; words: string }[] }[];
}

/** Templates of 摘要. */
export interface DigestsViews {
  'pages/digests/list': DigestsView;
  'pages/digests/issue': DigestView;
  'mails/digest/subject': MailSubject;
  'mails/digest/text': DigestMail;
  'mails/digest/html': DigestMail;
  'mails/unit-digest/subject': MailSubject;
  'mails/unit-digest/text': DigestMail;
  'mails/unit-digest/html': DigestMail;
  'mails/worklist/subject': MailSubject;
  'mails/worklist/text': DigestMail;
  'mails/worklist/html': DigestMail;
}
