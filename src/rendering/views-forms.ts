import { type Option } from './views-common.js';

export type FieldKind =
  'line' | 'text' | 'day' | 'number' | 'select' | 'radios' | 'checks' | 'file' | 'password' | 'mail' | 'hidden';

/** One control of a form with its words; `error` stands beside it, `id` joins them. */
export interface FieldView {
  kind: FieldKind;
  id: string;
  name: string;
  label: string;
  hint: string | null;
  error: string | null;
  required: boolean;
  value: string;
  /** Lines of a text field. */
  rows: number;
  /** Characters that are taken; 0: not limited here. */
  max: number;
  autocomplete: string | null;
  /** Of a select, radios or checks. */
  options: (Option & { id: string })[];
}

/** What stands above a form that was refused: each fault leads to its field. */
export interface FaultSummary {
  title: string;
  faults: { text: string; href: string | null }[];
}

/** A form that works by itself: where it goes, its fields, what is wrong with them. */
export interface FormView {
  action: string;
  submit: string;
  /** Whether it carries files. */
  multipart: boolean;
  summary: FaultSummary | null;
  fields: FieldView[];
}

/** A file that was handed in. */
export interface AttachedFile {
  name: string;
  href: string;
  /** '1.2 MB · 6月24日 · 县总工会联络员'. */
  about: string;
  /** Where a press of the button removes it; null once it is handed in. */
  removal: string | null;
}

/** 佐证材料 of a form or of what was handed in with it, for `partials/attachments`. */
export interface AttachmentsPart {
  /** What joins heading and section on a page with several. */
  id: string;
  heading: string;
  files: AttachedFile[];
  none: string;
  /** Brings more; null where nobody may. */
  form: FormView | null;
}
