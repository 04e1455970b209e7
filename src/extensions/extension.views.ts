import { longDay, shortDay } from '../domain/day.js';
import { type Extension, lastDayToAsk, timesAsked, type WhyNotAsk } from '../domain/extensions.js';
import { ASSIGNMENT, EXTENSION, type ExtensionStage } from '../domain/lifecycle.js';
import { may, type Person, within } from '../domain/permissions.js';
import { phaseName } from '../domain/phases.js';
import { type Fact, type Light, type Link, type StandingCode } from '../rendering/views-common.js';
import { type AskExtensionView, type ExtensionLine, type ExtensionView } from '../rendering/views-extensions.js';
import { type FaultSummary, type FormView } from '../rendering/views-forms.js';
import { courseOf } from '../web/course.js';
import { daysLeft } from '../web/days-left.js';
import { faultSummary } from '../web/forms.js';
import { reasonedLight } from '../web/lights.js';
import { paths } from '../web/paths.js';
import { unsavedWords } from '../web/unsaved.js';
import { askForm, decisionForms, type Refused } from './extensions.forms.js';
import { type AskFacts, type OneFacts } from './extensions.service.js';

const LIGHTS: Readonly<Record<ExtensionStage, StandingCode>> = {
  requested: 'in-review',
  endorsed: 'in-review',
  granted: 'done',
  refused: 'suspended',
  withdrawn: 'not-open',
};

/** The stage of a request as a light. */
export const stageLight = (stage: ExtensionStage): Light => ({
  standing: LIGHTS[stage],
  label: EXTENSION.stages[stage],
});

const measureOf = ({ item }: Pick<AskFacts, 'item'>) => `${item.measureNumber}${item.measureTitle}`;

function trailOf({ world, item }: Pick<AskFacts, 'world' | 'item'>, me: Person): Link[] {
  return [
    ...(may(me, 'see-all') ? [{ label: '延期申请', href: paths.extensions(world.plan.id) }] : []),
    { label: item.unitName, href: paths.unit(world.plan.id, item.unitId) },
    { label: `${item.measureNumber}${item.measureTitle}`, href: paths.assignment(item.id) },
  ];
}

/** The page on which a unit asks for more time. */
export function askView(facts: AskFacts, me: Person, refused: Refused | null): Omit<AskExtensionView, 'frame'> {
  const { item, world, asked, mayAsk, whyNot } = facts;
  const { today, calendar, rules } = world;
  // What was typed is not thrown away where the page has meanwhile closed.
  const form: FormView | null = (mayAsk && whyNot === null) || refused ? askForm(facts, refused) : null;
  const summary: FaultSummary | null = form && faultSummary(refused?.faults ?? null, form.fields);
  const times = timesAsked(asked);
  return {
    trail: trailOf(facts, me),
    what: measureOf(facts),
    whatHref: paths.assignment(item.id),
    who: item.unitName,
    until: `${shortDay(item.dueOn, today)}前 · ${daysLeft(item.dueOn, today, calendar)}`,
    light: reasonedLight(item, today, world),
    facts: [
      fact('阶段', `${phaseName(item.phasePosition)} ${item.phaseTitle}`),
      fact('到期日', `${longDay(item.dueOn)}（含当日）`),
      ...(item.originalDueOn === item.dueOn ? [] : [fact('原定', longDay(item.originalDueOn))]),
      fact('最迟提出', longDay(lastDayToAsk(item.dueOn, calendar, rules))),
      fact('次数', `已申请${times}次，最多${rules.extensionsPerItem}次`),
      fact('审批', times > 0 ? '办公室提出意见，报副组长审批' : '办公室审批'),
    ],
    summary,
    whyNot: whyNot === null ? (mayAsk ? null : '延期由承办单位提出。') : whyNotWords(whyNot, facts),
    form,
    earlier: [...asked].reverse().map((one) => lineOf(one, asked, today)),
    earlierNone: '还没有申请过延期',
  };
}

const fact = (term: string, value: string, href: string | null = null): Fact => ({ term, value, href });

function whyNotWords(why: WhyNotAsk, { item, world }: AskFacts): string {
  const { calendar, rules, today } = world;
  const due = shortDay(item.dueOn, today);
  switch (why) {
    case 'stage':
      return `这个事项目前是“${ASSIGNMENT.stages[item.stage]}”，不能申请延期。`;
    case 'pending':
      return '已有一份延期申请在等审批；审批前仍按原期限办理，期间不催办。';
    case 'used-up':
      return `同一事项最多申请${rules.extensionsPerItem}次延期，请按现有期限办理。`;
    case 'late':
      return `到期日${due}${today > item.dueOn ? '已过' : '已到'}，延期须在到期前提出；请在进展报告里说明情况。`;
    case 'close':
      return `延期须在到期前第${rules.extensionAheadWorkdays}个工作日以前提出，最后一天是${shortDay(lastDayToAsk(item.dueOn, calendar, rules), today)}。确有困难的，请在进展报告的“需协调事项”中说明。`;
  }
}

