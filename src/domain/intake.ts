import { type Day } from './day.js';
import { lastDayGiven } from './intake-last-day.js';
import { nestedPhases } from './intake-nested-phases.js';
import { type Instant } from './plan.js';
import { missingParts, phaseWithoutDeadline } from './plan-text/findings.js';
import { daysInText } from './plan-text/days-in-text.js';
import { gluedIssuers } from './plan-text/glued-issuers.js';
import { type DraftFinding, type DraftPhase, type PlanDraft } from './plan-text/plan-draft.js';
import { sameUnitFindings, unitFindings } from './plan-text/unit-findings.js';
import { outcomesOf } from './outcomes.js';

/** A phase with what is to be there at its end: indicators and deliverables, a line each. */
export interface IntakePhase extends DraftPhase {
  outcomes: string[];
}

/** What was read from a document, as the office goes on editing it before anything comes of it. */
export interface IntakeDraft extends Omit<PlanDraft, 'phases'> {
  phases: IntakePhase[];
  /** Which unit a name stands for, as the office decided: a unit's id, or a unit of its own. */
  decided: Record<string, number | 'new'>;
  /** Names in the list of members that the office said are a unit of the measures, by that unit's name there. */
  aliases: { unit: string; name: string }[];
  /** The doubts that were answered, by `doubtKey`. */
  settled: string[];
  /** Those of them that were answered when the document was issued before; other drafts do not say. */
  settledBefore?: string[];
  /** The units that the office wrote in the place of a name of the text; older drafts do not say. */
  written?: string[];
  /** The measures without a day that were given the last one when phases were made by days; older drafts do not say. */
  givenLast?: { day: Day; titles: string[] };
}

export type IntakeState = 'open' | 'started' | 'dropped';

/** 导入稿: a document that was handed in to become a plan; `draft` is an `IntakeDraft` as JSON. */
export interface Intake {
  id: number;
  /** The file's name, or where the text came from. */
  name: string;
  text: string;
  draft: string;
  state: IntakeState;
  /** The plan that came of it. */
  planId: number | null;
  takenAt: Instant;
  takenBy: string;
  changedAt: Instant;
  version: number;
}

/** A doubt with the name by which it is answered. */
export interface Doubt extends DraftFinding {
  key: string;
}

/** A draft as the reader left it, ready to be edited. */
export function intakeDraftOf(draft: PlanDraft): IntakeDraft {
  const phases = draft.phases.map((phase) => ({ ...phase, outcomes: outcomesOf(phase.text) }));
  return { ...draft, phases, decided: {}, aliases: [], settled: [] };
}

/** What follows from the facts alone is worked out anew after each edit; all else stays as the reader said it. */
const FOLLOWS: ReadonlySet<string> = new Set([
  ...['no-measures', 'no-duties', 'no-phases', 'phase-without-deadline', 'phases-nested', 'issuers-glued'],
  ...['last-day-given', 'day-in-text'],
  ...['same-unit-suspected', 'alias-suspected', 'unit-not-member', 'member-without-duty'],
]);

/** Every doubt that nobody has answered and no edit has settled, the gravest first. */
export function openDoubts(draft: IntakeDraft): Doubt[] {
  const settled = new Set(draft.settled);
  return everyDoubt(draft).filter(({ key }) => !settled.has(key));
}

/** The doubts that are not asked again because they were answered when the document was issued before. */
export function doubtsSettledBefore(draft: IntakeDraft): Doubt[] {
  const before = new Set(draft.settledBefore);
  return everyDoubt(draft).filter(({ key }) => before.has(key));
}

/** Every doubt that no edit has settled, also those that were answered. */
export function everyDoubt(draft: IntakeDraft): Doubt[] {
  const { measures, phases, leadingGroup, memberUnits } = draft;
  const said = draft.findings.filter((finding) => !FOLLOWS.has(finding.code) && isStillDoubtful(finding, draft));
  const undated = phases.filter(({ deadline }) => deadline === null);
  const follows = [
    ...missingParts({ measures, phases }),
    ...undated.map(phaseWithoutDeadline),
    ...nestedPhases(phases),
    ...lastDayGiven(draft),
    ...daysInText(
      measures.map((measure) => asRead(measure, draft)),
      draft.issuedOn,
    ),
    ...gluedIssuers(draft.issuer, draft.sources.issuer),
    ...sameUnitFindings(measures),
    ...unitFindings(measures, leadingGroup, memberUnits).filter((finding) => !isAdded(finding, draft)),
  ];
  return [...said, ...follows].map((finding) => ({ ...finding, key: doubtKey(finding) }));
}

