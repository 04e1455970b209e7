import { momentAt, momentOf } from '../clock.js';
import { nthWorkday } from '../domain/calendar.js';
import { type ForeseenMail } from '../domain/foreseen.js';
import { OCCASION_WORDS } from '../domain/digest-days.js';
import { NOTICES_AT } from '../domain/rules.js';
import { type IssueAhead, issuesAhead } from '../digests/ahead.js';
import { Turns } from '../digests/readers.js';
import { type Stores } from '../storage/stores/all.js';
import { type Asked, subjectOf } from './asked.js';

/** The issues to leaders and heads of units, one mail for each reader; the office's list depends on what waits for it and is not foreseen. */
export async function foreseeDigests(
  stores: Stores,
  asked: Asked,
  known: readonly ForeseenMail[],
): Promise<ForeseenMail[]> {
  const turns = new Map<string, Turns>();
  const turnsOn = (day: string) => {
    const own = turns.get(day) ?? new Turns(momentAt(day, NOTICES_AT), asked.calendar, goingUp(known, day));
    turns.set(day, own);
    return own;
  };
  return (await issuesAhead(stores, asked)).flatMap((issue) =>
    issue.readers.map(({ post, postId, name, mail }): ForeseenMail => {
      const on = whenFree(known, mail, momentOf(turnsOn(issue.day).next(mail)).today, asked);
      return {
        ...{ on, kind: issue.kind, unitId: issue.unitId, postId, planIds: [issue.planId] },
        ...{ toName: `${post} ${name}`, to: mail, items: [] },
        subject: subjectOf([issue.planId], asked, issue.news),
        why: on === issue.day ? whyOf(issue) : `${whyOf(issue)}（同一人当日另有一封，顺延）`,
      };
    }),
  );
}

const whyOf = ({ kind, occasions }: IssueAhead) =>
  kind === 'unit-digest' ? '每月第一个工作日' : occasions.map((one) => OCCASION_WORDS[one]).join('；');

/** The first working day from one on, on which no delay goes up to an address. */
function whenFree(known: readonly ForeseenMail[], mail: string, from: string, { calendar }: Asked): string {
  let on = from;
  while (goingUp(known, on).includes(mail)) on = nthWorkday(calendar, on, 1);
  return on;
}

/** The addresses of units' own leaders to which a delay goes up on a day: who gets one is not written to again that day. */
const goingUp = (known: readonly ForeseenMail[], day: string) =>
  known.flatMap(({ on, kind, isHeld, to }) => (on === day && kind === 'escalation' && !isHeld && to ? [to] : []));
