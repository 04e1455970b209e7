import { type Fact, type Frame, type Light, type Link, type Pager, type ReasonedLight } from './views-common.js';
import { type FaultSummary, type FieldView, type FormView } from './views-forms.js';

/** Somebody in a post, as a table shows them; words for what is not known. */
export interface HolderCells {
  name: string;
  /** False where nobody holds the post. */
  held: boolean;
  since: string;
  mail: string;
  phone: string;
}

export interface LiaisonRow extends HolderCells {
  unit: string;
  href: string;
  /** '缺联络员' or '缺邮箱', null where nothing is missing. */
  missing: Light | null;
  deputy: string;
}

export interface GroupRow {
  name: string;
  since: string;
  /** The mail, else the phone, else that neither is known. */
  reached: string;
  /** The phone where the mail stands before it, else null. */
  phone: string | null;
  post: string;
  title: string;
  /** Units a deputy leader looks after; null for posts that look after none. */
  units: string | null;
  acts: Link[];
}

export interface GroupView {
  frame: Frame;
  trail: Link[];
  planTitle: string;
  news: string;
  links: Link[];
  filling: { action: string; sentence: string; button: string } | null;
  rows: LiaisonRow[];
  rowsNone: string;
  pager: Pager;
  group: GroupRow[];
  groupNone: string;
  summary: FaultSummary | null;
  adding: { open: boolean; form: FormView } | null;
}

export interface UnitPostRow extends HolderCells {
  post: string;
  acts: Link[];
}

export interface PastHolder {
  name: string;
  post: string;
  days: string;
  /** Clears what is known beside the name of whom; null where it may not or need not be. */
  erasing: { action: string; of: string } | null;
}

export interface UnitPeopleView {
  frame: Frame;
  trail: Link[];
  name: string;
  news: string;
  rows: UnitPostRow[];
  past: PastHolder[];
  pastNone: string;
  aliases: { name: string; action: string | null }[];
  aliasesNone: string;
  summary: FaultSummary | null;
  adding: FormView | null;
}

export interface PostFormView {
  frame: Frame;
  trail: Link[];
  heading: string;
  facts: Fact[];
  summary: FaultSummary | null;
  hint: string;
  form: FormView;
}

export interface SheetItem {
  href: string;
  measure: string;
  phase: string;
  dueOn: string;
  light: ReasonedLight;
  last: string;
}

export interface SheetView {
  frame: Frame;
  trail: Link[];
  heading: string;
  facts: Fact[];
  sentence: string;
  total: string;
  items: SheetItem[];
  itemsNone: string;
  units: { name: string; href: string; light: Light; words: string }[];
  signatures: string[];
}

/** A cell of a list as it was typed, with what is wrong with it. */
export interface ListCell {
  value: string;
  error: string | null;
}

export interface ImportView {
  frame: Frame;
  trail: Link[];
  template: string;
  summary: FaultSummary | null;
  form: FormView;
  columns: string[];
  /** Rows with faults in them. */
  faulty: { row: string; cells: ListCell[] }[];
  faultyWords: string;
  preview: {
    words: string;
    rows: { row: string; what: string; unit: string; post: string; before: string; after: string; since: string }[];
    form: FormView | null;
  } | null;
}

/** Pages of 人员, by template. */
export interface PeopleViews {
  'pages/people/group': GroupView;
  'pages/people/unit': UnitPeopleView;
  'pages/people/post-form': PostFormView;
  'pages/people/sheet': SheetView;
  'pages/people/import': ImportView;
}

/** The fields of a page's forms, where its summary of faults must find them. */
export type Fields = readonly FieldView[];
