import { type Indicator } from '../domain/reports.js';
import { type IndicatorsView } from '../rendering/views-reports.js';
import { type Faults, faultSummary, fieldViews, type Typed } from '../web/forms.js';
import { paths } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';

/** The numbers that are asked for, and the form that asks for one more. */
export function indicatorsView(
  facts: {
    world: PlanWorld;
    measures: readonly { id: number; number: string; title: string }[];
    indicators: readonly Indicator[];
    mayAsk: boolean;
  },
  refused: { typed: Typed; faults: Faults } | null,
): Omit<IndicatorsView, 'frame'> {
  const { plan } = facts.world;
  const names = new Map(facts.measures.map(({ id, number, title }) => [id, `${number}${title}`]));
  const fields = fieldViews(
    [
      {
        ...{ name: 'measureId', label: '工作措施', kind: 'select', required: true },
        options: [...names].map(([id, label]) => ({ value: String(id), label })),
      },
      { name: 'name', label: '指标名称', required: true, max: 40, hint: '如“建档户数”；各单位填报时填本期数和累计数' },
      { name: 'unitWord', label: '计量单位', required: true, max: 10, hint: '如“户”“人次”“万元”' },
      { name: 'target', label: '目标', max: 40, hint: '可不填' },
    ],
    refused?.typed ?? null,
    refused?.faults ?? null,
  );
  return {
    trail: [{ label: '方案', href: paths.plan(plan.id) }],
    rows: facts.indicators.map(({ measureId, name, unitWord, target }) => ({
      ...{ measure: names.get(measureId) ?? '', name, unitWord, target: target ?? '' },
    })),
    none: '还没有要求报送的指标',
    summary: faultSummary(refused?.faults ?? null, fields),
    form: facts.mayAsk
      ? { action: paths.indicators(plan.id), submit: '增加指标', multipart: false, summary: null, fields }
      : null,
  };
}
