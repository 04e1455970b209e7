import { type Day } from './day.js';
import { RuleBroken } from './errors.js';
import { type IntakeDraft, type IntakePhase } from './intake.js';
import { type DraftDuty, type DraftMeasure, type DraftMember } from './plan-text/plan-draft.js';
import { UNIT_END, withoutBlanks } from './plan-text/words.js';
import { type Role } from './plan.js';

/** A measure as the office writes it: names of units in order, the first lead is the primary one. */
export interface MeasureEdit {
  number: string;
  title: string;
  lead: readonly string[];
  responsible: readonly string[];
  deadline: Day | null;
}

/** A phase as the office writes it. */
export interface PhaseEdit {
  number: string;
  title: string;
  start: Day | null;
  deadline: Day | null;
  outcomes: readonly string[];
}

/** What the office writes stands nowhere in the text and is sure. */
const WRITTEN = { source: { start: 0, end: 0 }, confidence: 'stated' } as const;

/** The draft with one measure changed, or with a new one at the end where `at` is their number. A name that stays keeps its place in the text. */
export function withMeasure(draft: IntakeDraft, at: number, edit: MeasureEdit): IntakeDraft {
  const old = draft.measures[at];
  if (!old && at !== draft.measures.length) throw new RuleBroken('not-found', { thing: '措施' });
  const { number, title, deadline } = edit;
  const base = old ?? { ...WRITTEN, text: title, duties: [] };
  const changed = { ...base, confidence: WRITTEN.confidence, number, title, deadline, ...dutiesOf(edit, base.duties) };
  return { ...draft, measures: draft.measures.toSpliced(at, 1, changed) };
}

/** The draft without a measure. */
export function withoutMeasure(draft: IntakeDraft, at: number): IntakeDraft {
  return { ...draft, measures: draft.measures.toSpliced(at, 1) };
}

/** Who is named twice has one part and leads if they lead anywhere; two spellings with other blanks are one name. */
function dutiesOf(edit: Pick<MeasureEdit, 'lead' | 'responsible'>, before: readonly DraftDuty[]) {
  const duties = new Map<string, DraftDuty>();
  const add = (role: Role) => (written: string) => {
    const unit = withoutBlanks(written);
    if (unit === '' || duties.has(unit)) return;
    const known = before.find((duty) => duty.unit === unit);
    duties.set(unit, { ...(known ?? WRITTEN), confidence: WRITTEN.confidence, unit, role });
  };
  edit.lead.forEach(add('lead'));
  edit.responsible.forEach(add('responsible'));
  return namedBy([...duties.values()]);
}

function namedBy(duties: DraftDuty[]): Pick<DraftMeasure, 'lead' | 'responsible' | 'duties'> {
  const named = (role: Role) => duties.filter((duty) => duty.role === role).map(({ unit }) => unit);
  return { lead: named('lead'), responsible: named('responsible'), duties };
}

/** The draft with one phase changed, or with a new one; phases stay in order of their last days, those without one at the end. */
export function withPhase(draft: IntakeDraft, at: number, edit: PhaseEdit): IntakeDraft {
  const old = draft.phases[at];
  if (!old && at !== draft.phases.length) throw new RuleBroken('not-found', { thing: '阶段' });
  if (edit.start !== null && edit.deadline !== null && edit.start > edit.deadline)
    throw new RuleBroken('intake-phase-backwards', { field: 'start' });
  const base = old ?? { ...WRITTEN, text: edit.title };
  const changed = { ...base, ...edit, confidence: WRITTEN.confidence, outcomes: [...edit.outcomes] };
  return { ...draft, phases: inOrder(draft.phases.toSpliced(at, 1, changed)) };
}

/** The draft without a phase. */
export function withoutPhase(draft: IntakeDraft, at: number): IntakeDraft {
  return { ...draft, phases: draft.phases.toSpliced(at, 1) };
}

