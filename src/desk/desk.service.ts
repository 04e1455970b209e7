import { type Moment } from '../clock.js';
import { type Owing, owingUnits } from '../domain/owing.js';
import { type Finding, type HistoryEntry, type MailState, type Unit } from '../domain/plan.js';
import { rulesOf } from '../domain/rules.js';
import { type Counts, countStandings } from '../domain/standing.js';
import { type Unreachable } from '../storage/stores/addresses.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedReport } from '../storage/stores/desk.js';
import {
  type OpenInspection,
  type Queue,
  type QueuedDecline,
  type QueuedEscalation,
  type QueuedExtension,
  type QueuedInstruction,
  type QueuedMail,
  type QueuedObjection,
  type QueuedRectification,
} from '../storage/stores/queues.js';
import { type MailCause } from '../storage/stores/no-mails.js';
import { type LetterLine } from '../storage/stores/letters.js';
import { countUnreached, readUnstarted, type Unstarted } from '../web/unstarted.js';
import { type PlanWorld, readPlanWorld } from '../web/world.js';

const UNSENT: readonly MailState[] = ['held', 'dead'];

/** So many of each queue stand on the page; the rest is a link. */
export const SHOWN = 10;

/** Everything that waits for the office, the first of each queue with the number of all. */
export interface DeskFacts {
  world: PlanWorld;
  reports: Queue<NamedReport>;
  units: readonly Unit[];
  extensions: Queue<QueuedExtension>;
  escalations: Queue<QueuedEscalation>;
  /** Whether anybody of the plan's office has an address: nobody else gets its daily list. */
  isOfficeReached: boolean;
  /** How many units of a running plan nobody can be written to in: their mails wait. */
  unitsUnreached: number;
  /** Who cannot be reached by mail; nobody of a draft, whose contacts are still to come. */
  unreachable: Queue<Unreachable>;
  declined: Queue<QueuedDecline>;
  /** Why each of the declined was sent back. */
  declines: readonly HistoryEntry[];
  inspections: Queue<OpenInspection>;
  /** Items that are done and wait for an inspection, once the plan's last phase has begun. */
  toInspect: number;
  rechecks: Queue<QueuedRectification>;
  objections: Queue<QueuedObjection>;
  instructions: Queue<QueuedInstruction>;
  /** Instructions over their day of which the unit has reported nothing. */
  lateInstructions: Queue<QueuedInstruction>;
  /** How many items stand where. */
  counts: Counts;
  mails: Queue<QueuedMail>;
  /** What keeps more than a few mails from leaving: none of them is among `mails`. */
  causes: readonly MailCause[];
  /** Letters that could not be placed; they are of no plan. */
  letters: Queue<LetterLine>;
  /** Of a plan that nobody has started. */
  unstarted: Unstarted | null;
  findings: readonly Finding[];
  /** The units to be chased, and those that have had the day's mail of reminders and chases already. */
  owing: readonly Owing[];
  told: readonly Owing[];
  /** Of the latter those whose mail did not leave, for want of an address or given up. */
  unsent: ReadonlySet<number>;
  /** The reports of a batch that could not be accepted. */
  missed: readonly NamedReport[];
}

/** Another running plan in which something waits. */
export interface Beside {
  plan: PlanWorld['plan'];
  /** What the plan's own work list says in its heading, without what belongs to no plan: that stands on the desk that is looked at. */
  count: number;
}

/** How much waits in each other running plan: three statements, however many plans there are. */
export async function readBeside(stores: Stores, { world }: Pick<DeskFacts, 'world'>): Promise<Beside[]> {
  const { today, calendar } = world;
  const others = world.plans.filter(({ id, state }) => id !== world.plan.id && state === 'running');
  const ids = others.map(({ id }) => id);
  if (ids.length === 0) return [];
  const told = await stores.queues.told(today);
  const owing = (await stores.queues.owing(ids, today)).filter(({ unitId }) => !told.has(unitId));
  const waiting = await stores.waiting.inPlans(ids, today);
  return others.map((plan) => {
    const own = owing.filter(({ planId }) => planId === plan.id);
    const units = owingUnits(own, today, { calendar, rules: rulesOf(plan) });
    const found = waiting.find(({ planId }) => planId === plan.id);
    // Where no batch is open and items wait for one, that is one thing to do.
    const inspecting = found?.inspections === 0 && found.accepted > 0 && today >= (found.lastFrom ?? '9999') ? 1 : 0;
    return { plan, count: (found?.things ?? 0) + units.length + inspecting };
  });
}

/** Reads the work list of a plan: as many statements whatever waits. */
export async function readDesk(
  stores: Stores,
  now: Moment,
  planId: number,
  missed: readonly number[],
): Promise<DeskFacts> {
  const world = await readPlanWorld(stores, now, planId);
  const { queues } = stores;
  const declined = await queues.declined(planId, SHOWN);
  const all = owingUnits(await queues.owing([planId], world.today), world.today, world);
  const told = await queues.told(world.today);
  const causes = await queues.mailCauses(planId);
  const isDraft = world.plan.state === 'draft';
  const units = await stores.plans.planUnits(planId);
  const last = world.phases.at(-1);
  const parked = await stores.letters.list(['parked'], { limit: SHOWN, offset: 0 });
  const inspecting = last !== undefined && world.today >= last.startsOn;
  const done = await stores.assignments.page({ planId, bounds: { stages: ['accepted'] }, limit: 0, offset: 0 });
  return {
    world,
    reports: await stores.desk.reports({ planId, stage: 'submitted', limit: SHOWN, offset: 0 }),
    units,
    unitsUnreached: isDraft ? 0 : await countUnreached(stores, units, world.today),
    extensions: await queues.extensions(planId, SHOWN),
    escalations: await queues.escalations(planId, SHOWN),
    unreachable: isDraft ? { total: 0, rows: [] } : await stores.addresses.unreachable(planId, world.today, SHOWN),
    isOfficeReached: await stores.addresses.reachesOffice(planId, world.today),
    declined,
    declines: await queues.lastActs(
      declined.rows.map(({ id }) => id),
      'decline',
    ),
    inspections: await queues.inspections(planId, SHOWN),
    toInspect: inspecting ? done.total : 0,
    rechecks: await queues.rechecks(planId, SHOWN),
    objections: await queues.objections(planId, SHOWN),
    instructions: await queues.instructions(planId, SHOWN),
    lateInstructions: await queues.lateInstructions(planId, SHOWN, world.today),
    counts: countStandings(await stores.assignments.tallies(planId, 'measure'), world.today, world),
    mails: await queues.mails(planId, SHOWN, { causes }),
    causes,
    letters: { total: parked.total, rows: parked.letters },
    unstarted: isDraft ? await readUnstarted(stores, world) : null,
    findings: (await stores.plans.findings(planId)).filter(({ state }) => state === 'open'),
    owing: all.filter(({ unitId }) => !told.has(unitId)),
    told: all.filter(({ unitId }) => told.has(unitId)),
    unsent: new Set([...told].flatMap(([unitId, state]) => (UNSENT.includes(state) ? [unitId] : []))),
    missed: await stores.desk.reportsNamed(missed, planId),
  };
}
