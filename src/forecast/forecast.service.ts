import { type Moment } from '../clock.js';
import { type Day, plusDays } from '../domain/day.js';
import { type ForeseenMail } from '../domain/foreseen.js';
import { type Unit } from '../domain/plan.js';
import { POST_WORDS } from '../domain/posts.js';
import { foresee } from '../foresight/foresee.js';
import { type Stores } from '../storage/stores/all.js';
import { DAYS_FORESEEN } from '../web/mail-changes.js';
import { type PlanWorld, readPlanWorld } from '../web/world.js';

/** What the forecast may be narrowed to. */
export interface ForecastFilter {
  unit?: number | undefined;
  /** A contact. */
  person?: number | undefined;
}

/** Somebody who would get mails, by what they read. */
export interface Reader {
  contactId: number;
  /** '王芳（县民政局联络员）'. */
  label: string;
  unitIds: ReadonlySet<number>;
  postIds: ReadonlySet<number>;
}

/** What the forecast's page is made of. */
export interface ForecastFacts {
  world: PlanWorld;
  to: Day;
  filter: ForecastFilter;
  units: readonly Unit[];
  readers: readonly Reader[];
  mails: readonly ForeseenMail[];
}

/** Every mail of a plan in the days ahead if nobody acts, within a filter: a fixed number of statements. */
export async function readForecast(
  stores: Stores,
  now: Moment,
  planId: number,
  filter: ForecastFilter,
): Promise<ForecastFacts> {
  const world = await readPlanWorld(stores, now, planId);
  const { today } = now;
  const to = plusDays(today, DAYS_FORESEEN);
  const units = await stores.plans.planUnits(planId);
  const all = await foresee(stores, { from: today, to, today, supposed: { calendar: world.calendar } });
  const own = all.filter(({ planIds }) => planIds.includes(planId));
  const readers = await readersOf(stores, planId, units, today);
  const reader = readers.find(({ contactId }) => contactId === filter.person);
  const mails = own
    .filter((mail) => filter.unit === undefined || concerns(mail, filter.unit))
    .filter((mail) => filter.person === undefined || (reader !== undefined && isRead(mail, reader)));
  return { world, to, filter, units, readers, mails };
}

/** A mail concerns a unit that it goes to, or an item of which it is about. */
const concerns = ({ unitId, items }: ForeseenMail, unit: number) =>
  unitId === unit || items.some((item) => item.unitId === unit);

const isRead = ({ unitId, postId }: ForeseenMail, { unitIds, postIds }: Reader) =>
  postId === null ? unitId !== null && unitIds.has(unitId) : postIds.has(postId);

/** Everybody to whom mails about a plan can go today: the liaison of each unit (else the deputy), and whoever holds a post above. */
async function readersOf(stores: Stores, planId: number, units: readonly Unit[], today: Day): Promise<Reader[]> {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const holders = await stores.people.holdersAround(planId, [...names.keys()], today);
  const liaisons = new Set(holders.filter(({ kind, mail }) => kind === 'liaison' && mail).map(({ unitId }) => unitId));
  const readers = new Map<number, { titles: string[]; name: string; unitIds: Set<number>; postIds: Set<number> }>();
  for (const { contactId, name, mail, kind, unitId, postId } of holders) {
    if (!mail) continue;
    const reader = readers.get(contactId) ?? { titles: [], name, unitIds: new Set(), postIds: new Set() };
    reader.titles.push(`${names.get(unitId ?? 0) ?? ''}${POST_WORDS[kind]}`);
    reader.postIds.add(postId);
    if (unitId !== null && (kind === 'liaison' || (kind === 'deputy-liaison' && !liaisons.has(unitId))))
      reader.unitIds.add(unitId);
    readers.set(contactId, reader);
  }
  return [...readers].map(([contactId, { titles, name, unitIds, postIds }]) => ({
    ...{ contactId, unitIds, postIds },
    label: `${name}（${titles.join('、')}）`,
  }));
}
