import { type Calendar } from '../domain/calendar.js';
import { type Day } from '../domain/day.js';
import { type ForeseenMail, type Supposed } from '../domain/foreseen.js';
import { type Plan } from '../domain/plan.js';
import { briefTitle } from '../domain/rules.js';
import { type Stores } from '../storage/stores/all.js';

/** Which days are asked for, seen from which one, and what is supposed instead of what is stored. */
export interface Question {
  from: Day;
  to: Day;
  today: Day;
  supposed: Supposed;
}

/** Up to which day a source is asked, and what every source reckons with: the plans, and the calendar that is supposed or stored. */
export interface Asked extends Omit<Question, 'from'> {
  plans: readonly Omit<Plan, 'text'>[];
  calendar: Calendar;
}

/** Foresees the mails of one kind of work from today on if nobody acts, knowing those of the work before it; changes nothing. */
export type Foresee = (stores: Stores, asked: Asked, known: readonly ForeseenMail[]) => Promise<ForeseenMail[]>;

/** '【解困脱困】县民政局：…' for a mail about these plans. */
export function subjectOf(planIds: readonly number[], { plans }: Pick<Asked, 'plans'>, words: string): string {
  return `【${briefTitle(plans.find(({ id }) => id === planIds[0]) ?? { title: '', rules: '{}' })}】${words}`;
}
