import { type AssignmentStage } from '../../src/domain/plan.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import {
  type Bounds,
  boundsOf,
  countStandings,
  reasonOf,
  STANDINGS,
  standingOf,
  type StandingFacts,
  worstOf,
} from '../../src/domain/standing.js';
import { calendarWith } from '../../src/working-days.js';

const reckoning = { calendar: calendarWith([]), rules: DEFAULT_RULES };
const facts = (given: Partial<StandingFacts> = {}): StandingFacts => ({
  stage: 'assigned',
  opensOn: '2020-05-12',
  dueOn: '2020-06-30',
  completedOn: null,
  rectifyBy: null,
  ...given,
});

describe('the light of an assignment and its reason', () => {
  test.each<[string, Partial<StandingFacts>, string, string]>([
    ['2020-05-12', {}, 'on-track', '到期日6月30日，还剩34个工作日'],
    ['2020-06-12', {}, 'on-track', '到期日6月30日，还剩11个工作日'],
    ['2020-06-15', {}, 'due-soon', '到期日6月30日，还剩10个工作日'],
    ['2020-06-24', {}, 'due-soon', '到期日6月30日，还剩3个工作日'],
    ['2020-06-25', {}, 'due-soon', '到期日6月30日，还剩3个工作日'],
    ['2020-06-30', {}, 'due-soon', '今天（6月30日）到期'],
    ['2020-07-01', {}, 'overdue', '到期日6月30日，已逾期1个工作日'],
    ['2020-07-05', {}, 'overdue', '到期日6月30日，已逾期3个工作日'],
    ['2020-06-24', { opensOn: '2020-07-01', dueOn: '2020-08-31' }, 'not-open', '7月1日开始，到期日8月31日'],
    ['2020-10-30', { dueOn: '2020-10-31' }, 'due-soon', '到期日10月31日（周六，休息日），今天是最后一个工作日'],
    ['2020-10-31', { dueOn: '2020-10-31' }, 'due-soon', '今天（10月31日）到期'],
    ['2020-11-01', { dueOn: '2020-10-31' }, 'overdue', '到期日10月31日，已逾期1天'],
    ['2020-06-29', { stage: 'returned' }, 'due-soon', '退回重报；到期日6月30日，还剩1个工作日'],
    ['2020-06-29', { stage: 'declined' }, 'due-soon', '单位退回交办，待办公室答复；到期日6月30日，还剩1个工作日'],
    ['2020-07-03', { stage: 'reported', completedOn: '2020-06-30' }, 'in-review', '6月30日申请办结，待办公室审核'],
    ['2020-07-03', { stage: 'accepted', completedOn: '2020-06-30' }, 'done', '6月30日办结，按期（到期日6月30日）'],
    ['2020-07-09', { stage: 'accepted', completedOn: '2020-07-02' }, 'done-late', '7月2日办结，比到期日6月30日晚2天'],
    ['2020-11-09', { stage: 'rectifying', rectifyBy: null }, 'rectifying', '整改情况已报送，待复查'],
    ['2020-11-09', { stage: 'rectifying', rectifyBy: '2020-11-20' }, 'rectifying', '整改期限11月20日，还剩9个工作日'],
    [
      '2020-11-23',
      { stage: 'rectifying', rectifyBy: '2020-11-20' },
      'rectifying-late',
      '整改期限11月20日，已逾期1个工作日',
    ],
    ['2020-12-31', { stage: 'closed', completedOn: '2020-06-30' }, 'closed', '验收合格，已销号'],
    ['2020-12-31', { stage: 'closed', completedOn: '2020-07-02' }, 'closed', '已销号；7月2日办结，晚于到期日6月30日'],
    ['2020-12-31', { stage: 'waived' }, 'waived', '办公室已豁免，不再要求办理'],
    ['2020-12-31', { stage: 'suspended' }, 'suspended', '办公室已中止，恢复前不催办'],
    ['2021-01-04', { dueOn: '2020-12-31' }, 'overdue', '到期日2020年12月31日，已逾期1个工作日'],
  ])('on %s, given %j, it is %s: %s', (today, given, standing, reason) => {
    expect(standingOf(facts(given), today, reckoning)).toBe(standing);
    expect(reasonOf(facts(given), today, reckoning)).toBe(reason);
  });
});

function inBounds(f: StandingFacts, b: Bounds): boolean {
  const late = f.completedOn !== null && f.completedOn > f.dueOn;
  return (
    (!b.stages || b.stages.includes(f.stage)) &&
    (!b.dueBefore || f.dueOn < b.dueBefore) &&
    (!b.dueFrom || f.dueOn >= b.dueFrom) &&
    (!b.dueTo || f.dueOn <= b.dueTo) &&
    (!b.opensAfter || f.opensOn > b.opensAfter) &&
    (!b.opensOnOrBefore || f.opensOn <= b.opensOnOrBefore) &&
    (!b.lateOnly || late) &&
    (!b.onTimeOnly || !late) &&
    (!b.rectifyBefore || (f.rectifyBy !== null && f.rectifyBy < b.rectifyBefore)) &&
    (!b.rectifyFrom || f.rectifyBy === null || f.rectifyBy >= b.rectifyFrom)
  );
}

test('the bounds of every standing select exactly what the rule says, for every stage and day', () => {
  const stages: AssignmentStage[] = [
    ...(['assigned', 'underway', 'declined', 'reported', 'returned'] as const),
    ...(['accepted', 'rectifying', 'closed', 'waived', 'suspended'] as const),
  ];
  let seen = 0;
  for (const stage of stages)
    for (const opensOn of ['2020-05-12', '2020-07-01'])
      for (const dueOn of ['2020-06-30', '2020-08-31', '2020-10-31'])
        for (const completedOn of ['accepted', 'closed', 'reported'].includes(stage)
          ? ['2020-06-30', '2020-09-02']
          : [null])
          for (const rectifyBy of stage === 'rectifying' ? [null, '2020-07-10', '2020-09-30'] : [null])
            for (const today of [
              '2020-05-11',
              '2020-06-15',
              '2020-06-25',
              '2020-06-30',
              '2020-07-01',
              '2020-08-17',
              '2020-10-31',
              '2020-11-02',
            ]) {
              const one = { stage, opensOn, dueOn, completedOn, rectifyBy };
              const standing = standingOf(one, today, reckoning);
              const selected = STANDINGS.filter((candidate) => inBounds(one, boundsOf(candidate, today, reckoning)));
              expect({ one, today, selected }).toEqual({ one, today, selected: [standing] });
              seen++;
            }
  expect(seen).toBeGreaterThan(600);
});

test('tallies add up to counts by standing, and the worst one leads', () => {
  const tallies = [
    { ...facts(), count: 3 },
    { ...facts({ stage: 'accepted', completedOn: '2020-06-20' }), count: 2 },
    { ...facts({ dueOn: '2020-06-20' }), count: 1 },
    { ...facts({ stage: 'underway' }), count: 1 },
  ];
  const counts = countStandings(tallies, '2020-06-24', reckoning);
  expect(counts).toEqual({ overdue: 1, 'due-soon': 4, done: 2 });
  expect(worstOf(counts)).toBe('overdue');
  expect(worstOf({})).toBeNull();
});
