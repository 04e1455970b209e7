import { ASKING, type OnTime, type Punctual, punctuality } from '../domain/extensions.js';
import { EXTENSION, type ExtensionStage } from '../domain/lifecycle.js';
import { type ExtensionsView } from '../rendering/views-extensions.js';
import { type NamedExtension } from '../storage/stores/extensions.js';
import { pagerOf } from '../web/pager.js';
import { paths } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';
import { stageLight } from './extension.views.js';

export const PER_PAGE = 50;
/** What the list may be narrowed to: one stage, or all that wait. */
export const STAGES = ['waiting', 'requested', 'endorsed', 'granted', 'refused', 'withdrawn'] as const;
export type StageFilter = (typeof STAGES)[number];

/** The stages that a choice of the filter stands for; undefined for all. */
export function stagesOf(filter: StageFilter | undefined): readonly ExtensionStage[] | undefined {
  if (filter === undefined) return undefined;
  return filter === 'waiting' ? ASKING : [filter];
}

/** What the list is made of. */
export interface ListFacts {
  world: PlanWorld;
  stage: StageFilter | undefined;
  page: number;
  total: number;
  rows: readonly NamedExtension[];
  punctual: readonly Punctual[];
}

/** All requests of a plan, and how punctual its items are against both kinds of day. */
export function extensionsView({
  world,
  stage,
  page,
  total,
  rows,
  punctual,
}: ListFacts): Omit<ExtensionsView, 'frame'> {
  const { plan, today } = world;
  const { original, revised } = punctuality(punctual, today);
  const words = (one: StageFilter) => (one === 'waiting' ? '全部待审批' : EXTENSION.stages[one]);
  const options = STAGES.map((value) => ({ value, label: words(value), selected: value === stage }));
  return {
    planTitle: plan.title,
    action: paths.extensions(plan.id),
    fields: [
      {
        ...{ id: 'f-stage', name: 'stage', label: '状态' },
        options: [{ value: '', label: '全部', selected: stage === undefined }, ...options],
      },
    ],
    clear: stage === undefined ? null : paths.extensions(plan.id),
    rows: rows.map((row) => ({
      href: paths.extension(row.id),
      measure: `${row.measureNumber}${row.measureTitle}`,
      unit: { label: row.unitName, href: paths.unit(plan.id, row.unitId) },
      originalDueOn: row.originalDueOn,
      dueOnBefore: row.dueOnBefore,
      askedDay: row.askedDay,
      grantedDay: row.grantedDay ?? '—',
      state: stageLight(row.stage),
      requestedOn: row.requestedOn,
    })),
    total: `共${total}份申请`,
    none: total > 0 ? '这一页没有内容，请回到前面的页' : stage ? '没有符合条件的申请' : '还没有单位申请延期',
    pager: pagerOf(page, PER_PAGE, total, (to) => paths.extensions(plan.id, { stage, page: to })),
    punctuality: [rowOf('按原定期限', original), rowOf('按现行期限', revised)],
    ratesNote: '现行期限含批准的延期；豁免、中止的不计。没有到期事项时不计比例。',
  };
}

const rowOf = (label: string, { due, onTime, rate }: OnTime) => ({
  label,
  due: String(due),
  onTime: String(onTime),
  rate,
});
