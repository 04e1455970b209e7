import { isDoneOnClosed } from '../domain/closure.js';
import { RuleBroken } from '../domain/errors.js';
import { type HistoryEntry } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';

/** When an act is done and by whom: the day is the day of the field (Asia/Shanghai). */
export interface Occasion {
  at: string;
  today: string;
  actor: string;
}

/**
 * Appends what was done: one row per thing, with before, after and reason as facts. Every act comes through here, and so none can
 * change a closed plan: throws `RuleBroken('plan-closed')`.
 */
export async function remember(
  stores: Stores,
  occasion: Occasion,
  acts: { act: string; planId?: number; assignmentId?: number; facts?: Record<string, unknown> }[],
): Promise<void> {
  const changed = acts.flatMap(({ act, planId }) => (planId === undefined || isDoneOnClosed(act) ? [] : planId));
  if (changed.length > 0 && (await stores.closures.isAnyClosed([...new Set(changed)])))
    throw new RuleBroken('plan-closed');
  const entries: Omit<HistoryEntry, 'id'>[] = acts.map(({ act, planId, assignmentId, facts }) => ({
    at: occasion.at,
    day: occasion.today,
    planId: planId ?? null,
    assignmentId: assignmentId ?? null,
    act,
    actor: occasion.actor,
    facts: JSON.stringify(facts ?? {}),
  }));
  await stores.history.append(entries);
}
