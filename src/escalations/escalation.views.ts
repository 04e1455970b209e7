import { momentOf } from '../clock.js';
import { chaseNumber } from '../domain/chases.js';
import { longDay, shortDay, weekdayName } from '../domain/day.js';
import { decideBy } from '../domain/escalation.js';
import { phaseName } from '../domain/phases.js';
import { type OutboxItem, type OutboxMail } from '../domain/plan.js';
import { ruleWords } from '../domain/reminders.js';
import { standingOf } from '../domain/standing.js';
import { type EscalationView } from '../rendering/views-escalations.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { HELD_FOR_OFFICE } from '../storage/stores/no-mails.js';
import { daysLeft } from '../web/days-left.js';
import { light } from '../web/lights.js';
import { heightOfMail } from '../web/mail-height.js';
import { MAIL_STATES } from '../web/mail-words.js';
import { paths } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';

/** What the page of a mail to a county leader is made of; the words are those of this moment, or those that left. */
export interface EscalationPageFacts {
  world: PlanWorld;
  mail: OutboxMail;
  items: readonly OutboxItem[];
  placed: readonly NamedAssignment[];
  words: { text: string } | null;
  /** Whether an item is still late and unanswered. */
  climbs: (item: NamedAssignment) => boolean;
}

/** Whether the office has still to decide. */
export const isUndecided = ({ state, lastError }: Pick<OutboxMail, 'state' | 'lastError'>) =>
  state === 'held' && lastError === HELD_FOR_OFFICE;

/** The mail as the office decides about it: by when, the whole of it, and what it is about. */
export function escalationView(
  facts: EscalationPageFacts,
): Omit<EscalationView, 'frame' | 'acts' | 'summary' | 'unsaved'> {
  const { world, mail, items, placed, words } = facts;
  const { plan, today } = world;
  const waits = isUndecided(mail);
  const at = (instant: string) => `${longDay(momentOf(instant).today)} ${momentOf(instant).time}`;
  return {
    trail: [
      { label: '今天要办', href: paths.desk(plan.id) },
      { label: '发件箱中的这封邮件', href: paths.mail(mail.id) },
    ],
    heading: `送${mail.toName}的督促提醒`,
    state: MAIL_STATES[mail.state],
    ...untilOf(facts),
    html: words ? paths.mailHtml(mail.id) : null,
    height: heightOfMail(words?.text ?? ''),
    text: words?.text ?? null,
    bodyNone: '所列事项都已有进展，没有要发的内容；放行后这封邮件不再发出。',
    facts: [
      { term: '编号', value: chaseNumber(mail) ?? '未编号', href: null },
      { term: '收件人', value: mail.toName, href: paths.people(plan.id) },
      { term: '收件地址', value: mail.toAddress ?? '未登记', href: null },
      { term: '提请', value: at(mail.queuedAt), href: null },
      { term: '发出', value: mail.sentAt ? at(mail.sentAt) : '尚未发出', href: null },
    ],
    items: items.flatMap((item) => {
      const named = placed.find(({ id }) => id === item.assignmentId);
      if (!named) return [];
      return {
        href: paths.assignment(named.id),
        measure: `${named.unitName} ${named.measureNumber}${named.measureTitle}`,
        place: `${phaseName(named.phasePosition)} · ${shortDay(item.dueOn, today)}到期`,
        rule: ruleWords(item.rule),
        light: light(standingOf(named, today, world)),
        settled: waits && !facts.climbs(named),
      };
    }),
  };
}

function untilOf({ world, mail }: EscalationPageFacts): Pick<EscalationView, 'until' | 'late'> {
  if (!isUndecided(mail)) return { until: decidedWords(mail), late: null };
  const { today, calendar } = world;
  const by = decideBy(mail.day, calendar);
  const until = `请于${shortDay(by, today)}（${weekdayName(by)}）前决定，${daysLeft(by, today, calendar)}`;
  const late = today > by ? '已过决定期限。未经办公室放行，这封邮件不会发出。' : null;
  return { until, late };
}

/** What became of it, by what the outbox holds. */
function decidedWords({ state, lastError }: OutboxMail): string {
  if (state === 'cancelled') return `办公室决定不发：${lastError ?? ''}`;
  if (state === 'obsolete') return lastError ?? '';
  return state === 'sent' ? '经办公室放行，已发出' : '已经办公室放行';
}
