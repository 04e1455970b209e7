import { type EntityManager } from 'typeorm';
import { type Draft } from '../../domain/reports.js';
import { drafts } from '../tables-work.js';
import { changeWhere, first, insertUntaken, type New, rowsOf } from './rows.js';

/** Which form of which unit. */
export type DraftKey = Pick<Draft, 'planId' | 'unitId' | 'form'>;

/** Forms as they were typed, kept for the unit. */
export class DraftStore {
  constructor(private readonly manager: EntityManager) {}

  /** The draft of a form, or null. */
  async of({ planId, unitId, form }: DraftKey): Promise<Draft | null> {
    return first(
      rowsOf(this.manager, drafts, 'd').where('d.planId = :planId AND d.unitId = :unitId AND d.form = :form', {
        ...{ planId, unitId, form },
      }),
    );
  }

  /** Keeps what was typed, in place of what was kept; returns the draft's version. */
  async keep(draft: Omit<New<Draft>, 'version'>): Promise<number> {
    const { planId, unitId, form, body, savedAt, savedBy } = draft;
    const made = await insertUntaken(this.manager, drafts, 'form', [{ ...draft, version: 1 }]);
    if (made.size > 0) return 1;
    const patch = { body, savedAt, savedBy, version: () => 'version + 1' };
    await changeWhere(this.manager, drafts, { planId, unitId, form }, patch);
    return (await this.of(draft))?.version ?? 1;
  }

  /** Throws a draft away. */
  async remove({ planId, unitId, form }: DraftKey): Promise<void> {
    const where = { planId, unitId, form };
    await this.manager.createQueryBuilder().delete().from(drafts).where(where).execute();
  }
}
