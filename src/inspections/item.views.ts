import { type Day, shortDay } from '../domain/day.js';
import {
  CLOSE_TESTS,
  type CloseTest,
  CONCLUSION_WORDS,
  type Inspection,
  MOST_FINDINGS,
} from '../domain/inspections.js';
import { ASSIGNMENT, RECTIFICATION } from '../domain/lifecycle.js';
import { phaseName } from '../domain/phases.js';
import { type Measure } from '../domain/plan.js';
import { type Attachment } from '../domain/reports.js';
import { type Fact } from '../rendering/views-common.js';
import { type InspectionItemView, type KeptWords } from '../rendering/views-inspections.js';
import { type NamedReport } from '../storage/stores/desk.js';
import { type NamedItem } from '../storage/stores/inspections.js';
import { type NamedRectification } from '../storage/stores/rectifications.js';
import { attachmentsPart } from '../web/attachments-part.js';
import { type Faults, faultSummary, fieldViews, type Typed } from '../web/forms.js';
import { paths } from '../web/paths.js';
import { reportWords } from '../web/report-reviews.js';
import { type PlanWorld } from '../web/world.js';

/** What an item's sheet is made of. */
export interface ItemFacts {
  world: PlanWorld;
  batch: Inspection;
  item: NamedItem;
  measure: Measure;
  report: NamedReport | null;
  findings: readonly NamedRectification[];
  files: readonly Attachment[];
}

export interface Refused {
  typed: Typed;
  faults: Faults;
}

/** The parts of one finding on the form; each field is called after its part and row, 'fact-2'. */
export const FINDING_PARTS = ['fact', 'standard', 'requirement', 'dueOn'] as const;
const PART_LABELS = { fact: '问题事实', standard: '对照标准', requirement: '整改要求', dueOn: '整改期限' } as const;
const WORDS = { fact: '检查事实', standard: '对照标准', evidence: '佐证', unitOpinion: '被查单位意见' } as const;

/** The sheet of one item: what the unit said, the clause, what was found. */
export function itemView(
  facts: ItemFacts,
  mayWork: boolean,
  refused: Refused | null,
): Omit<InspectionItemView, 'frame'> {
  const { world, batch, item, measure, report } = facts;
  const { plan, today } = world;
  const isOpen = item.conclusion === null && batch.state === 'open';
  const form = mayWork && isOpen ? sheet(facts, refused) : null;
  const fields = form ? [...form.before, ...form.findings.flatMap((row) => row.fields), ...form.after] : [];
  return {
    trail: mayWork
      ? [
          { label: '检查验收', href: paths.inspections(plan.id) },
          { label: batch.number, href: paths.inspection(batch.id) },
        ]
      : [{ label: item.unitName, href: paths.unit(plan.id, item.unitId) }],
    title: `${item.measureNumber}${item.measureTitle}`,
    itemHref: paths.assignment(item.assignmentId),
    unit: { label: item.unitName, href: paths.unit(plan.id, item.unitId) },
    news: `${phaseName(item.phasePosition)} · ${ASSIGNMENT.stages[item.stage]} · ${batch.number}`,
    summary: faultSummary(refused?.faults ?? null, fields),
    kept: form ? null : keptWords(refused),
    report: report && reportWords(report, '单位报告', today),
    reportNone: '这一项还没有报告',
    clause: {
      heading: `${measure.number}${measure.title}`,
      spans: [{ text: measure.text, mark: null }],
      href: `${paths.plan(plan.id)}#t-m-${measure.id}`,
    },
    form,
    concluded: concludedFacts(item, today),
    concludedNone: batch.state === 'open' ? '还没有结论' : '批次已结束，这一项没有结论',
    findings: facts.findings.map((finding) => ({
      label: `${finding.number} ${finding.fact}`,
      href: paths.rectification(finding.id),
      about: `期限${shortDay(finding.dueOn, today)} · ${RECTIFICATION.stages[finding.stage]}`,
    })),
    evidence: attachmentsPart(facts.files, today, {
      ...{ heading: form ? '检查佐证（先上传，再填表）' : '检查佐证', none: '没有上传文件' },
      upload: form ? { planId: plan.id, unitId: item.unitId, form: `inspection-item:${item.id}` } : null,
    }),
  };
}

