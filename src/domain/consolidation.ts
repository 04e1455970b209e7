/** What one unit of a measure has said that may go into the lead unit's report. */
export interface PartnerWords {
  unit: string;
  /** Its accepted report of this period or of its completion; null where there is none. */
  report: { progress: string; problems: string; needs: string; needsFrom: string } | null;
  /** Whether it has reported and the office has not yet looked at it. */
  isInReview: boolean;
  /** Whether anything is asked of it. */
  isAsked: boolean;
}

/** The texts of a report that a lead unit draws from its partners'. */
export interface Consolidated {
  progress: string;
  problems: string;
  needs: string;
  needsFrom: string;
}

/** What divides a lead unit's own words from those it took over; a second draft replaces what follows it. */
const HEADING = '各单位进展情况：';

/**
 * The lead unit's report over its partners' accepted ones, in the document's order: a line for each unit, its problems and
 * needs, and who has not reported by name. What the lead has written itself stays before it; each text is fitted into `longest`
 * characters by shortening the longest lines.
 */
export function consolidate(
  own: Consolidated,
  partners: readonly PartnerWords[],
  longest: Readonly<Record<keyof Consolidated, number>>,
): Consolidated {
  const reported = partners.filter(({ report }) => report !== null);
  const missing = partners.filter(({ report, isAsked }) => report === null && isAsked);
  const named = (units: readonly PartnerWords[]) => units.map(({ unit }) => unit).join('、');
  const [inReview, silent] = [missing.filter((one) => one.isInReview), missing.filter((one) => !one.isInReview)];
  const ends = [
    ...(inReview.length > 0 ? [`已报送、待办公室审核：${named(inReview)}。`] : []),
    ...(silent.length > 0 ? [`本期尚未报送：${named(silent)}。`] : []),
  ];
  const join = (field: keyof Consolidated, tail: readonly string[] = []) => {
    const before = ownWords(own[field], longest[field]);
    const lines = reported.flatMap(({ unit, report }) => lineOf(unit, report?.[field] ?? ''));
    if (lines.length + tail.length === 0) return before;
    const fixed = [...(before === '' ? [] : [before]), HEADING, ...tail].join('\n').length + 1;
    return [...(before === '' ? [] : [before]), HEADING, ...fitted(lines, longest[field] - fixed), ...tail].join('\n');
  };
  const needed = reported.flatMap(({ report }) => (report?.needsFrom ? [report.needsFrom] : []));
  const needsFrom = [...new Set([...own.needsFrom.split('、'), ...needed].filter((word) => word !== ''))].join('、');
  return {
    progress: join('progress', ends),
    problems: join('problems'),
    needs: join('needs'),
    needsFrom: cut(needsFrom, longest.needsFrom),
  };
}

/** What was written before the heading of an earlier draft. */
function ownWords(text: string, longest: number): string {
  return cut((text.split(HEADING)[0] ?? '').trim(), Math.floor(longest / 2));
}

function lineOf(unit: string, text: string): string[] {
  const said = text.replace(/\s*\n\s*/g, ' ').trim();
  return said === '' ? [] : [`${unit}：${said}`];
}

/** The lines, the longest shortened alike until all of them fit. */
function fitted(lines: readonly string[], room: number): string[] {
  const size = (most: number) => lines.reduce((sum, line) => sum + Math.min([...line].length, most) + 1, 0);
  let most = Math.max(0, ...lines.map((line) => [...line].length));
  while (most > 1 && size(most) > room) most = Math.floor(most * 0.95);
  return lines.map((line) => cut(line, most));
}

/** A text of at most so many characters as a reader counts them; where it was longer it says so. */
function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, Math.max(0, most - 2)).join('')}……`;
}
