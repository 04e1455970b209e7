import { type EntityManager } from 'typeorm';
import {
  type Duty,
  type Finding,
  type FindingState,
  type Instant,
  type Measure,
  type Member,
  type Phase,
  type Plan,
  type PlanState,
  type Unit,
  type UnitAlias,
} from '../../domain/plan.js';
import { duties, findings, measures, members, phases, plans, unitAliases, units } from '../tables.js';
import {
  all,
  changeWhere,
  first,
  fixedQuery,
  fixedSet,
  insertRows,
  insertUntaken,
  type New,
  rowsOf,
  withBoolean,
} from './rows.js';

export type MeasureTitle = Pick<Measure, 'id' | 'number' | 'title'>;

/** A duty with its unit's name. */
export type DutyName = Pick<Duty, 'id' | 'measureId' | 'unitId' | 'role'> & { unit: string };

// What nearly every page asks.
const planById = fixedQuery<Plan, 'id'>(['id'], (manager) => rowsOf(manager, plans, 'p').where('p.id = :id'));
const measuresOfPlan = fixedQuery<Measure, 'planId'>(['planId'], (manager) =>
  rowsOf(manager, measures, 'm').where('m.planId = :planId').orderBy('m.position'),
);
const phasesOfPlan = fixedQuery<Phase, 'planId'>(['planId'], (manager) =>
  rowsOf(manager, phases, 'p').where('p.planId = :planId').orderBy('p.position').addOrderBy('p.id'),
);
const dutiesOfPlan = fixedQuery<Duty, 'planId'>(['planId'], (manager) =>
  rowsOf(manager, duties, 'd').where('d.planId = :planId').orderBy('d.id'),
);
const everyUnit = fixedQuery<Unit>([], (manager) => rowsOf(manager, units, 'u').orderBy('u.id'));
const unitById = fixedQuery<Unit, 'id'>(['id'], (manager) => rowsOf(manager, units, 'u').where('u.id = :id'));
const unitsOfPlan = fixedQuery<Unit, 'planId'>(['planId'], (manager) =>
  rowsOf(manager, units, 'u')
    .innerJoin('duty', 'd', 'd.unitId = u.id')
    .innerJoin('measure', 'm', 'm.id = d.measureId')
    .where('d.planId = :planId')
    .groupBy('u.id')
    // A measure's duties are numbered within it, and no measure names a thousand units.
    .orderBy('MIN(m.position * 1000 + d.position)')
    .addOrderBy('u.id'),
);

const headsOfPlans = fixedQuery<Omit<Plan, 'text'>>([], (manager) =>
  rowsOf(manager, plans, 'p', ['text'])
    .orderBy(`CASE p.state WHEN 'running' THEN 0 ELSE 1 END`)
    .addOrderBy('p.id', 'DESC'),
);
const titlesOfMeasures = fixedQuery<MeasureTitle, 'planId'>(['planId'], (manager) =>
  rowsOf(manager, measures, 'm', ['planId', 'position', 'text', 'dueOn', 'sourceStart', 'sourceEnd'])
    .where('m.planId = :planId')
    .orderBy('m.position'),
);
const namesOfDuties = fixedSet<DutyName, 'planId'>(['planId'], (manager) =>
  rowsOf(manager, duties, 'd', ['planId', 'isPrimary', 'position', 'sourceStart', 'sourceEnd'])
    .innerJoin('unit', 'u', 'u.id = d.unitId')
    .addSelect('u.name', 'unit')
    .where('d.planId = :planId'),
);

/** Plans with what their documents say, and the units that work in them. */
export class PlanStore {
  constructor(private readonly manager: EntityManager) {}

  /** Inserts a plan and returns its id. */
  async insert(plan: New<Plan>): Promise<number> {
    const [id] = await insertRows(this.manager, plans, [plan]);
    return id!;
  }

  /** Inserts measures and returns their ids in order. */
  async insertMeasures(rows: readonly New<Measure>[]): Promise<number[]> {
    return insertRows(this.manager, measures, rows);
  }

  /** Inserts phases and returns their ids in order. */
  async insertPhases(rows: readonly Omit<Phase, 'id' | 'droppedOn'>[]): Promise<number[]> {
    const inForce = rows.map((row) => ({ ...row, droppedOn: null }));
    return insertRows(this.manager, phases, inForce);
  }

  /** Inserts members and returns their ids in order. */
  async insertMembers(rows: readonly New<Member>[]): Promise<number[]> {
    return insertRows(this.manager, members, rows);
  }

  /** Inserts duties and returns their ids in order. */
  async insertDuties(rows: readonly New<Duty>[]): Promise<number[]> {
    return insertRows(this.manager, duties, rows);
  }

  /** Inserts findings and returns their ids in order. */
  async insertFindings(rows: readonly New<Finding>[]): Promise<number[]> {
    return insertRows(this.manager, findings, rows);
  }

  /** One plan with its text, or null. */
  async byId(id: number): Promise<Plan | null> {
    return (await planById(this.manager, { id }))[0] ?? null;
  }

  /** A plan's measures in the document's order. */
  async measures(planId: number): Promise<Measure[]> {
    return measuresOfPlan(this.manager, { planId });
  }

  /** A plan's phases in order; what was dropped is none of them. */
  async phases(planId: number): Promise<Phase[]> {
    return (await this.everyPhase(planId)).filter(({ droppedOn }) => droppedOn === null);
  }

