import { type Frame, type Link } from './views-common.js';
import { type AttachmentsPart, type FaultSummary } from './views-forms.js';

/** 佐证材料 on a page of their own, for who was refused a file or has no room for them elsewhere. */
export interface AttachmentsView {
  frame: Frame;
  back: Link;
  title: string;
  lead: string;
  summary: FaultSummary | null;
  part: AttachmentsPart;
}

/** Pages of 牵头单位的措施 and of evidence, by template. */
export interface MeasuresViews {
  'pages/attachments/files': AttachmentsView;
}
