import { type Annotation, annotationsOf } from './annotations.js';
import { type CleanText } from './clean-text.js';
import { leastSure } from './confidence.js';
import { type DraftDuty, type DraftMeasure } from './plan-draft.js';
import { type Section } from './sections.js';
import { type Mention } from './unit-names.js';
import { BODY_END, withoutBlanks } from './words.js';
import { type DaySpan, type WrittenDay } from './written-days.js';

/** The measures, and the days in their annotations that no calendar has. */
export interface MeasuresRead {
  measures: DraftMeasure[];
  impossible: WrittenDay[];
}

/** Beside the tasks of a plan such sentences say who leads and who watches, and give no task. */
export const NO_TASKS = /保障|组织|领导|要求|目标|监督|考核/;

/** '提高认识，加强领导': how to go about it, and nothing to do. */
export const EXHORTS =
  /^(?:切实|进一步)?(?:提高(?:思想)?认识|提高(?:政治)?站位|统一思想|加强(?:组织)?领导|强化(?:组织)?领导|加强(?:组织)?保障|健全机构|落实(?:工作)?责任|强化(?:工作)?责任|明确责任|压实责任|部门联动|部门合作|协同配合|密切配合|(?:强化|加强)(?:协作|配合|宣传|督[导查]|检查|监督|考核|保障)|严肃纪律|严明纪律|注重宣传|广泛宣传|营造氛围|严格(?:考核|督[导查])|成立机构)/;

/** A note found in a part of the text, as it stands in the whole. */
export function moved(note: Annotation, by: number): Annotation {
  const mentions = note.mentions.map((one) => ({ ...one, start: one.start + by, end: one.end + by }));
  return { start: note.start + by, end: note.end + by, mentions };
}

/** The annotations of a range of the text. */
export function annotationsIn(clean: CleanText, start: number, end: number): Annotation[] {
  return annotationsOf(clean.flat.slice(start, end)).map((note) => moved(note, start));
}

/** A note that begins the title is part of it: '由县经信局负责，县财政局配合，…'. */
const LEAD_IN = /^(?:(?:此项工作)?由)?$/;

/** '加大力度（县财政局牵头）': the annotation is not part of the title. */
export function titleOf(clean: CleanText, section: Section, first: Annotation | undefined): string {
  const isBehind =
    first && first.start < section.titleEnd && !LEAD_IN.test(clean.flat.slice(section.titleStart, first.start));
  const end = isBehind ? first.start : section.titleEnd;
  return clean.text.slice(section.titleStart, end).trimEnd();
}

/** A measure's deadline, and how surely it is one: a clause without a note is a measure for what stands beside it. */
export function dueBy(
  dated: DaySpan | undefined,
  spans: readonly DaySpan[],
  isNoted: boolean,
): Pick<DraftMeasure, 'deadline' | 'confidence'> {
  const isImpossible = spans.some((span) => span.impossible.length > 0);
  const isInferred = !isNoted || dated?.isYearFilledIn;
  return {
    deadline: dated?.deadline ?? null,
    confidence: leastSure(isImpossible && 'doubtful', isInferred && 'inferred'),
  };
}

/** A unit named more than once has one part in a measure, and leads if it leads anywhere in it. */
export function dutiesOf(
  clean: CleanText,
  mentions: readonly Mention[],
): Pick<DraftMeasure, 'lead' | 'responsible' | 'duties'> {
  const duties = new Map<string, DraftDuty>();
  for (const { start, end, role, isInferred } of mentions) {
    const unit = withoutBlanks(clean.text.slice(start, end));
    const known = duties.get(unit);
    if (!known || (known.role === 'responsible' && role === 'lead')) {
      const confidence = leastSure(
        !BODY_END.test(withoutBlanks(clean.flat.slice(start, end))) && 'doubtful',
        isInferred && 'inferred',
      );
      duties.set(unit, { unit, role, source: clean.source(start, end), confidence });
    }
  }
  const all = [...duties.values()];
  const named = (role: DraftDuty['role']): string[] =>
    all.filter((duty) => duty.role === role).map((duty) => duty.unit);
  return { lead: named('lead'), responsible: named('responsible'), duties: all };
}