function lineOf(one: Extension, asked: readonly Extension[], today: string): ExtensionLine {
  const to = one.grantedDay ?? one.askedDay;
  const nth = one.stage === 'withdrawn' ? '' : `第${timesAsked(asked, one.nth) + 1}次 · `;
  return {
    href: paths.extension(one.id),
    label: `${nth}${one.grantedDay ? '批准' : '申请'}延至${shortDay(to, today)}`,
    detail: `${shortDay(one.requestedOn, today)}提出，当时到期日${shortDay(one.dueOnBefore, today)}`,
    light: stageLight(one.stage),
  };
}

/** One request: who asked what and why, how it was decided, and what may be done now. */
export function extensionView(facts: OneFacts, me: Person, refused: Refused | null): Omit<ExtensionView, 'frame'> {
  const { extension, asked, item, world, isSecond, leaders } = facts;
  const { today } = world;
  const { stage, dueOnBefore, askedDay, nth } = extension;
  const acts = decisionForms({ extension, me: within(me, world.plan), leaders, isSecond }, refused);
  const fields = acts.filter(({ open }) => open).flatMap(({ form }) => form.fields);
  const unsaved = unsavedWords(refused?.typed ?? null, acts, ['opinion', 'reason']);
  const decides = stage === 'requested' && may(within(me, world.plan), 'work');
  return {
    trail: trailOf(facts, me),
    what: `延期申请：${measureOf(facts)}`,
    whatHref: paths.assignment(item.id),
    news: `${item.unitName} · 第${timesAsked(asked, nth) + 1}次申请 · 由${shortDay(dueOnBefore, today)}延至${shortDay(askedDay, today)}`,
    state: stageLight(stage),
    waits: waitsOf(facts),
    summary: faultSummary(refused?.faults ?? null, fields),
    acts,
    note: !decides ? null : noteOf(facts),
    texts: [
      ...(unsaved === null ? [] : [{ heading: '您刚填写的内容（没有保存）', text: unsaved }]),
      ...textsOf(extension),
    ],
    facts: factsOf(facts),
    timeline: courseOf(facts.course, today),
  };
}

function waitsOf({ extension: { stage, deputyName, decidedBy, decidedOn, grantedDay }, world }: OneFacts): string {
  const on = decidedOn ? `${shortDay(decidedOn, world.today)}` : '';
  switch (stage) {
    case 'requested':
      return '待办公室审批；审批前仍按原期限计，期间不催办';
    case 'endorsed':
      return `待副组长${deputyName}审批；审批前仍按原期限计，期间不催办`;
    case 'granted':
      return `${on}由${decidedBy ?? ''}批准，延至${longDay(grantedDay ?? '')}（含当日）`;
    case 'refused':
      return `${on}由${decidedBy ?? ''}审定，仍按原期限办理`;
    case 'withdrawn':
      return '单位已撤回';
  }
}

function noteOf({ isSecond, extension, lastDueOn, world }: OneFacts): string | null {
  if (isSecond) return '这是第二次申请，须报副组长审批，办公室不能直接同意。';
  if (extension.askedDay <= lastDueOn) return null;
  const last = shortDay(lastDueOn, world.today);
  return `申请的日期在方案最后期限${last}以后：办公室可同意延至${last}以内，再往后须报副组长审批。`;
}

function textsOf(extension: Extension): { heading: string; text: string }[] {
  return [
    { heading: '延期理由', text: extension.reason },
    { heading: '已有进展', text: extension.progress },
    { heading: '办公室意见', text: extension.officeOpinion },
    { heading: '审批意见', text: extension.decisionReason },
  ].filter(({ text }) => text !== '');
}

function factsOf({ extension, item, world }: OneFacts): Fact[] {
  const { requestedOn, requestedBy, deputyName, grantedDay, endorsedOn } = extension;
  return [
    fact('单位', item.unitName, paths.unit(world.plan.id, item.unitId)),
    fact('阶段', `${phaseName(item.phasePosition)} ${item.phaseTitle}`),
    fact('原定', longDay(item.originalDueOn)),
    fact('申请时', longDay(extension.dueOnBefore)),
    fact('申请延至', longDay(extension.askedDay)),
    ...(grantedDay ? [fact('批准延至', longDay(grantedDay))] : []),
    fact('现到期日', longDay(item.dueOn)),
    fact('提出', `${longDay(requestedOn)}，${requestedBy}`),
    ...(endorsedOn ? [fact('报审批', `${longDay(endorsedOn)}，副组长${deputyName}`)] : []),
  ];
}
