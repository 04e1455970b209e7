import { createHash } from 'node:crypto';
import { type Correction, type Effects, effectsOf, type ItemChange } from '../domain/corrections.js';
import { longDay } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { type Unit } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { tellCorrection } from './correction-mails.js';
import { type Occasion, remember } from './history.js';

/** A correction as the office saw its preview: `seen` is the mark of what was shown, `version` the plan's. */
export interface CorrectionRequest {
  planId: number;
  version: number;
  correction: Correction;
  reason: string;
  seen: string;
}

/** A correction worked out: what it changes, what it is called, and a mark that differs where anything in it does. */
export interface WorkedOut {
  effects: Effects;
  /** Before and after, in words: '县金融服务中心' and '县金融工作服务中心'. */
  before: string;
  after: string;
  mark: string;
}

/** Works out what a correction would change; changes nothing. Throws `RuleBroken` with the field at fault. */
export async function workOut(
  stores: Stores,
  planId: number,
  correction: Correction,
  today: string,
): Promise<WorkedOut> {
  const units = await stores.plans.units();
  const phases = await stores.plans.phases(planId);
  const { duties, items } = await touchedBy(stores, planId, correction);
  const named = await namesOf(stores, planId, correction);
  const reached = await reachedOf(stores, units, correction, today);
  const effects = effectsOf(correction, { today, units, phases, duties, items, reached });
  const shown = [correction, named, effects.items.map(({ item, patch }) => [item.id, item.version, patch])];
  const mark = createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16);
  return { effects, ...named, mark };
}

/** Which unit that is merged away can still be written to: nobody will be given a post there any more. */
async function reachedOf(stores: Stores, units: readonly Unit[], correction: Correction, today: string) {
  if (correction.kind !== 'merge') return new Set<number>();
  const { unitId } = correction;
  const found = await stores.addresses.ofUnits([unitId], today);
  return new Set(found.has(unitId) || units.find(({ id }) => id === unitId)?.mail ? [unitId] : []);
}

async function touchedBy(stores: Stores, planId: number, correction: Correction) {
  switch (correction.kind) {
    case 'merge':
    case 'duty': {
      const to = correction.kind === 'merge' ? correction.intoId : correction.toUnitId;
      const unitIds = [correction.unitId, to];
      const duties = await stores.corrections.dutiesOf(unitIds);
      return { duties, items: await stores.corrections.items({ unitIds }) };
    }
    case 'phase-due':
      return { duties: [], items: await stores.corrections.items({ phaseId: correction.phaseId }) };
    case 'item-due': {
      const items = await stores.corrections.items({ id: correction.assignmentId });
      return { duties: [], items: items.filter((item) => item.planId === planId) };
    }
    default:
      return { duties: [], items: [] };
  }
}

/** What is named before and after; throws where a thing is not of the plan or a new name is taken. */
async function namesOf(
  stores: Stores,
  planId: number,
  correction: Correction,
): Promise<{ before: string; after: string }> {
  const unit = async (id: number, field: string) => {
    const found = await stores.plans.unit(id);
    if (!found) throw new RuleBroken('correction-no-unit', { field });
    return found.name;
  };
  switch (correction.kind) {
    case 'unit-name': {
      const before = await unit(correction.unitId, 'unitId');
      const taken = await stores.plans.unitByName(correction.name);
      if (taken && taken.id !== correction.unitId)
        throw new RuleBroken('correction-name-taken', { field: 'name', name: taken.name });
      if (before === correction.name) throw new RuleBroken('correction-same-name', { field: 'name' });
      return { before, after: correction.name };
    }
    case 'measure-title': {
      const measure = await stores.plans.measure(correction.measureId);
      if (measure?.planId !== planId) throw new RuleBroken('not-found', { thing: '措施' });
      if (measure.title === correction.title) throw new RuleBroken('correction-same-name', { field: 'title' });
      return { before: measure.title, after: correction.title };
    }
    case 'merge':
      return { before: await unit(correction.unitId, 'unitId'), after: await unit(correction.intoId, 'intoId') };
    case 'duty': {
      const measure = await stores.plans.measure(correction.measureId);
      if (measure?.planId !== planId) throw new RuleBroken('not-found', { thing: '措施' });
      return { before: await unit(correction.unitId, 'unitId'), after: await unit(correction.toUnitId, 'toUnitId') };
    }
    case 'phase-due': {
      const phase = (await stores.plans.phases(planId)).find(({ id }) => id === correction.phaseId);
      if (!phase) throw new RuleBroken('not-found', { thing: '阶段' });
      return { before: longDay(phase.dueOn), after: longDay(correction.day) };
    }
    case 'item-due': {
      const [item] = await stores.corrections.items({ id: correction.assignmentId });
      if (item?.planId !== planId) throw new RuleBroken('correction-item-over', { field: 'assignmentId' });
      return { before: longDay(item.dueOn), after: longDay(correction.day) };
    }
  }
}

