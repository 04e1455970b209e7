import { type Calendar } from '../domain/calendar.js';
import { answerOf } from '../domain/chases.js';
import { consolidate, type Consolidated, type PartnerWords } from '../domain/consolidation.js';
import { RuleBroken } from '../domain/errors.js';
import { advance, ASSIGNMENT } from '../domain/lifecycle.js';
import { may, mayActFor, type Person } from '../domain/permissions.js';
import { type Assignment } from '../domain/plan.js';
import { type Report, REPORT_KIND_WORDS, reportField } from '../domain/reports.js';
import { rulesOf } from '../domain/rules.js';
import { WITH_UNIT } from '../domain/standing.js';
import { type Stores } from '../storage/stores/all.js';
import { keepReportDraft, reportDraftKey } from './drafts.js';
import { type Occasion } from './history.js';

/** Which measure, in which phase, for whom. */
export interface ConsolidationRequest {
  planId: number;
  measureId: number;
  phaseId: number;
  person: Person;
}

/** What a report's texts may hold, as its form counts. */
const LONGEST = { progress: 2000, problems: 1000, needs: 500, needsFrom: 100 } as const;
const TEXTS = Object.keys(LONGEST) as (keyof Consolidated)[];
const MOST_ITEMS = 1000;

/**
 * Draws the measure's report of the first lead unit from its partners' accepted ones, into the unit's report draft; nothing is
 * filed. Returns the lead's unit. Throws `RuleBroken` 'not-found', 'not-allowed', 'act-not-open', 'draft-taken'.
 */
export async function draftConsolidation(
  stores: Stores,
  request: ConsolidationRequest,
  calendar: Calendar,
  occasion: Occasion,
): Promise<number> {
  const { planId, measureId, phaseId, person } = request;
  const { items, own } = await itemsOf(stores, request);
  advance(ASSIGNMENT, own.stage, 'update');
  const plan = (await stores.plans.heads()).find(({ id }) => id === planId);
  const world = { calendar, rules: rulesOf(plan ?? { rules: '{}' }) };
  const ids = items.map(({ id }) => id);
  const lasts = byItem(await stores.reports.latestOf(ids));
  const accepted = byItem(await stores.reports.latestAcceptedOf(ids));
  const { period } = answerOf(own, lasts.get(own.id) ?? null, occasion.today, world);
  const names = new Map((await stores.plans.dutyNames(planId)).map((duty) => [duty.unitId, duty.unit]));
  const places = new Map(
    (await stores.plans.duties(planId))
      .filter((duty) => duty.measureId === measureId)
      .map((d) => [d.unitId, d.position]),
  );
  const partners = items
    .filter((item) => item.phaseId === phaseId && item.id !== own.id)
    .sort((a, b) => (places.get(a.unitId) ?? 0) - (places.get(b.unitId) ?? 0))
    .map((item): PartnerWords => {
      const [last, said] = [lasts.get(item.id), accepted.get(item.id)];
      const counts = said && (said.kind === 'completion' || period === null || said.periodOn >= period);
      return {
        unit: names.get(item.unitId) ?? '',
        report: counts ? wordsOf(said) : null,
        isInReview: last?.stage === 'submitted',
        isAsked: WITH_UNIT.includes(item.stage) || item.stage === 'reported' || item.stage === 'declined',
      };
    });
  await intoDraft(stores, { planId, own, person, partners }, occasion);
  return own.unitId;
}

/** The items of the measure's phase and the lead's own among them; only the first lead consolidates. */
async function itemsOf(
  stores: Stores,
  { planId, measureId, phaseId, person }: ConsolidationRequest,
): Promise<{ items: Assignment[]; own: Assignment }> {
  const duties = (await stores.plans.duties(planId)).filter((duty) => duty.measureId === measureId);
  const duty = duties.find(({ unitId }) => unitId === person.unitId);
  if (duties.length === 0 || (!duty && !may(person, 'see-all')))
    throw new RuleBroken('not-found', { thing: '工作措施' });
  const { items } = await stores.assignments.page({ planId, measureId, phaseId, limit: MOST_ITEMS, offset: 0 });
  const own = items.find(({ unitId }) => unitId === person.unitId);
  if (!duty?.isPrimary) throw new RuleBroken('not-allowed');
  if (!own || !mayActFor(person, own) || person.items !== null)
    throw new RuleBroken('not-found', { thing: '责任事项' });
  return { items, own };
}

const byItem = (reports: readonly Report[]) => new Map(reports.map((report) => [report.assignmentId, report]));

/** A report as the lead's report says it: without words of its own, by its kind. */
function wordsOf({ kind, progress, problems, needs, needsFrom }: Report): Consolidated {
  const said = progress.trim() === '' ? REPORT_KIND_WORDS[kind] : progress;
  return { progress: kind === 'completion' ? `已办结。${said}` : said, problems, needs, needsFrom };
}

async function intoDraft(
  stores: Stores,
  { planId, own, person, partners }: { planId: number; own: Assignment; person: Person; partners: PartnerWords[] },
  occasion: Occasion,
): Promise<void> {
  const { id, unitId } = own;
  const kept = await stores.drafts.of(reportDraftKey(planId, unitId, person));
  const typed = JSON.parse(kept?.body ?? '{}') as Record<string, string | string[] | undefined>;
  const field = (name: string) => reportField(id, name);
  const text = (name: keyof Consolidated) => String(typed[field(name)] ?? '');
  const before = {
    progress: text('progress'),
    problems: text('problems'),
    needs: text('needs'),
    needsFrom: text('needsFrom'),
  };
  const drawn = consolidate(before, partners, LONGEST);
  const ticked = [typed['items'] ?? []].flat();
  const body = JSON.stringify({
    ...typed,
    items: [...new Set([...ticked, String(id)])],
    ...Object.fromEntries(TEXTS.map((name) => [field(name), drawn[name]])),
  });
  await keepReportDraft(stores, { planId, unitId, person, body, seen: kept }, occasion);
}
