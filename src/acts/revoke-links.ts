import { RuleBroken } from '../domain/errors.js';
import { may, maySeeUnit, type Person } from '../domain/permissions.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion, remember } from './history.js';

/**
 * Ends the personal links of every mail that a unit was sent; returns how many were alive. The office may, and whoever has
 * signed in for the unit; whoever came by such a link may not end the others' (`RuleBroken` 'not-allowed').
 */
export async function revokeLinks(
  stores: Stores,
  { planId, unitId, person }: { planId: number; unitId: number; person: Person },
  occasion: Occasion,
): Promise<number> {
  const unit = maySeeUnit(person, unitId) ? await stores.plans.unit(unitId) : null;
  if (!unit || !(await stores.plans.plansOf(unitId)).includes(planId))
    throw new RuleBroken('not-found', { thing: '单位' });
  const isOwn = may(person, 'act-for-unit') && person.items === null;
  if (!isOwn && !may(person, 'work')) throw new RuleBroken('not-allowed');
  const count = await stores.mailLinks.revokeOf(unitId, occasion.at);
  await remember(stores, occasion, [{ act: 'revoke-links', planId, facts: { unit: unit.name, count } }]);
  return count;
}
