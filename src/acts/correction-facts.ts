import {
  type Correction,
  type CorrectionFacts,
  DOCUMENT_WORDS,
  type DocumentFacts,
  DUTY_WORDS,
  NEW_UNIT,
} from '../domain/corrections.js';
import { type Day, longDay } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { phaseName } from '../domain/phases.js';
import { type Measure, type Plan, type Unit } from '../domain/plan.js';
import { likeliestUnits, unitKind } from '../domain/unit-identity.js';
import { type Stores } from '../storage/stores/all.js';
import { phaseNames } from './correction-phases.js';
import { knownUnits } from './recognise-unit.js';

/** Before and after, in words: '县金融服务中心' and '县金融工作服务中心'; of a duty also whose it is and in what. */
export interface Named {
  before: string;
  after: string;
  /** What is corrected, where before and after do not say it. */
  of?: string;
  about?: { measure: string; unit: string };
}

/** The unit that a name stands for, `NEW_UNIT` where none does for certain; `alike` is one whose name only looks like it. */
export interface Called {
  id: number;
  name: string;
  alike: string | null;
}

/** Which unit a name stands for: by name, other name or official abbreviation, as when a document is imported. */
export async function unitCalled(stores: Stores, name: string): Promise<Called> {
  const known = await knownUnits(stores);
  const [likeliest] = likeliestUnits(name, known);
  const found = known.find(({ id }) => id === likeliest?.id);
  if (!likeliest || !found) {
    mustBeOne(name, 'unit');
    return { id: NEW_UNIT, name, alike: null };
  }
  if (likeliest.by === 'alike') return { id: NEW_UNIT, name, alike: found.name };
  return { id: found.id, name: found.name, alike: null };
}

/** 各有关部门 is no unit: nobody would answer for it. Throws `RuleBroken('correction-collective')` at the field. */
function mustBeOne(name: string, field: string): void {
  if (unitKind(name) !== 'one') throw new RuleBroken('correction-collective', { field, name });
}

/** All that a correction is worked out from. */
export async function factsFor(
  stores: Stores,
  planId: number,
  correction: Correction,
  { called, today }: { called: Called | null; today: Day },
): Promise<CorrectionFacts> {
  const units = await stores.plans.units();
  const plan = await stores.plans.byId(planId);
  return {
    ...{ today, units, called: called?.id ?? NEW_UNIT },
    ...{ isRunning: plan?.state === 'running', issuedOn: plan?.issuedOn ?? null },
    measures: await stores.plans.measures(planId),
    phases: await stores.plans.phases(planId),
    ...(await touchedBy(stores, planId, correction, called)),
    reached: await reachedOf(stores, units, correction, today),
  };
}

/** Which unit that is merged away can still be written to: nobody will be given a post there any more. */
async function reachedOf(stores: Stores, units: readonly Unit[], correction: Correction, today: string) {
  if (correction.kind !== 'merge') return new Set<number>();
  const { unitId } = correction;
  const found = await stores.addresses.ofUnits([unitId], today);
  return new Set(found.has(unitId) || units.find(({ id }) => id === unitId)?.mail ? [unitId] : []);
}

/** The duties and assignments that a correction may touch. */
async function touchedBy(stores: Stores, planId: number, correction: Correction, called: Called | null) {
  switch (correction.kind) {
    case 'merge':
    case 'duty': {
      const to = correction.kind === 'merge' ? correction.intoId : correction.toUnitId;
      const unitIds = [correction.unitId, to];
      const duties = await stores.corrections.dutiesOf(unitIds);
      return { duties, items: await stores.corrections.items({ unitIds }) };
    }
    case 'duty-new':
    case 'duty-end': {
      const unitIds = [correction.kind === 'duty-end' ? correction.unitId : (called?.id ?? NEW_UNIT)];
      return {
        duties: await stores.corrections.dutiesOf(unitIds),
        items: await stores.corrections.items({ unitIds }),
      };
    }
    case 'measure-due':
      return { duties: [], items: await stores.corrections.items({ measureId: correction.measureId }) };
    case 'phase-due':
    case 'phase-new':
    case 'phase-end':
      return { duties: await stores.plans.duties(planId), items: await stores.corrections.items({ planId }) };
    case 'item-due': {
      const items = await stores.corrections.items({ id: correction.assignmentId });
      return { duties: [], items: items.filter((item) => item.planId === planId) };
    }
    default:
      return { duties: [], items: [] };
  }
}

