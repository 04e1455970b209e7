import { type ActForm } from '../rendering/views-assignments.js';
import { type Faults, fieldViews, type Typed } from '../web/forms.js';
import { paths } from '../web/paths.js';

/** A decision that was refused: what was typed, what is wrong. */
export interface Refused {
  typed: Typed;
  faults: Faults;
}

/** What the office may decide about a mail to a county leader; a refused 不发 keeps its reason and stands open. */
export function decisionForms(outboxId: number, refused: Refused | null): ActForm[] {
  const action = paths.escalationDecision(outboxId);
  const own = refused?.typed['act'] === 'cancel' ? refused : null;
  const act = (value: string) => ({ name: 'act', label: '操作', kind: 'hidden' as const, value });
  const form = (submit: string, fields: ReturnType<typeof fieldViews>) => ({
    ...{ action, submit, multipart: false, summary: null, fields },
  });
  const reason = {
    ...{ name: 'reason', label: '不发的理由', kind: 'text' as const, required: true },
    hint: '写入留痕；本级不再提请，仍未办结的，到下一级时限再提请办公室决定',
  };
  return [
    {
      label: '放行',
      folded: false,
      open: false,
      form: form('放行', fieldViews([act('release')], null, null, 'release')),
    },
    {
      ...{ label: '不发', folded: true, open: own !== null },
      form: form(
        '不发',
        fieldViews([act('cancel'), reason], own && { reason: own.typed['reason'] }, own?.faults ?? null, 'cancel'),
      ),
    },
  ];
}