const inOrder = (phases: IntakePhase[]): IntakePhase[] =>
  phases.toSorted((a, b) => ((a.deadline ?? '9') < (b.deadline ?? '9') ? -1 : a.deadline === b.deadline ? 0 : 1));

/** The draft with other words for what the document is. */
export function withHead(
  draft: IntakeDraft,
  head: Pick<IntakeDraft, 'title' | 'docNumber' | 'issuer' | 'issuedOn'>,
): IntakeDraft {
  return { ...draft, ...head };
}

/** Role, name and what they are, the last as it was written. */
const MEMBER_LINE = /^([^\s,，:：]+)[\s,，:：]+([^\s,，:：]+)(?:[\s,，:：]+(.+))?$/u;

/** The draft with another leading group: '组长 张三 县委副书记' one person a line. Throws `RuleBroken('intake-member-line')` at a line that is none. */
export function withMembers(draft: IntakeDraft, lines: string): IntakeDraft {
  const before = [...draft.leadingGroup, ...draft.office];
  const members = lines.split('\n').flatMap((written, at): DraftMember[] => {
    if (written.trim() === '') return [];
    const [, role, name, post = ''] = MEMBER_LINE.exec(written.trim()) ?? [];
    if (role === undefined || name === undefined || UNIT_END.test(name) || name.includes('、'))
      throw new RuleBroken('intake-member-line', { field: 'members', line: at + 1 });
    const known = before.find((member) => member.name === name && member.role === role);
    return [{ ...(known ?? WRITTEN), role, name, unit: post }];
  });
  const isOffice = ({ role }: DraftMember) => role.startsWith('办公室');
  return {
    ...draft,
    leadingGroup: members.filter((member) => !isOffice(member)),
    office: members.filter(isOffice),
  };
}

/** The draft in which other names stand wherever this one stood; none takes it out of every measure. */
export function withNameReplaced(draft: IntakeDraft, name: string, others: readonly string[]): IntakeDraft {
  const measures = draft.measures.map((measure) => {
    if (!measure.duties.some(({ unit }) => unit === name)) return measure;
    const replaced = measure.duties.flatMap((duty) =>
      duty.unit === name
        ? others.map((unit) => ({ ...duty, confidence: WRITTEN.confidence, unit: withoutBlanks(unit) }))
        : [duty],
    );
    const seen = new Set<string>();
    return { ...measure, ...namedBy(replaced.filter(({ unit }) => !seen.has(unit) && seen.add(unit))) };
  });
  const known = new Set(draft.measures.flatMap(({ duties }) => duties.map(({ unit }) => unit)));
  const written = [...(draft.written ?? []), ...others.map(withoutBlanks).filter((unit) => !known.has(unit))];
  return { ...draft, measures, written, decided: without(draft.decided, name) };
}

/** The draft in which a name is decided to stand for a unit that is there, or for a new one; null takes that back. */
export function withNameDecided(draft: IntakeDraft, name: string, unit: number | 'new' | null): IntakeDraft {
  const decided = without(draft.decided, name);
  return { ...draft, decided: unit === null ? decided : { ...decided, [name]: unit } };
}

/** The draft in which two names were said to be one unit's: what the measures call it, and its name elsewhere. */
export function withAlias(draft: IntakeDraft, unit: string, name: string): IntakeDraft {
  return { ...draft, aliases: [...draft.aliases.filter((alias) => alias.name !== name), { unit, name }] };
}

/** The draft in which a doubt is answered. */
export function withDoubtSettled(draft: IntakeDraft, key: string): IntakeDraft {
  return { ...draft, settled: [...new Set([...draft.settled, key])] };
}

function without<T>(record: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}

/** Names written in one field: between 、 or commas, semicolons, blanks or line ends. */
export function namesWritten(text: string): string[] {
  return text
    .split(/[、,，;；\s]+/u)
    .map(withoutBlanks)
    .filter((name) => name !== '');
}
