import { type Day } from './day.js';
import { missedPeriod, type ReportingFacts, type ReportingRules } from './reporting.js';

/** Items of a unit that are alike in everything that a report's day depends on. */
export type OwingItems = ReportingFacts & { unitId: number; unitName: string; count: number };

/** 应报未报: a unit, for how many items it owes a report, and the earliest day on which one was due. */
export interface Owing {
  unitId: number;
  unitName: string;
  items: number;
  period: Day;
}

/** The units whose report was due before today and is not there: the longest waited for first. On its day a report is not missing yet. */
export function owingUnits(alike: readonly OwingItems[], today: Day, world: ReportingRules): Owing[] {
  const byUnit = new Map<number, Owing>();
  for (const items of alike) {
    const period = missedPeriod(items, today, world);
    if (period === null) continue;
    const { unitId, unitName, count } = items;
    const owing = byUnit.get(unitId) ?? { unitId, unitName, items: 0, period };
    owing.items += count;
    if (period < owing.period) owing.period = period;
    byUnit.set(unitId, owing);
  }
  return [...byUnit.values()].sort((a, b) => a.period.localeCompare(b.period) || a.unitId - b.unitId);
}

/** What is missing at a unit besides the items that a mail asks for anyway: how many reports, and the earliest day; null for none. */
export function missedBeside(
  alike: readonly (ReportingFacts & { planId: number; count: number })[],
  asked: readonly (ReportingFacts & { planId: number })[],
  today: Day,
  worldOf: (planId: number) => ReportingRules,
): { count: number; period: Day } | null {
  const periodOf = (item: ReportingFacts & { planId: number }) => missedPeriod(item, today, worldOf(item.planId));
  const missing = alike.flatMap((items) => {
    const period = periodOf(items);
    return period === null ? [] : { period, count: items.count };
  });
  const all = missing.reduce((sum, { count }) => sum + count, 0);
  const count = all - asked.filter((item) => periodOf(item) !== null).length;
  const [first] = missing.map(({ period }) => period).sort();
  return first !== undefined && count > 0 ? { count, period: first } : null;
}