/** What is named before and after; throws where a thing is not of the plan or a new name is taken. */
export async function namesOf(
  stores: Stores,
  planId: number,
  correction: Correction,
  called: Called | null,
): Promise<Named> {
  switch (correction.kind) {
    case 'document':
      return documentNames(stores, planId, correction);
    case 'unit-name':
      return unitNames(stores, correction);
    case 'measure-title': {
      const measure = await measureOf(stores, planId, correction.measureId);
      if (measure.title === correction.title) throw new RuleBroken('correction-same-name', { field: 'title' });
      return { before: measure.title, after: correction.title };
    }
    case 'merge':
      return {
        before: await unitName(stores, correction.unitId, 'unitId'),
        after: await unitName(stores, correction.intoId, 'intoId'),
      };
    case 'duty': {
      const { number, title } = await measureOf(stores, planId, correction.measureId);
      return {
        of: `“${number}${title}”的职责`,
        before: await unitName(stores, correction.unitId, 'unitId'),
        after: await unitName(stores, correction.toUnitId, 'toUnitId'),
      };
    }
    case 'duty-new': {
      const unit = { id: called?.id ?? NEW_UNIT, name: called?.name ?? correction.unit };
      return dutyNames(stores, planId, correction.measureId, unit, DUTY_WORDS[correction.role]);
    }
    case 'duty-end': {
      const unit = { id: correction.unitId, name: await unitName(stores, correction.unitId, 'unitId') };
      return dutyNames(stores, planId, correction.measureId, unit, NO_DUTY);
    }
    case 'measure-new': {
      const own = correction.day === null ? '' : `，期限${longDay(correction.day)}`;
      const { length } = await stores.plans.measureTitles(planId);
      return { before: `共${length}项措施`, after: `增加“${correction.number}${correction.title}”${own}` };
    }
    case 'measure-due': {
      const { dueOn, number, title } = await measureOf(stores, planId, correction.measureId);
      return {
        of: `“${number}${title}”`,
        before: dueOn === null ? '各阶段末' : longDay(dueOn),
        after: longDay(correction.day),
      };
    }
    case 'phase-title':
    case 'phase-due':
    case 'phase-new':
    case 'phase-end':
      return phaseNames(stores, planId, correction);
    case 'item-due': {
      const [item] = await stores.corrections.items({ id: correction.assignmentId });
      if (item?.planId !== planId) throw new RuleBroken('correction-item-over', { field: 'assignmentId' });
      const [named] = await stores.assignments.byIds([item.id]);
      const of = named ? `${named.unitName} · ${named.measureTitle} · ${phaseName(named.phasePosition)}` : '';
      return { of, before: longDay(item.dueOn), after: longDay(correction.day) };
    }
  }
}

/** What changes of the document's facts, a name beside each; all else in the correction is as it was. */
async function documentNames(stores: Stores, planId: number, correction: DocumentFacts): Promise<Named> {
  const plan = (await stores.plans.heads()).find(({ id }) => id === planId);
  const fields = Object.keys(DOCUMENT_WORDS) as (keyof DocumentFacts)[];
  const changed = fields.filter((field) => (plan?.[field] ?? '') !== (correction[field] ?? ''));
  if (changed.length === 0) throw new RuleBroken('correction-same-name', { field: 'title' });
  const said = (of: Partial<DocumentFacts> | Pick<Plan, keyof DocumentFacts>) =>
    changed
      .map(
        (field) =>
          `${DOCUMENT_WORDS[field]}：${field === 'issuedOn' && of.issuedOn ? longDay(of.issuedOn) : of[field] || '没有写'}`,
      )
      .join('；');
  return { before: said(plan ?? {}), after: said(correction) };
}

const NO_DUTY = '无职责';

async function unitName(stores: Stores, id: number, field: string): Promise<string> {
  const found = await stores.plans.unit(id);
  if (!found) throw new RuleBroken('correction-no-unit', { field });
  return found.name;
}

async function measureOf(stores: Stores, planId: number, id: number): Promise<Measure> {
  const measure = await stores.plans.measure(id);
  if (measure?.planId !== planId) throw new RuleBroken('correction-no-measure', { field: 'measureId' });
  return measure;
}

async function unitNames(stores: Stores, { unitId, name }: { unitId: number; name: string }): Promise<Named> {
  const before = await unitName(stores, unitId, 'unitId');
  mustBeOne(name, 'name');
  const taken = await stores.plans.unitByName(name);
  if (taken && taken.id !== unitId) throw new RuleBroken('correction-name-taken', { field: 'name', name: taken.name });
  if (before === name) throw new RuleBroken('correction-same-name', { field: 'name' });
  return { before, after: name };
}

/** What a unit is to a measure, before and after. */
async function dutyNames(
  stores: Stores,
  planId: number,
  measureId: number,
  unit: { id: number; name: string },
  after: string,
): Promise<Named> {
  const { number, title } = await measureOf(stores, planId, measureId);
  const about = { measure: `${number}${title}`, unit: unit.name };
  const duties = await stores.corrections.dutiesOf([unit.id]);
  const held = duties.find((duty) => duty.measureId === measureId);
  const before = held ? DUTY_WORDS[held.role] : NO_DUTY;
  return { before: `“${about.measure}”${about.unit}：${before}`, after, about };
}
