import { assigned } from '../domain/assigning.js';
import { countCautions, isSameDocument } from '../domain/intake-cautions.js';
import { type IntakeStart, type IntakeView } from '../rendering/views-intakes.js';
import { paths } from '../web/paths.js';
import { cautionWords } from './intake-cautions.views.js';
import { type Forms, type IntakeFacts } from './intake.views.js';

const MOST_COMPARED = 5;

/** A document with the number or the title of a running plan is most likely that plan issued again. */
export function reissuePart({ intake, draft, running }: IntakeFacts): IntakeView['reissue'] {
  const same = running.filter((plan) => isSameDocument(plan, draft));
  const plans = [...same, ...running.filter((plan) => !same.includes(plan))].slice(0, MOST_COMPARED);
  return {
    known: same.length > 0 ? '与运行中的方案标题或文号相同，很可能是重新印发。' : null,
    plans: plans.map(({ id, title }) => ({ label: title, href: paths.intakeComparison(intake.id, id) })),
  };
}

const MISSING_WORDS: Readonly<Record<string, [text: string, anchor: string, label?: string]>> = {
  title: ['没有方案标题', '#s-head'],
  measures: ['没有工作措施', '#s-measures'],
  duties: ['没有任何牵头单位或责任单位', '#s-measures'],
  phases: ['没有阶段', '#s-phases'],
  deadlines: ['有的阶段没有完成时限', '#s-phases'],
  backwards: ['有的阶段完成时限早于开始日期', '#s-phases', '去改'],
};

/** What a start would bring, and what keeps it from being made. */
export function startPart(facts: IntakeFacts, doubts: number, forms: Forms): IntakeStart {
  const { intake, draft, names, missing, cautions } = facts;
  // Two names of one unit are one duty in a measure, and one notice.
  const unitOf = new Map(names.map(({ name, unitId }) => [name, unitId ?? name]));
  const units = new Set(unitOf.values()).size;
  const duties = draft.measures.flatMap((measure, measureId) =>
    [...new Set(measure.duties.map(({ unit }) => unitOf.get(unit)))].map(() => ({ measureId })),
  );
  const phases = draft.phases.flatMap(({ deadline }) => (deadline === null ? [] : [{ dueOn: deadline }]));
  const items = assigned(phases, duties, new Map(draft.measures.map(({ deadline }, i) => [i, deadline])));
  const open = [...(doubts > 0 ? [`还有${doubts}处疑点`] : []), ...(countCautions(cautions) > 0 ? ['有上述情况'] : [])];
  const option = { value: 'yes', label: `${open.join('、')}，我已核对，仍要启用` };
  const { fields } = forms.fieldsOf('start', '', [
    { name: 'checked', label: '核对', kind: 'checks', required: true, options: [option] },
  ]);
  return {
    ...{ action: paths.intakeStart(intake.id), version: intake.version },
    sentence: '启用后给每个单位发一封交办通知，工作日按规则提醒；此前不发任何邮件。',
    counts: [
      `${draft.measures.length}项措施`,
      `${units}个单位`,
      `${draft.phases.length}个阶段`,
      phases.length === 0 ? '责任事项数待设阶段后计算' : `${items.length}项责任事项`,
      `${units}封交办通知`,
    ],
    missing: missing.flatMap((code) => {
      const [text, href, label = '去补'] = MISSING_WORDS[code] ?? [code, '#s-measures'];
      return [{ text, links: [{ label, href }] }];
    }),
    cautions: cautionWords(cautions),
    preview: paths.intakePreview(intake.id),
    check: open.length > 0 ? (fields[0] ?? null) : null,
  };
}
