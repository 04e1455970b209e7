import { type ForeseenMail } from '../domain/foreseen.js';
import { briefTitle } from '../domain/rules.js';
import { newsOf } from '../mail/unit-words.js';
import { forecast } from '../reminders/reminders.service.js';
import { type Stores } from '../storage/stores/all.js';
import { calendarWith } from '../working-days.js';
import { type Asked } from './foresee.js';

const NO_PLAN = { title: '', rules: '{}' };

/** The reminders, chases and requests for reports of the units: one mail per unit and day. */
export async function foreseeNotices(stores: Stores, { to, today, supposed }: Asked): Promise<ForeseenMail[]> {
  const plans = new Map((await stores.plans.heads()).map((plan) => [plan.id, plan]));
  const calendar = supposed.calendar ?? calendarWith(await stores.calendar.overrides());
  const notices = await forecast(stores, to, today, supposed);
  return notices.map(({ day, kind, unitId, items, placed, asked, alsoLate }) => {
    const byId = new Map([...placed, ...asked.map(({ item }) => item)].map((item) => [item.id, item]));
    const [first] = byId.values();
    const news = newsOf({ kind, items: placed, asked, alsoLate }, day, calendar);
    return {
      ...{ on: day, kind, unitId, postId: null, toName: first?.unitName ?? '', to: first?.unitMail ?? null },
      planIds: [...new Set([...byId.values()].map((item) => item.planId))],
      subject: `【${briefTitle(plans.get(first?.planId ?? 0) ?? NO_PLAN)}】${first?.unitName ?? ''}：${news}`,
      items: items.flatMap(({ assignmentId, dueOn, rule }) => {
        const item = byId.get(assignmentId);
        if (!item) return [];
        return {
          ...{ assignmentId, planId: item.planId, unitId: item.unitId, dueOn, rule },
          ...{ measure: `${item.measureNumber}${item.measureTitle}`, phase: item.phaseTitle },
        };
      }),
    };
  });
}
