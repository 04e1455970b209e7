import { shortDay } from '../domain/day.js';
import { type Objection, type RectificationRound } from '../domain/inspections.js';
import { RECTIFICATION } from '../domain/lifecycle.js';
import { type Unit } from '../domain/plan.js';
import { type Attachment } from '../domain/reports.js';
import { type Option, type SelectField } from '../rendering/views-common.js';
import { type LedgerRow, type LedgerView } from '../rendering/views-inspections.js';
import { type NamedRectification, type RectificationCounts } from '../storage/stores/rectifications.js';
import { daysLeft } from '../web/days-left.js';
import { pagerOf } from '../web/pager.js';
import { paths } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';
import { roundOwner } from '../acts/rectify.js';
import { type LedgerAsked } from './ledger.service.js';

export const LINES_PER_PAGE = 50;
export const LEDGER_STAGES = ['late', 'issued', 'submitted', 'passed'] as const;
const STAGE_WORDS = { ...RECTIFICATION.stages, late: '整改逾期', passed: '已通过' };

/** What the ledger is made of: lines with their rounds, objections and evidence. */
export interface LedgerFacts {
  world: PlanWorld;
  rows: readonly NamedRectification[];
  total: number;
  rounds: readonly RectificationRound[];
  objections: readonly Objection[];
  files: readonly Attachment[];
  /** Who answers for a unit, by its id. */
  responsible: ReadonlyMap<number, string>;
  counts: RectificationCounts;
  units: readonly Unit[];
  seesAll: boolean;
  filter: LedgerAsked;
  page: number;
}

/** 整改台账 (domain §6.8), overdue first. */
export function ledgerView(facts: LedgerFacts): Omit<LedgerView, 'frame'> {
  const { world, filter, total, page, counts } = facts;
  const { plan } = world;
  const filtered = filter.stage !== undefined || filter.unit !== undefined;
  const lateWords = counts.late > 0 ? `，其中逾期${counts.late}个` : '';
  const open = counts.issued + counts.submitted;
  return {
    planTitle: plan.title,
    action: paths.rectifications(plan.id),
    fields: fieldsOf(facts),
    clear: filtered ? paths.rectifications(plan.id) : null,
    export: paths.ledgerTable(plan.id, { ...filter }),
    rows: ledgerRows(facts),
    total: `共${total}个问题；未通过${open}个${lateWords}，待复查${counts.submitted}个，已通过${counts.passed}个`,
    none: filtered ? '没有符合条件的问题' : '还没有限期整改的问题',
    pager: pagerOf(page, LINES_PER_PAGE, total, (to) => paths.rectifications(plan.id, { ...filter, page: to })),
  };
}

/** The lines of the ledger, as the page and the exported table have them. */
export function ledgerRows(facts: LedgerFacts): LedgerRow[] {
  const { world, page } = facts;
  const { today, calendar } = world;
  const roundsOf = groupedBy(facts.rounds, ({ rectificationId }) => rectificationId);
  const filesOf = groupedBy(facts.files, ({ owner }) => owner);
  const lifted = new Set(facts.objections.filter(({ outcome }) => outcome === 'upheld').map((o) => o.rectificationId));
  return facts.rows.map((one, i) => {
    const rounds = roundsOf.get(one.id) ?? [];
    const last = rounds.at(-1);
    const isLifted = one.stage === 'passed' && lifted.has(one.id) && last?.conclusion !== 'passed';
    const late = one.stage === 'issued' && one.dueOn < today;
    const files = rounds.reduce((sum, { id }) => sum + (filesOf.get(roundOwner(id))?.length ?? 0), 0);
    return {
      nth: (page - 1) * LINES_PER_PAGE + i + 1,
      ...{ href: paths.rectification(one.id), number: one.number, fact: one.fact },
      source: facts.seesAll ? { label: one.inspectionNumber, href: paths.inspection(one.inspectionId) } : null,
      sourceWord: one.inspectionNumber,
      unit: one.unitName,
      item: `${one.measureNumber}${one.measureTitle}`,
      responsible: facts.responsible.get(one.unitId) ?? '—',
      measures: last?.measures ?? '尚未报送',
      dueOn: shortDay(one.dueOn, today),
      left: one.stage === 'issued' ? daysLeft(one.dueOn, today, calendar) : '',
      stage: late ? STAGE_WORDS.late : RECTIFICATION.stages[one.stage],
      late,
      evidence: files > 0 ? `${files}份` : '—',
      recheck: recheckWords(rounds),
      round: `第${one.round}轮`,
      closed: isLifted ? `异议成立，撤销 ${one.passedOn ?? ''}` : closedWords(one),
    };
  });
}

/** What becomes of a finding's item, which is closed as a whole. */
function closedWords({ passedOn, itemStage }: NamedRectification): string {
  if (passedOn === null) return '未销号';
  return `${itemStage === 'closed' ? '已销号' : '已通过，未销号'}（${passedOn}复查通过）`;
}

function groupedBy<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const found = new Map<K, T[]>();
  for (const one of all) found.set(keyOf(one), [...(found.get(keyOf(one)) ?? []), one]);
  return found;
}

/** '周红 2020-10-22 未通过'; of several rechecks the last. */
function recheckWords(rounds: readonly RectificationRound[]): string {
  const last = rounds.filter(({ conclusion }) => conclusion !== null).at(-1);
  if (!last) return '—';
  return `${last.recheckerName} ${last.recheckedOn ?? ''} ${last.conclusion === 'passed' ? '通过' : '未通过'}`;
}

function fieldsOf({ units, filter, seesAll }: LedgerFacts): SelectField[] {
  const field = (name: keyof LedgerAsked, label: string, options: Option[]): SelectField => ({
    ...{ id: `f-${name}`, name, label },
    options: [{ value: '', label: '全部', selected: filter[name] === undefined }, ...options],
  });
  const stages = LEDGER_STAGES.map((value) => ({ value, label: STAGE_WORDS[value], selected: value === filter.stage }));
  const names = units.map(({ id, name }) => ({ value: String(id), label: name, selected: id === filter.unit }));
  return [field('stage', '进展', stages), ...(seesAll ? [field('unit', '责任单位', names)] : [])];
}

const HEADINGS = [
  ...['序号', '整改编号', '问题', '来源', '责任单位', '事项', '责任人', '整改措施', '整改期限', '整改进展', '佐证'],
  ...['复查', '轮次', '销号'],
];

/** The ledger as a table for a spreadsheet: a byte order mark, CRLF, and no cell that a spreadsheet would reckon. */
export function ledgerCsv(rows: readonly LedgerRow[]): string {
  const lines = rows.map((row) => [
    ...[String(row.nth), row.number, row.fact, row.sourceWord, row.unit, row.item, row.responsible, row.measures],
    ...[row.dueOn, row.stage, row.evidence, row.recheck, row.round, row.closed],
  ]);
  return `\uFEFF${[HEADINGS, ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string): string {
  const safe = /^[\s]*[=+\-@\t\r＝＋－＠]/u.test(value) ? `'${value}` : value;
  return `"${safe.replace(/"/g, '""')}"`;
}
