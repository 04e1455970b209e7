import { momentOf } from '../clock.js';
import { chaseNumber } from '../domain/chases.js';
import { longDay, shortDay } from '../domain/day.js';
import { isResent } from '../domain/mail-acts.js';
import {
  type DigestKind,
  type EventWords,
  type MailKind,
  type OutboxItem,
  type OutboxMail,
  type Unit,
} from '../domain/plan.js';
import { ruleWords } from '../domain/reminders.js';
import { standingOf } from '../domain/standing.js';
import { type Fact, type Option, type SelectField } from '../rendering/views-common.js';
import { type OutboxMailView, type OutboxView } from '../rendering/views-outbox.js';
import { digestIdOf } from '../mail/compose-digest.js';
import { whyOfIssue } from '../mail/digest-words.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { type Resent } from '../storage/stores/mail-acts.js';
import { type OutboxQuery } from '../storage/stores/outbox-query.js';
import { type OutboxLine } from '../storage/stores/outbox.js';
import { light } from '../web/lights.js';
import { heightOfMail } from '../web/mail-height.js';
import { contactLink, MAIL_STATES, MAIL_WORDS } from '../web/mail-words.js';
import { pagerOf } from '../web/pager.js';
import { paths } from '../web/paths.js';
import { type World } from '../web/world.js';

export const MAILS_PER_PAGE = 50;

/** What mails may be narrowed to by state, as a reader sees states; 可能重复 goes across them. */
export const STATE_FILTERS = {
  waiting: { label: '待发', asked: { states: ['pending', 'claimed', 'sending'] } },
  sent: { label: '已发', asked: { states: ['sent'] } },
  held: { label: '暂存', asked: { states: ['held'] } },
  failed: { label: '未发出', asked: { states: ['dead'] } },
  obsolete: { label: '无需再发', asked: { states: ['obsolete'] } },
  cancelled: { label: '已取消', asked: { states: ['cancelled'] } },
  doubtful: { label: '可能重复', asked: { doubtful: true } },
} as const satisfies Record<string, { label: string; asked: Pick<OutboxQuery, 'states' | 'doubtful'> }>;
export type StateFilter = keyof typeof STATE_FILTERS;

/** What the outbox may be narrowed to. */
export interface OutboxFilter {
  kind?: MailKind | undefined;
  state?: StateFilter | undefined;
  unit?: number | undefined;
  plan?: number | undefined;
  day?: string | undefined;
}

/** What the outbox is made of; `rules` are those of each mail's items. */
export interface OutboxFacts {
  world: World;
  filter: OutboxFilter;
  page: number;
  total: number;
  mails: readonly OutboxLine[];
  items: ReadonlyMap<number, readonly OutboxItem[]>;
  /** The first item of each that has no words yet. */
  placed: readonly NamedAssignment[];
  units: readonly Unit[];
}

/** The outbox: what was queued and sent, the newest first, each with why it was made. */
export function outboxView(facts: OutboxFacts): Omit<OutboxView, 'frame' | 'previews' | 'letters'> {
  const { world, filter, page, total, mails, items } = facts;
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return {
    action: paths.outbox(),
    fields: fieldsOf(facts),
    day: filter.day ?? '',
    clear: filtered ? paths.outbox() : null,
    rows: mails.map((mail) => {
      const own = items.get(mail.id) ?? [];
      const at = momentOf(mail.sentAt ?? mail.queuedAt);
      return {
        href: paths.mail(mail.id),
        when: `${shortDay(at.today, world.today)} ${at.time}`,
        kind: MAIL_WORDS[mail.kind],
        to: mail.toName,
        toHref: unitPath(world, mail.unitId),
        subject: mail.subject ?? unsentSubject(mail, own, facts.placed),
        items: own.length === 0 ? '' : String(new Set(own.map((item) => item.assignmentId)).size),
        state: MAIL_STATES[mail.state],
        doubt: doubtOf(mail),
        why: whyOf(own) || (isIssue(mail.kind) ? '定期报送' : ''),
      };
    }),
    total: `共${total}封`,
    none: filtered ? '没有符合条件的邮件' : '还没有邮件',
    pager: pagerOf(page, MAILS_PER_PAGE, total, (to) => paths.outbox({ ...filter, page: to })),
  };
}

/** What a mail will be about whose words are made only when it leaves: '到期提醒：（一）精准识别等3项', '退回重报：1项进展报告被退回', '催办〔2020〕第3号：…'. */
function unsentSubject(mail: OutboxLine, own: readonly OutboxItem[], placed: readonly NamedAssignment[]): string {
  const number = chaseNumber(mail);
  // The number of a 催办 says already what it is.
  const kind = [mail.kind === 'chase' && number ? '' : MAIL_WORDS[mail.kind], number].filter(Boolean).join(' ');
  const news = mail.words && digestIdOf(mail) === null ? (JSON.parse(mail.words) as EventWords).news : '';
  const first = placed.find(({ id }) => id === own[0]?.assignmentId);
  const many = new Set(own.map(({ assignmentId }) => assignmentId)).size;
  const item = first ? `${first.measureNumber}${first.measureTitle}${many > 1 ? `等${many}项` : ''}` : '';
  return [kind, news || item].filter(Boolean).join('：');
}

const unitPath = ({ plan }: World, unitId: number | null) =>
  plan && unitId !== null ? paths.unit(plan.id, unitId) : null;

