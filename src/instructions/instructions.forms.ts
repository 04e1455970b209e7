import { actsOpenTo, INSTRUCTION, type InstructionAct, type Who } from '../domain/lifecycle.js';
import { type Instruction } from '../domain/instructions.js';
import { may, mayActFor, type Person } from '../domain/permissions.js';
import { type Unit } from '../domain/plan.js';
import { type ActForm } from '../rendering/views-assignments.js';
import { type FormView } from '../rendering/views-forms.js';
import { type Faults, type FieldSpec, fieldViews, type Typed } from '../web/forms.js';
import { type Leader, leaderField } from '../web/leaders.js';
import { paths } from '../web/paths.js';

/** A form that was refused: what was typed, and what is wrong with it. */
export interface Refused {
  typed: Typed;
  faults: Faults;
}

/** What can be chosen on the form of a new instruction. */
export interface Choices {
  planId: number;
  me: Person;
  leaders: readonly Leader[];
  units: readonly Unit[];
  /** The items that an instruction is likely to be about. */
  items: readonly { id: number; unitId: number; label: string }[];
  /** The one that was asked for, chosen to begin with. */
  chosen: { id: number; unitId: number } | null;
  /** On which of the two pages the form stands: it is shown there again where it is refused. */
  from: 'briefing' | 'list';
}

const hidden = (name: string, value: string): FieldSpec => ({ name, label: name, kind: 'hidden', value });

/** The form of a new instruction: the office says whose it is, a leader need not. */
export function instructionForm(choices: Choices, refused: Refused | null): FormView {
  const { planId, me, leaders, units, items, chosen, from } = choices;
  const option = (id: number, label: string) => ({ value: String(id), label });
  const specs: FieldSpec[] = [
    hidden('from', from),
    ...(me.role === 'leader' ? [] : [leaderField('leaderName', '批示领导', leaders)]),
    { name: 'text', label: '批示内容', kind: 'text', required: true, rows: 3 },
    {
      ...{ name: 'unitId', label: '办理单位', kind: 'select', required: true, value: chosen && String(chosen.unitId) },
      options: [{ value: '', label: '请选择' }, ...units.map(({ id, name }) => option(id, name))],
    } as FieldSpec,
    {
      ...{ name: 'assignmentId', label: '关于事项', kind: 'select', value: chosen ? String(chosen.id) : '' },
      options: [{ value: '', label: '不指定' }, ...items.map(({ id, label }) => option(id, label))],
    },
    { name: 'dueOn', label: '办理期限（含当日）', kind: 'day', required: true },
  ];
  return {
    ...{ action: paths.instructions(planId), submit: '下达批示', multipart: false, summary: null },
    fields: fieldViews(specs, refused?.typed ?? null, refused?.faults ?? null, 'new'),
  };
}

/** As whom somebody may act on an instruction. */
export function actingAs(me: Person, { assignmentId, unitId }: Instruction): Who[] {
  if (mayActFor(me, { id: assignmentId ?? 0, unitId })) return ['unit'];
  return may(me, 'work') ? ['office'] : [];
}

/** The acts open to a person on an instruction, each as a form; a refused one stands open with what was typed. */
export function instructionActs(me: Person, instruction: Instruction, refused: Refused | null): ActForm[] {
  return actsOpenTo(INSTRUCTION, instruction.stage, actingAs(me, instruction)).map(({ act, label }) => {
    const own = refused && (act === 'answer' || refused.typed['act'] === act) ? refused : null;
    const kept = own && { answer: own.typed['answer'] ?? '', reason: own.typed['reason'] ?? '' };
    const to = act === 'answer' ? paths.instructionAnswer : paths.instructionDecision;
    return {
      ...{ label, folded: act !== 'finish', open: act === 'answer' || own !== null },
      form: {
        ...{ action: to(instruction.id), submit: label, multipart: false, summary: null },
        fields: fieldViews(specsOf(act, instruction), kept, own?.faults ?? null, act),
      },
    };
  });
}

function specsOf(act: InstructionAct, { version, answer }: Instruction): FieldSpec[] {
  const seen = hidden('version', String(version));
  switch (act) {
    case 'answer':
      return [
        seen,
        {
          ...{ name: 'answer', label: '办理情况', kind: 'text', required: true, rows: 5, value: answer },
          hint: '做了什么、结果如何、还差什么，1000字以内',
        },
      ];
    case 'finish':
      return [hidden('act', act), seen];
    case 'continue':
      return [
        ...[hidden('act', act), seen],
        { name: 'reason', label: '理由', kind: 'text', required: true, rows: 2, hint: '写入通知，单位可见' },
      ];
  }
}
