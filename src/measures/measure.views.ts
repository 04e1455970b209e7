import { answerOf, type Answer, isUnanswered } from '../domain/chases.js';
import { type Day, shortDay } from '../domain/day.js';
import { ASSIGNMENT, REPORT } from '../domain/lifecycle.js';
import { maySeeAssignment } from '../domain/permissions.js';
import { counted, nameOfPhase } from '../domain/phases.js';
import { type Assignment, type Duty } from '../domain/plan.js';
import { PERIOD_WORDS } from '../domain/reporting.js';
import { type Report, RATING_WORDS, REPORT_KIND_WORDS } from '../domain/reports.js';
import { FINISHED, standingOf, WITH_UNIT } from '../domain/standing.js';
import { type LastReport, type MeasureRow, type MeasureView } from '../rendering/views-measures.js';
import { faultSummary } from '../web/forms.js';
import { reasonedLight, ROLE_WORDS } from '../web/lights.js';
import { paths, withQuery } from '../web/paths.js';
import { chaseForm, type Refused } from './chase.forms.js';
import { type MeasureFacts } from './measures.service.js';

const ANSWER_WORDS = { ...PERIOD_WORDS, awaited: '待报' };

/** One measure's page: who of its units has answered, what they said, and what the lead can do about the others. */
export function measureView(
  facts: MeasureFacts,
  { outcome, refused }: { outcome: string[]; refused: Refused | null },
): Omit<MeasureView, 'frame'> {
  const { world, me, measure, phase, seesPartners } = facts;
  const rows = rowsOf(facts);
  const { chase, notes } = chaseForm(facts, refused);
  const name = `${measure.number}${measure.title}`;
  const unitHref = me.unitId === null ? null : paths.unit(world.plan.id, me.unitId);
  return {
    trail: [
      { label: '方案', href: paths.plan(world.plan.id) },
      ...(unitHref ? [{ label: '本单位', href: unitHref }] : [{ label: '总览', href: paths.overview(world.plan.id) }]),
    ],
    title: name,
    leads: leadWords(facts),
    news: newsOf(rows, seesPartners),
    summary: faultSummary(refused?.faults ?? null, chase?.fields ?? []),
    outcome,
    clause: measure.text,
    phases: phaseTabs(facts),
    heading: `${phase ? `${nameOfPhase(phase)} ${phase.title}` : '各单位'}${phase ? `（${shortDay(phase.dueOn, world.today)}前）` : ''}`,
    rows,
    fairness: fairnessOf(facts, rows),
    none: '方案启用后，这里列出各单位的办理情况',
    chase,
    chaseNotes: notes,
    ...consolidationOf(facts),
  };
}

function leadWords({ duties }: MeasureFacts): string {
  const leads = duties.filter(({ role }) => role === 'lead');
  const several = leads.length > 1;
  const said = leads.map(({ unit, isPrimary }) => `${unit}${isPrimary && several ? '（第一牵头）' : ''}`).join('、');
  return `牵头单位：${said}；共${duties.length}个单位承担`;
}

/** '本期：2家已报，3家待报，1家未报'. */
function newsOf(rows: readonly MeasureRow[], seesPartners: boolean): string {
  if (rows.length === 0) return '';
  if (!seesPartners) return `本单位本期：${rows[0]?.answer ?? ''}`;
  const counts = new Map<string, number>();
  for (const { answer } of rows) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return `本期：${[...counts].map(([word, count]) => `${count}家${word}`).join('，')}`;
}

function phaseTabs({ world, measure, items, duties, phase }: MeasureFacts): MeasureView['phases'] {
  return world.everyPhase
    .filter(({ id }) => items.some(({ phaseId }) => phaseId === id))
    .map((one) => {
      const own = counted(items, world.everyPhase, duties).filter(({ phaseId }) => phaseId === one.id);
      const standings = own.map((item) => standingOf(item, world.today, world));
      const done = standings.filter((standing) => FINISHED.has(standing)).length;
      const late = standings.filter((standing) => standing === 'overdue').length;
      return {
        label: nameOfPhase(one),
        note:
          standings.length === 0 ? '均不再办理' : `办结 ${done}/${standings.length}${late > 0 ? ` · 逾期${late}` : ''}`,
        href: withQuery(paths.measure(world.plan.id, measure.id), { phase: one.id }),
        current: one.id === phase?.id,
      };
    });
}

function rowsOf(facts: MeasureFacts): MeasureRow[] {
  return facts.duties.flatMap((duty) => {
    const item = facts.items.find(({ unitId, phaseId }) => unitId === duty.unitId && phaseId === facts.phase?.id);
    return item ? [rowOf(facts, duty, item)] : [];
  });
}

