import { type ForeseenMail } from '../domain/foreseen.js';
import { newsOf } from '../mail/unit-words.js';
import { forecast } from '../reminders/reminders.service.js';
import { type Stores } from '../storage/stores/all.js';
import { type Asked, subjectOf } from './asked.js';

/** The reminders, chases and requests for reports of the units: one mail per unit and day. */
export async function foreseeNotices(stores: Stores, asked: Asked): Promise<ForeseenMail[]> {
  const notices = await forecast(stores, asked);
  return notices.map(({ day, kind, unitId, items, placed, asked: requested, alsoLate }) => {
    const byId = new Map([...placed, ...requested.map(({ item }) => item)].map((item) => [item.id, item]));
    const [first] = byId.values();
    const news = newsOf({ kind, items: placed, asked: requested, alsoLate }, day, asked.calendar);
    const planIds = [...new Set([...byId.values()].map((item) => item.planId))];
    return {
      ...{ on: day, kind, unitId, postId: null, toName: first?.unitName ?? '', to: first?.unitMail ?? null },
      planIds,
      subject: subjectOf(planIds, asked, `${first?.unitName ?? ''}：${news}`),
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
