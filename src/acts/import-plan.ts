import { opensWith } from '../domain/assigning.js';
import { type Day, plusDays } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { type IntakeDraft, openDoubts } from '../domain/intake.js';
import { isBackwards } from '../domain/intake-phase-order.js';
import { intakeOf } from '../domain/intake-same-units.js';
import { type Finding } from '../domain/plan.js';
import { type PlanDraft } from '../domain/plan-text/plan-draft.js';
import { type KnownUnit } from '../domain/unit-identity.js';
import { type Stores } from '../storage/stores/all.js';
import { fillPosts } from './fill-posts.js';
import { type Occasion, remember } from './history.js';
import { knownUnits, recogniseUnit } from './recognise-unit.js';

/** Stores what was read from a document as a draft plan; returns its id. Throws `RuleBroken('plan-incomplete')` with what is missing. */
export async function importPlan(
  stores: Stores,
  read: PlanDraft | IntakeDraft,
  text: string,
  occasion: Occasion,
): Promise<{ planId: number; measures: number; phases: number; units: number }> {
  const draft = 'decided' in read ? read : intakeOf(read);
  const missing = whatIsMissing(draft);
  if (missing.length > 0) throw new RuleBroken('plan-incomplete', { missing });
  const planId = await stores.plans.insert({
    title: draft.title ?? draft.noticeTitle ?? '',
    docNumber: draft.docNumber,
    issuer: draft.issuer,
    issuedOn: draft.issuedOn,
    text,
    state: 'draft',
    activatedAt: null,
    rules: '{}',
    version: 1,
  });
  await insertPhases(stores, planId, draft, draft.issuedOn ?? occasion.today);
  const units = await insertDuties(stores, planId, draft, occasion);
  await stores.plans.insertMembers(
    [...draft.leadingGroup, ...draft.office].map(({ role, name, unit }, position) => ({
      planId,
      position,
      role,
      name,
      unit,
    })),
  );
  await fillPosts(stores, planId, occasion);
  await stores.plans.insertFindings(openDoubts(draft).map((finding) => openFinding(planId, finding)));
  await remember(stores, occasion, [
    { act: 'import', planId, facts: { title: draft.title, docNumber: draft.docNumber } },
  ]);
  return { planId, measures: draft.measures.length, phases: draft.phases.length, units };
}

/** What a plan cannot do without, as codes: 'title', 'measures', 'duties', 'phases', 'deadlines', 'backwards' where a phase ends before it begins. */
export function whatIsMissing(draft: Pick<IntakeDraft, 'title' | 'noticeTitle' | 'measures' | 'phases'>): string[] {
  const missing: string[] = [];
  if (!draft.title && !draft.noticeTitle) missing.push('title');
  if (draft.measures.length === 0) missing.push('measures');
  else if (!draft.measures.some((measure) => measure.duties.length > 0)) missing.push('duties');
  if (draft.phases.length === 0) missing.push('phases');
  else if (draft.phases.some((phase) => phase.deadline === null)) missing.push('deadlines');
  if (draft.phases.some(isBackwards)) missing.push('backwards');
  return missing;
}

/** A phase without a start of its own opens the day after the one before it; the first opens on the day of issue. */
async function insertPhases(stores: Stores, planId: number, draft: IntakeDraft, firstDay: Day): Promise<void> {
  let opens = firstDay;
  const rows = draft.phases.map((phase, position) => {
    const dueOn = phase.deadline ?? opens;
    // What was over before the document was issued began no later than it ended.
    const startsOn = phase.start ?? opensWith({ startsOn: opens }, dueOn);
    opens = plusDays(dueOn, 1);
    const { number, title, text, source } = phase;
    const outcomes = phase.outcomes.join('\n');
    const place = { sourceStart: source.start, sourceEnd: source.end };
    return { planId, position, number, title, text, outcomes, startsOn, dueOn, ...place };
  });
  await stores.plans.insertPhases(rows);
}

async function insertDuties(stores: Stores, planId: number, draft: IntakeDraft, occasion: Occasion): Promise<number> {
  const measureIds = await stores.plans.insertMeasures(
    draft.measures.map(({ number, title, text, deadline, source }, position) => ({
      planId,
      position,
      number,
      title,
      text,
      dueOn: deadline,
      sourceStart: source.start,
      sourceEnd: source.end,
    })),
  );
  const unitIds = new Map<string, number>();
  const known = await knownUnits(stores);
  for (const name of new Set(draft.measures.flatMap((measure) => measure.duties.map((duty) => duty.unit)))) {
    const found = await unitFor(stores, known, { planId, name, decided: draft.decided[name] }, occasion);
    unitIds.set(name, found ?? (await stores.plans.insertUnit({ name, mail: null })));
  }
  for (const { unit, name } of draft.aliases) {
    const unitId = unitIds.get(unit);
    if (unitId !== undefined && !(await stores.plans.unitByName(name))) await stores.plans.insertAlias(unitId, name);
  }
  const duties = draft.measures.flatMap((measure, i) => {
    const measureId = measureIds[i] ?? 0;
    const seen = new Set<number>();
    const leadAt = measure.duties.findIndex((duty) => duty.role === 'lead');
    return measure.duties.flatMap((duty, position) => {
      const unitId = unitIds.get(duty.unit) ?? 0;
      // A unit named twice under one measure (as lead and again as responsible) keeps its first, weightier part.
      if (seen.has(unitId)) return [];
      seen.add(unitId);
      const { start: sourceStart, end: sourceEnd } = duty.source;
      return [
        {
          planId,
          measureId,
          unitId,
          role: duty.role,
          isPrimary: position === leadAt,
          position,
          sourceStart,
          sourceEnd,
        },
      ];
    });
  });
  await stores.plans.insertDuties(duties);
  return new Set(duties.map((duty) => duty.unitId)).size;
}

/** The unit that a name stands for: the office's word before the rules; null for one that is not there yet. */
async function unitFor(
  stores: Stores,
  known: readonly KnownUnit[],
  { planId, name, decided }: { planId: number; name: string; decided: number | 'new' | undefined },
  occasion: Occasion,
): Promise<number | null> {
  if (decided === undefined) return recogniseUnit(stores, known, { planId, name }, occasion);
  const called = await stores.plans.unitByName(name);
  if (called || decided === 'new') return called?.id ?? null;
  if (await stores.plans.insertAlias(decided, name)) {
    const unit = known.find(({ id }) => id === decided)?.name;
    await remember(stores, occasion, [{ act: 'recognise-unit', planId, facts: { unit, after: name } }]);
  }
  return decided;
}

function openFinding(planId: number, finding: PlanDraft['findings'][number]): Omit<Finding, 'id'> {
  return {
    planId,
    code: finding.code,
    message: finding.message,
    names: JSON.stringify(finding.names),
    sourceStart: finding.source.start,
    sourceEnd: finding.source.end,
    state: 'open',
    version: 1,
  };
}
