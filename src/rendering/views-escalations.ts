import { type ActForm } from './views-assignments.js';
import { type Fact, type Frame, type Light, type Link } from './views-common.js';
import { type FaultSummary } from './views-forms.js';
import { type MailStateWord } from './views-outbox.js';

/** A mail to a county leader as the office decides about it: the whole of it, and what it is about. */
export interface EscalationView {
  frame: Frame;
  trail: Link[];
  /** '送领导小组副组长（县政府副县长）的督促提醒'. */
  heading: string;
  state: MailStateWord;
  /** '应于7月14日（周二）前决定，还剩2个工作日', or what was decided. */
  until: string;
  /** Said aloud where the day of the decision is over. */
  late: string | null;
  summary: FaultSummary | null;
  /** What was typed into a form that is no longer open. */
  unsaved: string | null;
  acts: ActForm[];
  /** The mail's own page in the frame; null where nothing is left to say. */
  html: string | null;
  height: number;
  text: string | null;
  bodyNone: string;
  facts: Fact[];
  items: { href: string; measure: string; place: string; rule: string; light: Light; settled: boolean }[];
}

/** Pages of 逐级督促, by template. */
export interface EscalationsViews {
  'pages/escalations/escalation': EscalationView;
}
