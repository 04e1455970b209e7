import { type Inspection, METHODS } from '../domain/inspections.js';
import { phaseName } from '../domain/phases.js';
import { type FormView } from '../rendering/views-forms.js';
import { type InspectionsView } from '../rendering/views-inspections.js';
import { type CountedInspection } from '../storage/stores/inspections.js';
import { type Faults, faultSummary, fieldViews, type Typed } from '../web/forms.js';
import { pagerOf } from '../web/pager.js';
import { paths, withQuery } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';

export const BATCHES_PER_PAGE = 50;

/** What the list of batches is made of; `mayWork` where the person may open one. */
export interface InspectionsFacts {
  world: PlanWorld;
  rows: readonly CountedInspection[];
  total: number;
  page: number;
  mayWork: boolean;
  /** How many completed items wait for an inspection. */
  waiting: number;
  refused: { typed: Typed; faults: Faults } | null;
}

/** The batches of a plan, the newest first, with the form that opens one. */
export function inspectionsView(facts: InspectionsFacts): Omit<InspectionsView, 'frame'> {
  const { world, rows, total, page, mayWork, refused } = facts;
  const { plan } = world;
  const form = mayWork && plan.state === 'running' ? newForm(facts) : null;
  return {
    planTitle: plan.title,
    summary: faultSummary(refused?.faults ?? null, form?.fields ?? []),
    form,
    formOpen: refused !== null,
    links: [
      { label: '整改台账', href: paths.rectifications(plan.id) },
      { label: '销号', href: paths.closings(plan.id) },
    ],
    rows: rows.map((batch) => ({
      ...{ href: paths.inspection(batch.id), number: batch.number, title: batch.title, heldOn: batch.heldOn },
      method: batch.method,
      group: groupOf(batch),
      selection: selectionOf(batch),
      progress: `已检查${batch.concluded}/${batch.items}`,
      failed: batch.failed > 0 ? `不达标${batch.failed}项` : '',
      state: batch.state === 'open' ? '检查中' : '已结束',
    })),
    total: `共${total}个批次，已办结待检查验收${facts.waiting}项`,
    none: mayWork ? '还没有检查批次，请从上面新建' : '还没有检查批次',
    pager: pagerOf(page, BATCHES_PER_PAGE, total, (to) => withQuery(paths.inspections(plan.id), { page: to })),
  };
}

/** '王雷（组长）、李新'. */
export function groupOf({ leaderName, members }: Pick<Inspection, 'leaderName' | 'members'>): string {
  return [`${leaderName}（组长）`, ...(members ? [members] : [])].join('、');
}

/** '抽查 12/171', '全部 171项'. */
export function selectionOf({ selection, poolSize, items }: CountedInspection): string {
  return selection === 'all' ? `全部${poolSize}项` : `${poolSize}项中抽${items}项`;
}

function newForm({ world, refused, waiting }: InspectionsFacts): FormView {
  const fields = fieldViews(
    [
      { name: 'title', label: '批次名称', required: true, hint: '如：第三阶段检查验收第一批' },
      { name: 'heldOn', label: '检查日期', kind: 'day', required: true, value: world.today },
      {
        ...{ name: 'method', label: '检查方式', kind: 'radios', required: true, value: METHODS[0] },
        options: METHODS.map((value) => ({ value, label: value })),
      },
      { name: 'leaderName', label: '检查组组长', required: true, autocomplete: 'off' },
      {
        ...{ name: 'members', label: '检查组成员', required: false, autocomplete: 'off' },
        hint: '姓名之间用顿号分开；组长和成员以后不得复查这批事项',
      },
      {
        ...{ name: 'phaseId', label: '范围', kind: 'select', value: '' },
        hint: `已办结待验收的事项，目前共${waiting}项`,
        options: [
          { value: '', label: '各阶段' },
          ...world.phases.map(({ id, position, title }) => ({
            ...{ value: String(id), label: `${phaseName(position)} ${title}` },
          })),
        ],
      },
      {
        ...{ name: 'openToo', label: '未办结的', kind: 'checks' },
        options: [{ value: 'yes', label: '阶段已过、还没有办结的事项也列入' }],
      },
      {
        ...{ name: 'selection', label: '检查哪些', kind: 'radios', required: true, value: 'all' },
        options: [
          { value: 'all', label: '范围内的全部事项' },
          { value: 'sample', label: '随机抽取一部分' },
        ],
      },
      { name: 'sampleSize', label: '抽取数量', kind: 'number', hint: '随机抽取时填写' },
      {
        ...{ name: 'seed', label: '抽取种子', autocomplete: 'off' },
        hint: '可填当众确定的文字或数字，如当期体彩号码；不填则用提交的时刻。种子会公开，任何人都可以复算',
      },
    ],
    refused?.typed ?? null,
    refused?.faults ?? null,
    'new',
  );
  return { action: paths.inspections(world.plan.id), submit: '建立批次', multipart: false, summary: null, fields };
}
