import { longDay, shortDay } from '../domain/day.js';
import { type Extension } from '../domain/extensions.js';
import { actsOpenTo, EXTENSION, type ExtensionAct } from '../domain/lifecycle.js';
import { may, mayActFor, type Person } from '../domain/permissions.js';
import { type ActForm } from '../rendering/views-assignments.js';
import { type FormView } from '../rendering/views-forms.js';
import { type Faults, type FieldSpec, fieldViews, type Typed } from '../web/forms.js';
import { type Leader, leaderField } from '../web/leaders.js';
import { paths } from '../web/paths.js';
import { type AskFacts } from './extensions.service.js';

/** A form that was refused: what was typed, and what is wrong with it. */
export interface Refused {
  typed: Typed;
  faults: Faults;
}

const hidden = (name: string, value: string): FieldSpec => ({ name, label: name, kind: 'hidden', value });
/** What was typed, without what only the page knows: a version that has become old is not kept. */
const keptOf = (refused: Refused | null): Typed | null => {
  if (!refused) return null;
  const { version: _version, ...kept } = refused.typed;
  return kept;
};

/** The form with which a unit asks for more time; the progress begins as it was last reported. */
export function askForm({ item, world, lastProgress, lastDueOn }: AskFacts, refused: Refused | null): FormView {
  const { today } = world;
  const fields = fieldViews(
    [
      hidden('version', String(item.version)),
      {
        name: 'reason',
        label: '延期理由',
        kind: 'text',
        required: true,
        rows: 4,
        hint: '为什么不能按期办结，500字以内',
      },
      {
        ...{ name: 'progress', label: '已有进展', kind: 'text', required: true, rows: 4, value: lastProgress },
        hint: lastProgress ? '已带入最近一次所报进展，可以改写，500字以内' : '到目前做到哪一步，500字以内',
      },
      {
        ...{ name: 'askedDay', label: '申请延至（含当日）', kind: 'day', required: true },
        hint: `应晚于${shortDay(item.dueOn, today)}，请选工作日；延至${shortDay(lastDueOn, today)}以后的，须报副组长审批`,
      },
    ],
    keptOf(refused),
    refused?.faults ?? null,
    'ask',
  );
  const action = paths.extensionsOf(item.id);
  return { action, submit: '提交延期申请', multipart: false, summary: null, fields };
}

/** What the forms of one request are made of. */
export interface DecisionFacts {
  extension: Extension;
  me: Person;
  leaders: readonly Leader[];
  /** Whether an earlier request makes this one the deputy's whatever day is granted. */
  isSecond: boolean;
}

/** The acts open to a person on a request, each as a form; a refused one stands open with what was typed. */
export function decisionForms(facts: DecisionFacts, refused: Refused | null): ActForm[] {
  const { extension, me, isSecond } = facts;
  const as = mayActFor(me, { id: extension.assignmentId, unitId: extension.unitId })
    ? (['unit'] as const)
    : may(me, 'work')
      ? (['office'] as const)
      : [];
  const isDeputys = extension.stage === 'endorsed';
  return actsOpenTo(EXTENSION, extension.stage, as)
    .filter(({ act }) => !(act === 'grant' && isSecond && !isDeputys))
    .map(({ act, label }) => {
      const own = act !== 'withdraw' && refused?.typed['act'] === act ? refused : null;
      const fields = fieldViews(specsOf(act, facts), keptOf(own), own?.faults ?? null, act);
      const submit = isDeputys && act !== 'withdraw' ? `录入：副组长${label}` : label;
      const to = act === 'withdraw' ? paths.extensionWithdrawal : paths.extensionDecision;
      return {
        ...{ label: submit, folded: act !== 'withdraw', open: own !== null },
        form: { action: to(extension.id), submit, multipart: false, summary: null, fields },
      };
    });
}

function specsOf(act: ExtensionAct, { extension, leaders }: DecisionFacts): FieldSpec[] {
  const version = hidden('version', String(extension.version));
  if (act === 'withdraw') return [version];
  const isDeputys = extension.stage === 'endorsed';
  const deputies = leaders.filter(({ isDeputy }) => isDeputy);
  const deputy = leaderField('deputyName', '副组长', deputies, extension.deputyName);
  const text = { kind: 'text', rows: 2 } as const;
  const own: Readonly<Record<Exclude<ExtensionAct, 'withdraw'>, FieldSpec[]>> = {
    grant: [
      ...(isDeputys ? [deputy] : []),
      {
        ...{ name: 'grantedDay', label: '延至（含当日）', kind: 'day', required: true, value: extension.askedDay },
        hint: `申请延至${longDay(extension.askedDay)}，可以另定日期`,
      },
      { name: 'reason', label: '审批意见', ...text, hint: '可以不填；填写的内容写入通知' },
    ],
    endorse: [{ name: 'opinion', label: '办公室意见', ...text, required: true }, deputy],
    refuse: [
      ...(isDeputys ? [deputy] : []),
      { name: 'reason', label: '不同意的理由', ...text, required: true, hint: '写入通知，单位可见' },
    ],
  };
  return [hidden('act', act), version, ...own[act]];
}
