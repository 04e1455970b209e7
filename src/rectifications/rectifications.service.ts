import { type Moment } from '../clock.js';
import { evidenceOwner, inspectorsOf, roundOwner } from '../acts/rectify.js';
import { RuleBroken } from '../domain/errors.js';
import { maySeeAssignment, type Person } from '../domain/permissions.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedRectification } from '../storage/stores/rectifications.js';
import { readPlanWorld } from '../web/world.js';
import { type RectificationFacts } from './rectification.views.js';

/** A rectification that a person may see; another unit's is not found. Throws `RuleBroken('not-found')`. */
export async function seen(stores: Stores, id: number, person: Person): Promise<NamedRectification> {
  const finding = await stores.rectifications.byId(id);
  if (!finding || !maySeeAssignment(person, { id: finding.assignmentId, unitId: finding.unitId }))
    throw new RuleBroken('not-found', { thing: '整改' });
  return finding;
}

/** Everything that a rectification's page shows. Throws `RuleBroken('not-found')`. */
export async function readRectification(
  stores: Stores,
  now: Moment,
  id: number,
  person: Person,
): Promise<Omit<RectificationFacts, 'person'>> {
  const finding = await seen(stores, id, person);
  const world = await readPlanWorld(stores, now, finding.planId);
  const others = await stores.rectifications.ofAssignment(finding.assignmentId);
  const rounds = await stores.rectifications.roundsOf([id]);
  const [objection = null] = await stores.rectifications.objectionsTo([id]);
  const owner = evidenceOwner(finding);
  const files = await stores.attachments.ofOwners([owner, ...rounds.map((round) => roundOwner(round.id))]);
  const inspectors = await inspectorsOf(stores, finding);
  return { world, finding, others, rounds, objection, files, inspectors };
}

/** What the notice of a finding says: all findings of the same sheet, and whom to ask. Throws `RuleBroken('not-found')`. */
export async function readNotice(stores: Stores, now: Moment, id: number, person: Person) {
  const finding = await seen(stores, id, person);
  const world = await readPlanWorld(stores, now, finding.planId);
  const findings = await stores.rectifications.ofItem(finding.inspectionItemId);
  const batch = await stores.inspections.byId(finding.inspectionId);
  const posts = await stores.people.postsOfPlan(finding.planId, finding.issuedOn);
  const director = posts.find(({ kind }) => kind === 'office-director')?.holder ?? null;
  return { world, finding, findings, batch, director, person };
}