function rowOf(facts: MeasureFacts, { unit, role }: Duty & { unit: string }, item: Assignment): MeasureRow {
  const { world, me, lasts } = facts;
  const { today } = world;
  const last = lasts.get(item.id) ?? null;
  const answer = answerOf(item, last, today, world);
  return {
    unit,
    href: maySeeAssignment(me, item) ? paths.assignment(item.id) : null,
    isOwn: item.unitId === me.unitId,
    ...{ role, roleWord: ROLE_WORDS[role] },
    stage: ASSIGNMENT.stages[item.stage],
    light: reasonedLight(item, today, world),
    period: answer.period === null ? null : `${shortDay(answer.period, today)}一期`,
    answer: answerWord(answer, item, today),
    isOpen: isUnanswered(answer, today, world) && answer.state !== 'awaited',
    last: last && lastReport(facts, last, today),
    chased: chasedWords(facts, item, today),
  };
}

/** A unit that owes no report is said to be done where it is done. */
function answerWord({ state }: Answer, item: Assignment, today: Day): string {
  if (state !== 'exempt') return ANSWER_WORDS[state];
  if (item.stage === 'accepted' || item.stage === 'closed') return '已办结';
  return WITH_UNIT.includes(item.stage) && item.opensOn > today ? '未到报送时间' : ANSWER_WORDS.exempt;
}

const GLANCE = 60;

function glanceOf(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return characters.length <= GLANCE ? characters.join('') : `${characters.slice(0, GLANCE).join('')}……`;
}

function lastReport({ files }: MeasureFacts, report: Report, today: Day): LastReport {
  const needs = report.needsFrom ? `${report.needs}（对象单位：${report.needsFrom}）` : report.needs;
  const next = report.nextOn ? `${report.nextSteps}（${shortDay(report.nextOn, today)}前）` : report.nextSteps;
  const parts: [string, string][] = [
    ['办理情况', RATING_WORDS[report.rating]],
    ['本期进展', report.progress],
    ['存在问题', report.problems],
    ['需协调', needs],
    ['下步措施', next],
    ['退回理由', report.stage === 'returned' ? report.reviewReason : ''],
  ];
  return {
    about: `${shortDay(report.submittedOn, today)} ${REPORT_KIND_WORDS[report.kind]} · ${REPORT.stages[report.stage]}`,
    glance: glanceOf(report.progress),
    parts: parts.filter(([, text]) => text.trim() !== '').map(([term, text]) => ({ term, text })),
    files: files
      .filter(({ owner }) => owner === `submission:${report.submissionId}`)
      .map(({ id, name }) => ({ label: name, href: paths.attachment(id) })),
  };
}

function chasedWords({ chases }: MeasureFacts, item: Assignment, today: Day): string | null {
  const own = chases.filter(({ assignmentId }) => assignmentId === item.id);
  const latest = own
    .map(({ day }) => day)
    .sort()
    .at(-1);
  return latest === undefined ? null : `已催办${own.length}次，最近${shortDay(latest, today)}`;
}

/** A late partner is late by itself: the lead unit answers for having asked, not for the answer. */
function fairnessOf({ duties, seesPartners }: MeasureFacts, rows: readonly MeasureRow[]): string | null {
  const late = rows.filter(({ role, light }) => role === 'responsible' && light.standing === 'overdue');
  if (!seesPartners || late.length === 0 || duties.length === 0) return null;
  return `${late.map(({ unit }) => unit).join('、')}逾期是该单位的，不计入牵头单位。`;
}

function consolidationOf(facts: MeasureFacts): Pick<MeasureView, 'consolidation' | 'consolidationNote'> {
  const { world, me, measure, phase, items, duties, isLead, isFirstLead } = facts;
  const own = items.find(({ unitId, phaseId }) => unitId === me.unitId && phaseId === phase?.id);
  if (!isLead || !own || !phase) return { consolidation: null, consolidationNote: null };
  if (!isFirstLead) {
    const first = duties.find(({ isPrimary }) => isPrimary)?.unit ?? '';
    return { consolidation: null, consolidationNote: `本措施的汇总报告由第一牵头单位${first}起草。` };
  }
  if (!WITH_UNIT.includes(own.stage))
    return {
      consolidation: null,
      consolidationNote: `本单位事项目前是“${ASSIGNMENT.stages[own.stage]}”，不需要再汇总。`,
    };
  const hidden = { id: 'sum-phase', name: 'phase', value: String(phase.id) };
  return {
    consolidationNote:
      '把各单位已审核通过的报告汇成本措施的进展，放入本单位的报送草稿，没有报的单位会写明；您自己写的话保留在前面，核对后再报送。',
    consolidation: {
      action: paths.consolidation(world.plan.id, measure.id),
      submit: '起草汇总报告',
      multipart: false,
      summary: null,
      fields: [
        {
          ...{ kind: 'hidden', label: '阶段', hint: null, error: null, required: false, rows: 1, max: 0 },
          ...{ autocomplete: null, options: [] },
          ...hidden,
        },
      ],
    },
  };
}
