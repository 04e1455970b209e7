import { longDay, type Day } from '../domain/day.js';
import { type Instruction } from '../domain/instructions.js';
import { type EventWords, type MailKind, type Plan } from '../domain/plan.js';
import { deadlineOf } from '../domain/standing.js';
import { type Calendar } from '../domain/calendar.js';
import { type ViewEngine } from '../rendering/view-engine.js';
import { type MailText } from '../rendering/views-mails.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { type MailPicture } from './message.js';
import { briefsOf, fullTitle, type MailPart, partsOf, sectionOf } from './sections.js';
import { askOf, besidesOf, newsOf } from './unit-words.js';
import { whyOf } from './why.js';

/** What one mail says, finished. */
export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
  pictures?: readonly MailPicture[];
  /** Where an answer goes, if not to the sender. */
  replyTo?: string | null;
}

/** A plan without its document. */
export type PlanHead = Omit<Plan, 'text'>;

/** What a mail is about: its unit, the items with where they belong, and the plan they come from. */
export interface MailFacts {
  kind: MailKind;
  unitName: string;
  plan: PlanHead;
  /** Every plan by its id, where the mail may tell of others besides. */
  plans?: ReadonlyMap<number, PlanHead>;
  /** The items it was made for. */
  items: readonly NamedAssignment[];
  /** The items whose report it asks for, each with its period. */
  asked: readonly { item: NamedAssignment; period: Day }[];
  /** What a plan that has just started assigns, where that is told with the day's reminder. */
  assigned?: readonly NamedAssignment[];
  /** What else is overdue at the unit: told with the rest, so that no mail says less than is late. */
  alsoLate: readonly NamedAssignment[];
  /** Reports whose day is over and that this mail does not ask for by themselves: how many, and the earliest day. */
  missed: { count: number; period: Day } | null;
  /** The leaders' instructions that the unit has not answered and whose day is near or over. */
  instructions: readonly Pick<Instruction, 'leaderName' | 'text' | 'dueOn'>[];
  /** What a mail about an event says; null for reminders and chases of the timetable. */
  event: EventWords | null;
  /** Its personal link: opens what the mail is about without signing in. */
  link: string;
  /** '催办〔2020〕第12号'; null for what is no chase. */
  number: string | null;
  /** Whether an answer by mail becomes a draft. */
  mayAnswer?: boolean;
}

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
  const template = facts.event ? 'event' : (kind as 'assigned' | 'reminder' | 'chase' | 'report-request');
  const parts = partsOf(facts, today);
  const subject = world.engine
    .render(`mails/${template}/subject`, {
      brief: briefsOf(parts),
      unitName: facts.unitName,
      news: facts.event?.news ?? newsOf(facts, today, world.calendar),
      number: facts.number,
    })
    .trim();
  const body = bodyOf(facts, subject, today, { ...world, parts });
  return {
    subject,
    text: world.engine.render(`mails/${template}/text`, body),
    html: world.engine.render(`mails/${template}/html`, body),
  };
}

function bodyOf(
  facts: MailFacts,
  subject: string,
  today: Day,
  { parts, calendar }: { parts: readonly MailPart[]; calendar: Calendar },
): MailText {
  const { kind, link } = facts;
  const isOfItems = facts.items.length + facts.asked.length > 0;
  const page = { link, pageWord: isOfItems ? OPEN_LINK.linkWord : '页面' };
  const sections = parts.map((part) => sectionOf(part, today, { calendar, ...page }));
  const isOfSeveral = sections.length > 1;
  return {
    subject,
    unitName: facts.unitName,
    planShort: briefsOf(parts),
    // What the program says of itself rests on no plan.
    planTitle: kind === 'alarm' ? null : parts.map(({ plan }) => fullTitle(plan)).join('；'),
    ask: facts.event?.ask ?? askOf(facts, today, calendar),
    paragraphs: facts.event?.paragraphs ?? besidesOf(facts, today),
    kindWord: MAIL_TITLES[kind] + (facts.assigned?.length ? `、${MAIL_TITLES.assigned}` : ''),
    number: facts.number,
    groups: isOfSeveral ? [] : (sections[0]?.groups ?? []),
    more: isOfSeveral ? null : (sections[0]?.more ?? null),
    sections: isOfSeveral ? sections : [],
    pageUrl: link,
    ...(isOfItems ? OPEN_LINK : LINKS[facts.event?.opens ?? 'instructions']),
    ...(facts.mayAnswer ? ANSWERABLE_LINK : {}),
    why: facts.event?.why ?? whyOf(kind, parts, today),
    handOver: kind === 'alarm' ? BY_ITSELF : HAND_OVER,
    officeName: kind === 'alarm' ? PLATFORM_NAME : '领导小组办公室',
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
const HAND_OVER = '如联络员已变更，请将本邮件转交继任者并告知领导小组办公室，由继任者接替。';
const PLATFORM_NAME = '“落实”平台';
const BY_ITSELF = `本邮件由${PLATFORM_NAME}自动发出，请勿回复。`;
const HOME_LINK = {
  linkWord: '“落实”平台（需登录）',
  linkNote: '本邮件只作告知，不需要办理；登录后可查看本单位现在承担的全部责任事项。',
};

const HEALTH_LINK = { linkWord: '运行情况（需登录）', linkNote: '登录后可查看邮件和定时工作现在是否正常。' };
/** Where a mail leads that is about no item. */
const LINKS = { home: HOME_LINK, health: HEALTH_LINK, instructions: SIGN_IN_LINK } as const;

/** What a mail is called on its letterhead. */
export const MAIL_TITLES: Readonly<Record<MailKind, string>> = {
  ...{ assigned: '工作交办通知', reminder: '到期提醒', chase: '催办通知', 'report-request': '报送提醒' },
  ...{ returned: '退回重报通知', extension: '延期审批通知', rectification: '限期整改通知', recheck: '整改复查通知' },
  ...{ notice: '工作通知', escalation: '督促提醒', answer: '来信确认', alarm: '运行通知' },
  ...{ digest: '领导摘要', 'unit-digest': '单位月报', worklist: '办公室日报' },
};
