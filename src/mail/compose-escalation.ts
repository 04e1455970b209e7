import { type Calendar, workdaysAfter } from '../domain/calendar.js';
import { type Day, longDay, shortDay, weekdayName } from '../domain/day.js';
import { phaseName } from '../domain/phases.js';
import { POST_WORDS } from '../domain/posts.js';
import { RUNG_POSTS, RUNGS } from '../domain/escalation.js';
import { briefTitle, rulesOf } from '../domain/rules.js';
import { reasonBesideDue, standingOf } from '../domain/standing.js';
import { type ViewEngine } from '../rendering/view-engine.js';
import { type MailGroup, type MailItem, type MailText } from '../rendering/views-mails.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { type ComposedMail, MAIL_TITLES, type PlanHead } from './compose.js';
import { type Ladder } from './ladder.js';
import { mailLight } from './lights.js';
import { briefsTogether, fullTitle } from './sections.js';

/** What a mail up the ladder is about: whom it is for, and what has gone up to them. */
export interface EscalationFacts {
  /** The unit of its reader; null for a county leader. */
  unitId: number | null;
  /** The post that is written to: '县公安局主要负责人'. */
  toName: string;
  plan: PlanHead;
  /** Every plan by its id: whoever leads a unit hears in one mail of all its plans. */
  plans?: ReadonlyMap<number, PlanHead>;
  /** What is still late and unanswered, the longest late first. */
  items: readonly NamedAssignment[];
  ladder: Ladder;
  /** Its personal link, which opens the items of the reader's own unit. */
  link: string;
  baseUrl: string;
  number: string | null;
}

/** The words of a mail to a superior on the day it leaves: what is asked, then unit by unit how late it is and what the unit said. */
export function composeEscalation(
  facts: EscalationFacts,
  today: Day,
  world: { engine: ViewEngine; calendar: Calendar },
): ComposedMail {
  const { plan, toName, number } = facts;
  const plans = plansOf(facts);
  const brief = briefsTogether(plans.map((one) => briefTitle(one)));
  const subject = world.engine
    .render('mails/escalation/subject', { brief, unitName: whoseOf(facts), news: newsOf(facts, today, world), number })
    .trim();
  const groups = groupsOf(facts, today, world);
  const more = facts.items.length - rulesOf(plan).mailItems;
  const body: MailText = {
    subject,
    unitName: toName,
    planShort: brief,
    planTitle: plans.map((one) => fullTitle(one)).join('；'),
    ask: askOf(facts, today, world),
    paragraphs: [],
    kindWord: MAIL_TITLES.escalation,
    number,
    groups,
    sections: [],
    more: more > 0 ? `另有${more}项，请打开链接查看。` : null,
    ...linkOf(facts),
    why: whyOf(facts, plans),
    handOver: '如岗位已有调整，请告知领导小组办公室，由继任者接替。',
    officeName: '领导小组办公室',
    dayLong: longDay(today),
  };
  return {
    subject,
    text: world.engine.render('mails/escalation/text', body),
    html: world.engine.render('mails/escalation/html', body),
  };
}

const planOf = ({ plan, plans }: EscalationFacts, { planId }: NamedAssignment): PlanHead => plans?.get(planId) ?? plan;

/** The plans whose items have gone up, in the order of the list. */
const plansOf = (facts: EscalationFacts): PlanHead[] => [...new Set(facts.items.map((item) => planOf(facts, item)))];

const unitsOf = ({ items }: Pick<EscalationFacts, 'items'>) => [...new Set(items.map(({ unitName }) => unitName))];

/** '县公安局' or '3个单位'. */
function whoseOf(facts: Pick<EscalationFacts, 'items'>): string {
  const units = unitsOf(facts);
  return units.length === 1 ? (units[0] ?? '') : `${units.length}个单位`;
}

const longestOf = ({ items }: Pick<EscalationFacts, 'items'>, today: Day, { calendar }: { calendar: Calendar }) =>
  Math.max(...items.map(({ dueOn }) => workdaysAfter(calendar, dueOn, today)));

const newsOf = (facts: Pick<EscalationFacts, 'items'>, today: Day, world: { calendar: Calendar }) =>
  `${facts.items.length}项工作逾期未办结，最长已逾期${longestOf(facts, today, world)}个工作日`;

