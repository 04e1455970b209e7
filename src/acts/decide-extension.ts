import { type Calendar } from '../domain/calendar.js';
import { type Day, longDay, namedDay, shortDay, throughDay } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { type Extension, MOVABLE, needsDeputy, timesAsked, whyRestDay } from '../domain/extensions.js';
import { advance, ASSIGNMENT, EXTENSION, type ExtensionAct } from '../domain/lifecycle.js';
import { type EventWords } from '../domain/plan.js';
import { latestStep, stepsUntil } from '../domain/reminders.js';
import { rulesOf } from '../domain/rules.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { type ExtensionPatch } from '../storage/stores/extensions.js';
import { type Occasion, remember } from './history.js';
import { tellUnit } from './tell-unit.js';

/** What the office enters: its own decision, or, once a request has gone on, that of the deputy leader. */
export interface ExtensionDecision {
  extensionId: number;
  version: number;
  act: Exclude<ExtensionAct, 'withdraw'>;
  /** Null: the day that was asked for. */
  grantedDay: Day | null;
  opinion: string;
  deputyName: string;
  reason: string;
}

interface Case {
  extension: Extension;
  item: NamedAssignment;
  decision: ExtensionDecision;
}

/**
 * Grants, passes on or refuses a request; a grant moves the item's due day and never its original one, and the unit is told.
 * Throws `RuleBroken` 'not-found', 'act-not-open', 'stale', 'opinion-missing', 'deputy-missing', 'reason-missing',
 * 'extension-needs-deputy', 'extension-day-early', 'extension-day-past', 'extension-day-rest'.
 */
export async function decideExtension(
  stores: Stores,
  decision: ExtensionDecision,
  calendar: Calendar,
  occasion: Occasion,
): Promise<Extension> {
  const extension = await stores.extensions.byId(decision.extensionId);
  const [item] = extension ? await stores.assignments.byIds([extension.assignmentId]) : [];
  if (!extension || !item) throw new RuleBroken('not-found', { thing: '延期申请' });
  const stage = advance(EXTENSION, extension.stage, decision.act);
  const what = { extension, item, decision };
  const patch = { stage, ...(await patchOf(stores, what, calendar, occasion)) };
  if (!(await stores.extensions.change(extension.id, decision.version, patch)))
    throw new RuleBroken('stale', { thing: '延期申请' });
  const dueOn = patch.grantedDay ?? item.dueOn;
  if (decision.act === 'grant' && !(await stores.assignments.change(item.id, item.version, { dueOn })))
    throw new RuleBroken('stale', { thing: '责任事项' });
  const decided = { ...extension, ...patch, version: decision.version + 1 };
  await rememberDecision(stores, what, decided, occasion);
  if (decision.act !== 'endorse')
    await tell(stores, { ...what, extension: decided, item: { ...item, dueOn } }, calendar, occasion);
  return decided;
}

async function patchOf(stores: Stores, what: Case, calendar: Calendar, occasion: Occasion): Promise<ExtensionPatch> {
  const { extension, decision } = what;
  const opinion = decision.opinion.trim();
  const reason = decision.reason.trim();
  const isDeputys = extension.stage === 'endorsed';
  const deputyName = decision.deputyName.trim() || extension.deputyName;
  if (decision.act === 'endorse') {
    if (opinion === '') throw new RuleBroken('opinion-missing', { field: 'opinion' });
    if (deputyName === '') throw new RuleBroken('deputy-missing', { field: 'deputyName' });
    return { officeOpinion: opinion, deputyName, endorsedOn: occasion.today };
  }
  if (decision.act === 'refuse' && reason === '')
    throw new RuleBroken('reason-missing', { act: '不同意', field: 'reason' });
  return {
    decisionReason: reason,
    officeOpinion: opinion || extension.officeOpinion,
    decidedBy: isDeputys ? deputyName : occasion.actor,
    decidedOn: occasion.today,
    ...(isDeputys ? { deputyName } : {}),
    ...(decision.act === 'grant' ? { grantedDay: await dayToGrant(stores, what, calendar, occasion.today) } : {}),
  };
}

