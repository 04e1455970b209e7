import { shortDay } from '../domain/day.js';
import { drawn } from '../domain/draw.js';
import { CONCLUSION_WORDS } from '../domain/inspections.js';
import { ASSIGNMENT } from '../domain/lifecycle.js';
import { phaseName } from '../domain/phases.js';
import { type DrawView, type InspectionView } from '../rendering/views-inspections.js';
import { type CountedInspection, type NamedItem } from '../storage/stores/inspections.js';
import { fieldViews } from '../web/forms.js';
import { pagerOf } from '../web/pager.js';
import { paths } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';
import { groupOf, selectionOf } from './inspections.views.js';

export const ITEMS_PER_PAGE = 50;

/** What a batch's page is made of; pool and sample are empty where nothing was drawn. */
export interface InspectionFacts {
  world: PlanWorld;
  batch: CountedInspection;
  items: readonly NamedItem[];
  page: number;
  pool: readonly number[];
  sample: readonly number[];
  mayWork: boolean;
}

/** One batch: what is looked at, how it was drawn, how far it is. */
export function inspectionView(facts: InspectionFacts): Omit<InspectionView, 'frame' | 'summary'> {
  const { world, batch, items, page } = facts;
  const left = batch.items - batch.concluded;
  return {
    trail: [{ label: '检查验收', href: paths.inspections(world.plan.id) }],
    title: `${batch.number} ${batch.title}`,
    news: left > 0 ? `已检查${batch.concluded}项，还有${left}项` : `${batch.items}项已全部检查`,
    facts: [
      { term: '检查日期', value: batch.heldOn, href: null },
      { term: '方式', value: batch.method, href: null },
      { term: '检查组', value: groupOf(batch), href: null },
      { term: '范围', value: selectionOf(batch), href: null },
      { term: '不达标', value: `${batch.failed}项`, href: null },
      { term: '建立', value: batch.createdBy, href: null },
      { term: '状态', value: batch.state === 'open' ? '检查中' : '已结束', href: null },
    ],
    draw: batch.selection === 'sample' ? drawView(facts) : null,
    rows: items.map((item) => ({
      id: item.assignmentId,
      href: paths.inspectionItem(item.id),
      item: `${item.measureNumber}${item.measureTitle}`,
      phase: phaseName(item.phasePosition),
      unit: { label: item.unitName, href: paths.unit(world.plan.id, item.unitId) },
      stage: ASSIGNMENT.stages[item.stage],
      conclusion: item.conclusion === null ? '待检查' : CONCLUSION_WORDS[item.conclusion],
      by:
        item.conclusion === null
          ? ''
          : `${item.inspectorName} ${item.concludedOn ? shortDay(item.concludedOn, world.today) : ''}`,
    })),
    total: `共${batch.items}项`,
    pager: pagerOf(page, ITEMS_PER_PAGE, batch.items, (to) => paths.inspectionPage(batch.id, to)),
    ...closing(facts, left),
  };
}

function closing({ batch, mayWork }: InspectionFacts, left: number): Pick<InspectionView, 'close' | 'closeHint'> {
  if (batch.state === 'closed') return { close: null, closeHint: '这个批次已经结束。' };
  if (left > 0) return { close: null, closeHint: `还有${left}项没有结论，逐项作出结论后可以结束。` };
  const fields = fieldViews(
    [{ name: 'version', label: '版本', kind: 'hidden', value: String(batch.version) }],
    null,
    null,
  );
  const form = {
    action: paths.inspectionClosing(batch.id),
    submit: '结束批次',
    multipart: false,
    summary: null,
    fields,
  };
  return { close: mayWork ? form : null, closeHint: '各项都有了结论，可以结束。' };
}

const METHOD =
  '核对方法：待抽名单按事项编号由小到大排列，以种子文字的FNV-1a（32位，逐个UTF-16编码）散列值为初值，用mulberry32产生随机数，从末位起作Fisher–Yates洗牌，取前面的若干项。种子和名单相同，任何人算出的结果都相同。';

/** The draw is repeated as the page is made: what it says of itself is computed, not kept. */
function drawView({ batch, pool, sample }: InspectionFacts): DrawView {
  const again = drawn(pool, sample.length, batch.seed);
  const same = pool.length === batch.poolSize && again.join() === sample.join();
  return {
    sentence: `从${batch.poolSize}项中随机抽取${sample.length}项，种子公开。`,
    check: METHOD,
    verdict: same ? '已按种子复算，与抽中名单一致' : '按种子复算的结果与抽中名单不一致，请查看留痕',
    facts: [
      { term: '种子', value: batch.seed, href: null },
      { term: '待抽', value: `${batch.poolSize}项`, href: null },
      { term: '抽中', value: `${sample.length}项`, href: null },
    ],
    pool: pool.join('、'),
    sample: sample.join('、'),
  };
}
