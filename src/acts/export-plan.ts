import { RuleBroken } from '../domain/errors.js';
import { type Duty, type Measure, type Phase, type Unit } from '../domain/plan.js';
import { PLAN_FORMAT, type PlanDocument } from '../domain/plan-document.js';
import { type PlanRules } from '../domain/rules.js';
import { type Stores } from '../storage/stores/all.js';

/** A plan as a document that another installation takes. Throws `RuleBroken('not-found')`. */
export async function exportPlan({ plans }: Stores, planId: number): Promise<PlanDocument> {
  const plan = await plans.byId(planId);
  if (!plan) throw new RuleBroken('not-found', { thing: '方案' });
  const { title, docNumber, issuer, issuedOn, text } = plan;
  const [duties, units, aliases] = [await plans.duties(planId), await plans.planUnits(planId), await plans.aliases()];
  const namesOf = ({ id }: Unit) => aliases.filter(({ unitId }) => unitId === id).map(({ name }) => name);
  return {
    format: PLAN_FORMAT,
    head: { title, docNumber, issuer, issuedOn },
    text,
    phases: (await plans.phases(planId)).map((phase) => ({
      ...clause(phase),
      ...{ startsOn: phase.startsOn, dueOn: phase.dueOn },
      outcomes: phase.outcomes === '' ? [] : phase.outcomes.split('\n'),
    })),
    measures: (await plans.measures(planId)).map((measure) => ({
      ...clause(measure),
      dueOn: measure.dueOn,
      duties: dutiesOf(measure, duties, units),
    })),
    units: units
      .map((unit) => ({ name: unit.name, aliases: namesOf(unit).sort() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    members: (await plans.members(planId)).map(({ role, name, unit }) => ({ role, name, unit })),
    findings: (await plans.findings(planId)).map(({ code, message, names, state, ...finding }) => ({
      ...{ code, message, names: JSON.parse(names) as string[], source: sourceOf(finding), state },
    })),
    rules: JSON.parse(plan.rules || '{}') as Partial<PlanRules>,
  };
}

function dutiesOf({ id }: Measure, duties: readonly Duty[], units: readonly Unit[]) {
  const own = duties.filter(({ measureId }) => measureId === id).sort((a, b) => a.position - b.position);
  return own.map(({ unitId, role, isPrimary, ...duty }) => ({
    ...{ unit: units.find((unit) => unit.id === unitId)?.name ?? '', role, isPrimary, source: sourceOf(duty) },
  }));
}

function clause({ number, title, text, ...place }: Measure | Phase) {
  return { number, title, text, source: sourceOf(place) };
}

const sourceOf = ({ sourceStart: start, sourceEnd: end }: { sourceStart: number; sourceEnd: number }) => ({
  start,
  end,
});