/** What a mail up the ladder says in its subject: '县公安局2项工作逾期未办结，最长已逾期3个工作日'. */
export const escalationNews = (facts: Pick<EscalationFacts, 'items'>, today: Day, world: { calendar: Calendar }) =>
  `${whoseOf(facts)}${newsOf(facts, today, world)}`;

function askOf(facts: EscalationFacts, today: Day, world: { calendar: Calendar }): string {
  const news = newsOf(facts, today, world);
  if (facts.unitId === null)
    return `${whoseOf(facts)}${news}，到期后单位未报送进展，请予督促；单位提出需要协调的，请予协调。`;
  const whose = unitsOf(facts).length === 1 ? '你单位' : whoseOf(facts);
  return `${whose}${news}，到期后未报送进展，请督促承办人员抓紧办理并报送进展；有困难需要协调的，请在报告中写明。`;
}

function groupsOf(facts: EscalationFacts, today: Day, world: { calendar: Calendar }): MailGroup[] {
  const { plan, items, ladder } = facts;
  const isOfSeveral = plansOf(facts).length > 1;
  const nameOf = (item: NamedAssignment) =>
    isOfSeveral ? `${item.unitName} · ${briefTitle(planOf(facts, item))}` : item.unitName;
  const counts = new Map<string, number>();
  for (const item of items) counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + 1);
  const groups = new Map<string, MailItem[]>();
  const byName = [...counts.keys()].flatMap((name) => items.filter((item) => nameOf(item) === name));
  for (const item of byName.slice(0, rulesOf(plan).mailItems)) {
    const reckoning = { calendar: world.calendar, rules: rulesOf(planOf(facts, item)) };
    const said: MailItem = {
      measure: `${item.measureNumber}${item.measureTitle}`,
      phase: `${phaseName(item.phasePosition)} ${item.phaseTitle}`,
      role: item.role === 'lead' ? '牵头' : '责任',
      due: `${shortDay(item.dueOn, today)}（${weekdayName(item.dueOn)}）`,
      light: mailLight(standingOf(item, today, reckoning)),
      sentence: reasonBesideDue(item, today, reckoning),
      notes: ladder.notesOn(item),
      url: urlOf(item, facts),
    };
    groups.set(nameOf(item), [...(groups.get(nameOf(item)) ?? []), said]);
  }
  return [...groups].map(([name, members]) => ({ heading: `${name}（${counts.get(name)}项）`, items: members }));
}

/** The personal link reaches the reader's own unit and no other. */
const urlOf = ({ id, unitId }: NamedAssignment, { unitId: own, link, baseUrl }: EscalationFacts) =>
  own === unitId ? `${link}?item=${id}` : `${baseUrl}/assignments/${id}`;

function linkOf({ unitId, plan, link, baseUrl }: EscalationFacts) {
  if (unitId === null)
    return {
      pageUrl: `${baseUrl}/plans/${plan.id}/assignments?standing=late`,
      linkWord: '逾期事项清单（需登录）',
      linkNote: '登录后可查看全部逾期事项和单位报告。',
    };
  return {
    pageUrl: link,
    linkWord: '事项页面（免登录）',
    linkNote: '链接只能查看和办理本邮件所列事项，这些事项全部销号后失效。',
  };
}

/** Why the mail came, by each plan's own days. */
function whyOf({ unitId }: EscalationFacts, plans: readonly PlanHead[]): string {
  const saying = new Map<string, string[]>();
  for (const plan of plans) saying.set(rungsOf(plan), [...(saying.get(rungsOf(plan)) ?? []), briefTitle(plan)]);
  const rungs = [...saying].map(([words, briefs]) => (saying.size > 1 ? `${briefs.join('、')}：${words}` : words));
  const end = '同一收件人一天最多一封，单位报送后不再提醒';
  const released = unitId === null ? '；报县领导的，经领导小组办公室核对后发出' : '';
  return `逾期后单位未报送进展的，${rungs.join('；')}；${end}${released}。`;
}

function rungsOf(plan: PlanHead): string {
  const days = rulesOf(plan).escalateAfter;
  return RUNGS.map((rung) => {
    const reader = POST_WORDS[RUNG_POSTS[rung]];
    return `满${days[rung - 1]}个工作日${rung > 2 ? `报${reader}` : `提醒单位${reader}${rung === 1 ? '（没有登记的，提醒主要负责人）' : ''}`}`;
  }).join('，');
}