  /** A plan's phases in order, then those that were dropped. */
  async everyPhase(planId: number): Promise<Phase[]> {
    const rows = await phasesOfPlan(this.manager, { planId });
    return rows.sort((a, b) => Number(a.droppedOn !== null) - Number(b.droppedOn !== null));
  }

  /** A plan's duties, in the order in which they were inserted. */
  async duties(planId: number): Promise<Duty[]> {
    return withBoolean(await dutiesOfPlan(this.manager, { planId }), 'isPrimary');
  }

  /** A plan's members in order. */
  async members(planId: number): Promise<Member[]> {
    return all(rowsOf(this.manager, members, 'm').where('m.planId = :planId', { planId }).orderBy('m.position'));
  }

  /** A plan's findings, in the order in which they were inserted. */
  async findings(planId: number): Promise<Finding[]> {
    return all(rowsOf(this.manager, findings, 'f').where('f.planId = :planId', { planId }).orderBy('f.id'));
  }

  /** One finding, or null. */
  async finding(id: number): Promise<Finding | null> {
    return first(rowsOf(this.manager, findings, 'f').where('f.id = :id', { id }));
  }

  /** Settles a finding unless it was changed since `version`; says whether it did. */
  async settleFinding(id: number, version: number, state: FindingState): Promise<boolean> {
    return changeWhere(this.manager, findings, { id, version }, { state, version: version + 1 });
  }

  /** Starts a draft plan unless it was changed since `version`; says whether it did. */
  async activate(id: number, version: number, activatedAt: Instant): Promise<boolean> {
    const draft = { id, version, state: 'draft' };
    return changeWhere(this.manager, plans, draft, { state: 'running', activatedAt, version: version + 1 });
  }

  /** Sets a plan's own rules, as JSON, unless it was changed since `version`; says whether it did. */
  async setRules(id: number, version: number, rules: string): Promise<boolean> {
    return changeWhere(this.manager, plans, { id, version }, { rules, version: version + 1 });
  }

  /** Every unit, by id. */
  async units(): Promise<Unit[]> {
    return everyUnit(this.manager, {});
  }

  /** One unit, or null. */
  async unit(id: number): Promise<Unit | null> {
    return (await unitById(this.manager, { id }))[0] ?? null;
  }

  /** The unit of this name or, where no unit bears it, of this alias. */
  async unitByName(name: string): Promise<Unit | null> {
    const named = await first(rowsOf(this.manager, units, 'u').where('u.name = :name', { name }));
    if (named) return named;
    const byAlias = rowsOf(this.manager, units, 'u').innerJoin('unit_alias', 'a', 'a.unitId = u.id');
    return first(byAlias.where('a.name = :name', { name }));
  }

  /** Inserts a unit and returns its id. */
  async insertUnit(unit: New<Unit>): Promise<number> {
    const [id] = await insertRows(this.manager, units, [unit]);
    return id!;
  }

  /** Sets where a unit's notices go; false when there is no such unit. */
  async setUnitMail(id: number, mail: string | null): Promise<boolean> {
    return changeWhere(this.manager, units, { id }, { mail });
  }

  /** Gives a unit another name, unless the name is taken as an alias already; says whether it did. */
  async insertAlias(unitId: number, name: string): Promise<boolean> {
    return (await insertUntaken(this.manager, unitAliases, 'name', [{ unitId, name }])).size > 0;
  }

  /** Every confirmed alias, by id. */
  async aliases(): Promise<UnitAlias[]> {
    return all(rowsOf(this.manager, unitAliases, 'a').orderBy('a.id'));
  }

  /** The units that have a duty in a plan, in the order in which its measures name them first. */
  async planUnits(planId: number): Promise<Unit[]> {
    return unitsOfPlan(this.manager, { planId });
  }

  /** Every plan without its text: the running ones first, each the newest first. */
  async heads(): Promise<Omit<Plan, 'text'>[]> {
    return headsOfPlans(this.manager, {});
  }

  /** The running plans in which a unit has a duty, the newest first. */
  async plansOf(unitId: number): Promise<number[]> {
    return this.inState(unitId, 'running');
  }

  /** The closed plans in which a unit had a duty, the newest first. */
  async pastPlansOf(unitId: number): Promise<number[]> {
    return this.inState(unitId, 'closed');
  }

  private async inState(unitId: number, state: PlanState): Promise<number[]> {
    const query = this.manager.createQueryBuilder(plans, 'p').select('p.id', 'id').distinct(true);
    query.innerJoin('duty', 'd', 'd.planId = p.id').where('p.state = :state AND d.unitId = :unitId', { state, unitId });
    return (await query.orderBy('p.id', 'DESC').getRawMany<{ id: number }>()).map(({ id }) => id);
  }

  /** A plan's measures without their clauses, in order. */
  async measureTitles(planId: number): Promise<MeasureTitle[]> {
    return titlesOfMeasures(this.manager, { planId });
  }

  /** One measure with its clause, or null. */
  async measure(id: number): Promise<Measure | null> {
    return first(rowsOf(this.manager, measures, 'm').where('m.id = :id', { id }));
  }

  /** A plan's duties with their units' names, in order of the document. */
  async dutyNames(planId: number): Promise<DutyName[]> {
    return (await namesOfDuties(this.manager, { planId })).sort((a, b) => a.id - b.id);
  }
}
