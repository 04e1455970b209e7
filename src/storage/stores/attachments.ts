import { type EntityManager, type EntitySchema } from 'typeorm';
import { type Attachment } from '../../domain/reports.js';
import { attachments, inspectionItems, rectifications, reports } from '../tables-work.js';
import { assignments } from '../tables.js';
import { all, changeWhere, first, insertRows, type New, rowsOf } from './rows.js';

/** What evidence can be about besides a report, as the rules of attaching ask of it. */
export interface Subject {
  planId: number;
  unitId: number;
  assignmentId: number;
  /** Whether it still waits for what the file is to show. */
  isOpen: boolean;
}

/** Evidence: what each stored file is. */
export class AttachmentStore {
  constructor(private readonly manager: EntityManager) {}

  /** Keeps what a stored file is and returns its id. */
  async insert(row: New<Attachment>): Promise<number> {
    return (await insertRows(this.manager, attachments, [row]))[0] ?? 0;
  }

  /** One attachment, or null. */
  async byId(id: number): Promise<Attachment | null> {
    return first(rowsOf(this.manager, attachments, 'a').where('a.id = :id', { id }));
  }

  /** What belongs to an owner ('submission:9'), in the order in which it came. */
  async ofOwner(owner: string): Promise<Attachment[]> {
    return this.ofOwners([owner]);
  }

  /** The same for several owners at once. */
  async ofOwners(owners: readonly string[]): Promise<Attachment[]> {
    if (owners.length === 0) return [];
    const query = rowsOf(this.manager, attachments, 'a').where('a.owner IN (:...owners)', { owners });
    return all(query.orderBy('a.id'));
  }

  /** Gives everything of one owner to another: a draft's evidence to what was handed in. */
  async reown(from: string, to: string): Promise<boolean> {
    return changeWhere(this.manager, attachments, { owner: from }, { owner: to });
  }

  /** Forgets an attachment unless it changed hands meanwhile; says whether there was one. */
  async remove(id: number, owner: string): Promise<boolean> {
    if (!(await this.byId(id))) return false;
    const gone = this.manager.createQueryBuilder().delete().from(attachments).where({ id, owner });
    return ((await gone.execute()).affected ?? 0) > 0;
  }

  /** The names under which files are known; a file that is not among them belongs to nobody. */
  async storedNames(): Promise<Set<string>> {
    const query = this.manager.createQueryBuilder(attachments, 'a').select('a.storedAs', 'name');
    return new Set((await query.getRawMany<{ name: string }>()).map(({ name }) => name));
  }

  /** An inspected item that evidence may be about, or null. */
  async inspectionItem(id: number): Promise<Subject | null> {
    const item = await first(rowsOf(this.manager, inspectionItems, 'i').where('i.id = :id', { id }));
    return item && { ...item, isOpen: item.conclusion === null };
  }

  /** A rectification that evidence may be about, or null. */
  async rectification(id: number): Promise<Subject | null> {
    const one = await first(rowsOf(this.manager, rectifications, 'r').where('r.id = :id', { id }));
    return one && { ...one, isOpen: one.stage === 'issued' };
  }

  /** The items (with their measures) that an owner of evidence is about: whoever may see one of them may see it. */
  async partsOf(owner: string): Promise<{ assignmentId: number; measureId: number }[]> {
    const [kind = '', id = ''] = owner.split(':');
    const about = {
      submission: [reports, 'x.submissionId = :id'],
      round: [rectifications, 'x.id = (SELECT r.rectification_id FROM rectification_round r WHERE r.id = :id)'],
      'inspection-item': [inspectionItems, 'x.id = :id'],
    } as const;
    if (!(kind in about)) return [];
    const [table, where] = about[kind as keyof typeof about];
    const query = this.manager
      .createQueryBuilder(table as EntitySchema<{ assignmentId: number }>, 'x')
      .innerJoin(assignments.options.name, 'a', 'a.id = x.assignmentId')
      .select('a.id', 'assignmentId')
      .addSelect('a.measureId', 'measureId');
    return query.where(where, { id: Number(id) }).getRawMany<{ assignmentId: number; measureId: number }>();
  }
}
