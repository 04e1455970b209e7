import { type EntityManager } from 'typeorm';
import { type Draft } from '../../domain/reports.js';
import { drafts } from '../tables-work.js';
import { all, changeWhere, first, insertUntaken, type New, rowsOf } from './rows.js';

/** Which form of which unit. */
export type DraftKey = Pick<Draft, 'planId' | 'unitId' | 'form'>;

const MOST_DRAFTS = 50;

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

  /** A unit's drafts of a form and of its parts ('report', 'report:3,7'), the last saved first. */
  async allOf({ planId, unitId, form }: DraftKey): Promise<Draft[]> {
    const query = rowsOf(this.manager, drafts, 'd').where('d.planId = :planId AND d.unitId = :unitId', {
      ...{ planId, unitId },
    });
    query.andWhere('(d.form = :form OR d.form LIKE :parts)', { form, parts: `${form}:%` });
    return all(query.orderBy('d.savedAt', 'DESC').addOrderBy('d.id', 'DESC').limit(MOST_DRAFTS));
  }

  /**
   * Keeps what was typed in place of the draft that was seen, and returns it as it stands now; null, and nothing is changed,
   * where somebody else has kept another meanwhile.
   */
  async keep(
    draft: Omit<New<Draft>, 'version'>,
    seen: Pick<Draft, 'id' | 'version'> | null,
  ): Promise<Pick<Draft, 'id' | 'version'> | null> {
    const kept = await this.of(draft);
    if (!kept) {
      const made = await insertUntaken(this.manager, drafts, 'form', [{ ...draft, version: 1 }]);
      const id = made.get(draft.form);
      return id === undefined ? null : { id, version: 1 };
    }
    const { body, savedAt, savedBy } = draft;
    if (kept.id !== seen?.id || kept.version !== seen.version) return null;
    const next = { id: kept.id, version: kept.version + 1 };
    const patch = { body, savedAt, savedBy, version: next.version };
    return (await changeWhere(this.manager, drafts, { id: kept.id, version: kept.version }, patch)) ? next : null;
  }

  /** Throws a draft away. */
  async remove(id: number): Promise<void> {
    await this.manager.createQueryBuilder().delete().from(drafts).where({ id }).execute();
  }
}
