import { type Day } from '../domain/day.js';
import { RATING_WORDS, type Report, REPORT_KIND_WORDS, reportField } from '../domain/reports.js';
import { type FieldView } from '../rendering/views-forms.js';
import { type Faults, type FieldSpec, fieldViews, type Typed } from '../web/forms.js';
import { KINDS, LONGEST, RATINGS } from './report.forms.js';
import { type Prefill, prefilled } from './report.prefill.js';
import { type ReportFacts, type ReportItem } from './report.facts.js';

const KIND_WORDS = { ...REPORT_KIND_WORDS, 'no-change': '本期无变化（仍请写一句）', nothing: '零报告（没有情况可报）' };
const SAME = { value: '', label: '同上（与共同填写的一致）' };

/** The block that speaks for every ticked item, and who fills it in. */
export function sharedFields(
  facts: ReportFacts,
  { shared }: Prefill,
  typed: Typed | null,
  faults: Faults | null,
): FieldView[] {
  const specs: FieldSpec[] = [
    {
      name: 'kind',
      label: '本期情况',
      kind: 'radios',
      required: true,
      value: 'progress',
      options: options(KINDS, KIND_WORDS),
    },
    {
      ...{ name: 'rating', label: '进度自评', kind: 'radios', required: true, value: shared?.rating ?? 'on-track' },
      options: options(RATINGS, RATING_WORDS),
    },
    ...textSpecs('', shared, facts.world.today),
    { name: 'byName', label: '填报人', required: true, autocomplete: 'name', value: facts.reporter?.name },
    { name: 'phone', label: '办公电话', autocomplete: 'tel', value: facts.reporter?.phone ?? undefined },
  ];
  return fieldViews(specs, typed, faults);
}

/** The numbers that the office asks for under an item's measure. */
export function figureFields(
  { item, lastFigures, indicators }: ReportItem,
  typed: Typed | null,
  faults: Faults | null,
): FieldView[] {
  const field = (name: string) => reportField(item.id, name);
  const figure = (id: number, value: 'thisPeriod' | 'total') =>
    lastFigures.find(({ indicatorId }) => indicatorId === id)?.[value];
  const specs: FieldSpec[] = [
    ...indicators.flatMap(({ id, name, unitWord, target }): FieldSpec[] => [
      {
        name: field(`now-${id}`),
        label: `${name}·本期（${unitWord}）`,
        kind: 'number',
        hint: target ? `目标${target}` : undefined,
      },
      {
        ...{ name: field(`total-${id}`), label: `${name}·累计（${unitWord}）`, kind: 'number' },
        hint: figure(id, 'total') ? `上期累计${figure(id, 'total')}` : undefined,
      },
    ]),
  ];
  return fieldViews(specs, typed, faults);
}

/** What is said of one item alone; left as it stands, the shared block holds. */
export function ownFields(
  { item, last }: ReportItem,
  today: Day,
  { own }: Prefill,
  typed: Typed | null,
  faults: Faults | null,
): FieldView[] {
  const field = (name: string) => reportField(item.id, name);
  const before = own.has(item.id) ? last : null;
  const specs: FieldSpec[] = [
    { name: field('kind'), label: '本期情况', kind: 'select', options: [SAME, ...options(KINDS, REPORT_KIND_WORDS)] },
    { name: field('rating'), label: '进度自评', kind: 'select', options: [SAME, ...options(RATINGS, RATING_WORDS)] },
    ...textSpecs(`${field('')}`, before, today),
  ];
  return fieldViews(specs, typed, faults);
}

/** A word on each unit still open, which only a lead unit that asks for completion owes. */
export function partnerFields({ item, partners }: ReportItem, typed: Typed | null, faults: Faults | null): FieldView[] {
  const specs = partners.map(({ unitId, unitName }): FieldSpec => ({
    ...{ name: reportField(item.id, `open-${unitId}`), label: `${unitName}尚未办结，说明`, max: LONGEST.word },
    hint: '只在申请办结时填写，一句即可',
  }));
  return fieldViews(specs, typed, faults);
}

function textSpecs(prefix: string, before: Report | null, today: Day): FieldSpec[] {
  const isOwn = prefix !== '';
  const text = (
    name: 'progress' | 'problems' | 'needs' | 'nextSteps',
    label: string,
    rows: number,
    hint?: string,
  ): FieldSpec => ({
    ...{ name: prefix + name, label, kind: 'text', rows, max: LONGEST[name], hint, value: before?.[name] },
  });
  return [
    text('progress', '本期进展', isOwn ? 3 : 5, isOwn ? '空着即与共同填写的一致' : undefined),
    text('problems', '存在问题', 2),
    text('needs', '需协调事项', 2),
    {
      name: `${prefix}needsFrom`,
      label: '协调对象',
      max: LONGEST.needsFrom,
      hint: '需要哪个单位或哪位领导',
      value: before?.needsFrom,
    },
    text('nextSteps', '下步措施', 2),
    { name: `${prefix}nextOn`, label: '预计完成日期', kind: 'day', value: prefilled(before, 'nextOn', today) },
  ];
}

function options<T extends string>(values: readonly T[], words: Readonly<Record<T, string>>) {
  return values.map((value) => ({ value, label: words[value] }));
}
