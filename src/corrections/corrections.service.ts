import { correctPlan, type WorkedOut } from '../acts/correct-plan.js';
import { type Moment } from '../clock.js';
import { type Correction, CORRECTION_ACTS } from '../domain/corrections.js';
import { plusDays } from '../domain/day.js';
import { compareForeseen, type ForeseenMail, type MailChanges } from '../domain/foreseen.js';
import { type IntakeDraft } from '../domain/intake.js';
import { foresee } from '../foresight/foresee.js';
import { takenBack } from '../foresight/taken-back.js';
import { type Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { DAYS_FORESEEN } from '../web/mail-changes.js';

/** A correction that was worked out for a plan. */
export interface Asked {
  planId: number;
  correction: Correction;
  worked: WorkedOut;
}

/** What a correction does to the mails of the days ahead; null where it changes neither a day nor whose what is. */
export async function mailChanges(storage: Storage, asked: Asked, now: Moment): Promise<MailChanges | null> {
  const { today } = now;
  const { effects } = asked.worked;
  const span = { from: today, to: plusDays(today, DAYS_FORESEEN), today };
  const before = () => storage.read((stores) => foresee(stores, { ...span, supposed: {} }));
  if (asked.correction.kind === 'duty-new' || asked.correction.kind === 'duty-end') {
    if (effects.items.length === 0 && !effects.given?.items.length) return null;
    return compareForeseen(await before(), await foreseeDone(storage, asked, now));
  }
  const isAboutPhases = effects.newPhase !== null || effects.droppedPhase !== null;
  if (isAboutPhases || effects.items.some(({ patch }) => patch.phaseId !== undefined || patch.opensOn !== undefined))
    return compareForeseen(await before(), await foreseeDone(storage, asked, now));
  const moved = effects.items.flatMap(({ item, patch }) => (patch.dueOn ? [[item.id, patch.dueOn] as const] : []));
  if (moved.length === 0) return null;
  const phaseDueOn = new Map(effects.phases.map(({ phase, dueOn }) => [phase.id, dueOn]));
  const supposed = { dueOn: new Map(moved), phaseDueOn };
  return compareForeseen(await before(), await storage.read((stores) => foresee(stores, { ...span, supposed })));
}

/** The mails ahead once the correction is made: what only other due days bring can be supposed faster. */
function foreseeDone(storage: Storage, { planId, correction, worked }: Asked, now: Moment): Promise<ForeseenMail[]> {
  const { today } = now;
  return takenBack(storage, async (stores) => {
    const version = (await stores.plans.byId(planId))?.version ?? 0;
    const request = { planId, version, correction, reason: '', seen: worked.mark };
    await correctPlan(stores, request, { ...now, actor: '' });
    return foresee(stores, { from: today, to: plusDays(today, DAYS_FORESEEN), today, supposed: {} });
  });
}

/**
 * What stands as the reason of a correction to begin with: of a document issued again what was written for its last correction, at
 * first that it was issued, so that nobody types the same for each difference; '' where nothing is known.
 */
export async function reasonOffered(stores: Stores, planId: number, intakeId: number | null): Promise<string> {
  if (intakeId === null) return '';
  const [last] = await stores.history.search({ planId, acts: CORRECTION_ACTS, limit: 1 });
  const { intake, reason } = last ? (JSON.parse(last.facts) as { intake?: number; reason?: string }) : {};
  if (intake === intakeId && reason !== undefined) return reason;
  const document = await stores.intakes.byId(intakeId);
  const draft = document && (JSON.parse(document.draft) as IntakeDraft);
  return draft?.docNumber ? `依据重新印发的${draft.docNumber}` : '';
}
