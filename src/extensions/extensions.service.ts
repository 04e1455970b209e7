import { type Moment } from '../clock.js';
import { type Day } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { type Extension, timesAsked, type WhyNotAsk, whyNotAsk } from '../domain/extensions.js';
import { mayActFor, maySeeAssignment, type Person, within } from '../domain/permissions.js';
import { type HistoryEntry } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { toldBy } from '../web/course.js';
import { type Leader, leadersOf } from '../web/leaders.js';
import { type PlanWorld, readPlanWorld } from '../web/world.js';

/** An item that somebody may see, in its plan. */
interface Seen {
  world: PlanWorld;
  item: NamedAssignment;
  /** The last day of the plan's last phase. */
  lastDueOn: Day;
}

/** What the page is made of on which a unit asks for more time. */
export interface AskFacts extends Seen {
  asked: readonly Extension[];
  mayAsk: boolean;
  whyNot: WhyNotAsk | null;
  lastProgress: string;
}

/** What one request's page is made of. */
export interface OneFacts extends Seen {
  extension: Extension;
  asked: readonly Extension[];
  isSecond: boolean;
  leaders: readonly Leader[];
  course: readonly HistoryEntry[];
}

async function readSeen(stores: Stores, now: Moment, id: number, me: Person, thing: string): Promise<Seen> {
  const [item] = await stores.assignments.byIds([id]);
  if (!item || !maySeeAssignment(me, item)) throw new RuleBroken('not-found', { thing });
  const world = await readPlanWorld(stores, now, item.planId);
  return {
    world,
    item,
    lastDueOn:
      world.phases
        .map(({ dueOn }) => dueOn)
        .sort()
        .at(-1) ?? item.dueOn,
  };
}

/** Reads what a unit needs to ask for more time for an item. Throws `RuleBroken('not-found')`. */
export async function readAsk(stores: Stores, now: Moment, assignmentId: number, me: Person): Promise<AskFacts> {
  const seen = await readSeen(stores, now, assignmentId, me, '责任事项');
  const asked = await stores.extensions.ofAssignment(assignmentId);
  const [last] = await stores.reports.latestOf([assignmentId]);
  return {
    ...seen,
    asked,
    mayAsk: mayActFor(within(me, seen.world.plan), seen.item),
    whyNot: whyNotAsk(seen.item, asked, seen.world.today, seen.world),
    lastProgress: last?.progress ?? '',
  };
}

/** Reads one request with everything. Throws `RuleBroken('not-found')`. */
export async function readExtension(stores: Stores, now: Moment, id: number, me: Person): Promise<OneFacts> {
  const extension = await stores.extensions.byId(id);
  if (!extension) throw new RuleBroken('not-found', { thing: '延期申请' });
  const seen = await readSeen(stores, now, extension.assignmentId, me, '延期申请');
  const asked = await stores.extensions.ofAssignment(extension.assignmentId);
  const history = await stores.history.ofAssignment(seen.item);
  return {
    ...{ ...seen, extension, asked, isSecond: timesAsked(asked, extension.nth) > 0 },
    leaders: await leadersOf(stores, seen.world.plan.id, seen.world.today),
    course: history.filter((entry) => toldBy(entry)['extensionId'] === id),
  };
}
