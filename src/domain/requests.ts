import { type Calendar, nthWorkday } from './calendar.js';
import { type Day, plusDays, shortDay } from './day.js';
import { periodsBetween, requiresReport, type ReportingFacts, type ReportingRules } from './reporting.js';
import { type PlanRules } from './rules.js';
import { WITH_UNIT } from './standing.js';

/** A report is asked for on a day; `rule` is its name in the outbox and names the period: 'R-2:2020-06-24', 'R+1:2020-06-24'. */
export interface Request {
  rule: string;
  period: Day;
  day: Day;
}

/** What requests are reckoned with. */
export interface RequestRules {
  calendar: Calendar;
  rules: ReportingRules['rules'] & Pick<PlanRules, 'requestBefore'>;
}

/** What is missing is asked for once more on the working day after its day; from then on it stands in the unit's other mails. */
const ONCE_LATE = 1;
/** As far back as a reporting period can lie that was not followed by another. */
const BACK_DAYS = 70;

/** The requests of an item's reporting periods up to and including `until`, in order of time; answered or not. */
export function requestsUntil(item: ReportingFacts, from: Day, until: Day, world: RequestRules): Request[] {
  const { calendar, rules } = world;
  if (rules.requestBefore.length === 0) return [];
  const ahead = nthWorkday(calendar, until, Math.max(...rules.requestBefore) + 1);
  const asked = [...rules.requestBefore].sort((a, b) => b - a).map((n) => ({ name: `R-${n}`, n: -n }));
  const steps = [...asked, { name: `R+${ONCE_LATE}`, n: ONCE_LATE }];
  return periodsBetween(plusDays(from, -BACK_DAYS), ahead, item.dueOn, world)
    .filter((period) => requiresReport(item, period, world))
    .flatMap((period) =>
      steps.map(({ name, n }) => ({ rule: `${name}:${period}`, period, day: nthWorkday(calendar, period, n) })),
    )
    .filter(({ day }) => day <= until && day > item.assignedOn)
    .sort((a, b) => a.day.localeCompare(b.day));
}

/** The latest request of an item that should have been made by a day, unless the report is there. */
export function latestRequest(item: ReportingFacts, today: Day, requests: readonly Request[]): Request | null {
  if (!WITH_UNIT.includes(item.stage)) return null;
  const latest = requests.filter(({ day }) => day <= today).at(-1);
  return latest && !answers(item, latest.period) ? latest : null;
}

/** Whether a rule of the outbox asks for a report: no other begins with a capital R. */
export const isRequest = (rule: string): boolean => rule.startsWith('R');

/** The period that a rule of the outbox asks a report for; null for every other rule. */
export function periodAsked(rule: string): Day | null {
  if (!isRequest(rule)) return null;
  return /^R[+-]\d+:(\d{4}-\d\d-\d\d)/.exec(rule)?.[1] ?? null;
}

/** Whether a request is still to be made of an item: it is with its unit, and the report has not come. */
export function isStillAsked(item: Pick<ReportingFacts, 'stage' | 'reportedFor'>, period: Day): boolean {
  return WITH_UNIT.includes(item.stage) && !answers(item, period);
}

const answers = ({ reportedFor }: Pick<ReportingFacts, 'reportedFor'>, period: Day) =>
  reportedFor !== null && reportedFor >= period;

/** Why a report was asked for, in the office's words: 'R-2:2020-06-24' → '6月24日应报的进展，报送日前第2个工作日'. */
export function requestWords(rule: string, period: Day): string {
  const n = Number(rule.slice(2, rule.indexOf(':')));
  const when = rule.startsWith('R+') ? `报送日后第${n}个工作日` : n === 0 ? '报送当日' : `报送日前第${n}个工作日`;
  return `${shortDay(period, period)}应报的进展，${when}`;
}
