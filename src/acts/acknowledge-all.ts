import { advance, ASSIGNMENT } from '../domain/lifecycle.js';
import { mayActFor, type Person } from '../domain/permissions.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion, remember } from './history.js';

/** 全部签收: acknowledges whatever a person may still acknowledge of a unit's assignments; returns how many that were. */
export async function acknowledgeAll(
  stores: Stores,
  { planId, unitId, person }: { planId: number; unitId: number; person: Person },
  occasion: Occasion,
): Promise<number> {
  const items = await stores.assignments.ofUnit(unitId, planId);
  const after = advance(ASSIGNMENT, 'assigned', 'acknowledge');
  const acts: Parameters<typeof remember>[2] = [];
  for (const item of items.filter(({ stage }) => stage === 'assigned').sort((a, b) => a.id - b.id)) {
    // Who else was quicker has acknowledged it, which is what is wanted.
    if (!mayActFor(person, item) || !(await stores.assignments.change(item.id, item.version, { stage: after })))
      continue;
    acts.push({ act: 'acknowledge', planId, assignmentId: item.id, facts: { before: item.stage, after } });
  }
  await remember(stores, occasion, acts);
  return acts.length;
}
