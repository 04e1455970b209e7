import { type Correction, type Effects, NEW_PHASE } from '../domain/corrections.js';
import { longDay } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { phaseName } from '../domain/phases.js';
import { type Phase } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { type Made, NOWHERE } from './correction-changes.js';
import { type Named } from './correction-facts.js';
import { type Occasion } from './history.js';
import { newAssignment } from './new-assignment.js';

/** Makes a new phase with its assignments; returns the effects with the phase as it is numbered then. */
export async function makePhase(
  stores: Stores,
  planId: number,
  effects: Effects,
  occasion: Occasion,
): Promise<{ effects: Effects; made: Made }> {
  if (!effects.newPhase) return { effects, made: [] };
  const { items, title, position, startsOn, dueOn: until } = effects.newPhase;
  const row = { planId, title, position, startsOn, dueOn: until, number: '', text: '', outcomes: '', ...NOWHERE };
  const [phaseId = NEW_PHASE] = await stores.plans.insertPhases([row]);
  const rows = items.map((item) => newAssignment({ ...item, planId, phaseId }, occasion));
  const ids = await stores.assignments.insertMany(rows);
  return {
    effects: { ...effects, items: effects.items.map((change) => intoMade(change, phaseId)) },
    made: rows.map(({ dueOn, unitId }, i) => ({ id: ids[i] ?? 0, dueOn, unitId })),
  };
}

const intoMade = (change: Effects['items'][number], phaseId: number): Effects['items'][number] =>
  change.patch.phaseId === NEW_PHASE ? { ...change, patch: { ...change.patch, phaseId } } : change;

/** Gives the phases of a plan their places and days, and notes which was dropped. */
export async function changePhases(
  { corrections }: Stores,
  { phases, droppedPhase }: Effects,
  today: string,
): Promise<void> {
  if (droppedPhase) await corrections.changePhase(droppedPhase.id, { droppedOn: today });
  for (const { phase, position, startsOn, dueOn } of phases)
    await corrections.changePhase(phase.id, { position, startsOn, dueOn });
}

/** What is said of a phase before and after. Throws `RuleBroken('correction-no-phase')` where the plan has none such in force. */
export async function phaseNames(
  { plans }: Stores,
  planId: number,
  correction: Extract<Correction, { kind: `phase-${string}` }>,
): Promise<Named> {
  const phases = await plans.phases(planId);
  if (correction.kind === 'phase-new') {
    const start = correction.start === null ? '' : `${longDay(correction.start)}起，`;
    const after = `增加“${correction.title}”，${start}${longDay(correction.day)}前（含当日）`;
    return { before: `共${phases.length}个阶段`, after };
  }
  const phase = phases.find(({ id }) => id === correction.phaseId);
  if (!phase) throw new RuleBroken('correction-no-phase', { field: 'phaseId' });
  switch (correction.kind) {
    case 'phase-title':
      mustBeAnother(phase, correction.title, phases);
      return { before: phase.title, after: correction.title };
    case 'phase-due':
      return {
        of: `${phaseName(phase.position)}“${phase.title}”`,
        before: longDay(phase.dueOn),
        after: longDay(correction.day),
      };
    case 'phase-end':
      return {
        before: `${phaseName(phase.position)}“${phase.title}”（${longDay(phase.dueOn)}前）`,
        after: '取消',
      };
  }
}

function mustBeAnother(phase: Phase, title: string, phases: readonly Phase[]): void {
  if (phase.title === title) throw new RuleBroken('correction-same-name', { field: 'title' });
  if (phases.some((one) => one.title === title)) throw new RuleBroken('correction-phase-taken', { field: 'title' });
}
