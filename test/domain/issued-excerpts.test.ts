import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { issuedPlans } from '../support/issued-plans.js';
import { type Field, FIELDS, Score } from '../support/reader-score.js';

/** What the reader has reached on these and is to keep; how it read them the first time stands in the README beside them. */
const KEPT: Record<Field, number> = {
  ...{ measure: 0.96, lead: 0.97, responsible: 0.95, deadline: 1, phase: 1, person: 0.99, heading: 0.97 },
};
const EXCERPTS = issuedPlans('issued-excerpts');

describe('excerpts of real documents', () => {
  const all = new Score();
  for (const { labels, text } of EXCERPTS) all.add(labels, readPlanText(text));
  test.each(FIELDS)('are read no worse than before: %s', (field) => {
    expect(all.f1(field)).toBeGreaterThanOrEqual(KEPT[field]);
  });

  test('name no unit that does not stand in their text', () => {
    const invented = EXCERPTS.flatMap(({ name, text }) => {
      const written = text.replace(/\s/g, '');
      const units = readPlanText(text).measures.flatMap(({ lead, responsible }) => [...lead, ...responsible]);
      return units.filter((unit) => !written.includes(unit)).map((unit) => `${name}: ${unit}`);
    });
    expect(invented).toEqual([]);
  });
});
