import { momentOf } from '../clock.js';
import { type Day, shortDay } from '../domain/day.js';
import { type Attachment } from '../domain/reports.js';
import { type AttachmentsPart, type FieldView } from '../rendering/views-forms.js';
import { type Faults, fieldViews } from './forms.js';
import { paths } from './paths.js';

/** Which form the files belong to while it is being filled in: 'report', 'rectification:7', 'inspection-item:3'. */
export interface UploadTo {
  planId: number;
  unitId: number;
  form: string;
}

export interface PartOptions {
  heading?: string;
  none?: string;
  /** Where more may be brought; null where the files are handed in. */
  upload: UploadTo | null;
  faults?: Faults | null;
  id?: string;
}

/** A list of evidence with its upload form, as `partials/attachments` shows it on any page. */
export function attachmentsPart(files: readonly Attachment[], today: Day, options: PartOptions): AttachmentsPart {
  const { heading = '佐证材料', none = '没有佐证材料', upload, faults = null, id = 's-files' } = options;
  return {
    ...{ id, heading, none },
    files: files.map((file) => ({
      name: file.name,
      href: paths.attachment(file.id),
      about: `${sizeWords(file.bytes)} · ${shortDay(momentOf(file.addedAt).today, today)} · ${file.addedBy}`,
      removal: upload ? paths.attachmentRemoval(file.id) : null,
    })),
    form: upload && {
      action: paths.attachments(),
      submit: '上传',
      multipart: true,
      summary: null,
      fields: uploadFields(upload, faults),
    },
  };
}

/** The controls of the upload form, hidden ones first: they are read before the files arrive. */
export function uploadFields({ planId, unitId, form }: UploadTo, faults: Faults | null): FieldView[] {
  return fieldViews(
    [
      { name: 'planId', label: '方案', kind: 'hidden', value: String(planId) },
      { name: 'unitId', label: '单位', kind: 'hidden', value: String(unitId) },
      { name: 'form', label: '表单', kind: 'hidden', value: form },
      {
        ...{ name: 'files', label: '选择文件', kind: 'file' },
        hint: '可选。pdf、ofd、docx、xlsx、wps、et、jpg、png，每个不超过20MB，一次最多5个；不接收含宏的文件。',
      },
    ],
    null,
    faults,
    'upload',
  );
}

/** '86 KB', '1.2 MB'. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
