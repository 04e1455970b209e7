import { type Moment } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { may, maySeeAssignment, type Person } from '../domain/permissions.js';
import { type Stores } from '../storage/stores/all.js';
import { readPlanWorld } from '../web/world.js';
import { type InspectionFacts, ITEMS_PER_PAGE } from './inspection.views.js';
import { BATCHES_PER_PAGE, type InspectionsFacts } from './inspections.views.js';
import { type ItemFacts } from './item.views.js';

/** One page of a plan's batches. Throws `RuleBroken('not-found')`. */
export async function readBatches(
  stores: Stores,
  now: Moment,
  planId: number,
  page: number,
): Promise<Pick<InspectionsFacts, 'world' | 'rows' | 'total' | 'waiting'>> {
  const world = await readPlanWorld(stores, now, planId);
  const found = await stores.inspections.page(planId, BATCHES_PER_PAGE, (page - 1) * BATCHES_PER_PAGE);
  const accepted = { planId, bounds: { stages: ['accepted' as const] }, limit: 0, offset: 0 };
  return { world, ...found, waiting: (await stores.assignments.page(accepted)).total };
}

/** One batch with one page of its items. Throws `RuleBroken('not-found')`. */
export async function readBatch(
  stores: Stores,
  now: Moment,
  id: number,
  page: number,
): Promise<Pick<InspectionFacts, 'world' | 'batch' | 'items' | 'pool' | 'sample'>> {
  const batch = await stores.inspections.counted(id);
  if (!batch) throw new RuleBroken('not-found', { thing: '检查批次' });
  const world = await readPlanWorld(stores, now, batch.planId);
  const items = await stores.inspections.items(id, ITEMS_PER_PAGE, (page - 1) * ITEMS_PER_PAGE);
  const isDrawn = batch.selection === 'sample';
  const pool = isDrawn ? await stores.inspections.recordedPool(batch) : [];
  const sample = isDrawn ? await stores.inspections.assignmentIds(id) : [];
  return { world, batch, items, pool, sample };
}

/** One item's sheet; its unit sees it once it is concluded. Throws `RuleBroken('not-found')`. */
export async function readItem(stores: Stores, now: Moment, id: number, person: Person): Promise<ItemFacts> {
  const item = await stores.inspections.item(id);
  const isTheirs = item && maySeeAssignment(person, { id: item.assignmentId, unitId: item.unitId });
  if (!item || !isTheirs || (item.conclusion === null && !may(person, 'see-all')))
    throw new RuleBroken('not-found', { thing: '检查事项' });
  const world = await readPlanWorld(stores, now, item.planId);
  const batch = await stores.inspections.byId(item.inspectionId);
  const assignment = await stores.assignments.byId(item.assignmentId);
  const measure = assignment && (await stores.plans.measure(assignment.measureId));
  if (!batch || !assignment || !measure) throw new RuleBroken('not-found', { thing: '检查事项' });
  const [report = null] = await stores.desk.reportsOf(item.assignmentId, 1);
  const findings = await stores.rectifications.ofItem(id);
  const files = await stores.attachments.ofOwner(`inspection-item:${id}`);
  return { world, batch, item, measure, report, findings, files };
}
