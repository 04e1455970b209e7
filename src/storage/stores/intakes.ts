import { type EntityManager } from 'typeorm';
import { type Intake } from '../../domain/intake.js';
import { intakes } from '../tables.js';
import { all, changeWhere, first, insertRows, type New, rowsOf } from './rows.js';

/** An intake as a list shows it, without its text. */
export type IntakeLine = Omit<Intake, 'text'>;

/** 导入稿: documents that were handed in and are not, or not yet, plans. */
export class IntakeStore {
  constructor(private readonly manager: EntityManager) {}

  /** Inserts an intake and returns its id. */
  async insert(intake: New<Intake>): Promise<number> {
    const [id] = await insertRows(this.manager, intakes, [intake]);
    return id!;
  }

  /** One intake, or null. */
  async byId(id: number): Promise<Intake | null> {
    return first(rowsOf(this.manager, intakes, 'i').where('i.id = :id', { id }));
  }

  /** Those that are still worked on, the one changed last first. */
  async open(): Promise<IntakeLine[]> {
    const query = rowsOf(this.manager, intakes, 'i', ['text']).where(`i.state = 'open'`);
    return all<IntakeLine>(query.orderBy('i.changedAt', 'DESC').addOrderBy('i.id', 'DESC'));
  }

  /** The first that is still worked on with just this text, or null. */
  async openWith(text: string): Promise<number | null> {
    const query = rowsOf(this.manager, intakes, 'i', ['text']).where(`i.state = 'open' AND i.text = :text`, { text });
    return (await first(query.orderBy('i.id')))?.id ?? null;
  }

  /** The one of which a plan was started; null where its plan came otherwise. */
  async startedAs(planId: number): Promise<Intake | null> {
    return first(rowsOf(this.manager, intakes, 'i').where(`i.state = 'started' AND i.planId = :planId`, { planId }));
  }

  /** Changes an intake that nobody has changed meanwhile; says whether there was one. */
  async change(id: number, version: number, patch: Partial<Omit<Intake, 'id' | 'version'>>): Promise<boolean> {
    return changeWhere(this.manager, intakes, { id, version, state: 'open' }, { ...patch, version: version + 1 });
  }

  /** Notes which plan came of a started intake. */
  async setPlan(id: number, planId: number): Promise<void> {
    await changeWhere(this.manager, intakes, { id, state: 'started' }, { planId });
  }
}
