import { type Day } from './day.js';
import { type IntakeDraft, type IntakePhase } from './intake.js';
import { type NameRead } from './intake-names.js';
import { type DraftMeasure } from './plan-text/plan-draft.js';
import { withoutBlanks } from './plan-text/words.js';
import { type Duty, type Measure, type Phase, type Role } from './plan.js';

/** A running plan, as far as another issue of its document may differ from it. */
export interface RunningPlan {
  measures: readonly Pick<Measure, 'id' | 'number' | 'title' | 'dueOn'>[];
  phases: readonly Pick<Phase, 'id' | 'title' | 'dueOn'>[];
  duties: readonly Pick<Duty, 'measureId' | 'unitId' | 'role'>[];
}

/** One thing that the new document says otherwise; those with ids can be applied by a correction of the plan. */
export type Difference =
  | { kind: 'phase-title'; phaseId: number; before: string; after: string }
  | { kind: 'phase-due'; phaseId: number; title: string; before: Day; after: Day }
  | { kind: 'measure-title'; measureId: number; before: string; after: string }
  | { kind: 'measure-due'; measureId: number; title: string; before: Day | null; after: Day | null }
  | { kind: 'measure-new'; number: string; title: string; day: Day | null }
  | { kind: 'measure-gone'; measureId: number; title: string }
  | { kind: 'duty-new'; measureId: number; title: string; unit: string; role: Role; before: Role | null }
  | { kind: 'duty-end'; measureId: number; title: string; unitId: number; role: Role }
  /** A unit in the place of another; `unit` is called as the document does. */
  | { kind: 'duty-moved'; measureId: number; title: string; unitId: number; toUnitId: number; unit: string; role: Role }
  | { kind: 'phase-new'; title: string; start: Day | null; day: Day | null }
  | { kind: 'phase-gone'; phaseId: number; title: string };

/** How alike two titles must be to be one measure's: with the same number, and without; how much of the shorter one must stand in the other, with the same number. */
const ALIKE = { numbered: 0.4, anywhere: 0.7, within: 0.8 };
/** Fewer pairs of signs say nothing: '宣传' stands in many titles. */
const FEWEST_PAIRS = 4;

/** Everything that a re-issued document says otherwise than the running plan, in the document's order; nothing where they agree. */
export function differencesFrom(plan: RunningPlan, draft: IntakeDraft, names: readonly NameRead[]): Difference[] {
  const unitOf = new Map(names.map(({ name, unitId }) => [name, unitId]));
  const measures = matched(plan.measures, draft.measures, sameMeasure);
  const isPhased = draft.phases.length > 0;
  const phases = matched(
    // The phases of a plan whose document names none were made of its measures' days: they are no difference.
    isPhased ? plan.phases : [],
    draft.phases,
    (one, other) => alikeness(one.title, other.title) >= ALIKE.anywhere,
    // What ends on the same day is the same phase in other words: a plan has no two phases that do.
    (one, other) => one.dueOn === other.deadline,
  );
  return [
    ...phases.pairs.flatMap(([before, after]) => phaseDifferences(before, after)),
    ...phases.fresh.map(({ title, start, deadline }): Difference => ({
      kind: 'phase-new',
      title,
      start,
      day: deadline,
    })),
    ...phases.gone.map(({ id, title }): Difference => ({ kind: 'phase-gone', phaseId: id, title })),
    ...measures.pairs.flatMap(([before, after]) =>
      measureDifferences(plan, before, dayKept(before, after, isPhased), unitOf),
    ),
    ...measures.fresh.map(({ number, title, deadline }): Difference => ({
      ...{ kind: 'measure-new', title, day: deadline },
      number: freeNumber(number, plan.measures),
    })),
    ...measures.gone.flatMap((measure) => goneDifferences(plan, measure)),
  ];
}

/** Where no phase says when, a measure without a day keeps the one that it was given when its plan was started. */
const dayKept = ({ dueOn }: RunningPlan['measures'][number], after: DraftMeasure, isPhased: boolean): DraftMeasure =>
  isPhased || after.deadline !== null ? after : { ...after, deadline: dueOn };

/** The number of a measure that is added; where the plan has that number already, as the one after it: '（三）之一'. */
function freeNumber(number: string, taken: RunningPlan['measures']): string {
  const isTaken = (one: string) => taken.some((other) => withoutBlanks(other.number) === withoutBlanks(one));
  const nth = isTaken(number) ? ['之一', '之二', '之三', '之四', '之五'].find((mark) => !isTaken(number + mark)) : '';
  return `${number}${nth ?? ''}`;
}

interface Matched<A, B> {
  pairs: [A, B][];
  fresh: B[];
  gone: A[];
}

