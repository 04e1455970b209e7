import { type WorkedOut } from '../acts/correct-plan.js';
import { type Correction, CORRECTION_WORDS, type ItemChange } from '../domain/corrections.js';
import { longDay } from '../domain/day.js';
import { type MailChanges } from '../domain/foreseen.js';
import { phaseName } from '../domain/phases.js';
import { type CorrectionPreviewView } from '../rendering/views-corrections.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { type Faults, faultSummary, fieldViews, type Typed } from '../web/forms.js';
import { mailChangesView } from '../web/mail-changes.js';
import { paths, withQuery } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';

/** What the preview of a correction is made of. */
export interface PreviewFacts {
  world: PlanWorld;
  correction: Correction;
  worked: WorkedOut;
  /** The changed assignments that are listed, with their names. */
  named: readonly NamedAssignment[];
  unitNames: ReadonlyMap<number, string>;
  /** What it does to the mails of the days ahead; null where no due day changes. */
  mails: MailChanges | null;
  refused: { typed: Typed; faults: Faults } | null;
}

/** How many changed assignments are listed. */
export const LISTED = 8;

/** What a correction would change and who would be told, with the form that confirms it. */
export function previewView(facts: PreviewFacts): Omit<CorrectionPreviewView, 'frame'> {
  const { world, correction, worked, named, unitNames, refused } = facts;
  const { effects, before, after } = worked;
  const names = new Map(named.map((item) => [item.id, item]));
  const listed = effects.items.slice(0, LISTED);
  const fields = confirmFields(facts);
  const asked = Object.fromEntries(Object.entries(correction).map(([name, value]) => [name, String(value)]));
  return {
    trail: [{ label: '更正方案', href: paths.corrections(world.plan.id) }],
    heading: CORRECTION_WORDS[correction.kind],
    summary: faultSummary(refused?.faults ?? null, fields),
    ...{ before, after },
    facts: [
      { term: '改动事项', value: `${effects.items.length}项`, href: null },
      { term: '通知单位', value: `${effects.told.length}个`, href: null },
      ...(effects.duties.length > 0 ? [{ term: '改动职责', value: `${effects.duties.length}项`, href: null }] : []),
    ],
    items: listed.map((change) => {
      const item = names.get(change.item.id);
      const label = item ? `${item.unitName} · ${item.measureTitle} · ${phaseName(item.phasePosition)}` : '';
      return { label, href: paths.assignment(change.item.id), change: changeWords(change, unitNames) };
    }),
    itemsNone: '不改动责任事项，只改名称',
    more: effects.items.length > LISTED ? `另有${effects.items.length - LISTED}项，改动相同` : null,
    told: effects.told.map((id) => ({ label: unitNames.get(id) ?? '', href: paths.unit(world.plan.id, id) })),
    toldNone: '不需要通知单位',
    mails: facts.mails && mailChangesView(facts.mails, world.today),
    form: {
      ...{ action: paths.corrections(world.plan.id), submit: '确认更正', multipart: false, summary: null },
      fields,
    },
    back: withQuery(paths.corrections(world.plan.id), asked),
  };
}

function changeWords({ kind, item, patch }: ItemChange, unitNames: ReadonlyMap<number, string>): string {
  if (kind === 'due') return `到期日 ${longDay(item.dueOn)} → ${longDay(patch.dueOn ?? item.dueOn)}`;
  if (kind === 'waived') return '承担单位已有同一职责，不再重复办理（豁免）';
  return `改由${unitNames.get(patch.unitId ?? 0) ?? ''}承担，重新交办`;
}

function confirmFields({ correction, worked, world, refused }: PreviewFacts) {
  const hidden = { ...correction, version: world.plan.version, seen: worked.mark };
  return fieldViews(
    [
      ...Object.entries(hidden).map(([name, value]) => ({
        ...{ name, label: name, kind: 'hidden' as const },
        value: String(value),
      })),
      {
        ...{ name: 'reason', label: '更正理由', kind: 'text' as const, required: true, max: 300 },
        hint: '写入留痕，并告知有关单位，如：原文为“8月31日前”，导入时读错',
      },
    ],
    refused && { reason: refused.typed['reason'] },
    refused?.faults ?? null,
    'confirm',
  );
}
