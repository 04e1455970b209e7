import { RuleBroken } from '../domain/errors.js';
import { mayActFor, type Person } from '../domain/permissions.js';
import { type Draft } from '../domain/reports.js';
import { type Stores } from '../storage/stores/all.js';
import { type DraftKey } from '../storage/stores/drafts.js';
import { type Occasion } from './history.js';

/** Which kept draft somebody had before them; null for none. */
export type SeenDraft = Pick<Draft, 'id' | 'version'> | null;

/** A unit's report form as one person may fill it in: who came by a mail's link has a draft for the link's items alone. */
export function reportDraftKey(planId: number, unitId: number, { items }: Pick<Person, 'items'>): DraftKey {
  return { planId, unitId, form: items ? `report:${[...items].sort((a, b) => a - b).join()}` : 'report' };
}

/** Whether a draft of the report form tells a person nothing beyond the items that are theirs to see. */
export function mayOpenDraft({ items }: Pick<Person, 'items'>, { form }: Pick<Draft, 'form'>): boolean {
  return items === null || (form !== 'report' && itemsOf(form).every((id) => items.includes(id)));
}

const itemsOf = (form: string) =>
  form
    .replace(/^[^:]*:?/, '')
    .split(',')
    .map(Number);

/**
 * Keeps the report form as it was typed, in place of the draft that was seen. Throws `RuleBroken` 'draft-taken' where
 * somebody else of the unit has kept another meanwhile, and 'not-found' for whoever does not act for the unit.
 */
export async function keepReportDraft(
  stores: Stores,
  {
    planId,
    unitId,
    person,
    body,
    seen,
  }: Pick<Draft, 'planId' | 'unitId' | 'body'> & { person: Person; seen: SeenDraft },
  occasion: Occasion,
): Promise<NonNullable<SeenDraft>> {
  // A draft holds no item of its own; whoever acts for the unit may keep one.
  if (!mayActFor({ ...person, items: null }, { id: 0, unitId })) throw new RuleBroken('not-found', { thing: '单位' });
  const key = reportDraftKey(planId, unitId, person);
  const kept = await stores.drafts.keep({ ...key, body, savedAt: occasion.at, savedBy: occasion.actor }, seen);
  if (!kept) throw new RuleBroken('draft-taken');
  return kept;
}

/** Throws away the drafts that say nothing but what has just been filed; those about further items stay. */
export async function dropFiledDrafts(
  stores: Stores,
  { planId, unitId, person, filed }: { planId: number; unitId: number; person: Person; filed: readonly number[] },
): Promise<void> {
  const own = reportDraftKey(planId, unitId, person);
  for (const draft of await stores.drafts.allOf({ ...own, form: 'report' })) {
    const isFiled = draft.form !== 'report' && itemsOf(draft.form).every((id) => filed.includes(id));
    if (draft.form === own.form || isFiled) await stores.drafts.remove(draft.id);
  }
}