/** Each of the one with at most one of the other: first those that are called alike letter for letter, then by each further test. */
function matched<A extends { title: string }, B extends { title: string }>(
  before: readonly A[],
  after: readonly B[],
  ...isSame: ((one: A, other: B) => boolean)[]
): Matched<A, B> {
  const left = new Set(before);
  const partner = new Map<B, A>();
  for (const test of [(a: A, b: B) => withoutBlanks(a.title) === withoutBlanks(b.title), ...isSame])
    for (const one of after) {
      const found = partner.has(one) ? undefined : [...left].find((candidate) => test(candidate, one));
      if (found === undefined) continue;
      partner.set(one, found);
      left.delete(found);
    }
  return {
    pairs: after.flatMap((one): [A, B][] => {
      const found = partner.get(one);
      return found === undefined ? [] : [[found, one]];
    }),
    fresh: after.filter((one) => !partner.has(one)),
    gone: [...left],
  };
}

function sameMeasure(one: Pick<Measure, 'number' | 'title'>, other: DraftMeasure): boolean {
  const isNumbered = withoutBlanks(one.number) === withoutBlanks(other.number);
  if (alikeness(one.title, other.title) >= (isNumbered ? ALIKE.numbered : ALIKE.anywhere)) return true;
  return isNumbered && standsIn(one.title, other.title);
}

/** The share of pairs of neighbouring signs that two titles have in common, 0 to 1. */
function alikeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  if (a.size + b.size === 0) return 1;
  return (2 * shared(a, b)) / (a.size + b.size);
}

/** Whether the shorter of two titles stands in the longer one: an office cuts long sentences down to a title. */
function standsIn(one: string, other: string): boolean {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  const fewer = Math.min(a.size, b.size);
  return fewer >= FEWEST_PAIRS && shared(a, b) >= ALIKE.within * fewer;
}

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => [...a].filter((pair) => b.has(pair)).length;

function pairsOf(title: string): Set<string> {
  const text = withoutBlanks(title).replace(/[“”"《》、，,]/g, '');
  return new Set([...text].slice(1).map((sign, i) => `${text[i] ?? ''}${sign}`));
}

function phaseDifferences({ id, title, dueOn }: RunningPlan['phases'][number], after: IntakePhase): Difference[] {
  const { deadline } = after;
  const retitled: Difference[] =
    withoutBlanks(title) === withoutBlanks(after.title)
      ? []
      : [{ kind: 'phase-title', phaseId: id, before: title, after: after.title }];
  const dated: Difference[] =
    deadline === null || deadline === dueOn
      ? []
      : [{ kind: 'phase-due', phaseId: id, title: after.title, before: dueOn, after: deadline }];
  return [...retitled, ...dated];
}

function measureDifferences(
  { duties }: RunningPlan,
  { id, title, dueOn }: RunningPlan['measures'][number],
  after: DraftMeasure,
  unitOf: ReadonlyMap<string, number | null>,
): Difference[] {
  const own = duties.filter(({ measureId }) => measureId === id);
  const asked = new Map(after.duties.map(({ unit, role }) => [unitOf.get(unit) ?? unit, { unit, role }]));
  const retitled: Difference[] =
    withoutBlanks(title) === withoutBlanks(after.title)
      ? []
      : [{ kind: 'measure-title', measureId: id, before: title, after: after.title }];
  const dated: Difference[] =
    dueOn === after.deadline
      ? []
      : [{ kind: 'measure-due', measureId: id, title: after.title, before: dueOn, after: after.deadline }];
  const given = [...asked].flatMap(([key, { unit, role }]): Difference[] => {
    const known = own.find(({ unitId }) => unitId === key);
    if (known?.role === role) return [];
    return [{ kind: 'duty-new', measureId: id, title: after.title, unit, role, before: known?.role ?? null }];
  });
  const taken = own.filter(({ unitId }) => !asked.has(unitId)).map((duty) => dutyEnd(after.title, duty));
  return [...retitled, ...dated, ...(movedDuty(given, taken, unitOf) ?? [...given, ...taken])];
}

/** One unit for one other of the same role is one change, where it has a number already. */
function movedDuty(
  given: readonly Difference[],
  taken: readonly Difference[],
  unitOf: ReadonlyMap<string, number | null>,
): Difference[] | null {
  const [fresh, gone] = [given[0], taken[0]];
  if (given.length !== 1 || taken.length !== 1 || fresh?.kind !== 'duty-new' || gone?.kind !== 'duty-end') return null;
  const toUnitId = unitOf.get(fresh.unit) ?? null;
  if (toUnitId === null || fresh.before !== null || fresh.role !== gone.role) return null;
  const { measureId, title, unit, role } = fresh;
  return [{ kind: 'duty-moved', measureId, title, unitId: gone.unitId, toUnitId, unit, role }];
}

const dutyEnd = (title: string, { measureId, unitId, role }: RunningPlan['duties'][number]): Difference => ({
  ...{ kind: 'duty-end', measureId, title, unitId, role },
});

/** A measure that is named no more ends with the duties in it. */
function goneDifferences({ duties }: RunningPlan, { id, title }: RunningPlan['measures'][number]): Difference[] {
  const own = duties.filter(({ measureId }) => measureId === id);
  return own.length === 0
    ? []
    : [{ kind: 'measure-gone', measureId: id, title }, ...own.map((duty) => dutyEnd(title, duty))];
}
