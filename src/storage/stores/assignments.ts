import { type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { type Assignment, type AssignmentStage } from '../../domain/plan.js';
import { type Bounds, OPEN, WITH_UNIT } from '../../domain/standing.js';
import { assignments, FACTS } from '../tables.js';
import { all, changeWhere, count, fixedQuery, fixedSet, insertRows, type New, placeOf, rowsOf } from './rows.js';

export interface AssignmentPage {
  planId: number;
  measureId?: number | undefined;
  phaseId?: number | undefined;
  unitId?: number | undefined;
  bounds?: Bounds | undefined;
  limit: number;
  offset: number;
}

/** How many assignments share the same facts. */
export interface Tally {
  /** The measure, or the unit, that the tallies were asked by. */
  ofId: number;
  phaseId: number;
  stage: AssignmentStage;
  opensOn: Day;
  dueOn: Day;
  completedOn: Day | null;
  rectifyBy: Day | null;
  count: number;
}

/** The same for a unit's part in one measure; `ofId` is the unit. */
export type DutyTally = Tally & { measureId: number };

/** An assignment with the names that a mail or a line of a list says. */
export interface NamedAssignment extends Assignment {
  unitName: string;
  unitMail: string | null;
  measureNumber: string;
  measureTitle: string;
  phasePosition: number | null;
  phaseTitle: string;
  phaseDueOn: Day;
  planTitle: string;
}

/** What an act may change of an assignment. */
export type AssignmentPatch = Partial<
  Pick<
    Assignment,
    | 'stage'
    | 'opensOn'
    | 'dueOn'
    | 'assignedOn'
    | 'completedOn'
    | 'rectifyBy'
    | 'reportedFor'
    | 'returnedOn'
    // Only a correction of the plan changes these.
    | 'unitId'
    | 'role'
    | 'phaseId'
    | 'originalDueOn'
  >
>;

const assignmentById = fixedQuery<Assignment, 'id'>(['id'], (manager) =>
  rowsOf(manager, assignments, 'a').where('a.id = :id'),
);
/** What was let go with its phase or its duty counts no more (`counted`); what was done does. */
const COUNTED = `NOT (a.stage = 'waived' AND (a.phaseId IN (SELECT d.id FROM phase d WHERE d.dropped_on IS NOT NULL)
  OR NOT EXISTS (SELECT 1 FROM duty u WHERE u.measure_id = a.measureId AND u.unit_id = a.unitId)))`;
const tallied = <T extends Tally>(of: 'measureId' | 'unitId', ...more: string[]) =>
  fixedSet<T, 'planId'>(['planId'], (manager) => {
    const query = manager.createQueryBuilder(assignments, 'a').select(`a.${of}`, 'ofId').groupBy(`a.${of}`);
    for (const fact of [...more, ...FACTS]) query.addSelect(`a.${fact}`, fact).addGroupBy(`a.${fact}`);
    return query.addSelect('CAST(COUNT(*) AS integer)', 'count').where('a.planId = :planId').andWhere(COUNTED);
  });
const talliesByMeasure = tallied<Tally>('measureId');
const talliesByUnit = tallied<Tally>('unitId');
const talliesByDuty = tallied<DutyTally>('unitId', 'measureId');
const FIRST_OVERDUE = 10;
const overdue = fixedQuery<Assignment, 'planId' | 'today'>(['planId', 'today'], (manager) =>
  rowsOf(manager, assignments, 'a')
    .where('a.planId = :planId')
    .andWhere(BOUNDS.lateOn.replaceAll(':lateOn', ':today'))
    .orderBy('a.dueOn')
    .addOrderBy('a.id')
    .limit(FIRST_OVERDUE),
);

type Rows = SelectQueryBuilder<Assignment>;

/** 责任事项: who owes what by when. */
export class AssignmentStore {
  constructor(private readonly manager: EntityManager) {}

  /** Inserts assignments and returns their ids in order. */
  async insertMany(rows: readonly New<Assignment>[]): Promise<number[]> {
    return insertRows(this.manager, assignments, rows);
  }

  /** One assignment, or null. */
  async byId(id: number): Promise<Assignment | null> {
    return (await assignmentById(this.manager, { id }))[0] ?? null;
  }

  /** One page of a plan's assignments by due day, then measure, then lead before responsible, and how many there are. */
  async page(asked: AssignmentPage): Promise<{ total: number; items: Assignment[] }> {
    const total = await count(within(this.manager.createQueryBuilder(assignments, 'a'), asked));
    const query = within(this.rows(), asked)
      .innerJoin('measure', 'm', 'm.id = a.measureId')
      .orderBy('a.dueOn')
      .addOrderBy('m.position')
      .addOrderBy(`CASE a.role WHEN 'lead' THEN 0 ELSE 1 END`)
      .addOrderBy('a.id');
    // TypeORM takes a limit of nought for none.
    const items = asked.limit > 0 ? await all(query.limit(asked.limit).offset(asked.offset)) : [];
    return { total, items };
  }

  /** A unit's assignments, in one plan or in all, by due day. */
  async ofUnit(unitId: number, planId?: number): Promise<Assignment[]> {
    const query = this.rows().where('a.unitId = :unitId', { unitId });
    if (planId !== undefined) query.andWhere('a.planId = :planId', { planId });
    return all(query.orderBy('a.dueOn').addOrderBy('a.id'));
  }

  /** A plan's assignments counted by the facts that a standing is computed from, as many rows as there are facts; without what was let go with its phase. */
  async tallies(planId: number, by: 'measure' | 'unit'): Promise<Tally[]> {
    return (by === 'measure' ? talliesByMeasure : talliesByUnit)(this.manager, { planId });
  }

  /** The ten longest overdue assignments of a plan, those to be put right with them (`lateOn`), as one prebuilt query. */
  async firstOverdue(planId: number, today: Day): Promise<Assignment[]> {
    return overdue(this.manager, { planId, today });
  }

  /** The same counted by unit and measure together, for the matrix of both. */
  async talliesByDuty(planId: number): Promise<DutyTally[]> {
    return talliesByDuty(this.manager, { planId });
  }

  /** The assignments of running plans that wait for their unit and are due up to a day or open up to another, that day included. */
  async inReminderWindow({ dueTo, opensTo }: { dueTo: Day; opensTo: Day }): Promise<NamedAssignment[]> {
    const query = this.named()
      .where('a.stage IN (:...stages)', { stages: WITH_UNIT })
      .andWhere('(a.dueOn <= :dueTo OR a.opensOn <= :opensTo)', { dueTo, opensTo })
      .andWhere(`p.state = 'running'`)
      .orderBy('a.dueOn')
      .addOrderBy('a.id');
    return query.getRawMany<NamedAssignment>();
  }

  /** The assignments of these ids with their names, by due day. */
  async byIds(ids: readonly number[]): Promise<NamedAssignment[]> {
    if (ids.length === 0) return [];
    const query = this.named().where('a.id IN (:...ids)', { ids }).orderBy('a.dueOn').addOrderBy('a.id');
    return query.getRawMany<NamedAssignment>();
  }

  /** What is overdue at these units on a day and waits for them, with its names, the longest first. */
  async overdueOf(unitIds: readonly number[], today: Day): Promise<NamedAssignment[]> {
    if (unitIds.length === 0) return [];
    const query = this.named()
      .where('a.unitId IN (:...unitIds)', { unitIds })
      .andWhere('a.stage IN (:...stages)', { stages: WITH_UNIT })
      .andWhere('a.dueOn < :today', { today })
      .andWhere(`p.state = 'running'`);
    return query.orderBy('a.dueOn').addOrderBy('a.id').getRawMany<NamedAssignment>();
  }

  /** Changes an assignment unless it was changed since `version`; says whether it did. */
  async change(id: number, version: number, patch: AssignmentPatch): Promise<boolean> {
    return changeWhere(this.manager, assignments, { id, version }, { ...patch, version: version + 1 });
  }

  private rows(): Rows {
    return rowsOf(this.manager, assignments, 'a');
  }

  private named(): Rows {
    return this.rows()
      .innerJoin('unit', 'u', 'u.id = a.unitId')
      .innerJoin('measure', 'm', 'm.id = a.measureId')
      .innerJoin('phase', 'h', 'h.id = a.phaseId')
      .innerJoin('plan', 'p', 'p.id = a.planId')
      .addSelect('u.name', 'unitName')
      .addSelect('u.mail', 'unitMail')
      .addSelect('m.number', 'measureNumber')
      .addSelect('m.title', 'measureTitle')
      .addSelect(placeOf('h'), 'phasePosition')
      .addSelect('h.title', 'phaseTitle')
      .addSelect('h.dueOn', 'phaseDueOn')
      .addSelect('p.title', 'planTitle');
  }
}

/** Each bound as a plain comparison of stored facts: what is not completed is not late, what has no day is not over it. */
const BOUNDS: Record<keyof Bounds, string> = {
  stages: 'a.stage IN (:...stages)',
  dueBefore: 'a.dueOn < :dueBefore',
  dueFrom: 'a.dueOn >= :dueFrom',
  dueTo: 'a.dueOn <= :dueTo',
  opensAfter: 'a.opensOn > :opensAfter',
  opensOnOrBefore: 'a.opensOn <= :opensOnOrBefore',
  lateOnly: 'a.completedOn > a.dueOn',
  onTimeOnly: '(a.completedOn IS NULL OR a.completedOn <= a.dueOn)',
  rectifyBefore: 'a.rectifyBy < :rectifyBefore',
  rectifyFrom: '(a.rectifyBy IS NULL OR a.rectifyBy >= :rectifyFrom)',
  lateOn: `((a.stage IN (${OPEN.map((stage) => `'${stage}'`).join(', ')}) AND a.dueOn < :lateOn) OR (a.stage = 'rectifying' AND a.rectifyBy < :lateOn))`,
};

function within(query: Rows, { planId, measureId, phaseId, unitId, bounds = {} }: AssignmentPage): Rows {
  query.where('a.planId = :planId', { planId });
  if (measureId !== undefined) query.andWhere('a.measureId = :measureId', { measureId });
  if (phaseId !== undefined) query.andWhere('a.phaseId = :phaseId', { phaseId });
  if (unitId !== undefined) query.andWhere('a.unitId = :unitId', { unitId });
  for (const [name, value] of Object.entries(bounds) as [keyof Bounds, unknown][]) {
    if (value === undefined || value === false) continue;
    // An empty list of stages is met by nothing, which "IN ()" cannot say on PostgreSQL.
    if (Array.isArray(value) && value.length === 0) query.andWhere('1 = 0');
    else query.andWhere(BOUNDS[name], value === true ? {} : { [name]: value });
  }
  return query;
}
