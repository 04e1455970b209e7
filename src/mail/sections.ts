import { type Calendar } from '../domain/calendar.js';
import { type Day, shortDay, weekdayName } from '../domain/day.js';
import { phaseName } from '../domain/phases.js';
import { briefTitle, rulesOf } from '../domain/rules.js';
import { reasonBesideDue, standingOf } from '../domain/standing.js';
import { type MailGroup, type MailItem, type MailSection } from '../rendering/views-mails.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { type MailFacts, type PlanHead } from './compose.js';
import { mailLight } from './lights.js';

/** What a mail tells of one plan. */
export interface MailPart extends Pick<MailFacts, 'items' | 'asked' | 'assigned'> {
  plan: PlanHead;
  listed: readonly Listed[];
}

/** An item under its heading. */
interface Listed {
  item: NamedAssignment;
  heading: string;
  /** The day on which the report that it is listed for was due, where that is over: its light, of the deadline, may be green. */
  missed?: Day;
}

/** What a mail tells, plan by plan, in the order of its list; of a mail that lists nothing, the one plan it is about. */
export function partsOf(facts: MailFacts, today: Day): MailPart[] {
  const planOf = ({ planId }: NamedAssignment) => facts.plans?.get(planId) ?? facts.plan;
  const all = listed(facts, today);
  const plans = new Set(all.length > 0 ? all.map(({ item }) => planOf(item)) : [facts.plan]);
  return [...plans].map((plan) => ({
    plan,
    listed: all.filter(({ item }) => planOf(item) === plan),
    items: facts.items.filter((item) => planOf(item) === plan),
    asked: facts.asked.filter(({ item }) => planOf(item) === plan),
    assigned: facts.assigned?.filter((item) => planOf(item) === plan) ?? [],
  }));
}

const LONGEST_BRIEFS = 12;

/** '解困脱困', '解困脱困、夏季防汛', or where that is too long for a subject '解困脱困等3个方案'. */
export const briefsOf = (parts: readonly Pick<MailPart, 'plan'>[]): string =>
  briefsTogether(parts.map(({ plan }) => briefTitle(plan)));

/** The same of short names. */
export function briefsTogether(briefs: readonly string[]): string {
  const joined = briefs.join('、');
  return briefs.length < 2 || joined.length <= LONGEST_BRIEFS ? joined : `${briefs[0]}等${briefs.length}个方案`;
}

/** A plan's title with its number, where it has one. */
export const fullTitle = ({ title, docNumber }: Pick<PlanHead, 'title' | 'docNumber'>): string =>
  docNumber ? `${title}（${docNumber}）` : title;

/** The items of one plan under their headings, by the plan's own rules, and its own page behind the mail's personal link. */
export function sectionOf(
  { plan, listed: all }: MailPart,
  today: Day,
  world: { calendar: Calendar; link: string; pageWord: string },
): MailSection {
  // A mail stays one screen or two; the page has the rest.
  const shown = all.slice(0, rulesOf(plan).mailItems);
  return {
    title: plan.title,
    brief: briefTitle(plan),
    groups: groupsOf(shown, today, plan, world),
    more: all.length > shown.length ? `另有${all.length - shown.length}项，见${world.pageWord}。` : null,
    pageUrl: `${world.link}?plan=${plan.id}`,
  };
}

/** What the mail lists, each item once: what it was made for, what else is late, what only a report is asked for. */
function listed({ kind, items, asked, assigned = [], alsoLate, event }: MailFacts, today: Day): Listed[] {
  const byDue = [...items].sort((a, b) => a.dueOn.localeCompare(b.dueOn));
  if (kind === 'assigned') return byPhase(items, today);
  if (event) return byDue.map((item) => ({ item, heading: '涉及事项' }));
  const told = new Set([...items, ...alsoLate].map(({ id }) => id));
  const fresh = byPhase(assigned, today).map((one) => ({ ...one, heading: `新交办：${one.heading}` }));
  const ownLate = byDue.filter(({ dueOn }) => dueOn < today).map((item) => ({ item, heading: '已逾期' }));
  const late = alsoLate.map((item) => ({ item, heading: ownLate.length > 0 ? '其他逾期事项' : '已逾期' }));
  const ahead = byDue.filter(({ dueOn }) => dueOn >= today).map((item) => ({ item, heading: '临近到期' }));
  const only = asked
    .filter(({ item }) => !told.has(item.id))
    .map(({ item, period }) => ({
      ...{ item, heading: '请报送本期进展' },
      ...(period < today ? { missed: period } : {}),
    }));
  // What is late goes first, whatever the mail was made for.
  return [...ownLate, ...late, ...ahead, ...only, ...fresh];
}

/** What is assigned, phase by phase, in each by its day. */
const byPhase = (items: readonly NamedAssignment[], today: Day): Listed[] =>
  [...items]
    .sort((a, b) => placeOf(a) - placeOf(b) || a.dueOn.localeCompare(b.dueOn))
    .map((item) => ({ item, heading: phaseHeading(item, today) }));

/** What was dropped comes last. */
const placeOf = ({ phasePosition }: NamedAssignment) => phasePosition ?? Number.MAX_SAFE_INTEGER;

/** '第二阶段 集中攻坚（10月31日前）': the phase with its own day; a measure with a day of its own says that beside it. */
const phaseHeading = ({ phasePosition, phaseTitle, phaseDueOn }: NamedAssignment, today: Day): string =>
  `${phaseName(phasePosition)} ${phaseTitle}（${shortDay(phaseDueOn, today)}前）`;

function groupsOf(
  items: readonly Listed[],
  today: Day,
  plan: PlanHead,
  world: { calendar: Calendar; link: string },
): MailGroup[] {
  const reckoning = { calendar: world.calendar, rules: rulesOf(plan) };
  const groups = new Map<string, MailItem[]>();
  for (const { item, heading, missed } of items) {
    const phase = `${phaseName(item.phasePosition)} ${item.phaseTitle}`;
    const said: MailItem = {
      measure: `${item.measureNumber}${item.measureTitle}`,
      phase: heading.includes(phase) ? null : phase,
      role: item.role === 'lead' ? '牵头' : '责任',
      due: `${shortDay(item.dueOn, today)}（${weekdayName(item.dueOn)}）`,
      light: mailLight(standingOf(item, today, reckoning)),
      sentence: `${reasonBesideDue(item, today, reckoning).replace(`整改期限${shortDay(item.dueOn, today)}，`, '')}${missed ? `；${shortDay(missed, today)}的进展未报` : ''}`,
      notes: [],
      url: `${world.link}?item=${item.id}`,
    };
    groups.set(heading, [...(groups.get(heading) ?? []), said]);
  }
  return [...groups].map(([heading, members]) => ({ heading, items: members }));
}
