import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { issuedPlans } from '../support/issued-plans.js';
import { type Field, FIELDS, Score } from '../support/reader-score.js';

/** What the reader has reached on these and is to keep; how it read them the first time stands in the README beside them. */
const KEPT: Record<'issued-excerpts' | 'unseen-plans', Record<Field, number>> = {
  'issued-excerpts': {
    ...{ measure: 0.96, lead: 0.97, responsible: 0.95, deadline: 1, phase: 1, person: 0.99, heading: 0.97 },
  },
  'unseen-plans': {
    ...{ measure: 0.995, lead: 1, responsible: 0.99, deadline: 0.995, phase: 1, person: 1, heading: 1 },
  },
};

/** A text without the numbers of its pages and the line that stands above each of them: a page may end within a name. */
function withoutPages(text: string): string {
  const lines = text.split('\n').filter((line) => !/^\s*[-—–一]\s?\d+\s?[-—–一]\s*$/.test(line));
  return lines.filter((line) => !/公报/.test(line) || lines.indexOf(line) === lines.lastIndexOf(line)).join('\n');
}

describe.each(['issued-excerpts', 'unseen-plans'] as const)('the documents of %s', (shelf) => {
  const documents = issuedPlans(shelf);
  const all = new Score();
  // What has no labels gives nobody work; of its head nothing was labelled.
  for (const { labels, text } of documents)
    if (labels.measures.length + labels.phases.length > 0 || labels.title) all.add(labels, readPlanText(text));
  test.each(FIELDS)('are read no worse than before: %s', (field) => {
    expect(all.f1(field)).toBeGreaterThanOrEqual(KEPT[shelf][field]);
  });

  test('name no unit that does not stand in their text, nor any where there are no duties', () => {
    const invented = documents.flatMap(({ name, text }) => {
      const written = withoutPages(text).replace(/\s/g, '');
      const units = readPlanText(text).measures.flatMap(({ lead, responsible }) => [...lead, ...responsible]);
      return units
        .filter((unit) => !written.includes(unit) || name.endsWith('-none'))
        .map((unit) => `${name}: ${unit}`);
    });
    expect(invented).toEqual([]);
  });
});
