import { momentOf } from '../clock.js';
import { shortDay } from '../domain/day.js';
import { type DeskMail, type DeskView } from '../rendering/views-desk.js';
import { type UnstartedPart } from '../rendering/views-plan.js';
import { type MailCause, NO_ADDRESS } from '../storage/stores/no-mails.js';
import { type QueuedMail } from '../storage/stores/queues.js';
import { contactLink, MAIL_STATES, MAIL_WORDS } from '../web/mail-words.js';
import { paths } from '../web/paths.js';
import { peopleLinks } from '../web/unstarted.js';
import { type DeskFacts, SHOWN } from './desk.service.js';
import { excerpt } from './queues.views.js';

/** The mails of a plan that did not leave, what keeps many of them first. */
export function mailsPart({ mails, causes, world }: DeskFacts): NonNullable<DeskView['mails']> {
  const { plan, today } = world;
  return {
    count: causes.reduce((sum, { count }) => sum + count, mails.total),
    more: mails.total > SHOWN ? { label: '到发件箱查看', href: paths.outbox({ state: 'held' }) } : null,
    plan: plan.id,
    causes: causes.map((one) => causeLine(one, plan.id)),
    items: mails.rows.map((mail) => mailItem(mail, today)),
  };
}

/** Many mails that one thing keeps from leaving are one thing to do. */
function causeLine({ cause, state, count }: MailCause, planId: number): UnstartedPart['facts'][number] {
  if (cause === NO_ADDRESS)
    return { text: `${count}封邮件因单位没有联系邮箱暂存，登记邮箱后自动发出`, links: peopleLinks(planId) };
  const shown = paths.outbox({ state: state === 'held' ? 'held' : 'failed' });
  return {
    text: `${count}封邮件因同一原因没有发出：${cause === '' ? '原因没有记录' : excerpt(cause)}`,
    links: [{ label: '到发件箱查看', href: shown }],
  };
}

/** A reminder is of the plans that it tells of; these tell of none. */
const isOfNoPlan = ({ planId, kind }: QueuedMail) => planId === null && ['alarm', 'answer', 'notice'].includes(kind);

function mailItem(mail: QueuedMail, today: string): DeskMail {
  const at = momentOf(mail.queuedAt);
  return {
    title: `${mail.toName} ${MAIL_WORDS[mail.kind]}`,
    href: paths.mail(mail.id),
    when: `${shortDay(at.today, today)} ${at.time}${isOfNoPlan(mail) ? ' · 不属于某一方案' : ''}`,
    state: MAIL_STATES[mail.state],
    why: mail.lastError ?? '原因不明',
    people: contactLink(mail),
    action: paths.mailRelease(mail.id),
    submit: mail.state === 'held' ? '放行' : '重发',
  };
}
