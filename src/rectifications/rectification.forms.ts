import { type Day } from '../domain/day.js';
import { CLOSE_TESTS, type Objection, type Rectification, type RectificationRound } from '../domain/inspections.js';
import { type FormView } from '../rendering/views-forms.js';
import { type Faults, type FieldSpec, fieldViews, type Typed } from '../web/forms.js';
import { paths } from '../web/paths.js';

/** A form that was refused, with which of the page's forms it was. */
export interface Refused {
  form: 'round' | 'recheck' | 'object' | 'answer';
  typed: Typed;
  faults: Faults;
}

/** What somebody may have typed into one of the page's forms, with its words. */
export const TYPED: readonly [name: string, label: string][] = [
  ['measures', '整改措施'],
  ['result', '整改结果'],
  ['lessons', '举一反三'],
  ['reason', '复查意见'],
  ['text', '异议内容'],
  ['answer', '答复'],
];

function formOf(
  form: Refused['form'],
  action: string,
  submit: string,
  specs: readonly FieldSpec[],
  refused: Refused | null,
): FormView {
  const own = refused?.form === form ? refused : null;
  // A stale form is sent again on the version that is shown now, which whoever sends it has seen.
  const typed = own && Object.fromEntries(Object.entries(own.typed).filter(([name]) => name !== 'version'));
  return {
    action,
    submit,
    multipart: false,
    summary: null,
    fields: fieldViews(specs, typed, own?.faults ?? null, form),
  };
}

const versionOf = ({ version }: { version: number }): FieldSpec => ({
  ...{ name: 'version', label: '版本', kind: 'hidden', value: String(version) },
});

/** What the unit did in this round; the last round's words stand in it. */
export function roundForm(finding: Rectification, last: RectificationRound | null, refused: Refused | null): FormView {
  const field = (name: 'measures' | 'result' | 'lessons', label: string, hint: string): FieldSpec => ({
    ...{ name, label, hint, kind: 'text', required: true, value: last?.[name] },
  });
  return formOf(
    'round',
    paths.rectificationRounds(finding.id),
    '报送整改情况',
    [
      versionOf(finding),
      field('measures', '整改措施', '逐条写做了什么、由谁负责'),
      field('result', '整改结果', '对照要求，写数字和实例'),
      field('lessons', '举一反三', '同类问题排查了哪些、建立了什么长效机制'),
    ],
    refused,
  );
}

/** The recheck of a round; the five tests are asked at the last finding of an item. */
export function recheckForm(finding: Rectification, isLast: boolean, today: Day, refused: Refused | null): FormView {
  const tests: FieldSpec = {
    ...{ name: 'tests', label: '销号五项标准', kind: 'checks' },
    hint: '这是该事项最后一个问题：复查通过且五项都达到的，当即销号；否则回到已办结，待下次检查验收',
    options: Object.entries(CLOSE_TESTS).map(([value, label]) => ({ value, label })),
  };
  return formOf(
    'recheck',
    paths.recheck(finding.id),
    '作出复查结论',
    [
      versionOf(finding),
      {
        ...{ name: 'outcome', label: '复查结论', kind: 'radios', required: true },
        options: [
          { value: 'pass', label: '通过' },
          { value: 'fail', label: '未通过，继续整改' },
        ],
      },
      ...(isLast ? [tests] : []),
      { name: 'reason', label: '复查意见', kind: 'text', hint: '未通过的必须写明理由，理由随邮件告知责任单位' },
      { name: 'dueOn', label: '下一轮期限', kind: 'day', hint: `未通过时填写，应晚于${today}` },
    ],
    refused,
  );
}

/** 提出异议. */
export function objectForm(finding: Rectification, refused: Refused | null): FormView {
  const text: FieldSpec = { name: 'text', label: '异议内容', kind: 'text', required: true, hint: '写明事实和理由' };
  return formOf('object', paths.objections(finding.id), '提出异议', [text], refused);
}

/** 答复异议. */
export function answerForm(objection: Objection, finding: Rectification, refused: Refused | null): FormView {
  return formOf(
    'answer',
    paths.objectionAnswer(objection.id),
    '答复异议',
    [
      versionOf(objection),
      {
        ...{ name: 'outcome', label: '核查结果', kind: 'radios', required: true },
        options: [
          { value: 'upheld', label: `异议成立，撤销${finding.number}` },
          { value: 'rejected', label: '异议不成立，按原要求整改' },
        ],
      },
      { name: 'answer', label: '答复', kind: 'text', required: true, hint: '写明核查情况和理由，随邮件告知提出单位' },
    ],
    refused,
  );
}
