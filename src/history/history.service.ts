import { type Plan, type Unit } from '../domain/plan.js';
import { type Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { type HistoryLine, type HistoryQuery } from '../storage/stores/history.js';
import { actsCalled } from '../web/act-words.js';
import { type World } from '../web/world.js';

export const ENTRIES_PER_PAGE = 50;
const ENTRIES_PER_BATCH = 1000;

/** What the history may be narrowed to; `before` is where the page begins. */
export interface HistoryFilter {
  plan?: number | undefined;
  unit?: number | undefined;
  act?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  who?: string | undefined;
  before?: number | undefined;
}

/** What the history's page is made of; `more` says whether there are older entries. */
export interface HistoryFacts {
  world: World;
  plans: readonly Omit<Plan, 'text'>[];
  units: readonly Unit[];
  filter: HistoryFilter;
  entries: readonly HistoryLine[];
  more: boolean;
}

/** One page of the history: a fixed number of statements, however long it is. */
export async function readHistory(stores: Stores, world: World, filter: HistoryFilter): Promise<HistoryFacts> {
  const units = await stores.plans.units();
  const found = await stores.history.search({ ...askedBy(filter, units), limit: ENTRIES_PER_PAGE + 1 });
  return {
    world,
    plans: world.plans,
    ...{ units, filter },
    entries: found.slice(0, ENTRIES_PER_PAGE),
    more: found.length > ENTRIES_PER_PAGE,
  };
}

/** Everything within a filter, the newest first, a thousand at a time, each read by itself. */
export async function* historyBatches(storage: Storage, filter: HistoryFilter): AsyncGenerator<HistoryLine[]> {
  const units = await storage.read((stores) => stores.plans.units());
  const asked = { ...askedBy(filter, units), limit: ENTRIES_PER_BATCH };
  for (let before: number | undefined; ;) {
    const page = { ...asked, before };
    const lines = await storage.read((stores) => stores.history.search(page));
    if (lines.length > 0) yield lines;
    if (lines.length < ENTRIES_PER_BATCH) return;
    before = lines.at(-1)?.id;
  }
}

function askedBy({ plan, unit, act, from, to, who, before }: HistoryFilter, units: readonly Unit[]) {
  const named = unit === undefined ? undefined : { id: unit, name: units.find(({ id }) => id === unit)?.name ?? '' };
  return {
    ...{ planId: plan, unit: named, acts: act === undefined ? undefined : actsCalled(act) },
    ...{ dayFrom: from, dayTo: to, actor: who, before },
  } satisfies Omit<HistoryQuery, 'limit'>;
}
