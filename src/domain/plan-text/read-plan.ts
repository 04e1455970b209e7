import { type Source } from '../plan.js';
import { eachOnce } from './both-lists.js';
import { type CleanText, cleanUp, type Quote } from './clean-text.js';
import { type Confidence } from './confidence.js';
import { findings } from './findings.js';
import { type HeadRead, readHead } from './head.js';
import { readLeadingGroup } from './leading-group.js';
import { restoreLostLines } from './lost-lines.js';
import { readMeasures } from './measures.js';
import { memberUnits } from './member-units.js';
import { readOffice } from './office.js';
import { rejoinBrokenLines } from './page-breaks.js';
import { readPhases } from './phases.js';
import { type GroupFacts, type HeadFacts, type PlanDraft } from './plan-draft.js';
import { withoutRunningHeads } from './running-heads.js';
import { outline } from './sections.js';
import { readTables } from './table-measures.js';
import { type Table, tablesOf } from './tables.js';
import { unreadSections } from './unread-units.js';
import { withoutFooter } from './web-footer.js';

/** Some eight hundred pages: what is longer is no plan, and is read no further. */
const LONGEST_TEXT = 500_000;

/**
 * Reads an issued implementation plan: any text gives a draft, and what is missing or doubtful is said in its findings.
 *
 * Every source is a range of UTF-16 code units of `text`, `end` exclusive; marks and broken lines within it aside,
 * `text.slice(start, end)` shows the fact. Takes about a second at worst, whatever the text.
 */
export function readPlanText(text: string): PlanDraft {
  const clean = restoreLostLines(
    rejoinBrokenLines(withoutFooter(withoutRunningHeads(cleanUp(text.slice(0, LONGEST_TEXT))))),
  );
  const tables = tablesOf(clean);
  const sections = outline(withoutTables(clean, tables));
  const head = readHead(clean, sections);
  const ofMeasures = eachOnce(readMeasures(clean, sections, head.year), readTables(clean, tables, head.year));
  const ofPhases = readPhases(clean, sections, tables, head.year);
  const group = readLeadingGroup(clean);
  const office = readOffice(clean, group);
  const { measures } = ofMeasures;
  const { phases, undated } = ofPhases;
  const { members } = group;
  const listed = memberUnits(clean);
  const impossible = [...head.impossible, ...ofMeasures.impossible, ...ofPhases.impossible];
  const isCut = text.length > LONGEST_TEXT;
  return {
    ...singleFacts(head, group.name, office.unit),
    measures,
    phases,
    leadingGroup: members,
    office: office.members,
    memberUnits: listed,
    findings: findings({
      clean,
      measures,
      phases,
      undated,
      members,
      memberUnits: listed,
      people: [...members, ...office.members],
      impossible,
      issuer: head.issuer,
      issuedOn: head.issuedOn?.day ?? null,
      isCut,
      unread: unreadSections(clean, sections, [...measures, ...phases, ...members, ...office.members, ...listed]),
    }),
  };
}

/** The running text: the rows of a table are nobody's paragraphs. */
function withoutTables(clean: CleanText, tables: readonly Table[]): CleanText {
  const rows = new Set(tables.flatMap(({ blocks }) => blocks));
  return rows.size === 0 ? clean : clean.withBlocks(clean.blocks.filter((block) => !rows.has(block)));
}

type SingleFacts = HeadFacts & GroupFacts & Pick<PlanDraft, 'sources' | 'confidence'>;

/** The facts that stand in one place each, and those places. */
function singleFacts(head: HeadRead, leadingGroupName: Quote | null, officeUnit: Quote | null): SingleFacts {
  const { title, noticeTitle, docNumber, issuer, issuedOn } = head;
  const quotes = { title, noticeTitle, docNumber, issuer, issuedOn, leadingGroupName, officeUnit };
  return {
    title: title?.text ?? null,
    noticeTitle: noticeTitle?.text ?? null,
    docNumber: docNumber?.text ?? null,
    issuer: issuer?.text ?? null,
    issuedOn: issuedOn?.day ?? null,
    leadingGroupName: leadingGroupName?.text ?? null,
    officeUnit: officeUnit?.text ?? null,
    sources: sourcesOf(quotes),
    confidence: confidenceOf(quotes),
  };
}

/** What is found is stated where it stands, unless its place says otherwise. */
function confidenceOf<Name extends string>(quotes: Record<Name, Quote | null>): Record<Name, Confidence | null> {
  const entries = Object.entries<Quote | null>(quotes).map(([name, quote]) => [
    name,
    quote ? (quote.confidence ?? 'stated') : null,
  ]);
  return Object.fromEntries(entries) as Record<Name, Confidence | null>;
}

function sourcesOf<Name extends string>(quotes: Record<Name, Quote | null>): Record<Name, Source | null> {
  const entries = Object.entries<Quote | null>(quotes).map(([name, quote]) => [name, quote?.source ?? null]);
  return Object.fromEntries(entries) as Record<Name, Source | null>;
}
