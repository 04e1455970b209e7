import { evidenceForm, evidenceOwner, roundOwner } from '../acts/rectify.js';
import { shortDay } from '../domain/day.js';
import {
  answerUntil,
  type Inspectors,
  type Objection,
  objectionUntil,
  type RectificationRound,
  tookPart,
} from '../domain/inspections.js';
import { RECTIFICATION } from '../domain/lifecycle.js';
import { phaseName } from '../domain/phases.js';
import { may, mayActFor, type Person, within } from '../domain/permissions.js';
import { type Attachment } from '../domain/reports.js';
import { type Fact } from '../rendering/views-common.js';
import { type AttachmentsPart } from '../rendering/views-forms.js';
import { type KeptWords, type RectificationView, type RoundView } from '../rendering/views-inspections.js';
import { type NamedRectification } from '../storage/stores/rectifications.js';
import { attachmentsPart } from '../web/attachments-part.js';
import { daysLeft } from '../web/days-left.js';
import { faultSummary } from '../web/forms.js';
import { paths } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';
import { answerForm, objectForm, recheckForm, type Refused, roundForm, TYPED } from './rectification.forms.js';

/** What a rectification's page is made of; `others` are all findings of its item, this one among them. */
export interface RectificationFacts {
  world: PlanWorld;
  person: Person;
  finding: NamedRectification;
  others: readonly NamedRectification[];
  rounds: readonly RectificationRound[];
  objection: Objection | null;
  files: readonly Attachment[];
  inspectors: Inspectors;
}

/** From so many failed rechecks on the leader is told. */
const REPORT_FROM = 2;

/** One finding: what is wrong, what was done, what the recheck found, and what is open to whoever looks. */
export function rectificationView(
  facts: RectificationFacts,
  refused: Refused | null,
): Omit<RectificationView, 'frame'> {
  const { world, person, finding, rounds } = facts;
  const { plan, today, calendar } = world;
  const open = formsOf(facts, refused);
  const forms = { round: open.submit, recheck: open.recheck, object: open.object, answer: open.objection?.form };
  const fields = [...Object.values(forms), open.evidence?.form].flatMap((form) => form?.fields ?? []);
  const failures = rounds.filter(({ conclusion }) => conclusion === 'failed').length;
  const seesAll = may(person, 'see-all');
  return {
    trail: seesAll
      ? [{ label: '整改台账', href: paths.rectifications(plan.id) }]
      : [
          { label: finding.unitName, href: paths.unit(plan.id, finding.unitId) },
          { label: '整改台账', href: paths.rectifications(plan.id) },
        ],
    title: `${finding.number} ${stageWords(facts)}`,
    itemHref: paths.assignment(finding.assignmentId),
    unit: { label: finding.unitName, href: paths.unit(plan.id, finding.unitId) },
    news: `${finding.measureNumber}${finding.measureTitle}（${phaseName(finding.phasePosition)}）`,
    summary: faultSummary(refused?.faults ?? null, fields),
    kept: refused && !forms[refused.form] ? keptWords(refused) : null,
    warning: failures >= REPORT_FROM ? `已${failures}次复查未通过，请向领导小组组长报告` : null,
    facts: [
      { term: '进展', value: stageWords(facts), href: null },
      {
        term: '期限',
        value: `${shortDay(finding.dueOn, today)}${finding.stage === 'issued' ? `（${daysLeft(finding.dueOn, today, calendar)}）` : ''}`,
        href: null,
      },
      { term: '轮次', value: `第${finding.round}轮`, href: null },
      { term: '复查', value: recheckedWords(failures, rounds), href: null },
      {
        ...{ term: '来源', value: `${finding.inspectionNumber} ${finding.inspectionTitle}` },
        href: seesAll ? paths.inspection(finding.inspectionId) : null,
      },
      { term: '检查表', value: '看检查结论', href: paths.inspectionItem(finding.inspectionItemId) },
      { term: '检查人', value: finding.inspectorName, href: null },
      { term: '发出', value: shortDay(finding.issuedOn, today), href: null },
      { term: '通知书', value: '打印整改通知书', href: paths.rectificationNotice(finding.id) },
    ],
    finding: [
      { term: '事实', value: finding.fact, href: null },
      { term: '对照标准', value: finding.standard, href: null },
      { term: '整改要求', value: finding.requirement, href: null },
    ],
    rounds: rounds.map((round) => roundView(facts, round)).reverse(),
    roundsNone: '责任单位还没有报送整改情况',
    ...open,
    others: (facts.others.length > 1 ? facts.others : []).map((other) => ({
      ...{ label: other.number, href: paths.rectification(other.id) },
      about: `期限${shortDay(other.dueOn, today)} · ${RECTIFICATION.stages[other.stage]} · 第${other.round}轮`,
    })),
  };
}

function recheckedWords(failures: number, rounds: readonly RectificationRound[]): string {
  if (rounds.some(({ conclusion }) => conclusion === 'passed')) return '已通过';
  return failures > 0 ? `${failures}次未通过` : '尚未复查';
}

function stageWords({ finding, objection, rounds, world }: RectificationFacts): string {
  if (finding.stage === 'passed' && objection?.outcome === 'upheld' && rounds.at(-1)?.conclusion !== 'passed')
    return '异议成立，已撤销';
  if (finding.stage === 'issued' && finding.dueOn < world.today) return '整改逾期';
  if (finding.stage !== 'passed') return RECTIFICATION.stages[finding.stage];
  return finding.itemStage === 'closed' ? '复查通过，已销号' : '复查通过，该事项未销号';
}

