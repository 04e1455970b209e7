import { longDay, shortDay, weekdayName, type Day } from '../domain/day.js';
import { phaseName } from '../domain/phases.js';
import { type EventWords, type MailKind, type Plan } from '../domain/plan.js';
import { briefTitle, rulesOf } from '../domain/rules.js';
import { deadlineOf, reasonBesideDue, standingOf, timeLeft } from '../domain/standing.js';
import { type Calendar, workdaysAfter } from '../domain/calendar.js';
import { type ViewEngine } from '../rendering/view-engine.js';
import { type MailGroup, type MailItem, type MailText } from '../rendering/views-mails.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { mailLight } from './lights.js';
import { type MailPicture } from './transport.js';

/** What one mail says, finished. */
export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
  pictures?: readonly MailPicture[];
  /** Where an answer goes, if not to the sender. */
  replyTo?: string | null;
}

/** What a mail is about: its unit, the items with where they belong, and the plan they come from. */
export interface MailFacts {
  kind: MailKind;
  unitName: string;
  plan: Omit<Plan, 'text'>;
  /** The items it was made for. */
  items: readonly NamedAssignment[];
  /** What else is overdue at the unit: told with the rest, so that no mail says less than is late. */
  alsoLate: readonly NamedAssignment[];
  /** What a mail about an event says; null for reminders and chases of the timetable. */
  event: EventWords | null;
  /** Its personal link: opens what the mail is about without signing in. */
  link: string;
  /** '催办〔2020〕第12号'; null for what is no chase. */
  number: string | null;
  /** Whether an answer by mail becomes a draft. */
  mayAnswer?: boolean;
}

/** A mail stays one screen or two; the page has the rest. */
const MOST_ITEMS = 30;

/** The words of a mail on the day it leaves: computed at sending, so that "还剩3个工作日" is true when it is read. */
export function composeMail(
  given: MailFacts,
  today: Day,
  world: { engine: ViewEngine; calendar: Calendar },
): ComposedMail {
  // An item that is put right is told with the deadline of that.
  const nowDue = (item: NamedAssignment) => ({ ...item, dueOn: deadlineOf(item) });
  const facts = { ...given, items: given.items.map(nowDue), alsoLate: given.alsoLate.map(nowDue) };
  const { kind } = facts;
  const template = facts.event ? 'event' : (kind as 'assigned' | 'reminder' | 'chase');
  const subject = world.engine
    .render(`mails/${template}/subject`, {
      brief: briefTitle(facts.plan),
      unitName: facts.unitName,
      news: facts.event?.news ?? newsOf(facts, today, world.calendar),
      number: facts.number,
    })
    .trim();
  const body = bodyOf(facts, subject, today, world);
  return {
    subject,
    text: world.engine.render(`mails/${template}/text`, body),
    html: world.engine.render(`mails/${template}/html`, body),
  };
}

/** '2项逾期；1项6月30日到期，还剩3个工作日' or '9项工作已交办，首个到期日6月30日'. */
export function newsOf(facts: Pick<MailFacts, 'kind' | 'items' | 'alsoLate'>, today: Day, calendar: Calendar): string {
  const { first, late, lateToRectify, next, atNext, later } = daysOf(facts, today);
  if (facts.kind === 'assigned') return `${facts.items.length}项工作已交办，首个到期日${shortDay(first, today)}`;
  const news: string[] = [];
  if (late > 0) news.push(`${late}项逾期`);
  if (lateToRectify > 0) news.push(`${lateToRectify}项整改逾期`);
  if (next !== null) {
    const left = workdaysAfter(calendar, today, next);
    const day = shortDay(next, today);
    const ahead = left === 0 ? `${day}到期，今天是最后一个工作日` : `${day}到期，还剩${left}个工作日`;
    news.push(`${atNext.length}项${next === today ? '今天到期' : ahead}`);
    if (later > 0) news.push(`另有${later}项临近到期`);
  }
  return news.join('；');
}

