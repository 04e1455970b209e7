import { RuleBroken } from '../domain/errors.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion, remember } from './history.js';

/** Gives a unit another name, for this and every later plan. Throws `RuleBroken('alias-taken')` where any unit bears it. */
export async function addAlias(
  stores: Stores,
  { unitId, name }: { unitId: number; name: string },
  occasion: Occasion,
): Promise<void> {
  const unit = await stores.plans.unit(unitId);
  if (!unit) throw new RuleBroken('not-found', { thing: '单位' });
  const bearer = await stores.plans.unitByName(name);
  if (bearer || !(await stores.plans.insertAlias(unitId, name)))
    throw new RuleBroken('alias-taken', { field: 'alias', name: bearer?.name ?? name });
  await rememberAlias(stores, unitId, 'add-alias', { unit: unit.name, after: name }, occasion);
}

/** Takes another name from a unit. Throws `RuleBroken('not-found')` where it has no such name. */
export async function removeAlias(
  stores: Stores,
  { unitId, aliasId }: { unitId: number; aliasId: number },
  occasion: Occasion,
): Promise<void> {
  const unit = await stores.plans.unit(unitId);
  const alias = (await stores.people.aliasesOf(unitId)).find(({ id }) => id === aliasId);
  if (!unit || !alias || !(await stores.people.removeAlias(unitId, aliasId)))
    throw new RuleBroken('not-found', { thing: '别名' });
  await rememberAlias(stores, unitId, 'remove-alias', { unit: unit.name, before: alias.name }, occasion);
}

async function rememberAlias(
  stores: Stores,
  unitId: number,
  act: string,
  facts: Record<string, string>,
  occasion: Occasion,
): Promise<void> {
  const [planId] = await stores.plans.plansOf(unitId);
  await remember(stores, occasion, [{ act, ...(planId !== undefined && { planId }), facts }]);
}
