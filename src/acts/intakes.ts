import { type Day } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { type Intake, type IntakeDraft, openDoubts } from '../domain/intake.js';
import { cautionsFor, countCautions, type IntakeCautions, isSameDocument } from '../domain/intake-cautions.js';
import { type NameRead, readNames } from '../domain/intake-names.js';
import { type DraftOfText, withSettledBefore } from '../domain/intake-reissued.js';
import { intakeOf } from '../domain/intake-same-units.js';
import { type PlanDraft } from '../domain/plan-text/plan-draft.js';
import { type Stores } from '../storage/stores/all.js';
import { activatePlan } from './activate-plan.js';
import { type Occasion, remember } from './history.js';
import { importPlan } from './import-plan.js';
import { knownUnits } from './recognise-unit.js';

/** Takes in a document with what was read from it; what was answered before its plan was started is not asked again. Returns the intake's id. */
export async function takeIn(
  stores: Stores,
  { name, text, draft }: { name: string; text: string; draft: PlanDraft },
  occasion: Occasion,
): Promise<number> {
  const { at, actor } = occasion;
  const read = { text, draft: intakeOf(draft) };
  const before = await issuedBefore(stores, read.draft);
  const taken = before ? withSettledBefore(read, before) : read.draft;
  const id = await stores.intakes.insert({
    ...{ name, text, draft: JSON.stringify(taken), state: 'open', planId: null },
    ...{ takenAt: at, takenBy: actor, changedAt: at, version: 1 },
  });
  await remember(stores, occasion, [{ act: 'take-in', facts: { intake: id, file: name } }]);
  return id;
}

/** The document of the running plan that this one is most likely issued again of, as it was when the plan was started; null where there is none. */
async function issuedBefore(stores: Stores, draft: IntakeDraft): Promise<DraftOfText | null> {
  for (const plan of await stores.plans.heads()) {
    if (plan.state !== 'running' || !isSameDocument(plan, draft)) continue;
    const started = await stores.intakes.startedAs(plan.id);
    if (started) return { text: started.text, draft: JSON.parse(started.draft) as IntakeDraft };
  }
  return null;
}

/** An intake that is still worked on, with its draft. Throws `RuleBroken` 'not-found', 'intake-over'. */
export async function openIntake(stores: Stores, id: number): Promise<{ intake: Intake; draft: IntakeDraft }> {
  const intake = await stores.intakes.byId(id);
  if (!intake) throw new RuleBroken('not-found', { thing: '导入稿' });
  if (intake.state !== 'open') throw new RuleBroken('intake-over', { started: intake.state === 'started' });
  return { intake, draft: JSON.parse(intake.draft) as IntakeDraft };
}

/** Edits the draft of an intake as the page of `version` showed it. Throws `RuleBroken` 'intake-stale', 'intake-no-unit', and what `edit` throws. */
export async function editIntake(
  stores: Stores,
  { id, version }: { id: number; version: number },
  edit: (draft: IntakeDraft) => IntakeDraft,
  occasion: Occasion,
): Promise<void> {
  const { draft } = await openIntake(stores, id);
  const edited = edit(draft);
  for (const unit of Object.values(edited.decided))
    if (unit !== 'new' && !(await stores.plans.unit(unit))) throw new RuleBroken('intake-no-unit', { field: 'as' });
  const patch = { draft: JSON.stringify(edited), changedAt: occasion.at };
  if (!(await stores.intakes.change(id, version, patch))) throw new RuleBroken('intake-stale');
}

/** Puts an intake away: nothing came of it. */
export async function dropIntake(
  stores: Stores,
  { id, version }: { id: number; version: number },
  occasion: Occasion,
): Promise<void> {
  const { intake } = await openIntake(stores, id);
  if (!(await stores.intakes.change(id, version, { state: 'dropped', changedAt: occasion.at })))
    throw new RuleBroken('intake-stale');
  await remember(stores, occasion, [{ act: 'drop-intake', facts: { intake: id, file: intake.name } }]);
}

/** What is to be looked at before an intake is started: as many statements whatever its size. */
export async function readCautions(
  stores: Stores,
  draft: IntakeDraft,
  names: readonly NameRead[],
  today: Day,
): Promise<IntakeCautions> {
  // Two names of one unit are one unit.
  const keys = new Set(names.map(({ name, unitId }) => unitId ?? name));
  const ids = [...keys].filter((key) => typeof key === 'number');
  const addresses = await stores.addresses.ofUnits(ids, today);
  const own = new Map((await stores.plans.units()).map(({ id, mail }) => [id, mail]));
  const isReached = (key: number | string) => typeof key === 'number' && Boolean(addresses.get(key) ?? own.get(key));
  const running = (await stores.plans.heads()).filter(({ state }) => state === 'running');
  return cautionsFor(draft, [...keys].map(isReached), running, today);
}

const isDoubtful = (name: NameRead) => name.isDoubtful;

/** Makes a running plan of an intake: its measures, units, phases and assignments, and a notice to each unit. Returns the plan's id and how many of each. Throws `RuleBroken` 'intake-doubts' where doubts or cautions are open and nobody says that they were checked. */
export async function startIntake(
  stores: Stores,
  { id, version, isChecked }: { id: number; version: number; isChecked: boolean },
  occasion: Occasion,
): Promise<{ planId: number; assignments: number; mails: number }> {
  const { intake, draft } = await openIntake(stores, id);
  const names = readNames(draft, await knownUnits(stores));
  const doubts = openDoubts(draft).length + names.filter(isDoubtful).length;
  const count = doubts + countCautions(await readCautions(stores, draft, names, occasion.today));
  if (count > 0 && !isChecked) throw new RuleBroken('intake-doubts', { field: 'checked', count });
  if (!(await stores.intakes.change(id, version, { state: 'started', changedAt: occasion.at })))
    throw new RuleBroken('intake-stale');
  const { planId } = await importPlan(stores, draft, intake.text, occasion);
  await stores.intakes.setPlan(id, planId);
  return { planId, ...(await activatePlan(stores, planId, 1, occasion)) };
}
