import { type ForeseenMail } from '../domain/foreseen.js';
import { briefTitle } from '../domain/rules.js';
import { newsOf } from '../mail/compose.js';
import { forecast } from '../reminders/reminders.service.js';
import { type Stores } from '../storage/stores/all.js';
import { calendarWith } from '../working-days.js';
import { type Asked } from './foresee.js';

const NO_PLAN = { title: '', rules: '{}' };

/** The reminders and chases of the units: one mail per unit and day. */
export async function foreseeNotices(stores: Stores, { from, to, today, supposed }: Asked): Promise<ForeseenMail[]> {
  const plans = new Map((await stores.plans.heads()).map((plan) => [plan.id, plan]));
  const calendar = supposed.calendar ?? calendarWith(await stores.calendar.overrides());
  const notices = await forecast(stores, from > today ? from : today, to, today, supposed);
  return notices.map(({ day, kind, unitId, items, placed, alsoLate }) => {
    const { unitName = '', unitMail = null, planId = 0 } = placed[0] ?? {};
    const news = newsOf({ kind, items: placed, alsoLate }, day, calendar);
    return {
      ...{ on: day, kind, unitId, postId: null, toName: unitName, to: unitMail },
      planIds: [...new Set(placed.map((item) => item.planId))],
      subject: `【${briefTitle(plans.get(planId) ?? NO_PLAN)}】${unitName}：${news}`,
      items: placed.map((item, i) => ({
        ...{ assignmentId: item.id, planId: item.planId, unitId: item.unitId },
        measure: `${item.measureNumber}${item.measureTitle}`,
        phase: item.phaseTitle,
        dueOn: item.dueOn,
        rule: items[i]?.rule ?? '',
      })),
    };
  });
}