const isToRectify = ({ stage }: Pick<NamedAssignment, 'stage'>) => stage === 'rectifying';

/** How many are late, how many of those to be put right; what comes due next and when. */
function daysOf({ items, alsoLate }: Pick<MailFacts, 'items' | 'alsoLate'>, today: Day) {
  const late = [...items.filter(({ dueOn }) => dueOn < today), ...alsoLate];
  const ahead = items.filter(({ dueOn }) => dueOn >= today);
  const next = ahead.map(({ dueOn }) => dueOn).sort()[0] ?? null;
  const atNext = ahead.filter(({ dueOn }) => dueOn === next);
  return {
    first: items.map(({ dueOn }) => dueOn).sort()[0] ?? today,
    late: late.filter((item) => !isToRectify(item)).length,
    lateToRectify: late.filter(isToRectify).length,
    next,
    atNext,
    later: ahead.length - atNext.length,
  };
}

function bodyOf(facts: MailFacts, subject: string, today: Day, world: { calendar: Calendar }): MailText {
  const { plan, kind, link } = facts;
  const owed = new Set(facts.items.map((item) => item.id));
  const items = [...[...facts.items].sort((a, b) => a.dueOn.localeCompare(b.dueOn)), ...facts.alsoLate];
  const shown = items.slice(0, MOST_ITEMS);
  return {
    subject,
    unitName: facts.unitName,
    planShort: briefTitle(plan),
    planTitle: plan.docNumber ? `${plan.title}（${plan.docNumber}）` : plan.title,
    ask: facts.event?.ask ?? askOf(facts, today, world.calendar),
    paragraphs: facts.event?.paragraphs ?? [],
    kindWord: MAIL_TITLES[kind],
    number: facts.number,
    groups: groupsOf(shown, (item) => headingOf(kind, item, today, owed), today, plan, { ...world, link }),
    more: items.length > shown.length ? `另有${items.length - shown.length}项，请打开链接查看。` : null,
    pageUrl: link,
    ...(facts.items.length > 0 ? OPEN_LINK : facts.event?.opens === 'home' ? HOME_LINK : SIGN_IN_LINK),
    ...(facts.mayAnswer ? ANSWERABLE_LINK : {}),
    why: facts.event?.why ?? whyOf(facts, today),
    handOver: '如联络员已变更，请将本邮件转交继任者并告知领导小组办公室，由继任者接替。',
    officeName: '领导小组办公室',
    dayLong: longDay(today),
  };
}

/** A personal link reaches the items of its mail; what is about no item is answered by who signs in. */
const OPEN_LINK = {
  linkWord: '填报页面（免登录）',
  linkNote: '链接只能查看和办理本邮件所列事项，这些事项全部销号后失效。',
};
const ANSWERABLE_LINK = {
  linkNote: `${OPEN_LINK.linkNote}也可直接回复本邮件写明进展、附上材料：平台先存为草稿，再发一封邮件请您确认，确认后才算报送。`,
};
const SIGN_IN_LINK = { linkWord: '办理页面（需登录）', linkNote: '这件事不针对某一项责任事项，请登录后办理。' };
const HOME_LINK = {
  linkWord: '“落实”平台（需登录）',
  linkNote: '本邮件只作告知，不需要办理；登录后可查看本单位现在承担的全部责任事项。',
};

/** What a mail is called on its letterhead. */
export const MAIL_TITLES: Readonly<Record<MailKind, string>> = {
  ...{ assigned: '工作交办', reminder: '到期提醒', chase: '催办', submitted: '报送回执', returned: '退回重报' },
  ...{
    accepted: '审核通过',
    extension: '延期审批',
    rectification: '限期整改',
    recheck: '整改复查',
    notice: '工作通知',
    ...{ escalation: '督促提醒', digest: '领导摘要', 'unit-digest': '单位月报', worklist: '办公室日报' },
    ...{ alarm: '运行告警', answer: '来信确认' },
  },
};