type Open = Pick<
  RectificationView,
  'evidence' | 'submit' | 'recheck' | 'barred' | 'objection' | 'object' | 'objectHint'
>;

/** What this person may do here: the unit reports and objects, the office rechecks and answers, whoever inspected neither. */
function formsOf(facts: RectificationFacts, refused: Refused | null): Open {
  const { world, finding, objection, files } = facts;
  const person = within(facts.person, world.plan);
  const { today } = world;
  const isUnit = mayActFor(person, { id: finding.assignmentId, unitId: finding.unitId });
  const isOffice = may(person, 'work');
  const apart = isOffice && !tookPart(person, facts.inspectors);
  const rectifies = isUnit && finding.stage === 'issued';
  const key = evidenceForm(finding);
  const own = files.filter(({ owner }) => owner === evidenceOwner(finding));
  const until = objectionUntil(finding);
  const mayObject = isUnit && objection === null && finding.stage !== 'passed' && today <= until;
  const isLast = facts.others.every((other) => other.id === finding.id || other.stage === 'passed');
  return {
    evidence: rectifies
      ? needed(
          attachmentsPart(own, today, {
            ...{ heading: '第一步：上传佐证', none: '还没有上传', upload: key, faults: refused?.faults ?? null },
            id: 's-evidence',
          }),
        )
      : null,
    // Words come after files: an upload leaves the page, and what was typed before it would be lost.
    submit:
      rectifies && (own.length > 0 || refused?.form === 'round')
        ? roundForm(finding, facts.rounds.at(-1) ?? null, refused)
        : null,
    recheck: apart && finding.stage === 'submitted' ? recheckForm(finding, isLast, today, refused) : null,
    barred:
      isOffice && !apart && finding.stage === 'submitted'
        ? '您参加过这次检查，应当回避：原检查人不得复查，换用其他账号、检查办公室本单位的事项也是如此。请由没有参加检查的人员复查。'
        : null,
    objection: objection && objectionPart(facts, objection, { isOffice, apart }, refused),
    object: mayObject ? objectForm(finding, refused) : null,
    objectHint:
      finding.stage === 'passed'
        ? '没有提出异议，问题已经复查通过。'
        : today <= until
          ? `没有提出异议。责任单位可在${shortDay(until, today)}前（含当日）提出，30日内由没有参加检查的人员答复；异议期间不停止整改。`
          : `没有提出异议，异议期已于${shortDay(until, today)}届满。`,
  };
}

/** The same list of evidence, which here is not left to choice. */
function needed(part: AttachmentsPart): AttachmentsPart {
  const words = (hint: string | null) => hint?.replace('可选。', '至少一份。') ?? null;
  const fields = part.form?.fields.map((field) => ({ ...field, hint: words(field.hint) })) ?? [];
  return { ...part, form: part.form && { ...part.form, fields } };
}

function objectionPart(
  { world, finding }: RectificationFacts,
  objection: Objection,
  { isOffice, apart }: { isOffice: boolean; apart: boolean },
  refused: Refused | null,
): Open['objection'] {
  const until = answerUntil(objection);
  const late = objection.outcome === null && world.today > until ? '（已超过）' : '';
  return {
    facts: [
      { term: '提出', value: `${objection.raisedBy} ${shortDay(objection.raisedOn, world.today)}`, href: null },
      objection.outcome === null
        ? { term: '答复期限', value: `${shortDay(until, world.today)}${late}`, href: null }
        : {
            term: '结果',
            value: `${objection.outcome === 'upheld' ? '成立，问题撤销' : '不成立'}　${objection.answeredBy ?? ''} ${objection.answeredOn ? shortDay(objection.answeredOn, world.today) : ''}`,
            href: null,
          },
    ],
    text: objection.text,
    answer: objection.outcome === null ? null : objection.answer,
    form: apart && objection.outcome === null ? answerForm(objection, finding, refused) : null,
    barred:
      isOffice && !apart && objection.outcome === null
        ? '您参加过这次检查，应当回避：异议由没有参加检查的人员答复。'
        : null,
  };
}

function roundView({ world, files }: RectificationFacts, round: RectificationRound): RoundView {
  const { today } = world;
  const on = (day: string | null) => (day === null ? '' : shortDay(day, today));
  const verdict = { passed: '复查通过', failed: '复查未通过' };
  return {
    id: `s-round-${round.round}`,
    heading: `第${round.round}轮`,
    about: `期限${on(round.dueOn)} · ${round.submittedBy} ${on(round.submittedOn)}报送`,
    words: [
      { term: '整改措施', value: round.measures, href: null },
      { term: '整改结果', value: round.result, href: null },
      { term: '举一反三', value: round.lessons, href: null },
    ],
    files: attachmentsPart(
      files.filter(({ owner }) => owner === roundOwner(round.id)),
      today,
      { upload: null, id: `s-files-${round.round}` },
    ),
    verdict:
      round.conclusion === null
        ? '等待复查'
        : `${verdict[round.conclusion]}　${round.recheckerName} ${on(round.recheckedOn)}`,
    verdictReason: round.reason === '' ? null : round.reason,
  };
}

/** What was typed into a form that is no longer open: somebody else was quicker. */
function keptWords(refused: Refused): KeptWords | null {
  const words = TYPED.flatMap(([name, term]): Fact[] => {
    const value = refused.typed[name];
    return typeof value === 'string' && value.trim() !== '' ? [{ term, value, href: null }] : [];
  });
  return words.length > 0 ? { heading: '您刚才填写的内容（没有保存）', words } : null;
}
