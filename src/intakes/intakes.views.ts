import { momentOf } from '../clock.js';
import { shortDay } from '../domain/day.js';
import { type IntakeDraft, namesInDuties, openDoubts } from '../domain/intake.js';
import { readNames } from '../domain/intake-names.js';
import { type Instant } from '../domain/plan.js';
import { type KnownUnit } from '../domain/unit-identity.js';
import { type IntakeLineView, type IntakesView } from '../rendering/views-intakes.js';
import { type IntakeLine } from '../storage/stores/intakes.js';
import { type Faults, faultSummary, fieldViews, type FieldSpec, type Typed } from '../web/forms.js';
import { paths } from '../web/paths.js';

/** An upload that was refused: what was pasted, and why. */
export interface RefusedTake {
  typed: Typed;
  faults: Faults;
}

const FIELDS: FieldSpec[] = [
  {
    ...{ name: 'file', label: '方案文件', kind: 'file' },
    hint: 'Word（.docx）、PDF、文本（.txt）、填好的表格（.xlsx）、从别处导出的方案（.json）均可，不超过20MB；扫描件请先识别成文字',
  },
  { name: 'text', label: '或粘贴正文', kind: 'text', rows: 10, hint: '从网页或文档里复制全文，连同附件一起粘贴' },
];

/** The page where a document is handed in, with those that were left to go on with. */
export function intakesView(
  open: readonly IntakeLine[],
  known: readonly KnownUnit[],
  today: string,
  refused: RefusedTake | null,
): Omit<IntakesView, 'frame'> {
  const fields = fieldViews(FIELDS, refused?.typed ?? null, refused?.faults ?? null, 'take');
  return {
    trail: [{ label: '实施方案', href: paths.plans() }],
    template: paths.intakeTemplate(),
    form: { action: paths.intakes(), submit: '读取文件', multipart: true, summary: null, fields },
    summary: faultSummary(refused?.faults ?? null, fields),
    open: open.map((intake) => lineOf(intake, known, today)),
  };
}

function lineOf(
  { id, name, draft: kept, changedAt, takenBy }: IntakeLine,
  known: readonly KnownUnit[],
  today: string,
): IntakeLineView {
  const draft = JSON.parse(kept) as IntakeDraft;
  const doubts = openDoubts(draft).length + readNames(draft, known).filter(({ isDoubtful }) => isDoubtful).length;
  return {
    label: draft.title ?? draft.noticeTitle ?? name,
    href: paths.intake(id),
    size: sizeWords(draft),
    doubts: doubts > 0 ? `${doubts}处待核对` : '没有疑点',
    changed: `${instantWords(changedAt, today)} · ${takenBy}导入`,
  };
}

/** '8项措施 · 23个单位 · 3个阶段'. */
export function sizeWords(draft: IntakeDraft): string {
  return `${draft.measures.length}项措施 · ${namesInDuties(draft).size}个单位 · ${draft.phases.length}个阶段`;
}

/** '6月24日 09:12'. */
export function instantWords(at: Instant, today: string): string {
  const moment = momentOf(at);
  return `${shortDay(moment.today, today)} ${moment.time}`;
}
