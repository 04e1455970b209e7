import { activatePlan } from '../acts/activate-plan.js';
import { importPlan, whatIsMissing } from '../acts/import-plan.js';
import { openIntake, readCautions } from '../acts/intakes.js';
import { knownUnits } from '../acts/recognise-unit.js';
import { type Moment } from '../clock.js';
import { plusDays } from '../domain/day.js';
import { compareForeseen, type ForeseenMail } from '../domain/foreseen.js';
import { type IntakeDraft } from '../domain/intake.js';
import { type NameRead, readNames } from '../domain/intake-names.js';
import { intakeOf } from '../domain/intake-same-units.js';
import { type Difference, differencesFrom } from '../domain/plan-comparison.js';
import {
  type GroupDifference,
  groupDifferences,
  type HeadDifference,
  headDifferences,
} from '../domain/plan-comparison-group.js';
import { readPlanText } from '../domain/plan-text/read-plan.js';
import { foresee } from '../foresight/foresee.js';
import { takenBack } from '../foresight/taken-back.js';
import { type Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { type PlanHead } from '../web/world.js';
import { type IntakeFacts, type RefusedEdit } from './intake.views.js';

/** Everything that an intake's page shows. Throws `RuleBroken` 'not-found', 'intake-over'. */
export async function readIntake(
  stores: Stores,
  id: number,
  today: string,
  refused: RefusedEdit | null,
): Promise<IntakeFacts> {
  const { intake, draft } = await openIntake(stores, id);
  const known = await knownUnits(stores);
  const units = new Map(known.map((unit) => [unit.id, unit.name]));
  const names = readNames(draft, known);
  const running = (await stores.plans.heads()).filter(({ state }) => state === 'running');
  const cautions = await readCautions(stores, draft, names, today);
  return { intake, draft, names, units, missing: whatIsMissing(draft), cautions, today, refused, running };
}

/** What a document issued again says otherwise than the plan that runs. */
export interface Compared {
  differences: Difference[];
  group: GroupDifference[];
  head: HeadDifference[];
}

/** What it says otherwise and the document before did not, and wherein both are otherwise than the plan: that is the office's own doing. */
export interface ComparedTwice {
  changed: Compared;
  settled: Compared;
}

/** What an intake says otherwise than a running plan. Throws `RuleBroken` 'not-found', 'intake-over'. */
export async function readComparison(
  stores: Stores,
  { draft, names, today }: IntakeFacts,
  planHead: PlanHead,
): Promise<ComparedTwice> {
  const { id } = planHead;
  const plan = {
    measures: await stores.plans.measures(id),
    phases: await stores.plans.phases(id),
    duties: await stores.plans.duties(id),
  };
  const posts = (await stores.people.postsOfPlan(id, today)).map(({ holder, ...post }) => ({
    ...post,
    name: holder?.name ?? null,
  }));
  const compared = (other: IntakeDraft, called: readonly NameRead[]): Compared => ({
    differences: differencesFrom(plan, other, called),
    group: groupDifferences(posts, other),
    head: headDifferences(planHead, other),
  });
  const before = intakeOf(readPlanText((await stores.plans.byId(id))?.text ?? ''));
  const then = compared(before, readNames(before, await knownUnits(stores)));
  return parted(compared(draft, names), then, daysMoved(draft, before));
}

/** What the document before said as well, apart from what follows from a measure that is named no more, or whose days read otherwise. */
function parted(now: Compared, then: Compared, moved: ReadonlySet<string>): ComparedTwice {
  const isKnown = among(then.differences);
  const [isKnownPost, isKnownFact] = [among(then.group), among(then.head)];
  const gone = new Set(
    now.differences.flatMap((one) => (one.kind === 'measure-gone' && !isKnown(one) ? one.measureId : [])),
  );
  const isSettled = (one: Difference): boolean => {
    if (one.kind === 'duty-end' && gone.has(one.measureId)) return false;
    return isKnown(one) && !(one.kind === 'measure-due' && moved.has(one.title));
  };
  const part = (settled: boolean): Compared => ({
    differences: now.differences.filter((one) => isSettled(one) === settled),
    group: now.group.filter((one) => isKnownPost(one) === settled),
    head: now.head.filter((one) => isKnownFact(one) === settled),
  });
  return { changed: part(false), settled: part(true) };
}

/** The measures in whose sentences another day stands than before. */
function daysMoved(now: IntakeDraft, before: IntakeDraft): Set<string> {
  const said = ({ findings }: IntakeDraft) => findings.filter(({ code }) => code === 'day-in-text');
  const known = new Set(said(before).map(({ message }) => message));
  return new Set(said(now).flatMap(({ message, names }) => (known.has(message) ? [] : names)));
}

function among<T>(others: readonly T[]): (one: T) => boolean {
  const known = new Set(others.map((other) => JSON.stringify(other)));
  return (one) => known.has(JSON.stringify(one));
}

/** How far ahead the mails of a start are shown. */
export const DAYS_AHEAD = 60;

/** The mails of a plan that has not been started, seen from its start. */
export interface ForeseenStart {
  notices: number;
  /** Those that would not leave without it. */
  mails: ForeseenMail[];
  /** Those that leave anyway, about other plans, and would tell of this one, too. */
  joined: ForeseenMail[];
}

/**
 * Which mails a start would bring if nobody acted: the plan is started, asked, and taken back, so that what is shown is
 * what comes. Null where something is missing to start it. Throws `RuleBroken` 'not-found', 'intake-over'.
 */
export async function foreseeStart(storage: Storage, id: number, now: Moment): Promise<ForeseenStart | null> {
  const { intake, draft } = await storage.read((stores) => openIntake(stores, id));
  if (whatIsMissing(draft).length > 0) return null;
  const span = { from: now.today, to: plusDays(now.today, DAYS_AHEAD), today: now.today, supposed: {} };
  const before = await storage.read((stores) => foresee(stores, span));
  return takenBack(storage, async (stores) => {
    const occasion = { ...now, actor: '' };
    const { planId } = await importPlan(stores, draft, intake.text, occasion);
    const { mails: notices } = await activatePlan(stores, planId, 1, occasion);
    const { appears, differs } = compareForeseen(before, await foresee(stores, span));
    const tells = ({ planIds }: ForeseenMail) => planIds.includes(planId);
    return { notices, mails: appears.filter(tells), joined: differs.filter(tells) };
  });
}
