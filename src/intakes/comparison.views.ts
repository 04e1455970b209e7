import { longDay } from '../domain/day.js';
import { type Difference } from '../domain/plan-comparison.js';
import { type ComparisonRow, type ComparisonView } from '../rendering/views-intakes.js';
import { ROLE_WORDS } from '../web/lights.js';
import { paths, withQuery } from '../web/paths.js';
import { type PlanHead } from '../web/world.js';
import { groupRows, headRows } from './comparison-group.views.js';
import { type Compared, type ComparedTwice } from './intake.service.js';
import { type IntakeFacts } from './intake.views.js';

/** What the page of a comparison is made of. */
export interface ComparisonFacts extends ComparedTwice {
  facts: IntakeFacts;
  plan: PlanHead;
  /** Whether whoever looks may correct the plan. */
  corrects: boolean;
  /** Whether they may give its posts to others. */
  appoints: boolean;
}

/** What no comparison finds, so that nobody takes it for compared. */
const NOT_COMPARED = '正文沿用原文件，不作对照。';
const SETTLED = '原文件也这样写，方案里已由办公室另定';

/** A document that was issued again beside the plan that runs: each difference with the correction that applies it. */
export function comparisonView(compared: ComparisonFacts): Omit<ComparisonView, 'frame'> {
  const { facts, plan, changed, settled } = compared;
  const { intake } = facts;
  const { rows, told } = rowsOf(compared, changed);
  const before = rowsOf(compared, settled);
  const kept = [...before.rows, ...before.told].map((row) => ({ ...row, note: SETTLED }));
  const open = rows.length;
  const rest = `${toldWords(told)}${keptWords(kept)}${NOT_COMPARED}`;
  return {
    trail: [
      { label: '导入方案', href: paths.intakes() },
      { label: intake.name, href: paths.intake(intake.id) },
    ],
    lead:
      open === 0
        ? `新印发的文件在标题、文号、阶段、措施、职责、期限和领导小组上${kept.length === 0 ? '与运行中的方案一致，' : ''}没有需要更正的地方。${rest}`
        : `新印发的文件有${open}处与运行中的方案不同。逐处看过对事项、日期和邮件的影响再更正；更正一处，这里就少一处。${rest}`,
    plan: { label: plan.title, href: paths.plan(plan.id) },
    rows: [...rows, ...told, ...kept],
    drop: {
      ...{ action: paths.intakeDropping(intake.id), version: intake.version, compared: open === 0 ? 'all' : 'part' },
      label: open === 0 ? '对照完毕，收起这份导入稿' : `还有${open}处没有更正，不再对照，收起这份导入稿`,
    },
  };
}

/** The rows of what differs: those that are put right from here, and those that are only told. */
function rowsOf(facts: ComparisonFacts, { differences, group, head }: Compared) {
  const { rows, told } = groupRows(facts, group);
  const own = differences.map((difference) => ({ ...rowOf(difference, facts), act: '看影响并更正' }));
  return { rows: [...headRows(facts, head), ...own, ...rows], told };
}

const toldWords = (told: readonly ComparisonRow[]): string =>
  told.length === 0 ? '' : `另有${told.length}处只列出来，不在这里更正。`;

const keptWords = (kept: readonly ComparisonRow[]): string =>
  kept.length === 0 ? '' : `列在最后的${kept.length}处，原文件就这样写、方案里已由办公室另定，一般不必更正。`;

type CorrectionRow = Omit<ComparisonRow, 'act'>;
type Asked = Record<string, string | number | null>;

function rowOf(difference: Difference, { facts, plan, corrects }: ComparisonFacts): CorrectionRow {
  const unit = (id: number) => facts.units.get(id) ?? '';
  const correct = (asked: Asked, page = '/preview') =>
    corrects ? withQuery(`${paths.corrections(plan.id)}${page}`, { ...asked, intake: facts.intake.id }) : null;
  switch (difference.kind) {
    case 'phase-title': {
      const { kind, phaseId, before, after } = difference;
      return { what: '阶段名称', before, after, href: correct({ kind, phaseId, title: after }), note: null };
    }
    case 'phase-due': {
      const { kind, phaseId, title, before, after } = difference;
      const days = { before: longDay(before), after: longDay(after) };
      return { what: `阶段“${title}”的完成时限`, ...days, href: correct({ kind, phaseId, day: after }), note: null };
    }
    case 'measure-title': {
      const { kind, measureId, before, after } = difference;
      return { what: '措施名称', before, after, href: correct({ kind, measureId, title: after }), note: null };
    }
    case 'measure-due': {
      const { kind, measureId, title, before, after } = difference;
      const words = (day: string | null) => (day === null ? '各阶段末' : longDay(day));
      const href = before === null || after === null ? null : correct({ kind, measureId, day: after });
      const note = href === null && corrects ? '请逐项更正到期日，或者取消这项措施的职责、另外增加一项措施' : null;
      return { what: `“${title}”的期限`, before: words(before), after: words(after), href, note };
    }
    case 'measure-new': {
      const { kind, number, title, day } = difference;
      const after = `${number}${title}${day === null ? '' : `（${longDay(day)}前）`}`;
      const note = '先增加措施，再回到这里给单位';
      return { what: '增加措施', before: '没有', after, href: correct({ kind, number, title, day }), note };
    }
    case 'measure-gone':
      return {
        ...{ what: '减少措施', before: difference.title, after: '没有', href: null },
        note: '下面逐个取消各单位的职责；已办的留在记录里',
      };
    case 'duty-new': {
      const { kind, measureId, title, unit: name, role, before } = difference;
      const held = before === null ? '没有' : `${name}（${ROLE_WORDS[before]}）`;
      const after = `${name}（${ROLE_WORDS[role]}）`;
      return {
        what: `“${title}”的职责`,
        before: held,
        after,
        href: correct({ kind, measureId, unit: name, role }),
        note: null,
      };
    }
    case 'duty-moved': {
      const { measureId, title, unitId, toUnitId, unit: name, role } = difference;
      const words = { before: `${unit(unitId)}（${ROLE_WORDS[role]}）`, after: `${name}（${ROLE_WORDS[role]}）` };
      const href = correct({ kind: 'duty', measureId, unitId, toUnitId });
      return { what: `“${title}”的职责`, ...words, href, note: null };
    }
    case 'duty-end': {
      const { kind, measureId, title, unitId, role } = difference;
      const before = `${unit(unitId)}（${ROLE_WORDS[role]}）`;
      return {
        what: `“${title}”的职责`,
        before,
        after: '没有',
        href: correct({ kind, measureId, unitId }),
        note: null,
      };
    }
    case 'phase-new':
      return newPhaseRow(difference, correct);
    case 'phase-gone':
      return {
        ...{ what: '减少阶段', before: difference.title, after: '没有' },
        href: correct({ kind: 'phase-end', phaseId: difference.phaseId }),
        note: '未办结的不再办理，已办的留在记录里',
      };
  }
}

/** A phase whose day the document does not give is led to its form, where the day is asked for. */
function newPhaseRow(
  { kind, title, start, day }: Extract<Difference, { kind: 'phase-new' }>,
  correct: (asked: Asked, page?: string) => string | null,
): CorrectionRow {
  const asked = { kind, title, start, day };
  if (day === null)
    return {
      ...{ what: '增加阶段', before: '没有', after: title, href: correct(asked, '') },
      note: '文件没有写明到期日，应用时请填写',
    };
  const days = `（${start === null ? '' : `${longDay(start)}起，`}${longDay(day)}前）`;
  return { what: '增加阶段', before: '没有', after: `${title}${days}`, href: correct(asked), note: null };
}
