import { type Moment } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { may, maySeeAssignment, type Person } from '../domain/permissions.js';
import { type Assignment, type Duty, type Measure, type Phase } from '../domain/plan.js';
import { currentPhase } from '../domain/phases.js';
import { kindOfRule } from '../domain/reminders.js';
import { type Attachment, type Report } from '../domain/reports.js';
import { type Stores } from '../storage/stores/all.js';
import { type Said } from '../storage/stores/outbox.js';
import { type PlanWorld, readPlanWorld } from '../web/world.js';

/** What one measure's page is made of, as far as the person may see it. */
export interface MeasureFacts {
  world: PlanWorld;
  me: Person;
  measure: Measure;
  /** The duties of the measure in the document's order, with their units' names. */
  duties: readonly (Duty & { unit: string })[];
  /** The items of the measure in all phases that the person may see. */
  items: readonly Assignment[];
  phase: Phase | null;
  lasts: ReadonlyMap<number, Report>;
  files: readonly Attachment[];
  asking: ReadonlySet<number>;
  /** The chases that named an item of the phase, and whom the day's mail has reached already. */
  chases: readonly Said[];
  saidToday: ReadonlySet<number>;
  /** Whether the person sees the partners of the measure, or their own part only. */
  seesPartners: boolean;
  isLead: boolean;
  isFirstLead: boolean;
}

const MOST_ITEMS = 1000;

/** One measure in one phase: the lead units and whoever sees the plan see every unit, a responsible unit its own line. Throws `RuleBroken('not-found')`. */
export async function readMeasure(
  stores: Stores,
  now: Moment,
  me: Person,
  asked: { planId: number; measureId: number; phaseId?: number | undefined },
): Promise<MeasureFacts> {
  const { planId, measureId } = asked;
  const world = await readPlanWorld(stores, now, planId);
  const measure = await stores.plans.measure(measureId);
  if (!measure || measure.planId !== planId) throw new RuleBroken('not-found', { thing: '工作措施' });
  const names = new Map((await stores.plans.planUnits(planId)).map(({ id, name }) => [id, name]));
  const duties = (await stores.plans.duties(planId))
    .filter((duty) => duty.measureId === measureId)
    .map((duty) => ({ ...duty, unit: names.get(duty.unitId) ?? '' }))
    .sort((a, b) => a.position - b.position);
  const own = duties.find(({ unitId }) => unitId === me.unitId);
  const isLead = own?.role === 'lead' && me.items === null && may(me, 'act-for-unit');
  const seesPartners = isLead || may(me, 'see-all');
  const { items: all } = await stores.assignments.page({ planId, measureId, limit: MOST_ITEMS, offset: 0 });
  const items = seesPartners ? all : all.filter((item) => maySeeAssignment(me, item));
  if (!seesPartners && items.length === 0) throw new RuleBroken('not-found', { thing: '工作措施' });
  const phase = phaseOf(world, items, asked.phaseId);
  const shown = items.filter(({ phaseId }) => phaseId === phase?.id);
  const ids = shown.map(({ id }) => id);
  const lasts = new Map((await stores.reports.latestOf(ids)).map((report) => [report.assignmentId, report]));
  const owners = [...new Set([...lasts.values()].map(({ submissionId }) => `submission:${submissionId}`))];
  return {
    ...{ world, me, measure, duties, items, phase, lasts, seesPartners, isLead },
    isFirstLead: isLead && own.isPrimary,
    files: await stores.attachments.ofOwners(owners),
    asking: await stores.extensions.pendingIds(ids),
    chases: (await stores.outbox.saidFor(ids)).filter(({ rule }) => kindOfRule(rule) === 'chase'),
    saidToday: new Set((await stores.queues.told(now.today)).keys()),
  };
}

/** The phase that was asked for, else the day's, else the last in force, else one that was dropped. */
function phaseOf(
  { everyPhase, today }: PlanWorld,
  items: readonly Assignment[],
  asked: number | undefined,
): Phase | null {
  const there = everyPhase.filter(({ id }) => items.some(({ phaseId }) => phaseId === id));
  const chosen = there.find(({ id }) => id === asked);
  if (asked !== undefined && !chosen) throw new RuleBroken('not-found', { thing: '阶段' });
  const inForce = there.filter(({ droppedOn }) => droppedOn === null);
  return chosen ?? currentPhase(inForce, today) ?? inForce.at(-1) ?? there.at(-1) ?? null;
}
