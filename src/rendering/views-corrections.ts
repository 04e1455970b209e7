import { type Fact, type Frame, type Link } from './views-common.js';
import { type MailChangesView } from './views-rules.js';
import { type FaultSummary, type FieldView, type FormView } from './views-forms.js';

/** One kind of correction, as a form that asks for its preview. */
export interface CorrectionSection {
  id: string;
  heading: string;
  hint: string;
  open: boolean;
  fields: FieldView[];
}

export interface CorrectionsView {
  frame: Frame;
  trail: Link[];
  planTitle: string;
  summary: FaultSummary | null;
  /** Where the forms ask for a preview. */
  action: string;
  sections: CorrectionSection[];
}

export interface CorrectionPreviewView {
  frame: Frame;
  trail: Link[];
  heading: string;
  summary: FaultSummary | null;
  before: string;
  after: string;
  facts: Fact[];
  /** What changes, one line an assignment, without a page where it is yet to be made; `more` where not all are listed. */
  items: { label: string; href: string | null; change: string }[];
  itemsNone: string;
  more: string | null;
  /** Who is told by mail; a unit that is yet to be made has no page. */
  told: { label: string; href: string | null }[];
  toldNone: string;
  /** What it does to the mails of the days ahead; null where it changes neither a due day nor whose what is. */
  mails: MailChangesView | null;
  form: FormView;
  back: string;
}

/** Pages of 更正方案, by template. */
export interface CorrectionsViews {
  'pages/corrections/list': CorrectionsView;
  'pages/corrections/preview': CorrectionPreviewView;
}