function concludedFacts(item: NamedItem, today: Day): Fact[] {
  if (item.conclusion === null) return [];
  const tests = JSON.parse(item.tests) as CloseTest[];
  const said: [string, string][] = [
    ['结论', CONCLUSION_WORDS[item.conclusion]],
    ...Object.entries(WORDS).map(([name, label]): [string, string] => [label, item[name as keyof typeof WORDS]]),
    ['五项标准', tests.map((test) => CLOSE_TESTS[test]).join('、')],
    ['检查人', `${item.inspectorName}　${item.concludedOn ? shortDay(item.concludedOn, today) : ''}`],
  ];
  return said.filter(([, value]) => value !== '').map(([term, value]) => ({ term, value, href: null }));
}

function sheet({ world, item, measure }: ItemFacts, refused: Refused | null): NonNullable<InspectionItemView['form']> {
  const typed = refused?.typed ?? null;
  const faults = refused?.faults ?? null;
  const standard = `本方案“${measure.number}${measure.title}”的要求`;
  const before = fieldViews(
    [
      { name: 'version', label: '版本', kind: 'hidden', value: String(item.version) },
      { name: 'fact', label: '检查事实', kind: 'text', required: true, hint: '看了什么、查到什么，写数字和实例' },
      { name: 'standard', label: '对照标准', kind: 'text', rows: 2, required: true, value: standard },
      {
        name: 'evidence',
        label: '佐证',
        kind: 'text',
        rows: 2,
        required: true,
        hint: '材料名称、页码、照片编号等；文件可另行上传',
      },
      {
        ...{ name: 'conclusion', label: '结论', kind: 'radios', required: true },
        options: Object.entries(CONCLUSION_WORDS).map(([value, label]) => ({ value, label })),
      },
      {
        ...{ name: 'tests', label: '销号五项标准', kind: 'checks', hint: '达标、基本达标须五项都达到' },
        options: Object.entries(CLOSE_TESTS).map(([value, label]) => ({ value, label })),
      },
    ],
    typed,
    faults,
    'item',
  );
  const opinion = { name: 'unitOpinion', label: '被查单位意见', kind: 'text' as const, rows: 2, hint: '可不填' };
  return {
    action: paths.conclusion(item.id),
    note: recordOnly(item),
    submit: '作出结论',
    before,
    findings: Array.from({ length: MOST_FINDINGS }, (_, i) => findingRow(i + 1, standard, world.today, refused)),
    after: fieldViews([opinion], typed, faults, 'item'),
  };
}

/** Why a pass would not close the item, said before anybody ticks five boxes for it; null where it would. */
function recordOnly({ stage }: NamedItem): string | null {
  if (stage === 'accepted') return null;
  if (stage === 'closed') return '该事项已经销号，达标的结论只作记录。';
  if (stage === 'rectifying') return '该事项正在整改，整改问题全部复查通过以前，达标的结论只作记录，不能销号。';
  return '该事项尚未申请办结并审核通过，达标的结论只作记录，不能销号。';
}

function findingRow(nth: number, standard: string, today: Day, refused: Refused | null) {
  const names = FINDING_PARTS.map((part) => `${part}-${nth}`);
  const isTyped = names.some((name) => name !== `standard-${nth}` && Boolean(refused?.typed[name]));
  const isWrong = names.some((name) => refused?.faults.byField.has(name));
  const fields = fieldViews(
    FINDING_PARTS.map((part) => ({
      ...{ name: `${part}-${nth}`, label: `问题${nth} ${PART_LABELS[part]}` },
      ...(part === 'dueOn'
        ? { kind: 'day' as const, hint: `应晚于${today}` }
        : { kind: 'text' as const, rows: 2, value: part === 'standard' ? standard : undefined }),
    })),
    refused?.typed ?? null,
    refused?.faults ?? null,
    'item',
  );
  return { label: `问题${nth}`, open: isTyped || isWrong, fields };
}

/** What was typed into a sheet that somebody else concluded meanwhile. */
function keptWords(refused: Refused | null): KeptWords | null {
  if (!refused) return null;
  const labels: [string, string][] = [
    ...Object.entries(WORDS),
    ...Array.from({ length: MOST_FINDINGS }, (_, i) =>
      FINDING_PARTS.map((part): [string, string] => [`${part}-${i + 1}`, `问题${i + 1} ${PART_LABELS[part]}`]),
    ).flat(),
  ];
  const words = labels.flatMap(([name, term]) => {
    const value = refused.typed[name];
    return typeof value === 'string' && value.trim() !== '' ? [{ term, value, href: null }] : [];
  });
  return words.length > 0 ? { heading: '您刚才填写的内容（没有保存）', words } : null;
}
