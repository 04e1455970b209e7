import { type PlanDocument } from '../domain/plan-document.js';
import { type Stores } from '../storage/stores/all.js';
import { fillPosts } from './fill-posts.js';
import { type Occasion, remember } from './history.js';
import { knownUnits, recogniseUnit } from './recognise-unit.js';

/**
 * Stores an exported plan as a draft, whatever its state was where it came from; units that are known here keep their names
 * and get the others as aliases. Returns the plan's id and its size.
 */
export async function importExported(
  stores: Stores,
  document: PlanDocument,
  occasion: Occasion,
): Promise<{ planId: number; measures: number; phases: number; units: number }> {
  const { head, text, rules, measures, phases, units } = document;
  const state = { state: 'draft' as const, activatedAt: null, version: 1 };
  const planId = await stores.plans.insert({ ...head, text, rules: JSON.stringify(rules), ...state });
  await stores.plans.insertPhases(
    phases.map(({ source, outcomes, ...phase }, position) => ({
      ...{ ...phase, planId, position, outcomes: outcomes.join('\n') },
      ...{ sourceStart: source.start, sourceEnd: source.end },
    })),
  );
  await insertMeasures(stores, planId, document, occasion);
  await stores.plans.insertMembers(document.members.map((member, position) => ({ ...member, planId, position })));
  await fillPosts(stores, planId, occasion);
  await stores.plans.insertFindings(
    document.findings.map(({ source, names, ...finding }) => ({
      ...{ ...finding, planId, names: JSON.stringify(names), version: 1 },
      ...{ sourceStart: source.start, sourceEnd: source.end },
    })),
  );
  const { title, docNumber } = head;
  await remember(stores, occasion, [{ act: 'import', planId, facts: { title, docNumber } }]);
  return { planId, measures: measures.length, phases: phases.length, units: units.length };
}

async function insertMeasures(stores: Stores, planId: number, document: PlanDocument, occasion: Occasion) {
  const { measures } = document;
  const ids = await stores.plans.insertMeasures(
    measures.map(({ duties: _, source, ...fact }, position) => ({
      ...fact,
      ...{ planId, position, sourceStart: source.start, sourceEnd: source.end },
    })),
  );
  const unitIds = await unitsHere(stores, planId, document, occasion);
  const rows = measures.flatMap(({ duties }, i) => {
    const seen = new Set<number>();
    return duties.flatMap(({ unit, source, ...duty }, position) => {
      const unitId = unitIds.get(unit) ?? 0;
      // Two units there may be one here: it keeps its first, weightier part.
      if (seen.has(unitId)) return [];
      seen.add(unitId);
      const place = { sourceStart: source.start, sourceEnd: source.end };
      return [{ ...duty, ...place, planId, measureId: ids[i] ?? 0, unitId, position }];
    });
  });
  await stores.plans.insertDuties(rows);
}

/** The id here of every unit of the document, by its name there. */
async function unitsHere(stores: Stores, planId: number, { units }: PlanDocument, occasion: Occasion) {
  const known = await knownUnits(stores);
  const ids = new Map<string, number>();
  for (const { name, aliases } of units) {
    const found = await recogniseUnit(stores, known, { planId, name }, occasion);
    const id = found ?? (await stores.plans.insertUnit({ name, mail: null }));
    ids.set(name, id);
    const taken = known.flatMap((unit) => [unit.name, ...unit.aliases]);
    for (const alias of aliases) if (!taken.includes(alias)) await stores.plans.insertAlias(id, alias);
  }
  return ids;
}
