import { type WorklistFigures } from '../domain/digest.js';
import { owingUnits } from '../domain/owing.js';
import { REPORT_NAMES } from '../domain/reports.js';
import { briefTitle } from '../domain/rules.js';
import { type Stores } from '../storage/stores/all.js';
import { type Queue } from '../storage/stores/queues.js';
import { MAIL_WORDS } from '../web/mail-words.js';
import { clipped } from '../web/red-items.js';
import { type PlanWorld } from '../web/world.js';

/** So many of each queue are named; the work list has the rest. */
const NAMED = 3;
const TEXT_LENGTH = 60;
const DOUBTS = '方案疑点';

type Waiting = WorklistFigures['queues'];

/** What waits in some plans, plan by plan; where these are several, each queue begins with the short name of its plan. */
export async function readWaitingOf(
  stores: Stores,
  worlds: readonly PlanWorld[],
): Promise<Pick<WorklistFigures, 'queues' | 'plans'>> {
  const told: { title: string; brief: string; queues: Waiting }[] = [];
  for (const world of worlds) {
    const { plan } = world;
    // What belongs to no plan is told once.
    const waiting = await readWaiting(stores, world, world !== worlds[0]);
    if (waiting.length > 0) told.push({ title: plan.title, brief: briefTitle(plan), queues: waiting });
  }
  if (worlds.length === 1) return { queues: told.flatMap(({ queues }) => queues) };
  return {
    queues: told.flatMap(({ brief, queues }) => queues.map((one) => ({ ...one, title: `${brief}：${one.title}` }))),
    plans: told.map(({ title, brief }) => ({ title, brief })),
  };
}

/** What waits for the office, queue by queue in the order of its work list (待办); the empty ones are left out. Empty where nothing but doubts about the document waits. */
async function readWaiting(stores: Stores, world: PlanWorld, ofPlanOnly: boolean): Promise<Waiting> {
  const { plan, today, phases } = world;
  const { queues, desk } = stores;
  const reports = await desk.reports({ planId: plan.id, stage: 'submitted', limit: NAMED, offset: 0 });
  const told = await queues.told(today);
  const owing = owingUnits(await queues.owing([plan.id], today), today, world).filter(
    ({ unitId }) => !told.has(unitId),
  );
  const findings = (await stores.plans.findings(plan.id)).filter(({ state }) => state === 'open');
  const last = phases.at(-1);
  const toInspect = last !== undefined && today >= last.startsOn ? await countDone(stores, plan.id) : 0;
  const item = (of: { unitName: string; measureNumber: string; measureTitle: string }) =>
    `${of.unitName} ${of.measureNumber}${of.measureTitle}`;
  const all: Waiting = [
    queue('待审核', reports, (one) => `${item(one)}（${REPORT_NAMES[one.kind]}）`),
    queue('应报未报', { total: owing.length, rows: owing }, (one) => `${one.unitName} ${one.items}项`),
    queue('退回交办', await queues.declined(plan.id, NAMED), item),
    queue('待放行的督促提醒', await queues.escalations(plan.id, NAMED), (one) => `${one.toName} ${one.items}项`),
    queue('延期申请', await queues.extensions(plan.id, NAMED), item),
    queue('批示待办结', await queues.instructions(plan.id, NAMED), (one) => said(one)),
    queue('批示逾期', await queues.lateInstructions(plan.id, NAMED, today), (one) => said(one)),
    queue('异议待答复', await queues.objections(plan.id, NAMED), (one) => `${one.number} ${item(one)}`),
    queue('整改待复查', await queues.rechecks(plan.id, NAMED), (one) => `${one.number} ${item(one)}`),
    inspecting(
      queue('检查验收', await queues.inspections(plan.id, NAMED), (one) => `${one.number} ${one.title}`),
      toInspect,
    ),
    await unsent(stores, plan.id, ofPlanOnly),
    queue(DOUBTS, { total: findings.length, rows: findings }, ({ message }) => clipped(message, TEXT_LENGTH)),
  ];
  const waiting = all.filter(({ total }) => total > 0);
  // Doubts about the document wait for weeks: they are told with what is new, and are no reason to write every morning.
  return waiting.some(({ title }) => title !== DOUBTS) ? waiting : [];
}

const said = ({ unitName, leaderName, text }: { unitName: string; leaderName: string; text: string }) =>
  `${unitName} ${leaderName}：${clipped(text, TEXT_LENGTH)}`;

function queue<T>(title: string, { total, rows }: Queue<T>, line: (row: T) => string): Waiting[number] {
  return { title, total, lines: rows.slice(0, NAMED).map(line) };
}

/** Mails that did not leave: many of one cause are one thing to do, named first. */
async function unsent({ queues }: Stores, planId: number, ofPlanOnly: boolean): Promise<Waiting[number]> {
  const causes = await queues.mailCauses(planId, ofPlanOnly);
  const mails = await queues.mails(planId, NAMED, { causes, ofPlanOnly });
  const told = causes.map(({ cause, count }) => `${count}封：${clipped(cause, TEXT_LENGTH)}`);
  const single = queue('邮件没有发出', mails, (one) => `${one.toName} ${MAIL_WORDS[one.kind]}`);
  return { ...single, total: mails.total + causes.length, lines: [...told, ...single.lines].slice(0, NAMED) };
}

/** Where no batch is open and items wait for one, that is one thing to do. */
function inspecting(batches: Waiting[number], toInspect: number): Waiting[number] {
  if (batches.total > 0 || toInspect === 0) return batches;
  return { ...batches, total: 1, lines: [`${toInspect}项已办结，可以检查验收`] };
}

async function countDone(stores: Stores, planId: number): Promise<number> {
  return (await stores.assignments.page({ planId, bounds: { stages: ['accepted'] }, limit: 0, offset: 0 })).total;
}