/** A digest is of no items: its own page says how often it comes. */
const isIssue = (kind: MailKind) => kind === 'digest' || kind === 'unit-digest' || kind === 'worklist';

const whyOf = (items: readonly OutboxItem[]) => [...new Set(items.map((item) => ruleWords(item.rule)))].join('；');

function fieldsOf({ world, filter, units }: OutboxFacts): SelectField[] {
  const field = (name: string, label: string, chosen: unknown, options: [string, string][]): SelectField => ({
    id: `f-${name}`,
    name,
    label,
    options: [
      { value: '', label: '全部', selected: chosen === undefined },
      ...options.map(([value, words]): Option => ({ value, label: words, selected: value === String(chosen) })),
    ],
  });
  return [
    field('kind', '类别', filter.kind, Object.entries(MAIL_WORDS)),
    field(
      'state',
      '状态',
      filter.state,
      Object.entries(STATE_FILTERS).map(([state, { label }]) => [state, label]),
    ),
    field(
      'plan',
      '方案',
      filter.plan,
      world.plans.map((plan) => [String(plan.id), plan.title]),
    ),
    field(
      'unit',
      '单位',
      filter.unit,
      units.map((unit) => [String(unit.id), unit.name]),
    ),
  ];
}

/** What one mail's page is made of; the words are those that were sent, or would be sent now. */
export interface MailPageFacts {
  world: World;
  mail: OutboxMail;
  items: readonly OutboxItem[];
  placed: readonly NamedAssignment[];
  words: { subject: string; text: string } | null;
  from: string;
  /** The mails that repeat it, or that it repeats. */
  repeats: readonly Resent[];
}

/** One mail: its envelope, why it was made, and how it looks. */
export function outboxMailView({
  world,
  mail,
  items,
  placed,
  words,
  from,
  repeats,
}: MailPageFacts): Omit<OutboxMailView, 'frame' | 'acts' | 'summary' | 'unsaved'> {
  const at = (instant: string) => `${longDay(momentOf(instant).today)} ${momentOf(instant).time}`;
  // A mail about an event need be about no item: it says itself why it came.
  const event = mail.words && digestIdOf(mail) === null ? (JSON.parse(mail.words) as EventWords).why : '';
  const isOfSeveral = new Set(placed.map(({ unitId }) => unitId)).size > 1;
  const reason =
    items.length > 0 ? whyOf(items) : digestIdOf(mail) !== null ? whyOfIssue(mail.kind as DigestKind) : event;
  return {
    subject: words?.subject ?? MAIL_WORDS[mail.kind],
    state: MAIL_STATES[mail.state],
    facts: [
      { term: '发件人', value: from, href: null },
      { term: '收件单位', value: mail.toName, href: unitPath(world, mail.unitId) },
      { term: '收件地址', value: mail.toAddress ?? '未登记', href: null },
      { term: '放入发件箱', value: at(mail.queuedAt), href: null },
      { term: '发出', value: mail.sentAt ? at(mail.sentAt) : '尚未发出', href: null },
      ...numberFact(mail),
      { term: '邮件编号', value: mail.messageId, href: null },
    ],
    why: reason === '' ? '' : `依据：${reason}`,
    items: items.map((item) => {
      const named = placed.find(({ id }) => id === item.assignmentId);
      const unit = isOfSeveral && named ? `${named.unitName} ` : '';
      return {
        measure: `${unit}${named?.measureNumber ?? ''}${named?.measureTitle ?? ''}`,
        phase: named?.phaseTitle ?? '',
        dueOn: shortDay(item.dueOn, world.today),
        rule: ruleWords(item.rule),
        href: paths.assignment(item.assignmentId),
        light: light(named ? standingOf(named, world.today, world) : 'waived'),
      };
    }),
    html: words ? paths.mailHtml(mail.id) : null,
    height: heightOfMail(words?.text ?? '', mail.kind),
    text: words?.text ?? null,
    bodyNone: '这封邮件没有正文',
    people: mail.state === 'held' || mail.state === 'dead' ? contactLink(mail) : null,
    repeats: repeats.map((one) => ({
      label: `${isResent(one) ? '重发' : '首次'} ${at(one.queuedAt)}`,
      href: paths.mail(one.id),
    })),
    error: errorOf(mail),
    doubt: doubtOf(mail),
  };
}

/** The number of a 催办; where the office has to decide about it, the way there. */
function numberFact(mail: OutboxMail): Fact[] {
  const value = chaseNumber(mail);
  if (value === null) return [];
  const isCounty = mail.kind === 'escalation' && mail.unitId === null;
  return [{ term: '催办编号', value, href: isCounty ? paths.escalation(mail.id) : null }];
}

/** Why a mail did not leave, as its page says it. */
function errorOf({ state, lastError }: OutboxMail): string | null {
  if (lastError === null) return null;
  if (state === 'cancelled') return `办公室已取消：${lastError}`;
  return state === 'held' ? `暂存，没有发出：${lastError}` : `没有发出：${lastError}`;
}

/** Said of a mail that left again after a stop in the midst of sending it. */
const doubtOf = ({ doubts }: Pick<OutboxMail, 'doubts'>): string | null =>
  doubts > 0 ? '可能重复：发送时程序或线路中断，收件人可能收到两封相同的邮件' : null;
