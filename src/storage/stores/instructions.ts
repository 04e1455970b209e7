import { type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { type Instruction, OPEN_INSTRUCTION } from '../../domain/instructions.js';
import { type HistoryEntry } from '../../domain/plan.js';
import { instructions } from '../tables-work.js';
import { history } from '../tables.js';
import { all, changeWhere, count, first, insertRows, type New, rowsOf } from './rows.js';

/** What an answer or a decision may change of an instruction. */
export type InstructionPatch = Partial<Pick<Instruction, 'stage' | 'answer' | 'answeredOn' | 'closedOn' | 'closedBy'>>;

/** An instruction with the name of the unit that it went to. */
export type NamedInstruction = Instruction & { unitName: string };

/** One that waits for its unit; `told` is the last step that was said, 'due:rule'. */
export type UnansweredInstruction = Instruction & { told: string };

export interface InstructionQuery {
  planId: number;
  /** Only those to one unit. */
  unitId?: number | undefined;
  /** Only those about these items: what a mail's link reaches. */
  items?: readonly number[] | undefined;
  openOnly?: boolean | undefined;
  limit: number;
  offset: number;
}

const ACTS = `('instruct', 'answer-instruction', 'finish-instruction', 'continue-instruction')`;
type Rows = SelectQueryBuilder<Instruction>;

/** 批示. */
export class InstructionStore {
  constructor(private readonly manager: EntityManager) {}

  /** Keeps an instruction and returns its id. */
  async insert(row: New<Instruction>): Promise<number> {
    return (await insertRows(this.manager, instructions, [row]))[0] ?? 0;
  }

  /** One instruction, or null. */
  async byId(id: number): Promise<Instruction | null> {
    return first(rowsOf(this.manager, instructions, 'i').where('i.id = :id', { id }));
  }

  /** Changes an instruction unless it was changed since `version`; says whether it did. */
  async change(id: number, version: number, patch: InstructionPatch): Promise<boolean> {
    return changeWhere(this.manager, instructions, { id, version }, { ...patch, version: version + 1 });
  }

  /** One page of a plan's instructions, those not carried out first by their day, and how many there are. */
  async page(asked: InstructionQuery): Promise<{ total: number; rows: NamedInstruction[] }> {
    const total = await count(within(this.manager.createQueryBuilder(instructions, 'i'), asked));
    const query = within(this.named(), asked)
      .orderBy(`CASE i.stage WHEN 'issued' THEN 0 WHEN 'answered' THEN 1 ELSE 2 END`)
      .addOrderBy('i.dueOn')
      .addOrderBy('i.id')
      .limit(asked.limit)
      .offset(asked.offset);
    return { total, rows: await query.getRawMany<NamedInstruction>() };
  }

  /** A plan's instructions that are not carried out, the nearest day first. */
  async openOfPlan(planId: number, limit: number): Promise<NamedInstruction[]> {
    return (await this.page({ planId, openOnly: true, limit, offset: 0 })).rows;
  }

  /** How many of a plan's instructions are not carried out. */
  async countOpen(planId: number): Promise<number> {
    const query = this.manager.createQueryBuilder(instructions, 'i');
    return count(within(query, { planId, openOnly: true }));
  }

  /** A unit's instructions in a plan that are not carried out, the nearest day first. */
  async openOfUnit(planId: number, unitId: number): Promise<Instruction[]> {
    const query = within(rowsOf(this.manager, instructions, 'i'), { planId, unitId, openOnly: true });
    return all(query.orderBy('i.dueOn').addOrderBy('i.id'));
  }

  /** The instructions about an item, the newest first. */
  async ofAssignment(assignmentId: number): Promise<Instruction[]> {
    const query = rowsOf(this.manager, instructions, 'i').where('i.assignmentId = :assignmentId', { assignmentId });
    return all(query.orderBy('i.id', 'DESC'));
  }

  /** What was done about an instruction, the first act first. */
  async courseOf({ id, planId, givenOn }: Pick<Instruction, 'id' | 'planId' | 'givenOn'>): Promise<HistoryEntry[]> {
    const query = rowsOf(this.manager, history, 'h')
      .where(`h.planId = :planId AND h.day >= :givenOn AND h.act IN ${ACTS}`, { planId, givenOn })
      .andWhere('(h.facts LIKE :inside OR h.facts LIKE :last)', {
        ...{ inside: `%"instructionId":${id},%`, last: `%"instructionId":${id}}` },
      });
    return all(query.orderBy('h.id'));
  }

  /** The instructions of running plans that their units have not answered, due up to a day, with the step that was said last; of some units, or of all. */
  async unanswered({ dueTo, unitIds }: { dueTo: Day; unitIds?: readonly number[] }): Promise<UnansweredInstruction[]> {
    if (unitIds?.length === 0) return [];
    const query = rowsOf(this.manager, instructions, 'i').innerJoin(
      'plan',
      'p',
      `p.id = i.planId AND p.state = 'running'`,
    );
    query.addSelect('i.told', 'told').where(`i.stage = 'issued' AND i.dueOn <= :dueTo`, { dueTo });
    if (unitIds) query.andWhere('i.unitId IN (:...unitIds)', { unitIds });
    return query.orderBy('i.dueOn').addOrderBy('i.id').getRawMany<UnansweredInstruction>();
  }

  /** Keeps which step of its day was said of an instruction last. */
  async keepTold(id: number, told: string): Promise<void> {
    await changeWhere(this.manager, instructions, { id }, { told });
  }

  private named(): Rows {
    return rowsOf(this.manager, instructions, 'i')
      .innerJoin('unit', 'u', 'u.id = i.unitId')
      .addSelect('u.name', 'unitName');
  }
}

function within(query: Rows, asked: Omit<InstructionQuery, 'limit' | 'offset'>): Rows {
  const { planId, unitId, items, openOnly } = asked;
  query.where('i.planId = :planId', { planId });
  if (unitId !== undefined) query.andWhere('i.unitId = :unitId', { unitId });
  // "IN ()" cannot be said on PostgreSQL.
  if (items?.length === 0) query.andWhere('1 = 0');
  else if (items) query.andWhere('i.assignmentId IN (:...items)', { items });
  if (openOnly) query.andWhere('i.stage IN (:...open)', { open: OPEN_INSTRUCTION });
  return query;
}
