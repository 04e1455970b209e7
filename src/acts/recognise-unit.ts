import { type KnownUnit, likeliestUnits } from '../domain/unit-identity.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion, remember } from './history.js';

/** Every unit there is, with its other names, to recognise the names of a new document by. */
export async function knownUnits(stores: Stores): Promise<KnownUnit[]> {
  const [units, aliases] = [await stores.plans.units(), await stores.plans.aliases()];
  return units.map(({ id, name }) => ({
    ...{ id, name },
    aliases: aliases.filter(({ unitId }) => unitId === id).map((alias) => alias.name),
  }));
}

/**
 * The id of the known unit that a name in a plan certainly stands for, or null; what only looks alike stands for none.
 *
 * A name that stands for it by the rules of abbreviation becomes its alias, and the plan's history says so.
 */
export async function recogniseUnit(
  stores: Stores,
  known: readonly KnownUnit[],
  { planId, name }: { planId: number; name: string },
  occasion: Occasion,
): Promise<number | null> {
  const [likeliest] = likeliestUnits(name, known);
  if (!likeliest || likeliest.by === 'alike') return null;
  if (likeliest.by === 'abbreviation' && (await stores.plans.insertAlias(likeliest.id, name))) {
    const unit = known.find(({ id }) => id === likeliest.id)?.name;
    await remember(stores, occasion, [{ act: 'recognise-unit', planId, facts: { unit, after: name } }]);
  }
  return likeliest.id;
}
