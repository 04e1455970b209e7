import { createHash } from 'node:crypto';
import { type Correction, type Effects } from '../domain/corrections.js';
import { effectsOf } from '../domain/correction-effects.js';
import { RuleBroken } from '../domain/errors.js';
import { type Instant } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { applyCorrection, giveDuty } from './correction-changes.js';
import { type Called, factsFor, type Named, namesOf, unitCalled } from './correction-facts.js';
import { makePhase } from './correction-phases.js';
import { tellCorrection } from './correction-mails.js';
import { rememberCorrection } from './correction-history.js';
import { type Occasion } from './history.js';

/** A correction as the office saw its preview: `seen` is the mark of what was shown, `version` the plan's. */
export interface CorrectionRequest {
  planId: number;
  version: number;
  correction: Correction;
  reason: string;
  seen: string;
  /** The document issued again that asked for it. */
  intakeId?: number;
  /** When the units are told; a little later, so that of corrections made one after another each unit hears in one mail. */
  tellAt?: Instant;
}

/** A correction worked out: what it changes, what it is called before and after, and a mark that differs where anything in it does. */
export interface WorkedOut extends Named {
  effects: Effects;
  /** The unit that the correction calls by name; null where it calls none. */
  called: Called | null;
  mark: string;
}

/** Works out what a correction would change; changes nothing. Throws `RuleBroken` with the field at fault. */
export async function workOut(
  stores: Stores,
  planId: number,
  correction: Correction,
  today: string,
): Promise<WorkedOut> {
  const called = correction.kind === 'duty-new' ? await unitCalled(stores, correction.unit) : null;
  const named = await namesOf(stores, planId, correction, called);
  const effects = effectsOf(correction, await factsFor(stores, planId, correction, { called, today }));
  const items = effects.items.map(({ item, patch }) => [item.id, item.version, patch]);
  const shown = [correction, named, items, effects.given, effects.newPhase, effects.phases, effects.droppedPhase];
  const mark = createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16);
  return { effects, called, ...named, mark };
}

/** Corrects a plan as its preview showed, and tells who is concerned. Throws `RuleBroken` 'correction-changed' where meanwhile something is otherwise, 'stale'. */
export async function correctPlan(stores: Stores, request: CorrectionRequest, occasion: Occasion): Promise<WorkedOut> {
  const { planId, version, correction, seen } = request;
  const worked = await workOut(stores, planId, correction, occasion.today);
  if (worked.mark !== seen) throw new RuleBroken('correction-changed');
  if (!(await stores.corrections.touchPlan(planId, version))) throw new RuleBroken('stale', { thing: '方案' });
  const given = await giveDuty(stores, planId, worked.effects, correction, occasion);
  const phased = await makePhase(stores, planId, given.effects, occasion);
  const [effects, made] = [phased.effects, [...given.made, ...phased.made]];
  const done = { ...worked, effects };
  // Told first: a unit that is merged is still called by its own name.
  await tellCorrection(stores, request, { ...done, made }, occasion);
  await applyCorrection(stores, planId, correction, done, occasion);
  await rememberCorrection(stores, request, { ...done, made }, occasion);
  return done;
}
