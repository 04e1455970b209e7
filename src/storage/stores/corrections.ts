import { type EntityManager } from 'typeorm';
import { type DocumentFacts } from '../../domain/corrections.js';
import { type Day } from '../../domain/day.js';
import { type Assignment, type Duty, type Phase, type Role } from '../../domain/plan.js';
import { assignments, duties, measures, phases, plans, unitAliases, units } from '../tables.js';
import { all, changeWhere, rowsOf, withBoolean } from './rows.js';

/** What only a correction of a plan may change: names, phases with their days, whose a duty is. */
export class CorrectionStore {
  constructor(private readonly manager: EntityManager) {}

  /** Notes that a plan was corrected, unless it was changed since `version`; says whether it did. */
  async touchPlan(id: number, version: number): Promise<boolean> {
    return changeWhere(this.manager, plans, { id, version }, { version: version + 1 });
  }

  /** Makes a plan say otherwise of its document. */
  async changeDocument(id: number, { title, docNumber, issuer, issuedOn }: DocumentFacts): Promise<void> {
    const facts = { title, docNumber: docNumber || null, issuer: issuer || null, issuedOn };
    await changeWhere(this.manager, plans, { id }, facts);
  }

  /** Gives a unit another name. */
  async renameUnit(id: number, name: string): Promise<void> {
    await changeWhere(this.manager, units, { id }, { name });
  }

  /** Makes the other names of a unit those of another. */
  async moveAliases(unitId: number, toUnitId: number): Promise<void> {
    await changeWhere(this.manager, unitAliases, { unitId }, { unitId: toUnitId });
  }

  /** Takes a name away from the aliases, because a unit itself bears it now. */
  async dropAlias(name: string): Promise<void> {
    await this.manager.createQueryBuilder().delete().from(unitAliases).where({ name }).execute();
  }

  /** Gives a measure another title. */
  async retitleMeasure(id: number, title: string): Promise<void> {
    await changeWhere(this.manager, measures, { id }, { title });
  }

  /** Gives a measure another day of its own. */
  async setMeasureDay(id: number, dueOn: Day): Promise<void> {
    await changeWhere(this.manager, measures, { id }, { dueOn });
  }

  /** Gives a phase another title, place or other days, or notes the day on which it was dropped. */
  async changePhase(
    id: number,
    change: Partial<Pick<Phase, 'title' | 'position' | 'startsOn' | 'dueOn' | 'droppedOn'>>,
  ): Promise<void> {
    await changeWhere(this.manager, phases, { id }, change);
  }

  /** Gives a duty to another unit, or makes it one of another role. */
  async changeDuty(id: number, change: Partial<Pick<Duty, 'unitId' | 'role' | 'isPrimary'>>): Promise<void> {
    await changeWhere(this.manager, duties, { id }, change);
  }

  /** Takes a duty away. */
  async dropDuty(id: number): Promise<void> {
    await this.manager.createQueryBuilder().delete().from(duties).where({ id }).execute();
  }

  /** What a unit's duty in a measure is from now on. */
  async setRole(measureId: number, unitId: number, role: Role, isPrimary: boolean): Promise<void> {
    await changeWhere(this.manager, duties, { measureId, unitId }, { role, isPrimary });
    await changeWhere(this.manager, assignments, { measureId, unitId }, { role });
  }

  /** Every duty of some units, in all plans. */
  async dutiesOf(unitIds: readonly number[]): Promise<Duty[]> {
    const query = rowsOf(this.manager, duties, 'd').where('d.unitId IN (:...unitIds)', { unitIds }).orderBy('d.id');
    return withBoolean(await all(query), 'isPrimary');
  }

  /** The assignments that a correction may touch: of units, of a measure, of a plan, or one. */
  async items(
    of: { unitIds: readonly number[] } | { measureId: number } | { planId: number } | { id: number },
  ): Promise<Assignment[]> {
    const query = rowsOf(this.manager, assignments, 'a');
    if ('unitIds' in of) query.where('a.unitId IN (:...unitIds)', of);
    else if ('measureId' in of) query.where('a.measureId = :measureId', of);
    else if ('planId' in of) query.where('a.planId = :planId', of);
    else query.where('a.id = :id', of);
    return all(query.orderBy('a.id'));
  }
}
