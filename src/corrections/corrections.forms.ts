import {
  type Correction,
  CORRECTION_WORDS,
  DOCUMENT_WORDS,
  type DocumentFacts,
  DUTY_WORDS,
} from '../domain/corrections.js';
import { type Assignment, type Phase, type Plan, type Unit } from '../domain/plan.js';
import { type Day, longDay } from '../domain/day.js';
import { phaseName } from '../domain/phases.js';
import { type CorrectionSection } from '../rendering/views-corrections.js';
import { type Faults, type FieldSpec, fieldViews, type Typed } from '../web/forms.js';
import { reissueField } from '../web/reissue.js';

/** What can be chosen on the forms. */
export interface Choices {
  units: readonly Unit[];
  measures: readonly { id: number; number: string; title: string }[];
  /** Those of them that have a day of their own. */
  dated: readonly { id: number; number: string; title: string; dueOn: Day | null }[];
  phases: readonly Phase[];
  plan: Pick<Plan, keyof DocumentFacts>;
  /** The assignment that was asked for, with its name; null where none was. */
  item: { assignment: Assignment; name: string } | null;
  /** The document issued again that asks; null where the page of corrections does. */
  intake: number | null;
}

const HINTS: Readonly<Record<Correction['kind'], string>> = {
  document:
    '重新印发后文号、标题、印发机关或日期变了，或导入时读错了：以后的页面和邮件按新的写，期限、事项和方案原文不变。',
  'unit-name': '原名称留作别名，方案原文里的写法照样认得。',
  'measure-title': '只改页面和邮件里的标题，方案原文不变。',
  merge: '导入时把同一单位的两个名称当成了两家：未办结的职责归到正确的单位，原名称留作别名。',
  duty: '未办结的事项改由新单位承担，重新交办；已报、已办结的留在原单位。',
  'duty-new': '给一个单位增加一项措施的职责：今天及以后到期的各阶段都交办并通知该单位；已有职责的，可改为牵头或责任。',
  'duty-end': '单位不再承担一项措施：未办结的事项不再办理，已报、已办结的保留，并通知该单位。',
  'measure-new': '排在最后，先不安排单位，也不通知；之后用“增加职责”写明承担单位。',
  'measure-due': '自带期限的措施，期限读错了，或文件作了更正：未办结、未延期的事项一并更正。',
  'phase-due':
    '方案原文的日期读错了，或文件作了更正：该阶段未办结、未延期的事项一并更正；自带期限的措施不动。批准延期请在事项页面办理。',
  'phase-title': '只改页面和邮件里的名称，期限和事项不变，方案原文不变。',
  'phase-new':
    '在运行中的方案里增加一个阶段，按到期日排在其他阶段之间：各项职责都在新阶段交办并通知有关单位；自带期限的措施不另交办。',
  'phase-end':
    '文件不再要求这个阶段：未办结的事项不再办理，已报、已办结的保留；自带期限的措施照旧办理，并通知有关单位。',
  'item-due': '只更正这一项；原定日期仍留在记录里。',
};

/** The forms of a page of corrections; the one that was refused, or asked for, stands open. */
export function correctionSections(
  choices: Choices,
  typed: Typed | null,
  faults: Faults | null,
): (CorrectionSection & { kind: Correction['kind'] })[] {
  const asked = typeof typed?.['kind'] === 'string' ? typed['kind'] : null;
  return (Object.keys(HINTS) as Correction['kind'][])
    .filter((kind) => kind !== 'item-due' || choices.item !== null)
    .filter((kind) => kind !== 'measure-due' || choices.dated.length > 0)
    .map((kind) => {
      const own = kind === asked;
      const what: FieldSpec = { name: 'kind', label: '更正', kind: 'hidden', value: kind };
      const specs = [what, ...reissueField(choices.intake), ...specsOf(kind, choices)];
      return {
        kind,
        ...{ id: `s-${kind}`, heading: CORRECTION_WORDS[kind], hint: HINTS[kind], open: own },
        fields: fieldViews(specs, own ? typed : null, own ? faults : null, kind),
      };
    });
}

