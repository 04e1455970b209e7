import { type WorkedOut } from '../acts/correct-plan.js';
import { DUTY_WORDS, type Effects, type ItemChange, type PhaseChange } from '../domain/corrections.js';
import { longDay } from '../domain/day.js';
import { nameOfPhase, phaseName } from '../domain/phases.js';
import { type Phase } from '../domain/plan.js';
import { type Fact } from '../rendering/views-common.js';
import { type CorrectionPreviewView } from '../rendering/views-corrections.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { paths } from '../web/paths.js';

/** What the lines of a preview are made of. */
export interface LineFacts {
  worked: WorkedOut;
  phases: readonly Phase[];
  measures: ReadonlyMap<number, string>;
  /** The changed assignments that are listed, with their names. */
  named: readonly NamedAssignment[];
  unitNames: ReadonlyMap<number, string>;
}

type Line = CorrectionPreviewView['items'][number];
type Kind = ItemChange['kind'] | 'new';

/** What the assignments of a kind have in common, as they are counted. */
const KIND_WORDS: Readonly<Record<Kind, string>> = {
  ...{ new: '新交办', dropped: '不再办理', ended: '不再办理', waived: '不重复办理', again: '重新交办' },
  ...{ moved: '改由别的单位承担', role: '改职责', due: '改到期日', opens: '改开始日', phase: '改归另一阶段' },
};

/** How many changed assignments are listed; where they change in several ways, of each way so many. */
const LISTED = 8;
const LISTED_OF_EACH = 4;

/** The changes of a correction by their kinds, new assignments first. */
function kindsOf({ items, given, newPhase }: Effects): { kind: Kind; changes: ItemChange[]; count: number }[] {
  const fresh = (given?.items.length ?? 0) + (newPhase?.items.length ?? 0);
  const kinds = [...new Set(items.map(({ kind }) => kind))].map((kind) => {
    const changes = items.filter((change) => change.kind === kind);
    return { kind, changes, count: changes.length };
  });
  return [...(fresh > 0 ? [{ kind: 'new' as const, changes: [], count: fresh }] : []), ...kinds];
}

const shownOf = (kinds: readonly unknown[]) => (kinds.length > 1 ? LISTED_OF_EACH : LISTED);

/** The changed assignments that a preview lists. */
export function listedChanges(effects: Effects): ItemChange[] {
  const kinds = kindsOf(effects);
  return kinds.flatMap(({ changes }) => changes.slice(0, shownOf(kinds)));
}

/** The lines of what changes, and what is said of those that are not listed. */
export function changeLines(facts: LineFacts): Pick<CorrectionPreviewView, 'items' | 'more'> {
  const { effects } = facts.worked;
  const kinds = kindsOf(effects);
  const shown = shownOf(kinds);
  const names = new Map(facts.named.map((item) => [item.id, item]));
  const rest = kinds.filter(({ count }) => count > shown).map(({ kind, count }) => ({ kind, left: count - shown }));
  const alike = rest.length === 0 ? null : `另有${rest[0]!.left}项，改动相同`;
  return {
    items: [
      ...newLines(facts).slice(0, shown),
      ...listedChanges(effects).map((change) => changedLine(change, names, facts.unitNames)),
    ],
    more:
      kinds.length === 1
        ? alike
        : rest.length === 0
          ? null
          : `另有${rest.map(({ kind, left }) => `${left}项${KIND_WORDS[kind]}`).join('、')}`,
  };
}

/** How many assignments change, and in which ways where there are several. */
export function countFacts({ effects }: WorkedOut): Fact[] {
  const kinds = kindsOf(effects);
  const count = kinds.reduce((sum, one) => sum + one.count, 0);
  const ways = kinds.map((one) => `${KIND_WORDS[one.kind]}${one.count}项`).join('、');
  return [{ term: '改动事项', value: kinds.length > 1 ? `${count}项：${ways}` : `${count}项`, href: null }];
}