/** A doubt about a name or a day is over where that fact was put right or taken away. */
function isStillDoubtful({ code, names: [name], source }: DraftFinding, draft: IntakeDraft): boolean {
  const isDoubtful = ({ confidence }: { confidence: string }): boolean => confidence === 'doubtful';
  if (code === 'no-unit-name')
    return draft.measures.some(({ duties }) => duties.some((duty) => duty.unit === name && isDoubtful(duty)));
  if (code === 'rare-name') return [...draft.leadingGroup, ...draft.office].some((person) => person.name === name);
  if (code !== 'impossible-day') return true;
  const about = [...draft.measures, ...draft.phases].filter((fact) => covers(fact.source, source));
  return about.length === 0 || about.some(isDoubtful);
}

const covers = (whole: DraftFinding['source'], part: DraftFinding['source']): boolean =>
  whole.start <= part.start && part.end <= whole.end;

/** The draft in which the facts that a doubt is about are sure: the office looked at them. */
export function withSure(draft: IntakeDraft, { code, names: [name], source }: DraftFinding): IntakeDraft {
  const sure = <T extends { confidence: DraftPhase['confidence'] }>(fact: T, isMeant: boolean): T =>
    isMeant && fact.confidence === 'doubtful' ? { ...fact, confidence: 'stated' } : fact;
  if (code === 'no-unit-name') {
    const measures = draft.measures.map((measure) => ({
      ...measure,
      duties: measure.duties.map((duty) => sure(duty, duty.unit === name)),
    }));
    return { ...draft, measures };
  }
  if (code !== 'impossible-day') return draft;
  const seen = <T extends DraftPhase | IntakeDraft['measures'][number]>(fact: T): T =>
    sure(fact, covers(fact.source, source));
  return { ...draft, measures: draft.measures.map(seen), phases: draft.phases.map(seen) };
}

/** A measure that was given the last day has none of its own: what its sentences say of days is asked all the same. */
const asRead = (measure: IntakeDraft['measures'][number], { givenLast }: IntakeDraft) =>
  givenLast?.day === measure.deadline && givenLast.titles.includes(measure.title)
    ? { ...measure, deadline: null }
    : measure;

/** Whether a unit is asked after that no list can name, because the office added it by hand. */
const isAdded = ({ code, names, source }: DraftFinding, { written }: IntakeDraft): boolean =>
  code === 'unit-not-member' && (source.end === 0 || (written ?? []).includes(names[0] ?? ''));

/** What keeps a plan from being started is put right, not seen. */
const BLOCKING: ReadonlySet<string> = new Set(['no-phases', 'no-measures', 'phase-without-deadline', 'empty']);
const ASKS_SAME: ReadonlySet<string> = new Set(['alias-suspected', 'same-unit-suspected']);

/** How a doubt may be answered: by saying whether two names are one unit's, by having seen it, or not at all. */
export const answersTo = ({ code }: DraftFinding): ('same' | 'different' | 'seen')[] =>
  BLOCKING.has(code) ? [] : ASKS_SAME.has(code) ? ['same', 'different'] : ['seen'];

/** Whether a doubt asks for nothing but to be looked at. */
export const isSeenOnly = (doubt: DraftFinding): boolean => answersTo(doubt).join() === 'seen';

/** What tells one doubt from another, whatever is edited meanwhile. */
function doubtKey({ code, names, source, message }: DraftFinding): string {
  return names.length > 0 ? [code, ...names].join('|') : `${code}|${source.start}|${message.length}`;
}

/** Every name that a measure gives work to, in order of the document, with how often. */
export function namesInDuties(draft: Pick<IntakeDraft, 'measures'>): Map<string, number> {
  const names = new Map<string, number>();
  for (const { unit } of draft.measures.flatMap(({ duties }) => duties)) names.set(unit, (names.get(unit) ?? 0) + 1);
  return names;
}
