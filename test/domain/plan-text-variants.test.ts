import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { baisha, type IssuedPlan, issuedPlans } from '../support/issued-plans.js';
import {
  arabicNumbers,
  articles,
  chance,
  type Dress,
  oneLine,
  otherBrackets,
  pageBreaks,
  strayBlanks,
} from '../support/plan-variants.js';
import { type Field, FIELDS, Score } from '../support/reader-score.js';

/**
 * Two hundred copies of the issued plans, each in another dress, from a fixed seed: a reader that knows the language and not the
 * layout reads them as it reads the original.
 */
const PLANS = [baisha(), ...issuedPlans()];
/** On average a dress may cost a field so much, and a single copy so much: one phase of seven, one person of six. */
const LOSS = 0.02;
const LOSS_OF_ONE = 0.2;

interface Wardrobe {
  dress: Dress;
  copies: number;
  fields: readonly Field[];
}

const WARDROBES: Record<string, Wardrobe> = {
  'brackets of another kind': { dress: otherBrackets, copies: 3, fields: FIELDS },
  'blanks within words': { dress: strayBlanks, copies: 4, fields: FIELDS },
  'ends of pages within sentences': { dress: pageBreaks, copies: 3, fields: FIELDS },
  'numbers 1. and （1）': { dress: arabicNumbers, copies: 1, fields: FIELDS },
  'chapters and articles': { dress: articles, copies: 1, fields: FIELDS },
  'one line': { dress: oneLine, copies: 1, fields: FIELDS },
};

interface Copy {
  plan: IssuedPlan;
  seed: number;
}

const copiesOf = ({ copies }: Wardrobe): Copy[] =>
  PLANS.flatMap((plan, at) => Array.from({ length: copies }, (_, copy) => ({ plan, seed: 20201 + at * 101 + copy })));

function scoreOf({ plan, seed }: Copy, { dress }: Wardrobe): Score {
  const score = new Score();
  score.add(plan.labels, readPlanText(dress(plan.text, chance(seed))));
  return score;
}

test('There are two hundred copies', () => {
  const counts = Object.values(WARDROBES).map((wardrobe) => copiesOf(wardrobe).length);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(180);
});

describe.each(Object.entries(WARDROBES))('a plan with %s', (_name, wardrobe) => {
  const scores = copiesOf(wardrobe).map((copy) => ({ copy, score: scoreOf(copy, wardrobe) }));
  const asIssued = new Map(
    PLANS.map((plan) => [plan, scoreOf({ plan, seed: 0 }, { ...wardrobe, dress: (text) => text })]),
  );
  const lost = ({ copy, score }: (typeof scores)[number], field: Field): number =>
    (asIssued.get(copy.plan)?.f1(field) ?? 0) - score.f1(field);

  test.each(wardrobe.fields)('is read as well on average: %s', (field) => {
    const sum = scores.reduce((all, one) => all + lost(one, field), 0);
    expect(sum / scores.length).toBeLessThanOrEqual(LOSS);
  });

  test('is read nearly as well, every copy', () => {
    const worse = scores.flatMap((one) =>
      wardrobe.fields
        .filter((field) => lost(one, field) > LOSS_OF_ONE)
        .map((field) => `${one.copy.plan.name} ${field} ${one.score.f1(field).toFixed(2)}`),
    );
    expect(worse).toEqual([]);
  });
});
