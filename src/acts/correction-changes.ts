import { type Correction, type DutyChange, type Effects, NEW_UNIT } from '../domain/corrections.js';
import { firstLead } from '../domain/correction-duties.js';
import { RuleBroken } from '../domain/errors.js';
import { type Stores } from '../storage/stores/all.js';
import { type WorkedOut } from './correct-plan.js';
import { changePhases } from './correction-phases.js';
import { ensureUnitPosts } from './fill-posts.js';
import { type Occasion } from './history.js';
import { newAssignment } from './new-assignment.js';
import { knownUnits, recogniseUnit } from './recognise-unit.js';

/** The assignments that were made for a new duty or phase. */
export type Made = readonly { id: number; dueOn: string; unitId: number }[];

/** A fact that the office added stands nowhere in the document. */
export const NOWHERE = { sourceStart: 0, sourceEnd: 0 };

/** Gives a unit its new duty with its assignments, and makes the unit first where there is none; returns the effects with the unit as it is then called. */
export async function giveDuty(
  stores: Stores,
  planId: number,
  effects: Effects,
  correction: Correction,
  occasion: Occasion,
): Promise<{ effects: Effects; made: Made }> {
  if (!effects.given || correction.kind !== 'duty-new') return { effects, made: [] };
  const unitId = await unitFor(stores, planId, correction.unit, occasion);
  const given = { ...effects.given, unitId };
  const { measureId, role } = given;
  const others = (await stores.plans.duties(planId)).filter((duty) => duty.measureId === measureId);
  const position = Math.max(-1, ...others.map((duty) => duty.position)) + 1;
  await stores.plans.insertDuties([{ planId, measureId, unitId, role, isPrimary: false, position, ...NOWHERE }]);
  await settleFirstLead(stores, planId, measureId);
  const rows = given.items.map((item) => newAssignment({ ...item, planId, measureId, unitId, role }, occasion));
  const ids = await stores.assignments.insertMany(rows);
  const told = effects.told.map((id) => (id === NEW_UNIT ? unitId : id));
  return {
    effects: { ...effects, given, told },
    made: rows.map(({ dueOn }, i) => ({ id: ids[i] ?? 0, dueOn, unitId })),
  };
}

/** A name that abbreviates a unit's becomes its alias; one that stands for none is a new unit's, with its posts vacant. */
async function unitFor(stores: Stores, planId: number, name: string, occasion: Occasion): Promise<number> {
  const found = await recogniseUnit(stores, await knownUnits(stores), { planId, name }, occasion);
  const unitId = found ?? (await stores.plans.insertUnit({ name, mail: null }));
  await ensureUnitPosts(stores, [unitId]);
  return unitId;
}

/** Makes of a correction what it says, except for what is new. Throws `RuleBroken('correction-changed')` where an assignment is otherwise. */
export async function applyCorrection(
  stores: Stores,
  planId: number,
  correction: Correction,
  { effects, before }: Pick<WorkedOut, 'effects' | 'before'>,
  { today }: Occasion,
): Promise<void> {
  await rename(stores, planId, correction, before);
  for (const change of effects.duties) await changeDuty(stores, planId, change);
  await changePhases(stores, effects, today);
  if (effects.measureDay)
    await stores.corrections.setMeasureDay(effects.measureDay.measureId, effects.measureDay.dueOn);
  for (const { item, patch } of effects.items)
    if (!(await stores.assignments.change(item.id, item.version, patch))) throw new RuleBroken('correction-changed');
}

async function changeDuty(stores: Stores, planId: number, change: DutyChange): Promise<void> {
  const { corrections } = stores;
  const { duty } = change;
  switch (change.kind) {
    case 'moved':
      return corrections.changeDuty(duty.id, { unitId: change.toUnitId });
    case 'absorbed':
      await corrections.dropDuty(duty.id);
      if (duty.role === 'lead') await corrections.setRole(duty.measureId, change.toUnitId, 'lead', duty.isPrimary);
      return;
    case 'ended':
      await corrections.dropDuty(duty.id);
      return settleFirstLead(stores, planId, duty.measureId);
    case 'role':
      await corrections.changeDuty(duty.id, { role: change.role });
      return settleFirstLead(stores, planId, duty.measureId);
  }
}

/** One lead comes first, whoever is added or goes. */
async function settleFirstLead(stores: Stores, planId: number, measureId: number): Promise<void> {
  const duties = (await stores.plans.duties(planId)).filter((duty) => duty.measureId === measureId);
  const first = firstLead(duties);
  for (const duty of duties) {
    const isPrimary = duty.id === first?.id;
    if (duty.isPrimary !== isPrimary) await stores.corrections.changeDuty(duty.id, { isPrimary });
  }
}

async function rename(stores: Stores, planId: number, correction: Correction, before: string): Promise<void> {
  const { corrections, plans } = stores;
  switch (correction.kind) {
    case 'document':
      return corrections.changeDocument(planId, correction);
    case 'unit-name':
      // Documents go on naming it as they did.
      await corrections.dropAlias(correction.name);
      await corrections.renameUnit(correction.unitId, correction.name);
      await plans.insertAlias(correction.unitId, before);
      return;
    case 'measure-title':
      return corrections.retitleMeasure(correction.measureId, correction.title);
    case 'phase-title':
      return corrections.changePhase(correction.phaseId, { title: correction.title });
    case 'measure-new':
      return addMeasure(stores, planId, correction);
    case 'merge':
      await corrections.renameUnit(correction.unitId, `${before}（已合并，编号${correction.unitId}）`);
      await corrections.moveAliases(correction.unitId, correction.intoId);
      await plans.insertAlias(correction.intoId, before);
  }
}

/** The last measure of all; its clause is whatever the office wrote elsewhere. */
async function addMeasure(
  { plans }: Stores,
  planId: number,
  { number, title, day }: Extract<Correction, { kind: 'measure-new' }>,
): Promise<void> {
  const position = Math.max(-1, ...(await plans.measures(planId)).map((measure) => measure.position)) + 1;
  await plans.insertMeasures([{ planId, position, number, title, text: '', dueOn: day, ...NOWHERE }]);
}
