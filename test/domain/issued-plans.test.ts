import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { issuedPlans } from '../support/issued-plans.js';
import { type Field, FIELDS, Score } from '../support/reader-score.js';

/** What the reader must reach over all plans: a document built in a way that it does not know must not drag it below. */
const BARS: Record<Field, number> = {
  measure: 0.95,
  lead: 0.95,
  responsible: 0.93,
  deadline: 0.95,
  phase: 1,
  person: 0.97,
  heading: 0.97,
};
const PLANS = issuedPlans();

describe('issued plans', () => {
  test('are at least fourteen, each short and built in another way', () => {
    expect(PLANS.length).toBeGreaterThanOrEqual(14);
    expect(PLANS.filter(({ text }) => Buffer.byteLength(text) > 12_000).map(({ name }) => name)).toEqual([]);
  });

  const all = new Score();
  for (const { labels, text } of PLANS) all.add(labels, readPlanText(text));
  test.each(FIELDS)('are read well: %s', (field) => {
    expect(all.f1(field)).toBeGreaterThanOrEqual(BARS[field]);
  });

  test.each(PLANS.map((plan) => [plan.name, plan] as const))(
    '%s names no unit that its labels have not',
    (_name, plan) => {
      const labelled = new Set(plan.labels.measures.flatMap(({ lead, responsible }) => [...lead, ...responsible]));
      const named = readPlanText(plan.text).measures.flatMap(({ lead, responsible }) => [...lead, ...responsible]);
      expect(named.filter((unit) => !labelled.has(unit))).toEqual([]);
    },
  );
});
