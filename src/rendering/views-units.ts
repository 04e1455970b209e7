import { type FormView } from './views-forms.js';
import { type Bar, type Frame, type Light, type Link, type ReasonedLight } from './views-common.js';

/** A duty in the matrix of units and measures: role, and the worst light of its phases. */
export interface DutyCell {
  href: string;
  role: 'lead' | 'responsible';
  roleWord: string;
  light: Light;
  /** For a screen reader: '县总工会，措施一'. */
  of: string;
}

export interface UnitRow {
  name: string;
  href: string;
  /** One per measure, null where the unit has no part in it. */
  cells: (DutyCell | null)[];
  lead: number;
  responsible: number;
  done: string;
  worst: Light;
}

export interface UnitsView {
  frame: Frame;
  planTitle: string;
  measures: { number: string; title: string; href: string }[];
  rows: UnitRow[];
  /** Units per measure: '2+5'. */
  totals: string[];
  total: string;
}

export interface UnitItem {
  href: string;
  measure: string;
  phase: string;
  role: 'lead' | 'responsible';
  roleWord: string;
  dueOn: string;
  /** '还剩3个工作日', '已过1个工作日'. */
  light: ReasonedLight;
  /** '报送逾期': a flag of its own, whatever the light; null for none. */
  flag: string | null;
  /** '已报，待审核'; null where no report waits for the office. */
  filed: string | null;
}

export interface UnitGroup {
  heading: string;
  count: string;
  /** What this group asks of the unit. */
  hint: string;
  items: UnitItem[];
}

export interface UnitView {
  frame: Frame;
  /** What this person can do next on a page of its own. */
  ways: Link[];
  /** 全部签收 in one click; null where nothing waits for it, or not from this person. */
  acknowledge: FormView | null;
  /** '下次报送6月24日（今天到期），有3项未报', or null. */
  reporting: string | null;
  name: string;
  /** The plan it is about; null where there is no other to take it for. */
  planTitle: string | null;
  /** '牵头3项 · 责任5项 · 共24项责任事项'. */
  roles: string;
  /** The news in one sentence: '1项3个工作日内到期，没有逾期'. */
  news: string;
  /** Its work in each other running plan: its page there, '12项，3项逾期', what is at hand, and '另有9项未到期或已办结' or null. */
  elsewhere: (Link & { id: string; tally: string; groups: UnitGroup[]; more: string | null })[];
  bar: Bar;
  done: string;
  mailAddress: string;
  groups: UnitGroup[];
  none: string;
  nextMail: { when: string; what: string; subject: string } | null;
  nextMailNone: string;
  mails: (Link & { when: string; kind: string })[];
  mailsNone: string;
}
