import { type Moment } from '../clock.js';
import { may, type Person } from '../domain/permissions.js';
import { type Holding, type PostKind } from '../domain/posts.js';
import { type Stores } from '../storage/stores/all.js';
import { type LedgerFilter } from '../storage/stores/rectifications.js';
import { readPlanWorld } from '../web/world.js';
import { roundOwner } from '../acts/rectify.js';
import { type LedgerFacts } from './ledger.views.js';

/** Who answers for a unit's rectifications: its head, else who supervises the work, else its liaison. */
const ANSWERS: readonly PostKind[] = ['unit-supervisor', 'unit-head', 'liaison'];

/** What the ledger is narrowed to. */
export interface LedgerAsked {
  stage?: LedgerFilter['stage'];
  unit?: number | undefined;
}

/** Some lines of a plan's ledger; who acts for a unit sees that unit's, who came by a mail what the mail is about. */
export async function readLedger(
  stores: Stores,
  now: Moment,
  planId: number,
  person: Person,
  { stage, unit }: LedgerAsked,
  window: { limit: number; offset: number },
): Promise<Omit<LedgerFacts, 'page' | 'filter'>> {
  const world = await readPlanWorld(stores, now, planId);
  const seesAll = may(person, 'see-all');
  const filter: LedgerFilter = {
    ...{ planId, stage },
    unitId: seesAll ? unit : (person.unitId ?? 0),
    assignmentIds: person.items ?? undefined,
  };
  const { total, rows } = await stores.rectifications.page(filter, world.today, window.limit, window.offset);
  const ids = rows.map(({ id }) => id);
  const rounds = await stores.rectifications.roundsOf(ids);
  const objections = await stores.rectifications.objectionsTo(ids);
  const files = await stores.attachments.ofOwners(rounds.map(({ id }) => roundOwner(id)));
  const holders = await stores.people.holdersOf([...new Set(rows.map(({ unitId }) => unitId))], world.today);
  const counts = await stores.rectifications.counts(planId, world.today, filter);
  const units = seesAll ? await stores.plans.planUnits(planId) : [];
  return { world, rows, total, rounds, objections, files, responsible: responsibleOf(holders), counts, units, seesAll };
}

function responsibleOf(holders: readonly Holding[]): Map<number, string> {
  const found = new Map<number, string>();
  for (const kind of ANSWERS)
    for (const { kind: held, unitId, name } of holders)
      if (held === kind && unitId !== null && !found.has(unitId)) found.set(unitId, name);
  return found;
}
