import { type Addressee, newMail } from '../acts/new-mail.js';
import { type Moment, momentOf } from '../clock.js';
import { type LeaderFigures, type UnitFigures, type WorklistFigures } from '../domain/digest.js';
import { headsOwed } from '../domain/digest-days.js';
import { type Day } from '../domain/day.js';
import { type Digest } from '../domain/mail.js';
import { type DigestKind, type Instant, type OutboxMail } from '../domain/plan.js';
import { OFFICE_POSTS } from '../domain/posts.js';
import { type Stores } from '../storage/stores/all.js';
import { type New } from '../storage/stores/rows.js';
import { type PlanWorld, readPlanWorld } from '../web/world.js';
import { issuesForHeads } from './heads.js';
import { issueForLeaders } from './leaders.js';
import { windowOf } from './progress.js';
import { keptReader, type Reader, readersInPlan, Turns } from './readers.js';
import { readWaitingOf } from './worklist.js';

/** The name under which the timetable keeps when this ran. */
export const DIGESTS_JOB = 'digests';

/** How many mails of each kind were queued; kinds without any are left out. */
export type QueuedDigests = Partial<Record<DigestKind, number>>;

/** One issue with those who get it. */
interface Issue {
  row: New<Digest>;
  readers: readonly Reader[];
}

/**
 * Makes the issues that a day owes (leaders, heads of units, the office) and queues their mails: once a day, whoever runs it and
 * however often, because the first run of a day decides and each issue and mail has its key.
 */
export async function queueDigests(stores: Stores, moment: Moment): Promise<QueuedDigests> {
  const looked = await stores.jobs.last(DIGESTS_JOB);
  const lookedOn = looked && momentOf(looked.dueAt).today;
  if (lookedOn !== null && lookedOn >= moment.today) return {};
  const queued: QueuedDigests = {};
  const plans = (await stores.plans.heads()).filter(({ state }) => state === 'running');
  let turns: Turns | null = null;
  for (const { id } of plans) {
    const world = await readPlanWorld(stores, moment, id);
    turns ??= new Turns(moment, world.calendar, await stores.escalations.goingTo(moment.today));
    const startedOn = momentOf(world.plan.activatedAt ?? moment.at).today;
    for (const make of [leadersIssue, headIssues, worklistIssue]) {
      const issues = await make(stores, world, { startedOn, lookedOn, turns });
      for (const [kind, n] of await send(stores, issues, turns, moment)) queued[kind] = (queued[kind] ?? 0) + n;
    }
  }
  return queued;
}

type Looked = { startedOn: Day; lookedOn: Day | null; turns: Turns };

async function leadersIssue(stores: Stores, world: PlanWorld, looked: Looked): Promise<Issue[]> {
  const readers = await readersInPlan(stores, world.plan.id, ['group-leader', 'deputy-leader'], world.now);
  const figures = await issueForLeaders(stores, world, looked, readers.map(keptReader));
  if (!figures) return [];
  const last = await stores.digests.last(world.plan.id, 'digest');
  return [{ row: rowOf('digest', world, figures, last, null), readers }];
}

async function headIssues(stores: Stores, world: PlanWorld, looked: Looked): Promise<Issue[]> {
  if (!headsOwed({ ...looked, calendar: world.calendar }, world.today)) return [];
  const last = await stores.digests.lastOfUnits(world.plan.id);
  return (await issuesForHeads(stores, world)).map(({ unit, reader, figures }) => ({
    row: rowOf('unit-digest', world, figures, last.get(unit.id) ?? null, unit.id),
    readers: [reader],
  }));
}

/** The office's list is made only where somebody can be reached and something waits; who has had another digest today finds it on the work list. */
async function worklistIssue(stores: Stores, world: PlanWorld, { turns }: Looked): Promise<Issue[]> {
  const readers = (await officeReaders(stores, world)).filter(({ mail }) => mail !== null && !turns.has(mail));
  if (readers.length === 0) return [];
  const worlds = [world, ...(await worldsBeside(stores, world, readers))];
  const waiting = await readWaitingOf(stores, worlds);
  if (waiting.queues.length === 0) return [];
  const figures: WorklistFigures = { until: world.now.at, readers: readers.map(keptReader), ...waiting };
  const last = await stores.digests.last(world.plan.id, 'worklist');
  return [{ row: rowOf('worklist', world, figures, last, null), readers }];
}

const officeReaders = (stores: Stores, { plan, now }: PlanWorld) => readersInPlan(stores, plan.id, OFFICE_POSTS, now);

/** The other running plans of which an office hears in its own list: whose office it is, too, or whose office nobody can write to. */
async function worldsBeside(stores: Stores, { plan, plans, now }: PlanWorld, readers: readonly Reader[]) {
  const own = new Set(readers.map(({ mail }) => mail));
  const worlds: PlanWorld[] = [];
  for (const { id } of plans.filter((one) => one.id !== plan.id && one.state === 'running')) {
    const world = await readPlanWorld(stores, now, id);
    const theirs = (await officeReaders(stores, world)).filter(({ mail }) => mail !== null);
    if (theirs.length === 0 || theirs.some(({ mail }) => own.has(mail))) worlds.push(world);
  }
  return worlds;
}

function rowOf(
  kind: DigestKind,
  world: PlanWorld,
  figures: LeaderFigures | UnitFigures | WorklistFigures,
  last: Pick<Digest, 'nth' | 'madeAt'> | null,
  unitId: number | null,
): New<Digest> {
  const { plan, today, now } = world;
  return {
    ...{ key: `${kind}:${plan.id}:${unitId ?? 0}:${today}`, planId: plan.id, kind, nth: (last?.nth ?? 0) + 1, unitId },
    ...{ day: today, windowFrom: windowOf(last, world).day, windowTo: today },
    ...{ figures: JSON.stringify(figures), madeAt: now.at },
  };
}

/** Keeps issues and queues a mail to each reader with an address; who has one of the day already gets it on the next working day. */
async function send(
  stores: Stores,
  issues: readonly Issue[],
  turns: Turns,
  moment: Moment,
): Promise<Map<DigestKind, number>> {
  const ids = await stores.digests.keep(issues.map(({ row }) => row));
  const mails = issues.flatMap(({ row, readers }) => {
    const digestId = ids.get(row.key);
    if (digestId === undefined) return [];
    return readers.flatMap((reader) =>
      reader.mail === null ? [] : mailOf(row, digestId, reader, turns.next(reader.mail), moment),
    );
  });
  const keys = await stores.outbox.enqueueAll(mails.map((mail) => ({ mail, items: [] })));
  const queued = new Map<DigestKind, number>();
  for (const { key, kind } of mails)
    if (keys.has(key)) queued.set(kind as DigestKind, (queued.get(kind as DigestKind) ?? 0) + 1);
  return queued;
}

function mailOf(
  row: New<Digest>,
  digestId: number,
  { postId, post, name, mail }: Reader,
  nextAt: Instant,
  moment: Moment,
): New<OutboxMail> {
  const to: Addressee = { unitId: row.unitId, postId, name: `${post} ${name}`, mail };
  const words = JSON.stringify({ digest: digestId });
  return { ...newMail(row.kind, `${row.key}:${postId}`, to, row.planId, moment), nextAt, words };
}
