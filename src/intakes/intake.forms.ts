import { type IntakeDraft, type IntakePhase } from '../domain/intake.js';
import { namesWritten } from '../domain/intake-edits.js';
import { type DraftMeasure } from '../domain/plan-text/plan-draft.js';
import { type FieldSpec } from '../web/forms.js';
import {
  dayNeeded,
  dayOrNone,
  formOf,
  formToken,
  line,
  lineNeeded,
  oneOf,
  documentText,
  rowPlace,
  ticked,
  version,
  words,
} from '../web/text-input.js';

const LONGEST_TITLE = 200;
const LONGEST_NAMES = 2000;
/** Which of the measures or phases a form is about; one more than there are is a new one. */
const at = rowPlace;
const names = words(LONGEST_NAMES)
  .transform(namesWritten)
  .refine((given) => given.every((name) => name.length <= 40), '单位名称最多40个字，多个单位用顿号分开')
  .refine((given) => given.length <= 100, '一项措施最多100个单位');

export const HEAD = formOf({
  title: lineNeeded(LONGEST_TITLE, '请填写方案标题'),
  docNumber: line(60),
  issuer: line(100),
  issuedOn: dayOrNone,
  version,
});
/** A row that is taken away need not be filled in. */
export const REMOVAL = formOf({ at, version });
export const MEASURE = formOf({
  number: line(20),
  title: lineNeeded(LONGEST_TITLE, '请填写措施名称'),
  ...{ lead: names, responsible: names, deadline: dayOrNone, at, version },
});
export const PHASE = formOf({
  number: line(20),
  title: lineNeeded(LONGEST_TITLE, '请填写阶段名称'),
  ...{ start: dayOrNone, deadline: dayNeeded('请填写完成时限'), outcomes: words(2000), at, version },
});
export const PHASING = formOf({ endOn: dayOrNone, version });
export const NAME = formOf({
  name: lineNeeded(60, '请刷新页面再试'),
  as: line(20).refine((given) => /^(?:|new|drop|\d{1,10})$/.test(given), '没有这个选项'),
  instead: names,
  version,
});
export const MEMBERS = formOf({ members: words(10_000), version });
export const DOUBT = formOf({
  key: lineNeeded(400, '请刷新页面再试'),
  answer: oneOf(['same', 'different', 'seen'], '请选择一个答复'),
  version,
});
export const START = formOf({ version, checked: ticked(['yes']) });
export const DROP = formOf({ version, token: formToken, compared: line(4) });
export const TAKE = formOf({ text: documentText, token: formToken });

/** A field that nobody sees. */
export const hidden = (name: string, value: string | number): FieldSpec => ({
  ...{ name, label: name, kind: 'hidden', value: String(value) },
});

/** The fields of what the document is. */
export function headFields(draft: IntakeDraft, seen: number): FieldSpec[] {
  return [
    hidden('version', seen),
    { name: 'title', label: '标题', required: true, value: draft.title ?? draft.noticeTitle ?? '' },
    { name: 'docNumber', label: '发文字号', value: draft.docNumber ?? '' },
    { name: 'issuer', label: '印发机关', value: draft.issuer ?? '' },
    { name: 'issuedOn', label: '印发日期', kind: 'day', value: draft.issuedOn ?? '' },
  ];
}

/** The fields of a measure, empty for a new one. */
export function measureFields(place: number, seen: number, measure?: DraftMeasure): FieldSpec[] {
  return [
    ...[hidden('at', place), hidden('was', measure?.title ?? ''), hidden('version', seen)],
    { name: 'number', label: '序号', value: measure?.number ?? '' },
    { name: 'title', label: '措施名称', required: true, value: measure?.title ?? '' },
    {
      name: 'lead',
      label: '牵头单位',
      kind: 'text',
      rows: 2,
      hint: '用顿号分开，第一个为第一牵头',
      value: measure?.lead.join('、') ?? '',
    },
    {
      name: 'responsible',
      label: '责任单位',
      kind: 'text',
      rows: 3,
      hint: '用顿号分开',
      value: measure?.responsible.join('、') ?? '',
    },
    {
      name: 'deadline',
      label: '完成时限',
      kind: 'day',
      hint: '这项措施自己的时限；空着则各阶段都要办理',
      value: measure?.deadline ?? '',
    },
  ];
}

/** The fields of a phase, empty for a new one. */
export function phaseFields(place: number, seen: number, phase?: IntakePhase): FieldSpec[] {
  return [
    ...[hidden('at', place), hidden('was', phase?.title ?? ''), hidden('version', seen)],
    { name: 'number', label: '序号', value: phase?.number ?? '' },
    { name: 'title', label: '阶段名称', required: true, value: phase?.title ?? '' },
    { name: 'start', label: '开始日期', kind: 'day', hint: '空着则接上一阶段', value: phase?.start ?? '' },
    { name: 'deadline', label: '完成时限', kind: 'day', required: true, value: phase?.deadline ?? '' },
    {
      name: 'outcomes',
      label: '指标和成果',
      kind: 'text',
      rows: 3,
      hint: '每行一条',
      value: phase?.outcomes.join('\n') ?? '',
    },
  ];
}

/** The fields by which a name is said to be a unit. */
export function nameFields(name: string, seen: number, options: FieldSpec['options'], chosen: string): FieldSpec[] {
  return [
    ...[hidden('name', name), hidden('version', seen)],
    { name: 'as', label: '是哪个单位', kind: 'radios', options: options ?? [], value: chosen },
    {
      name: 'instead',
      label: '或改为',
      kind: 'text',
      rows: 2,
      hint: '正文里的这个名称换成这些单位，可写多个，用顿号分开',
    },
  ];
}

/** The field of the leading group. */
export function memberFields(draft: IntakeDraft, seen: number): FieldSpec[] {
  const people = [...draft.leadingGroup, ...draft.office].map(({ role, name, unit }) =>
    `${role} ${name} ${unit}`.trim(),
  );
  const hint = '每人一行：职务 姓名 单位及职务';
  return [
    hidden('version', seen),
    { name: 'members', label: '领导小组和办公室', kind: 'text', rows: 12, hint, value: people.join('\n') },
  ];
}
