import { type PlanRules } from '../../src/domain/rules.js';
import { type MailPart } from '../../src/mail/sections.js';
import { whyOf } from '../../src/mail/why.js';
import { type NamedAssignment } from '../../src/storage/stores/assignments.js';

const item = (dueOn: string) => ({ dueOn }) as NamedAssignment;
const [LATE, AHEAD] = [item('2020-06-30'), item('2020-07-03')];
const asked = [{ item: AHEAD, period: '2020-07-02' }];
const partOf = (
  facts: { items?: NamedAssignment[]; asked?: typeof asked },
  rules: Partial<PlanRules> = {},
  title = '脱困工作方案',
) => ({
  ...{ items: [], asked: [], listed: [], ...facts },
  plan: { title, rules: JSON.stringify(rules) } as MailPart['plan'],
});
const why = (
  facts: { kind: 'reminder' | 'chase' | 'report-request'; items?: NamedAssignment[]; asked?: typeof asked },
  rules: Partial<PlanRules> = {},
) => whyOf(facts.kind, [partOf(facts, rules)], '2020-07-01');

const ONE = '提醒、催办和报送提醒合为一封，同一单位一天最多一封。';
const CASES: [string, string, string][] = [
  [
    'a reminder by the default rules',
    why({ kind: 'reminder', items: [AHEAD] }),
    `到期日前第15、10、5、3、1个工作日和到期当日各提醒一次，办结后不再提醒；${ONE}`,
  ],
  [
    'a chase by the default rules',
    why({ kind: 'chase', items: [LATE] }),
    `逾期后第1、3、5个工作日催办，其后每周二一次，每项每月最多3次，办结后停止；${ONE}`,
  ],
  [
    'a request by the default rules',
    why({ kind: 'report-request', asked }),
    `报送日前第2个工作日和报送当日各提醒一次，未报的次一工作日再提醒一次，报送后停止；${ONE}`,
  ],
  [
    'a plan that reminds once and never weekly',
    why(
      { kind: 'chase', items: [LATE, AHEAD], asked },
      { remindBefore: [3], chaseAfter: [2], chaseEveryDays: 0, chasesPerMonth: 1, requestBefore: [0] },
    ),
    `到期日前第3个工作日提醒一次，办结后不再提醒；逾期后第2个工作日催办，每项每月最多1次，办结后停止；报送当日提醒一次，未报的次一工作日再提醒一次，报送后停止；${ONE}`,
  ],
  [
    'a plan that only chases every ten days',
    why({ kind: 'chase', items: [LATE] }, { chaseAfter: [], chaseEveryDays: 10 }),
    `逾期后每10天催办一次，每项每月最多3次，办结后停止；${ONE}`,
  ],
];

test.each(CASES)('the footer of %s says that plan’s own rules', (_name, said, words) => {
  expect(said).toBe(words);
});

describe('the footer of a mail about two plans', () => {
  const flood = (facts: Parameters<typeof partOf>[0], rules?: Partial<PlanRules>) =>
    partOf(facts, rules, '防汛抗旱工作方案');

  test('says once what both plans have set alike', () => {
    expect(whyOf('reminder', [partOf({ items: [AHEAD] }), flood({ items: [AHEAD] })], '2020-07-01')).toBe(
      `到期日前第15、10、5、3、1个工作日和到期当日各提醒一次，办结后不再提醒；${ONE}`,
    );
  });

  test('says of each what is its own, and of chasing only where something is late', () => {
    const parts = [partOf({ items: [LATE] }, { chaseEveryDays: 0 }), flood({ items: [AHEAD] }, { remindBefore: [2] })];
    expect(whyOf('chase', parts, '2020-07-01')).toBe(
      `脱困方案：逾期后第1、3、5个工作日催办，每项每月最多3次，办结后停止；防汛抗旱方案：到期日前第2个工作日提醒一次，办结后不再提醒；${ONE}`,
    );
  });
});