/** What a correction makes of the plan's phases. */
export function phaseFacts({ effects }: WorkedOut, inForce: readonly Phase[]): Fact[] {
  const { newPhase, phases } = effects;
  const fact = (term: string, value: string): Fact => ({ term, value, href: null });
  return [
    ...(newPhase
      ? [fact('新阶段', `${phaseName(newPhase.position)}，${longDay(newPhase.startsOn)}—${longDay(newPhase.dueOn)}`)]
      : []),
    ...phases.flatMap((change) => {
      const said = phaseWords(change);
      return said === '' ? [] : [fact('其他阶段', said)];
    }),
    ...phases.flatMap((change) => {
      const said = overlapWords(change, phases, inForce);
      return said === '' ? [] : [fact('时间重叠', said)];
    }),
  ];
}

/** What is said where the phase after one with another last day begins before that is over. */
function overlapWords({ phase, position, dueOn }: PhaseChange, changes: Effects['phases'], inForce: readonly Phase[]) {
  const next = inForce.find((one) => one.position === position + 1);
  const startsOn = changes.find((change) => change.phase.id === next?.id)?.startsOn ?? next?.startsOn;
  if (!next || startsOn === undefined || dueOn === phase.dueOn || startsOn > dueOn) return '';
  return `下一阶段“${next.title}”从${longDay(startsOn)}起，与本阶段重叠`;
}

/** '“总结验收”改称第四阶段，自2020年10月1日起'. */
function phaseWords({ phase, position, startsOn }: PhaseChange): string {
  const said = [
    ...(position === phase.position ? [] : [`改称${phaseName(position)}`]),
    ...(startsOn === phase.startsOn ? [] : [`改为${longDay(startsOn)}开始`]),
  ];
  return said.length === 0 ? '' : `“${phase.title}”${said.join('，')}`;
}

function changedLine(
  change: ItemChange,
  names: ReadonlyMap<number, NamedAssignment>,
  unitNames: ReadonlyMap<number, string>,
): Line {
  const item = names.get(change.item.id);
  const label = item ? `${item.unitName} · ${item.measureTitle} · ${phaseName(item.phasePosition)}` : '';
  return { label, href: paths.assignment(change.item.id), change: changeWords(change, unitNames) };
}

/** The assignments of a new duty or phase; they have no page before they are made. */
function newLines({ worked: { effects, about }, phases, measures, unitNames }: LineFacts): Line[] {
  const line = (label: string, dueOn: string): Line => ({
    ...{ label, href: null, change: `新交办，${longDay(dueOn)}前（含当日）完成` },
  });
  const given = (effects.given?.items ?? []).map(({ phaseId, dueOn }) => {
    const phase = phases.find(({ id }) => id === phaseId);
    return line(`${about?.unit ?? ''} · ${about?.measure ?? ''} · ${phase ? nameOfPhase(phase) : ''}`, dueOn);
  });
  const added = (effects.newPhase?.items ?? []).map(({ unitId, measureId, dueOn }) =>
    line(`${unitNames.get(unitId) ?? ''} · ${measures.get(measureId) ?? ''}`, dueOn),
  );
  return [...given, ...added];
}

function changeWords({ kind, item, patch, phases }: ItemChange, unitNames: ReadonlyMap<number, string>): string {
  switch (kind) {
    case 'due': {
      const moved = patch.phaseId === undefined ? '' : '，改归这一天所在的阶段';
      return `到期日 ${longDay(item.dueOn)} → ${longDay(patch.dueOn ?? item.dueOn)}${moved}`;
    }
    case 'opens':
      return `开始日 ${longDay(item.opensOn)} → ${longDay(patch.opensOn ?? item.opensOn)}`;
    case 'phase':
      return `期限不变，由“${phases?.before ?? ''}”改归“${phases?.after ?? ''}”`;
    case 'waived':
      return '承担单位已有同一职责，不再重复办理（豁免）';
    case 'ended':
      return '职责取消，不再办理（豁免）';
    case 'dropped':
      return '阶段取消，不再办理（豁免）';
    case 'again':
      return `原已豁免，重新交办，${longDay(patch.dueOn ?? item.dueOn)}前（含当日）完成`;
    case 'role':
      return `由${DUTY_WORDS[item.role]}改为${DUTY_WORDS[patch.role ?? item.role]}`;
    case 'moved':
      return `改由${unitNames.get(patch.unitId ?? 0) ?? ''}承担，重新交办`;
  }
}
