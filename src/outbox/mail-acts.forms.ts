import { type MailAct, mailActsFrom } from '../domain/mail-acts.js';
import { type OutboxMail } from '../domain/plan.js';
import { type ActForm } from '../rendering/views-assignments.js';
import { type Faults, type FieldSpec, fieldViews, type Typed } from '../web/forms.js';
import { paths } from '../web/paths.js';

/** An act that was refused: what was typed, what is wrong. */
export interface RefusedAct {
  typed: Typed;
  faults: Faults;
}

const HINTS: Readonly<Record<'hold' | 'cancel', string>> = {
  hold: '暂缓后不发出，需要时再放行；理由写入留痕',
  cancel: '取消后不再发出，同一节点的提醒也不会重新生成；理由写入留痕',
};

/** The acts open to the office on a mail, each as a form; a refused one keeps what was typed and stands open. */
export function mailActForms(
  { id, state }: Pick<OutboxMail, 'id' | 'state'>,
  resent: number,
  refused: RefusedAct | null,
): ActForm[] {
  return mailActsFrom(state).map(({ act, label, needsReason }) => {
    const own = refused?.typed['act'] === act ? refused : null;
    const fields = fieldViews(
      [
        { name: 'act', label: '操作', kind: 'hidden', value: act },
        { name: 'state', label: '状态', kind: 'hidden', value: state },
        { name: 'resent', label: '已重发次数', kind: 'hidden', value: String(resent) },
        ...(needsReason ? [reasonField(act)] : []),
      ],
      own && { reason: own.typed['reason'] },
      own?.faults ?? null,
      `act-${act}`,
    );
    const form = { action: paths.mailActs(id), submit: label, multipart: false, summary: null, fields };
    return { label, folded: needsReason, open: own !== null && needsReason, form };
  });
}

const reasonField = (act: MailAct): FieldSpec => ({
  ...{ name: 'reason', label: '理由', kind: 'text', required: true },
  hint: HINTS[act as keyof typeof HINTS],
});
