import { RuleBroken } from '../domain/errors.js';
import { type Indicator } from '../domain/reports.js';
import { type Stores } from '../storage/stores/all.js';
import { type New } from '../storage/stores/rows.js';
import { type Occasion, remember } from './history.js';

/** Asks every unit of a measure for one more number. Throws `RuleBroken` 'no-such-option', 'indicator-taken'. */
export async function askIndicator(stores: Stores, indicator: New<Indicator>, occasion: Occasion): Promise<void> {
  const { planId, measureId, name, unitWord, target } = indicator;
  const measure = await stores.plans.measure(measureId);
  if (measure?.planId !== planId) throw new RuleBroken('no-such-option', { field: 'measureId' });
  if (!(await stores.reports.insertIndicator(indicator))) throw new RuleBroken('indicator-taken', { field: 'name' });
  await remember(stores, occasion, [
    { act: 'ask-indicator', planId, facts: { measure: measure.number + measure.title, name, unitWord, target } },
  ]);
}