const NEW_DUTY_UNIT: FieldSpec = {
  ...{ name: 'unit', label: '单位', required: true, max: 60 },
  hint: '写全称，如“县民政局”；名称、别名、规范简称都认得，认不出的新增一个单位',
};
const ROLE: FieldSpec = {
  ...{ name: 'role', label: '角色', kind: 'select', required: true },
  options: [{ value: '', label: '请选择' }, ...Object.entries(DUTY_WORDS).map(([value, label]) => ({ value, label }))],
};
const NEW_MEASURE: FieldSpec[] = [
  {
    name: 'number',
    label: '序号',
    required: true,
    max: 20,
    hint: '照方案的写法，如“（九）”；与现有措施重号的，可写“（三）之一”',
  },
  { name: 'title', label: '措施标题', required: true, max: 100 },
  {
    name: 'day',
    label: '单独的到期日（含当日）',
    kind: 'day',
    hint: '只有规定了单独期限的措施才填；不填的，各阶段末到期',
  },
];

const NEW_PHASE: FieldSpec[] = [
  { name: 'title', label: '阶段名称', required: true, max: 100 },
  { name: 'start', label: '开始日', kind: 'day', hint: '不填的，从前一阶段到期的次日起' },
  { name: 'day', label: '到期日（含当日）', kind: 'day', required: true, hint: '不能与别的阶段同一天到期' },
];

const labelled = ({ id, number, title, dueOn }: Choices['measures'][number] & { dueOn?: Day | null }) => ({
  value: String(id),
  label: `${number}${title}${dueOn ? `（现为${longDay(dueOn)}）` : ''}`,
});

/** What the plan says of its document now stands in the fields: what is not touched stays. */
function documentFields(plan: Choices['plan']): FieldSpec[] {
  const field = (name: keyof DocumentFacts): FieldSpec => ({
    ...{ name, label: DOCUMENT_WORDS[name], value: plan[name] ?? '' },
  });
  return [
    { ...field('title'), required: true, max: 200 },
    { ...field('docNumber'), max: 60 },
    { ...field('issuer'), max: 100 },
    { ...field('issuedOn'), kind: 'day' },
  ];
}

function specsOf(kind: Correction['kind'], { units, measures, dated, phases, item, plan }: Choices): FieldSpec[] {
  const choose = (options: { value: string; label: string }[]) => [{ value: '', label: '请选择' }, ...options];
  const unit = (name: string, label: string): FieldSpec => ({
    ...{ name, label, kind: 'select', required: true },
    options: choose(units.map(({ id, name: unitName }) => ({ value: String(id), label: unitName }))),
  });
  const measure: FieldSpec = {
    ...{ name: 'measureId', label: '措施', kind: 'select', required: true },
    options: choose(measures.map(labelled)),
  };
  const phase: FieldSpec = {
    ...{ name: 'phaseId', label: '阶段', kind: 'select', required: true },
    options: choose(
      phases.map(({ id, position, title, dueOn }) => ({
        value: String(id),
        label: `${phaseName(position)} ${title}（现为${longDay(dueOn)}）`,
      })),
    ),
  };
  const day: FieldSpec = { name: 'day', label: '更正后的到期日（含当日）', kind: 'day', required: true };
  switch (kind) {
    case 'document':
      return documentFields(plan);
    case 'unit-name':
      return [unit('unitId', '单位'), { name: 'name', label: '正确名称', required: true, max: 60 }];
    case 'measure-title':
      return [measure, { name: 'title', label: '正确标题', required: true, max: 100 }];
    case 'merge':
      return [unit('unitId', '要并掉的名称'), unit('intoId', '正确的单位')];
    case 'duty':
      return [measure, unit('unitId', '现承担单位'), unit('toUnitId', '改由哪个单位承担')];
    case 'duty-new':
      return [measure, NEW_DUTY_UNIT, ROLE];
    case 'duty-end':
      return [measure, unit('unitId', '不再承担的单位')];
    case 'measure-new':
      return NEW_MEASURE;
    case 'measure-due':
      return [{ ...measure, options: choose(dated.map(labelled)) }, day];
    case 'phase-due':
      return [phase, day];
    case 'phase-title':
      return [phase, { name: 'title', label: '正确名称', required: true, max: 100 }];
    case 'phase-new':
      return NEW_PHASE;
    case 'phase-end':
      return [phase];
    case 'item-due':
      return [
        { name: 'assignmentId', label: '事项', kind: 'hidden', value: String(item?.assignment.id ?? '') },
        { ...day, hint: item ? `${item.name}，现为${longDay(item.assignment.dueOn)}` : undefined },
      ];
  }
}
