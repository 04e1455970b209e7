import { type ForeseenMail } from '../domain/foreseen.js';
import { forecastInstructionDays } from '../reminders/instruction-days.js';
import { rulesById } from '../reminders/sweep.js';
import { type Stores } from '../storage/stores/all.js';
import { type Asked, subjectOf } from './asked.js';

/** Notices of leaders' instructions to units without another mail of the day, which would tell of them. */
export async function foreseeInstructions(
  stores: Stores,
  asked: Asked,
  known: readonly ForeseenMail[],
): Promise<ForeseenMail[]> {
  const { calendar, plans, supposed } = asked;
  const stored = rulesById(plans);
  const rulesOfPlan = (planId: number) => supposed.rules?.get(planId) ?? stored(planId);
  const told = new Set(known.map(({ unitId, on }) => `${unitId}:${on}`));
  const isTold = (unitId: number, day: string) => told.has(`${unitId}:${day}`);
  const notices = await forecastInstructionDays(stores, asked, { calendar, rulesOfPlan }, isTold);
  const ids = notices.flatMap(({ items }) => items.map(({ assignmentId }) => assignmentId));
  const named = new Map((await stores.assignments.byIds([...new Set(ids)])).map((item) => [item.id, item]));
  return notices.map(({ day, unit, planIds, news, why, items }): ForeseenMail => ({
    ...{ on: day, kind: 'notice', unitId: unit.id, postId: null, planIds, toName: unit.name, to: unit.mail, why },
    subject: subjectOf(planIds, asked, `${unit.name}：${news}`),
    items: items.flatMap((item) => {
      const about = named.get(item.assignmentId);
      if (!about) return [];
      const measure = `${about.measureNumber}${about.measureTitle}`;
      return { ...item, planId: about.planId, unitId: about.unitId, measure, phase: about.phaseTitle };
    }),
  }));
}
