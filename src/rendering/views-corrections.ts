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
  /** What changes, one line an assignment; `more` where not all are listed. */
  items: (Link & { change: string })[];
  itemsNone: string;
  more: string | null;
  /** Who is told by mail. */
  told: Link[];
  toldNone: string;
  /** What other due days do to the mails of the days ahead; null where none changes. */
  mails: MailChangesView | null;
  form: FormView;
  back: string;
}

/** Pages of 更正方案, by template. */
export interface CorrectionsViews {
  'pages/corrections/list': CorrectionsView;
  'pages/corrections/preview': CorrectionPreviewView;
}