/** Corrects a plan as its preview showed, and tells who is concerned. Throws `RuleBroken` 'correction-changed' where meanwhile something is otherwise, 'stale'. */
export async function correctPlan(stores: Stores, request: CorrectionRequest, occasion: Occasion): Promise<WorkedOut> {
  const { planId, version, correction, reason, seen } = request;
  const worked = await workOut(stores, planId, correction, occasion.today);
  if (worked.mark !== seen) throw new RuleBroken('correction-changed');
  if (!(await stores.corrections.touchPlan(planId, version))) throw new RuleBroken('stale', { thing: '方案' });
  const { effects, before, after } = worked;
  // Told first: a unit that is merged is still called by its own name.
  await tellCorrection(stores, request, worked, occasion);
  await rename(stores, correction, before);
  for (const { duty, toUnitId, absorbed } of effects.duties) {
    if (absorbed) await stores.corrections.dropDuty(duty.id);
    else await stores.corrections.moveDuty(duty.id, toUnitId);
    if (absorbed && duty.role === 'lead')
      await stores.corrections.setRole(duty.measureId, toUnitId, 'lead', duty.isPrimary);
  }
  for (const { phase, startsOn, dueOn } of effects.phases)
    await stores.corrections.setPhaseDays(phase.id, startsOn, dueOn);
  for (const { item, patch } of effects.items)
    if (!(await stores.assignments.change(item.id, item.version, patch))) throw new RuleBroken('correction-changed');
  await remember(stores, occasion, [
    { act: `correct-${correction.kind}`, planId, facts: { ...correction, before, after, reason } },
    ...effects.items.map((change) => ({
      ...{ act: `corrected-${change.kind}`, planId: change.item.planId, assignmentId: change.item.id },
      facts: { ...wordsOf(change, worked), reason },
    })),
  ]);
  return worked;
}

function wordsOf({ item, kind, patch }: ItemChange, { before, after }: WorkedOut): Record<string, string> {
  if (kind === 'due') return { before: longDay(item.dueOn), after: longDay(patch.dueOn ?? item.dueOn) };
  return kind === 'moved' ? { before, after } : { before: item.stage, after: 'waived' };
}

async function rename(stores: Stores, correction: Correction, before: string): Promise<void> {
  const { corrections, plans } = stores;
  switch (correction.kind) {
    case 'unit-name':
      // Documents go on naming it as they did.
      await corrections.dropAlias(correction.name);
      await corrections.renameUnit(correction.unitId, correction.name);
      await plans.insertAlias(correction.unitId, before);
      return;
    case 'measure-title':
      return corrections.retitleMeasure(correction.measureId, correction.title);
    case 'merge':
      await corrections.renameUnit(correction.unitId, `${before}（已合并，编号${correction.unitId}）`);
      await corrections.moveAliases(correction.unitId, correction.intoId);
      await plans.insertAlias(correction.intoId, before);
  }
}
