import { shortDay } from '../domain/day.js';
import { type Report } from '../domain/reports.js';
import { boundsOf, reasonOf } from '../domain/standing.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { type PlanWorld } from './world.js';

/** As many red items as a leader reads at a glance (domain §6, 领导摘要). */
export const MOST_RED = 5;
const REASON_LENGTH = 44;

/** The longest overdue items and the rectifications over their day, the longest first. */
export async function readRed(stores: Stores, world: PlanWorld): Promise<NamedAssignment[]> {
  const { plan, today } = world;
  const late = await stores.assignments.firstOverdue(plan.id, today);
  const bounds = boundsOf('rectifying-late', today, world);
  const { items } = await stores.assignments.page({ planId: plan.id, bounds, limit: MOST_RED, offset: 0 });
  const dayOf = (item: { dueOn: string; rectifyBy: string | null }) => item.rectifyBy ?? item.dueOn;
  const found = await stores.assignments.byIds([...late.slice(0, MOST_RED), ...items].map(({ id }) => id));
  return found.sort((a, b) => dayOf(a).localeCompare(dayOf(b)) || a.id - b.id).slice(0, MOST_RED);
}

/** Of each item the last report that tells a problem or asks for something, else the last: a routine report does not take back what an earlier one asked for. */
export async function tellingReports(stores: Stores, items: readonly { id: number }[]): Promise<Report[]> {
  const ids = items.map(({ id }) => id);
  const telling = await stores.reports.latestTellingOf(ids);
  const told = new Set(telling.map(({ assignmentId }) => assignmentId));
  return [...telling, ...(await stores.reports.latestOf(ids)).filter(({ assignmentId }) => !told.has(assignmentId))];
}

/** A text cut to so many characters as a reader counts them, with a mark where it was cut. */
export function clipped(text: string, length: number): string {
  const flat = [...text.replace(/\s+/g, ' ')];
  if (flat.length <= length) return flat.join('');
  return `${flat
    .slice(0, length - 2)
    .join('')
    .replace(/[，、；：]$/, '')}……`;
}

/** When it was said, and that the office has not accepted it, where it has not. */
export function reportedWords({ submittedOn, stage }: Report, today: string): string {
  const marks = { submitted: '，待审核', returned: '，已退回', accepted: '', withdrawn: '' } as const;
  return `${shortDay(submittedOn, today)}报${marks[stage]}`;
}

/** Why an item is late in its unit's own words. */
export function ownReason(report: Report | null, item: NamedAssignment, world: PlanWorld): string {
  if (item.stage === 'declined') return reasonOf(item, world.today, world);
  if (!report) return '单位未报原因';
  if (report.problems !== '') return clipped(report.problems, REASON_LENGTH);
  // Progress is no reason, and is not passed off as one.
  return report.progress === '' ? '单位未报原因' : clipped(`未报原因；所报进展：${report.progress}`, REASON_LENGTH);
}

/** Whom a need is addressed to, where it is the leaders' or the office's. */
const LEADERS = /领导|组长|县长|书记|主任|办公室|县委|县政府/;

/** What a unit asks: of the leaders where it names them, else what is to be coordinated and with whom. */
export function askedOf({ needs, needsFrom }: Pick<Report, 'needs' | 'needsFrom'>): string {
  if (needs === '') return '—';
  const what = clipped(needs, REASON_LENGTH);
  if (needsFrom === '') return `需协调：${what}`;
  return LEADERS.test(needsFrom) ? `请${needsFrom}：${what}` : `需${needsFrom}配合：${what}`;
}
