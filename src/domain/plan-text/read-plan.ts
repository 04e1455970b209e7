import { cleanUp, type Quote } from './clean-text.js';
import { findings } from './findings.js';
import { readHead } from './head.js';
import { readLeadingGroup } from './leading-group.js';
import { restoreLostLines } from './lost-lines.js';
import { readMeasures } from './measures.js';
import { readOffice } from './office.js';
import { rejoinBrokenLines } from './page-breaks.js';
import { readPhases } from './phases.js';
import { type PlanDraft } from './plan-draft.js';
import { outline } from './sections.js';

/** Some eight hundred pages: what is longer is no plan, and is read no further. */
const LONGEST_TEXT = 500_000;

/**
 * Reads an issued implementation plan: any text gives a draft, and what is missing or doubtful is said in its findings.
 *
 * Every source is a range of UTF-16 code units of `text`, `end` exclusive; marks and broken lines within it aside,
 * `text.slice(start, end)` shows the fact. Takes about a second at worst, whatever the text.
 */
export function readPlanText(text: string): PlanDraft {
  const clean = restoreLostLines(rejoinBrokenLines(cleanUp(text.slice(0, LONGEST_TEXT))));
  const sections = outline(clean);
  const head = readHead(clean, sections);
  const { measures, ...ofMeasures } = readMeasures(clean, sections, head.year);
  const { phases, undated, ...ofPhases } = readPhases(clean, sections, head.year);
  const group = readLeadingGroup(clean);
  const office = readOffice(clean, group.members);
  const impossible = [...head.impossible, ...ofMeasures.impossible, ...ofPhases.impossible];
  return {
    title: said(head.title),
    noticeTitle: said(head.noticeTitle),
    docNumber: said(head.docNumber),
    issuer: said(head.issuer),
    issuedOn: head.issuedOn?.day ?? null,
    measures,
    phases,
    leadingGroupName: said(group.name),
    leadingGroup: group.members,
    officeUnit: said(office.unit),
    office: office.members,
    sources: {
      title: placed(head.title),
      noticeTitle: placed(head.noticeTitle),
      docNumber: placed(head.docNumber),
      issuer: placed(head.issuer),
      issuedOn: placed(head.issuedOn),
      leadingGroupName: placed(group.name),
      officeUnit: placed(office.unit),
    },
    findings: findings({
      clean,
      measures,
      phases,
      undated,
      members: group.members,
      impossible,
      isCut: text.length > LONGEST_TEXT,
    }),
  };
}

function said(quote: Quote | null): string | null {
  return quote?.text ?? null;
}

function placed(quote: Quote | null): Quote['source'] | null {
  return quote?.source ?? null;
}
