import { type Escalation, forecastEscalations, rungsSaid } from '../domain/escalation.js';
import { type ForeseenMail } from '../domain/foreseen.js';
import { WITH_UNIT } from '../domain/standing.js';
import { escalationNews } from '../mail/compose-escalation.js';
import { ladderOn } from '../reminders/escalations.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { type Asked, subjectOf } from './asked.js';

/** What goes up the ladder: one mail for each superior and day. */
export async function foreseeEscalations(stores: Stores, asked: Asked): Promise<ForeseenMail[]> {
  const { to, today, supposed, calendar, plans } = asked;
  const known = await ladderOn(stores, to, { calendar, plans });
  const context = {
    ...known,
    rulesOfPlan: (planId: number) => supposed.rules?.get(planId) ?? known.rulesOfPlan(planId),
  };
  const items = await lateBy(stores, asked);
  const said = rungsSaid(await stores.escalations.said(to));
  const mails = forecastEscalations([...items.values()], said, today, to, context);
  return mails.map((one): ForeseenMail => {
    const about = one.items.flatMap(({ assignmentId }) => items.get(assignmentId) ?? []);
    const planIds = [...new Set(one.items.map(({ planId }) => planId))];
    return {
      ...{ on: one.day, kind: 'escalation', unitId: one.reader.unitId, postId: one.reader.postId },
      planIds,
      ...{ toName: one.reader.name, to: one.reader.mail, isHeld: one.isHeld },
      subject: subjectOf(planIds, asked, escalationNews({ items: about }, one.day, context)),
      items: one.items.map((item) => ({ ...itemOf(item), ...placeOf(items.get(item.assignmentId)) })),
    };
  });
}

const itemOf = ({ assignmentId, planId, unitId, dueOn, rule }: Escalation['items'][number]) => ({
  ...{ assignmentId, planId, unitId, dueOn, rule },
});
const placeOf = (item: NamedAssignment | undefined) => ({
  measure: `${item?.measureNumber ?? ''}${item?.measureTitle ?? ''}`,
  phase: item?.phaseTitle ?? '',
});

/** What will be late by the last day if nobody acts, by id, on the due days that are supposed. */
async function lateBy(stores: Stores, { to, supposed }: Asked): Promise<Map<number, NamedAssignment>> {
  const late = (await stores.escalations.late(to)).map(({ id }) => id);
  const ids = new Set([...late, ...(supposed.dueOn?.keys() ?? [])]);
  const items = (await stores.assignments.byIds([...ids]))
    .map((item) => ({ ...item, dueOn: supposed.dueOn?.get(item.id) ?? item.dueOn }))
    .filter(({ stage, dueOn }) => WITH_UNIT.includes(stage) && dueOn < to);
  return new Map(items.map((item) => [item.id, item]));
}
