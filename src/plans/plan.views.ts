import { type Closure } from '../domain/closure.js';
import { longDay, shortDay, weekdayName } from '../domain/day.js';
import { may, type Permission, type Person, within } from '../domain/permissions.js';
import { PLAN } from '../domain/lifecycle.js';
import { nameOfPhase } from '../domain/phases.js';
import { type Duty, type Finding, type Measure, type Member, type Phase, type Plan, type Unit } from '../domain/plan.js';
import { type DutyLine, type FindingLine, type PlanLine, type PlanView } from '../rendering/views-plan.js';
import { type Link } from '../rendering/views-common.js';
import { ROLE_WORDS } from '../web/lights.js';
import { faultSummary } from '../web/forms.js';
import { paths } from '../web/paths.js';
import { type Unstarted } from '../web/unstarted.js';
import { activationView, type RefusedStart } from './activation.views.js';
import { type Mark, paragraphsOf } from '../web/document.js';
import { closedView } from './closure.views.js';

/** What a plan's page is made of. */
export interface PlanFacts {
  plan: Plan;
  measures: readonly Measure[];
  phases: readonly Phase[];
  dropped: readonly Phase[];
  duties: readonly Duty[];
  units: readonly Unit[];
  members: readonly Member[];
  findings: readonly Finding[];
  closure: Closure | null;
}

/** A plan's page: the document beside what was understood of it, each leading to the other. */
export function planView(
  facts: PlanFacts,
  unstarted: Unstarted,
  person: Person,
  refused: RefusedStart | null = null,
): Omit<PlanView, 'frame'> {
  const { plan, phases, members, findings, measures, closure } = facts;
  const answers = may(within(person, plan), 'run-plan');
  const starts = plan.state === 'draft' && may(person, 'run-plan');
  const activation = starts ? activationView(facts, unstarted, refused) : null;
  const open = findings.filter((finding) => finding.state === 'open');
  const issued = [plan.issuer, plan.issuedOn ? `${longDay(plan.issuedOn)}印发` : null].filter(Boolean).join(' · ');
  const isOffice = (member: Member) => member.role.startsWith('办公室');
  return {
    title: plan.title,
    docNumber: plan.docNumber,
    state: plan.state,
    stateWord: PLAN.stages[plan.state],
    issued: `${issued || '印发日期不详'}${namesItself(plan) ? '' : ' · 下面的原文仍是导入时的文件，文号已按后来的更正'}`,
    ways: plan.state === 'draft' ? [] : waysFrom(plan, person),
    paragraphs: paragraphsOf(plan.text, marksOf(facts, person)),
    closed: closure && closedView(closure),
    findings: answers ? open.map((finding) => findingLine(plan, finding)) : [],
    findingsNone: answers || open.length === 0 ? '没有待核对的疑点' : `${open.length}处疑点待办公室核对`,
    measures: measures.map((measure) => ({
      id: `m-${measure.id}`,
      number: measure.number,
      title: measure.title,
      source: measure.sourceEnd > measure.sourceStart ? `#t-m-${measure.id}` : `#m-${measure.id}`,
      duties: dutyLines(facts, measure, person),
    })),
    phases: [...phases, ...facts.dropped].map(phaseLine),
    group: members.filter((member) => !isOffice(member)),
    office: members.filter(isOffice),
    activation,
    summary: faultSummary(refused?.faults ?? null, activation?.check ? [activation.check] : []),
  };
}

/** Whether the text has the plan's number; a document issued again changes the number, and the text stays. */
function namesItself({ docNumber, text }: Plan): boolean {
  const bare = (words: string) => words.normalize('NFKC').replace(/\s/gu, '').replace(/[〔【[(]/gu, '[').replace(/[〕】\])]/gu, ']');
  return docNumber === null || text === '' || bare(text).includes(bare(docNumber));
}

/** A phase that was added later stands nowhere in the document, and has no number of its own there. */
function phaseLine(phase: Phase): PlanView['phases'][number] {
  const { id, number, title, startsOn, dueOn, droppedOn, sourceStart, sourceEnd } = phase;
  return {
    ...{ id: `p-${id}`, number: number || nameOfPhase(phase), title },
    source: sourceEnd > sourceStart ? `#t-p-${id}` : `#p-${id}`,
    dates: `${longDay(startsOn)}—${longDay(dueOn)}（${weekdayName(dueOn)}）`,
    reading: droppedOn === null ? `到期日含${shortDay(dueOn, dueOn)}当日` : `${longDay(droppedOn)}取消，未办结的事项不再办理`,
  };
}