const REMINDED = '到期日前第15、10、5、3、1个工作日和到期当日各提醒一次，办结后不再提醒';
const CHASED = '逾期后第1、3、5个工作日催办，其后每周一次，每项每月最多三次，办结后停止';
const ONCE_A_DAY = '提醒和催办合为一封，同一单位一天最多一封。';
const WHY: Readonly<Record<'assigned' | 'reminder' | 'chase', string>> = {
  assigned: '方案启用时，每个承担职责的单位收到一次交办通知。',
  reminder: `${REMINDED}；${ONCE_A_DAY}`,
  chase: `${CHASED}；${ONCE_A_DAY}`,
};

/** Why the mail came: one that chases and reminds says both. */
function whyOf({ kind, items }: MailFacts, today: Day): string {
  if (kind === 'chase' && items.some((item) => item.dueOn >= today)) return `${REMINDED}；${CHASED}；${ONCE_A_DAY}`;
  return WHY[kind as keyof typeof WHY];
}

function askOf(facts: MailFacts, today: Day, calendar: Calendar): string {
  const { first, late, lateToRectify, next, atNext, later } = daysOf(facts, today);
  if (facts.kind === 'assigned')
    return `请签收并按下列期限办理${facts.items.length}项工作，首个到期日为${shortDay(first, today)}（含当日）。`;
  const asks: string[] = [];
  if (late > 0) asks.push(`${late}项工作已逾期，请抓紧办理并报送进展`);
  if (lateToRectify > 0) asks.push(`${lateToRectify}项工作整改逾期，请抓紧整改并报送整改情况`);
  if (next !== null) {
    const todo = atNext.every(isToRectify) ? '请按期整改并报送整改情况' : '请按期办结';
    asks.push(
      `${asks.length > 0 ? '另有' : ''}${atNext.length}项工作${timeLeft(next, today, calendar)}，${todo}`,
      ...(later > 0 ? [`还有${later}项临近到期`] : []),
    );
  }
  return `${asks.join('；')}。`;
}

function groupsOf(
  items: readonly NamedAssignment[],
  headingFor: (item: NamedAssignment) => string,
  today: Day,
  plan: Omit<Plan, 'text'>,
  world: { calendar: Calendar; link: string },
): MailGroup[] {
  const reckoning = { calendar: world.calendar, rules: rulesOf(plan) };
  const groups = new Map<string, MailItem[]>();
  for (const item of items) {
    const heading = headingFor(item);
    const phase = `${phaseName(item.phasePosition)} ${item.phaseTitle}`;
    const said: MailItem = {
      measure: `${item.measureNumber}${item.measureTitle}`,
      phase: heading.startsWith(phase) ? null : phase,
      role: item.role === 'lead' ? '牵头' : '责任',
      due: `${shortDay(item.dueOn, today)}（${weekdayName(item.dueOn)}）`,
      light: mailLight(standingOf(item, today, reckoning)),
      sentence: reasonBesideDue(item, today, reckoning).replace(`整改期限${shortDay(item.dueOn, today)}，`, ''),
      notes: [],
      url: `${world.link}?item=${item.id}`,
    };
    groups.set(heading, [...(groups.get(heading) ?? []), said]);
  }
  return [...groups].map(([heading, members]) => ({ heading, items: members }));
}

function headingOf(kind: MailKind, item: NamedAssignment, today: Day, owed: ReadonlySet<number>): string {
  if (kind === 'assigned')
    return `${phaseName(item.phasePosition)} ${item.phaseTitle}（${shortDay(item.dueOn, today)}前）`;
  if (kind !== 'reminder' && kind !== 'chase') return '涉及事项';
  if (!owed.has(item.id)) return '其他逾期事项';
  return item.dueOn < today ? '已逾期' : '临近到期';
}
