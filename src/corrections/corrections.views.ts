import { type WorkedOut } from '../acts/correct-plan.js';
import { type Correction, correctionTitle, NEW_UNIT } from '../domain/corrections.js';
import { type MailChanges } from '../domain/foreseen.js';
import { type Fact } from '../rendering/views-common.js';
import { type CorrectionPreviewView } from '../rendering/views-corrections.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { type Faults, faultSummary, fieldViews, type Typed } from '../web/forms.js';
import { mailChangesView } from '../web/mail-changes.js';
import { paths, withQuery } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';
import { changeLines, countFacts, phaseFacts } from './lines.views.js';

/** What the preview of a correction is made of. */
export interface PreviewFacts {
  world: PlanWorld;
  correction: Correction;
  worked: WorkedOut;
  /** The changed assignments that are listed, with their names. */
  named: readonly NamedAssignment[];
  unitNames: ReadonlyMap<number, string>;
  measures: ReadonlyMap<number, string>;
  /** What it does to the mails of the days ahead; null where neither a due day changes nor whose what is. */
  mails: MailChanges | null;
  refused: { typed: Typed; faults: Faults } | null;
  /** The document issued again that asked for it; null where the page of corrections did. */
  intake: number | null;
  /** The reason that stands in its field to begin with; '' for none. */
  reason: string;
}

/** What a correction would change and who would be told, with the form that confirms it. */
export function previewView(facts: PreviewFacts): Omit<CorrectionPreviewView, 'frame'> {
  const { world, correction, worked, named, measures, unitNames, refused, intake } = facts;
  const { effects, before, after } = worked;
  const comparison = intake === null ? null : paths.intakeComparison(intake, world.plan.id);
  const fields = confirmFields(facts);
  return {
    trail: [
      comparison === null
        ? { label: '更正方案', href: paths.corrections(world.plan.id) }
        : { label: '与运行中的方案对照', href: comparison },
    ],
    heading: correctionTitle(correction, effects),
    summary: faultSummary(refused?.faults ?? null, fields),
    ...{ before, after },
    facts: effectFacts(worked, world.phases),
    ...changeLines({ worked, phases: world.everyPhase, measures, named, unitNames }),
    itemsNone: NO_ITEMS[correction.kind] ?? '不改动责任事项，只改名称',
    told: effects.told.map((id) => ({
      label: unitNames.get(id) ?? `${worked.called?.name ?? ''}（新增单位，请登记联络员）`,
      href: id === NEW_UNIT ? null : paths.unit(world.plan.id, id),
    })),
    toldNone: '不需要通知单位',
    mails: facts.mails && mailChangesView(facts.mails, world.today),
    form: {
      ...{ action: paths.corrections(world.plan.id), submit: '确认更正', multipart: false, summary: null },
      fields,
    },
    back: comparison ?? withQuery(paths.corrections(world.plan.id), asTyped(correction)),
  };
}

/** Why a correction changes no assignment, where it is not one of names. */
const NO_ITEMS: Partial<Record<Correction['kind'], string>> = {
  document: '不改动责任事项；以后的页面和邮件按新的写',
  'duty-new': '没有今天及以后到期的事项需要交办',
  'duty-end': '没有未办结的事项',
  'measure-new': '新措施还没有承担单位，增加职责后才有责任事项',
  'measure-due': '没有未办结、未延期的事项',
  'phase-due': '没有未办结、未延期的事项',
  'phase-new': '方案还没有启用，或各项措施都有单独的期限，没有事项需要交办',
  'phase-end': '没有未办结的事项',
};

function effectFacts(worked: WorkedOut, phases: PlanWorld['phases']): Fact[] {
  const { effects, called } = worked;
  const duties = effects.duties.length + (effects.given ? 1 : 0);
  const alike = called?.alike ? `（与“${called.alike}”名称相近，请核对是否同一单位）` : '';
  return [
    ...(worked.of ? [{ term: '更正的是', value: worked.of, href: null }] : []),
    ...countFacts(worked),
    { term: '通知单位', value: `${effects.told.length}个`, href: null },
    ...(duties > 0 ? [{ term: '改动职责', value: `${duties}项`, href: null }] : []),
    ...phaseFacts(worked, phases),
    ...(called?.id === NEW_UNIT ? [{ term: '新增单位', value: `${called.name}${alike}`, href: null }] : []),
  ];
}

/** A correction as its form would send it. */
const asTyped = (correction: Correction): Record<string, string> =>
  Object.fromEntries(
    Object.entries(correction).map(([name, value]: [string, string | number | null]) => [name, String(value ?? '')]),
  );

function confirmFields({ correction, worked, world, refused, intake, reason }: PreviewFacts) {
  const from = intake === null ? {} : { intake: String(intake) };
  const hidden = { ...asTyped(correction), version: String(world.plan.version), seen: worked.mark, ...from };
  return fieldViews(
    [
      ...Object.entries(hidden).map(([name, value]) => ({
        ...{ name, label: name, kind: 'hidden' as const },
        value,
      })),
      {
        ...{ name: 'reason', label: '更正理由', kind: 'text' as const, required: true, max: 300, value: reason },
        hint: '写入留痕，并告知有关单位，如：原文为“8月31日前”，导入时读错',
      },
    ],
    refused && { reason: refused.typed['reason'] },
    refused?.faults ?? null,
    'confirm',
  );
}