async function dayToGrant(
  stores: Stores,
  { extension, item, decision }: Case,
  calendar: Calendar,
  today: Day,
): Promise<Day> {
  const day = decision.grantedDay ?? extension.askedDay;
  if (!MOVABLE.includes(item.stage))
    throw new RuleBroken('act-not-open', { thing: '责任事项', act: '同意延期', stage: ASSIGNMENT.stages[item.stage] });
  if (day <= item.dueOn) throw new RuleBroken('extension-day-early', { field: 'grantedDay', due: longDay(item.dueOn) });
  if (day < today) throw new RuleBroken('extension-day-past', { field: 'grantedDay' });
  const atRest = whyRestDay(day, item.dueOn, today, calendar);
  if (atRest) throw new RuleBroken('extension-day-rest', { field: 'grantedDay', why: atRest });
  if (extension.stage === 'requested' && (await isForDeputy(stores, extension, day)))
    throw new RuleBroken('extension-needs-deputy', { field: 'act' });
  return day;
}

/** Whether a request, were this day granted, is a deputy leader's to decide. */
export async function isForDeputy(stores: Stores, extension: Extension, day: Day): Promise<boolean> {
  const asked = await stores.extensions.ofAssignment(extension.assignmentId);
  const phases = await stores.plans.phases(extension.planId);
  const lastDueOn =
    phases
      .map(({ dueOn }) => dueOn)
      .sort()
      .at(-1) ?? day;
  return needsDeputy(timesAsked(asked, extension.nth), day, lastDueOn);
}

async function rememberDecision(stores: Stores, what: Case, decided: Extension, occasion: Occasion): Promise<void> {
  const { item, decision } = what;
  const { opinion, reason } = decision;
  const { deputyName, grantedDay } = decided;
  const moved = grantedDay && {
    ...{ before: longDay(item.dueOn), after: longDay(grantedDay), dueOnBefore: item.dueOn, dueOn: grantedDay },
  };
  const facts = {
    extensionId: decided.id,
    ...moved,
    ...(opinion.trim() ? { opinion } : {}),
    ...(deputyName ? { deputyName } : {}),
    ...(reason.trim() || opinion.trim() ? { reason: reason.trim() || opinion.trim() } : {}),
  };
  await remember(stores, occasion, [
    { act: `${decision.act}-extension`, planId: item.planId, assignmentId: item.id, facts },
  ]);
}

/** The decision as a mail; what the timetable would say of the new day by now is said with it, so that only later steps follow. */
async function tell(stores: Stores, what: Case, calendar: Calendar, occasion: Occasion): Promise<void> {
  const { extension, item } = what;
  const plan = (await stores.plans.heads()).find(({ id }) => id === item.planId);
  const context = { calendar, rulesOfPlan: () => rulesOf(plan ?? { rules: '{}' }) };
  const passed =
    extension.stage === 'granted' ? latestStep(item, occasion.today, stepsUntil(occasion.today, context)) : null;
  const rules = [`extension:${extension.id}`, ...(passed ? [passed.rule] : [])];
  await tellUnit(
    stores,
    {
      ...{ kind: 'extension', key: `extension:${extension.id}`, unitId: item.unitId, planId: item.planId },
      words: wordsFor(what, occasion.today),
      items: rules.map((rule) => ({ assignmentId: item.id, dueOn: item.dueOn, rule })),
    },
    occasion,
  );
}

function wordsFor({ extension, item }: Case, today: Day): EventWords {
  const { stage, decisionReason, decidedBy, dueOnBefore, askedDay } = extension;
  const name = `“${item.measureNumber}${item.measureTitle}”`;
  const isGranted = stage === 'granted';
  return {
    news: isGranted ? `同意延期，到期日改为${shortDay(item.dueOn, today)}` : '延期申请未获同意',
    ask: isGranted
      ? `${name}的到期日由${longDay(dueOnBefore)}延至${throughDay(item.dueOn)}，请按新的期限办理。`
      : `${name}的延期申请未获同意，${item.dueOn < today ? `原期限${longDay(item.dueOn)}已过，请立即办结` : `请在${namedDay(item.dueOn)}前（含当日）办结`}。`,
    paragraphs: [
      `你单位申请延期至${longDay(askedDay)}。`,
      ...(decisionReason ? [`审批意见：${decisionReason}`] : []),
      `审批人：${decidedBy ?? ''}`,
    ],
    why: '你单位申请延期，现告知审批结果。原定期限记录在案，阶段期限不变。',
  };
}
