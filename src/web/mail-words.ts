import { type MailKind, type MailState, type OutboxMail } from '../domain/plan.js';
import { type Link } from '../rendering/views-common.js';
import { type MailStateWord } from '../rendering/views-outbox.js';
import { paths } from './paths.js';

/** Kinds of mail, in the office's words. */
export const MAIL_WORDS: Readonly<Record<MailKind, string>> = {
  assigned: '交办通知',
  reminder: '到期提醒',
  chase: '催办',
  'report-request': '报送提醒',
  returned: '退回重报',
  extension: '延期审批',
  rectification: '整改通知',
  recheck: '整改复查',
  notice: '工作通知',
  escalation: '督促提醒',
  digest: '领导摘要',
  'unit-digest': '单位月报',
  worklist: '办公室日报',
  alarm: '运行通知',
  answer: '来信确认',
};

/** A mail's state as a reader understands it: what the office must look at is 'failed' or 'held'. */
export const MAIL_STATES: Readonly<Record<MailState, MailStateWord>> = {
  pending: { code: 'waiting', label: '待发' },
  claimed: { code: 'waiting', label: '待发' },
  sending: { code: 'waiting', label: '发送中' },
  sent: { code: 'sent', label: '已发' },
  held: { code: 'held', label: '暂存' },
  dead: { code: 'failed', label: '未发出' },
  obsolete: { code: 'withdrawn', label: '无需再发' },
  cancelled: { code: 'withdrawn', label: '已取消' },
};

/** Where the address of a mail is put right: with the contacts of its unit, or of its plan's leading group and office. */
export function contactLink({ unitId, planId }: Pick<OutboxMail, 'unitId' | 'planId'>): Link {
  const href = unitId !== null ? paths.unitPeople(unitId) : planId !== null ? paths.people(planId) : paths.plans();
  return { label: '补联系人', href };
}