function marksOf({ plan, measures, phases, dropped, duties, units, findings }: PlanFacts, person: Person): Mark[] {
  const names = new Map(units.map((unit) => [unit.id, unit.name]));
  const titled = (kind: 'measure' | 'phase', prefix: string, row: Measure | Phase): Mark[] => {
    const start = plan.text.indexOf(row.title, row.sourceStart);
    if (start < 0 || start >= row.sourceEnd) return [];
    const id = `t-${prefix}-${row.id}`;
    return [{ start, end: start + row.title.length, kind, id, href: `#${prefix}-${row.id}`, title: `${row.number}${row.title}` }];
  };
  const open = findings.filter((finding) => finding.state === 'open' && finding.sourceEnd > finding.sourceStart);
  return [
    // A doubt comes first: where it is about a unit's name, the doubt is what that place says.
    ...(may(within(person, plan), 'run-plan') ? open : []).map((finding): Mark => ({
      start: finding.sourceStart,
      end: finding.sourceEnd,
      kind: 'finding',
      id: `t-f-${finding.id}`,
      href: `#f-${finding.id}`,
      title: finding.message,
    })),
    ...measures.flatMap((measure) => titled('measure', 'm', measure)),
    ...[...phases, ...dropped].flatMap((phase) => titled('phase', 'p', phase)),
    ...duties.map((duty): Mark => ({
      start: duty.sourceStart,
      end: duty.sourceEnd,
      kind: 'unit',
      id: `t-d-${duty.id}`,
      href: unitHref(plan, duty.unitId, person) ?? `#m-${duty.measureId}`,
      title: `${ROLE_WORDS[duty.role]}：${names.get(duty.unitId) ?? ''}`,
    })),
  ];
}

/** A liaison may open only their own unit; other names lead to the measure. */
function unitHref(plan: Plan, unitId: number, person: Person): string | null {
  if (plan.state === 'draft') return null;
  return may(person, 'see-all') || person.unitId === unitId ? paths.unit(plan.id, unitId) : null;
}

function dutyLines({ plan, duties, units }: PlanFacts, measure: Measure, person: Person): DutyLine[] {
  const own = duties.filter((duty) => duty.measureId === measure.id);
  const leads = own.filter((duty) => duty.role === 'lead').length;
  return own.map((duty) => ({
    label: units.find((unit) => unit.id === duty.unitId)?.name ?? '',
    href: unitHref(plan, duty.unitId, person) ?? placeOf(duty),
    role: duty.role,
    roleWord: ROLE_WORDS[duty.role],
    note: duty.isPrimary && leads > 1 ? '第一牵头' : null,
  }));
}

/** Where the document names a unit for a measure; a duty that was added later is named beside its measure alone. */
const placeOf = ({ id, measureId, sourceStart, sourceEnd }: Duty) =>
  sourceEnd > sourceStart ? `#t-d-${id}` : `#m-${measureId}`;

function findingLine(plan: Plan, finding: Finding): FindingLine {
  const quote = plan.text.slice(finding.sourceStart, Math.min(finding.sourceEnd, finding.sourceStart + 60));
  const isAlias = finding.code === 'alias-suspected';
  return {
    id: `f-${finding.id}`,
    message: finding.message,
    quote: quote.replaceAll('**', '').trim() || null,
    source: finding.sourceEnd > finding.sourceStart ? `#t-f-${finding.id}` : null,
    action: paths.findingAnswer(plan.id, finding.id),
    version: finding.version,
    answers: isAlias
      ? [
          { label: '是同一单位', value: 'confirmed', primary: true },
          { label: '不是', value: 'dismissed', primary: false },
        ]
      : [{ label: '知道了', value: 'confirmed', primary: false }],
  };
}

/** A line of the list of plans. */
export function planLine(
  plan: Omit<Plan, 'text'>,
  size: { measures: number; units: number; assignments: number; open: number },
): PlanLine {
  const assignments = size.assignments > 0 ? ` · ${size.assignments}项责任事项` : '';
  return {
    label: plan.title,
    href: plan.state === 'draft' ? paths.plan(plan.id) : paths.overview(plan.id),
    docNumber: plan.docNumber,
    state: plan.state,
    stateWord: PLAN.stages[plan.state],
    size: `${size.measures}项措施 · ${size.units}个单位${assignments}`,
    issuedOn: plan.issuedOn ? longDay(plan.issuedOn) : null,
    findings: size.open > 0 ? `${size.open}处待核对` : null,
  };
}

/** What else there is of a started plan, by what a person may. */
function waysFrom({ id: planId, state }: Pick<Plan, 'id' | 'state'>, person: Person): Link[] {
  const ways: { label: string; href: string; who: Permission }[] = [
    { label: '更正方案', href: paths.corrections(planId), who: 'work' },
    { label: '邮件预告', href: paths.forecast(planId), who: 'see-all' },
    { label: '邮件规则', href: paths.rules(planId), who: 'work' },
    { label: '量化指标', href: paths.indicators(planId), who: 'work' },
    { label: '延期申请', href: paths.extensions(planId), who: 'see-all' },
    { label: '批示', href: paths.instructions(planId), who: 'see-all' },
    { label: '销号', href: paths.closings(planId), who: 'see-all' },
    { label: '导出数据', href: paths.planExport(planId), who: 'see-all' },
  ];
  const end = { label: state === 'closed' ? '重新启动' : '结束方案', href: paths.closure(planId) };
  const others = [
    ...(may(person, 'see-all') ? [{ label: '全部方案', href: paths.plans() }] : []),
    ...(may(person, 'run-plan') ? [{ label: '导入方案', href: paths.intakes() }] : []),
  ];
  const inPlan = within(person, { state });
  const open = ways.filter(({ who }) => may(inPlan, who));
  const own = [...open, ...(may(person, 'run-plan') ? [end] : [])].map(({ label, href }) => ({ label, href }));
  return [...own, ...others];
}
