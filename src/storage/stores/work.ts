import { type EntityManager, type EntitySchema, type ObjectLiteral } from 'typeorm';
import { type Extension } from '../../domain/extensions.js';
import {
  type InspectionItem,
  type Objection,
  type Rectification,
  type RectificationRound,
} from '../../domain/inspections.js';
import { type Instruction } from '../../domain/instructions.js';
import { type Report } from '../../domain/reports.js';
import {
  extensions,
  inspectionItems,
  instructions,
  objections,
  rectificationRounds,
  rectifications,
  reports,
} from '../tables-work.js';
import { all, count, rowsOf } from './rows.js';

/** What hangs on an assignment, by its name in the JSON interface. */
export interface Work {
  reports: Report;
  extensions: Extension;
  inspectionItems: InspectionItem;
  rectifications: Rectification;
  instructions: Instruction;
}

const TABLES: { [K in keyof Work]: EntitySchema<Work[K]> } = {
  reports,
  extensions,
  inspectionItems,
  rectifications,
  instructions,
};

export interface WorkPage {
  planId: number;
  unitId?: number | undefined;
  assignmentId?: number | undefined;
  /** Of things that have stages. */
  stage?: string | undefined;
  limit: number;
  offset: number;
}

/** The work done on assignments as rows, for programs: everything of one item, or a plan's page by page. */
export class WorkStore {
  constructor(private readonly manager: EntityManager) {}

  /** Everything of a kind that hangs on one assignment, in the order it came. */
  async of<K extends keyof Work>(kind: K, assignmentId: number): Promise<Work[K][]> {
    const query = rowsOf(this.manager, TABLES[kind] as EntitySchema<ObjectLiteral>, 'w');
    return (await all(query.where('w.assignmentId = :assignmentId', { assignmentId }).orderBy('w.id'))) as Work[K][];
  }

  /** One page of a plan's, the newest first, and how many there are. */
  async page<K extends keyof Work>(kind: K, asked: WorkPage): Promise<{ total: number; items: Work[K][] }> {
    const query = () => {
      const rows = rowsOf(this.manager, TABLES[kind] as EntitySchema<ObjectLiteral>, 'w');
      rows.where('w.planId = :planId', { planId: asked.planId });
      for (const bound of ['unitId', 'assignmentId', 'stage'] as const)
        if (asked[bound] !== undefined) rows.andWhere(`w.${bound} = :${bound}`, { [bound]: asked[bound] });
      return rows;
    };
    const items = await all(query().orderBy('w.id', 'DESC').limit(asked.limit).offset(asked.offset));
    return { total: await count(query()), items: items as Work[K][] };
  }

  /** The rounds of these rectifications, the first one first. */
  async rounds(rectificationIds: readonly number[]): Promise<RectificationRound[]> {
    if (rectificationIds.length === 0) return [];
    const query = rowsOf(this.manager, rectificationRounds, 'r');
    return all(query.where('r.rectificationId IN (:...rectificationIds)', { rectificationIds }).orderBy('r.id'));
  }

  /** The objections to these rectifications. */
  async objections(rectificationIds: readonly number[]): Promise<Objection[]> {
    if (rectificationIds.length === 0) return [];
    const query = rowsOf(this.manager, objections, 'o');
    return all(query.where('o.rectificationId IN (:...rectificationIds)', { rectificationIds }).orderBy('o.id'));
  }
}
