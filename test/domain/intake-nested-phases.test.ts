import { type IntakeDraft, intakeDraftOf, openDoubts } from '../../src/domain/intake.js';
import * as edits from '../../src/domain/intake-edits.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

const NESTED = intakeDraftOf(
  readPlanText(
    '全县河道整治工作方案\n一、工作任务\n（一）清理河道。（责任单位：县水利局）\n二、实施步骤\n（一）摸底排查（2021年3月底前）\n查清底数。\n' +
      '（二）集中整治（2021年12月底前）\n分两步走。\n1.干流整治（2021年4月至6月）\n2.支流整治（2021年7月至11月）\n',
  ),
);
const nested = (draft: IntakeDraft) => openDoubts(draft).filter(({ code }) => code === 'phases-nested');
const without = (draft: IntakeDraft, ...titles: string[]): IntakeDraft =>
  titles.reduce((left, title) => {
    const at = left.phases.findIndex((phase) => phase.title === title);
    return edits.withoutPhase(left, at);
  }, draft);
const days = (title: string, start: string | null, deadline: string) => ({
  ...{ number: '', title, start, deadline, outcomes: [] },
});
const written = (...phases: ReturnType<typeof days>[]): IntakeDraft =>
  phases.reduce<IntakeDraft>((draft, phase) => edits.withPhase(draft, draft.phases.length, phase), {
    ...NESTED,
    phases: [],
  });

describe('A phase that holds others', () => {
  test('is a doubt that names it and them', () => {
    expect(nested(NESTED).map(({ message }) => message)).toEqual([
      '阶段“（二）集中整治”包含“1.干流整治”、“2.支流整治”，启用后各单位在大小两级阶段都要报送；如只需一级，请删去另一级。',
    ]);
  });

  test.each<[string, string[]]>([
    ['the outer', ['集中整治']],
    ['the inner', ['干流整治', '支流整治']],
  ])('is none once %s level is deleted', (_which, titles) => {
    expect(nested(without(NESTED, ...titles))).toEqual([]);
  });

  test('is none once it was answered', () => {
    const [doubt] = nested(NESTED);
    expect(nested(edits.withDoubtSettled(NESTED, doubt!.key))).toEqual([]);
  });

  test('is known by its days where the office wrote it', () => {
    const whole = days('全程', '2021-03-01', '2021-12-31');
    const parts = [days('甲', '2021-03-01', '2021-06-30'), days('乙', '2021-07-01', '2021-12-31')];
    expect(nested(written(whole, ...parts)).map(({ names }) => names)).toEqual([['全程', '甲', '乙']]);
  });

  test.each<[string, IntakeDraft]>([
    [
      'phases that follow each other',
      written(days('甲', '2021-03-01', '2021-06-30'), days('乙', '2021-06-30', '2021-12-31')),
    ],
    [
      'phases of which one runs beside another',
      written(days('甲', '2021-03-01', '2021-12-31'), days('乙', '2021-06-30', '2021-11-30')),
    ],
    ['phases of one time', written(days('甲', '2021-03-01', '2021-12-31'), days('乙', '2021-03-01', '2021-12-31'))],
    ['phases that say no beginning', written(days('甲', null, '2021-06-30'), days('乙', null, '2021-12-31'))],
  ])('%s are none', (_what, draft) => {
    expect(nested(draft)).toEqual([]);
  });
});
