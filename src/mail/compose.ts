import { longDay, shortDay, weekdayName, type Day } from '../domain/day.js';
import { type MailKind, type Plan } from '../domain/plan.js';
import { briefTitle, rulesOf } from '../domain/rules.js';
import { reasonOf, standingOf, timeLeft } from '../domain/standing.js';
import { type Calendar, workdaysAfter } from '../domain/calendar.js';
import { type ViewEngine } from '../rendering/view-engine.js';
import { type MailGroup, type MailItem, type MailText } from '../rendering/views-mails.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { mailLight } from './lights.js';

/** What one mail says, finished. */
export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
}

/** What a mail is about: its unit, the items with where they belong, and the plan they come from. */
export interface MailFacts {
  kind: MailKind;
  unitName: string;
  unitId: number;
  plan: Omit<Plan, 'text'>;
  items: readonly NamedAssignment[];
}

/** A mail stays one screen or two; the page has the rest. */
const MOST_ITEMS = 30;

/** The words of a mail on the day it leaves: computed at sending, so that "还剩3个工作日" is true when it is read. */
export function composeMail(
  facts: MailFacts,
  today: Day,
  world: { engine: ViewEngine; calendar: Calendar; baseUrl: string },
): ComposedMail {
  const { kind } = facts;
  const subject = world.engine
    .render(`mails/${kind}/subject`, {
      brief: briefTitle(facts.plan),
      unitName: facts.unitName,
      news: newsOf(facts, today, world.calendar),
    })
    .trim();
  const body = bodyOf(facts, subject, today, world);
  return {
    subject,
    text: world.engine.render(`mails/${kind}/text`, body),
    html: world.engine.render(`mails/${kind}/html`, body),
  };
}

/** '2项逾期、1项3个工作日内到期' or '9项工作已交办，首个到期日6月30日'. */
export function newsOf({ kind, items }: Pick<MailFacts, 'kind' | 'items'>, today: Day, calendar: Calendar): string {
  const due = items.map((item) => item.dueOn).sort();
  const first = due[0] ?? today;
  if (kind === 'assigned') return `${items.length}项工作已交办，首个到期日${shortDay(first, today)}`;
  const late = due.filter((day) => day < today).length;
  const ahead = due.filter((day) => day >= today);
  const news: string[] = late > 0 ? [`${late}项逾期`] : [];
  const next = ahead[0];
  if (next) {
    const left = workdaysAfter(calendar, today, next);
    const many = ahead.filter((day) => day === next).length;
    news.push(
      next === today
        ? `${many}项今天到期`
        : left === 0
          ? `${many}项即将到期，今天是最后一个工作日`
          : `${many}项还剩${left}个工作日`,
    );
    if (ahead.length > many) news.push(`另有${ahead.length - many}项临近到期`);
  }
  return news.join('、');
}

function bodyOf(
  facts: MailFacts,
  subject: string,
  today: Day,
  world: { calendar: Calendar; baseUrl: string },
): MailText {
  const { plan, items, kind } = facts;
  const shown = [...items].sort((a, b) => a.dueOn.localeCompare(b.dueOn)).slice(0, MOST_ITEMS);
  return {
    subject,
    unitName: facts.unitName,
    planShort: briefTitle(plan),
    planTitle: plan.docNumber ? `${plan.title}（${plan.docNumber}）` : plan.title,
    ask: askOf(facts, today, world.calendar),
    groups: groupsOf(kind, shown, today, plan, world),
    more: items.length > shown.length ? `另有${items.length - shown.length}项，请在单位页面查看。` : null,
    pageUrl: `${world.baseUrl}/plans/${plan.id}/units/${facts.unitId}`,
    why: WHY[kind],
    handOver: '如联络员已变更，请将本邮件转交继任者并告知领导小组办公室，由继任者接替。',
    officeName: '领导小组办公室',
    dayLong: longDay(today),
  };
}

const WHY: Readonly<Record<MailKind, string>> = {
  assigned: '方案启用时，每个承担职责的单位收到一次交办通知。',
  reminder: '到期日前第15、10、5、3、1个工作日和到期当日各提醒一次，办结后不再提醒；同一单位一天只发一封。',
  chase: '逾期后第1、3、5个工作日催办，其后每周一次，每项每月最多三次，办结后停止；同一单位一天只发一封。',
};

function askOf({ kind, items }: MailFacts, today: Day, calendar: Calendar): string {
  const due = items.map((item) => item.dueOn).sort();
  const late = due.filter((day) => day < today).length;
  const next = due.find((day) => day >= today);
  if (kind === 'assigned')
    return `请按下列期限办理${items.length}项工作，首个到期日为${shortDay(due[0] ?? today, today)}（含当日）。`;
  const ahead = next
    ? `${due.filter((day) => day === next).length}项工作${timeLeft(next, today, calendar)}，请按期办结`
    : null;
  if (late === 0) return `${ahead ?? ''}。`;
  return `${late}项工作已逾期，请抓紧办理并报送进展${ahead ? `；另有${ahead}` : ''}。`;
}

function groupsOf(
  kind: MailKind,
  items: readonly NamedAssignment[],
  today: Day,
  plan: Omit<Plan, 'text'>,
  world: { calendar: Calendar; baseUrl: string },
): MailGroup[] {
  const reckoning = { calendar: world.calendar, rules: rulesOf(plan) };
  const groups = new Map<string, MailItem[]>();
  for (const item of items) {
    const heading = headingOf(kind, item, today);
    const said: MailItem = {
      measure: `${item.measureNumber}${item.measureTitle}`,
      phase: item.phaseTitle,
      role: item.role === 'lead' ? '牵头' : '责任',
      due: `${shortDay(item.dueOn, today)}（${weekdayName(item.dueOn)}）`,
      light: mailLight(standingOf(item, today, reckoning)),
      sentence: reasonOf(item, today, reckoning),
      url: `${world.baseUrl}/assignments/${item.id}`,
    };
    groups.set(heading, [...(groups.get(heading) ?? []), said]);
  }
  return [...groups].map(([heading, members]) => ({ heading, items: members }));
}

function headingOf(kind: MailKind, item: NamedAssignment, today: Day): string {
  if (kind === 'assigned') return `${item.phaseNumber}${item.phaseTitle}（${shortDay(item.dueOn, today)}前）`;
  return item.dueOn < today ? '已逾期' : '临近到期';
}
