import { checkRules } from '../../src/domain/rule-checks.js';
import { ownRules, readRule, RULE_FIELDS, RULE_NAMES, type RuleName, ruleText } from '../../src/domain/rule-fields.js';
import { briefTitle, DEFAULT_RULES, type PlanRules, rulesOf } from '../../src/domain/rules.js';
import { calendarWith } from '../../src/working-days.js';

const BAISHA = {
  calendar: calendarWith([]),
  startsOn: '2020-05-12',
  dueOn: ['2020-06-30', '2020-08-31', '2020-10-31'],
};
const faultsOf = (changed: Partial<PlanRules>, plan = BAISHA) =>
  checkRules({ ...DEFAULT_RULES, ...changed }, plan).map(({ field, words }) => `${field}: ${words}`);

test('every rule has a field with words and a default that its own field takes', () => {
  expect(RULE_NAMES.slice().sort()).toEqual(Object.keys(DEFAULT_RULES).sort());
  for (const name of RULE_NAMES) {
    expect([name, readRule(name, ruleText(name, DEFAULT_RULES))]).toEqual([name, { value: DEFAULT_RULES[name] }]);
    expect(RULE_FIELDS[name].hint).not.toBe('');
  }
});

test.each<[RuleName, string, unknown]>([
  ['remindBefore', '15,10，5 3／1　0', [15, 10, 5, 3, 1, 0]],
  ['remindBefore', '0、10、３', [10, 3, 0]],
  ['chaseAfter', '5、1、3', [1, 3, 5]],
  ['requestBefore', '', []],
  ['shortTitle', '', null],
  ['shortTitle', '解困脱困', '解困脱困'],
  ['sendFrom', '8:30', '08:30'],
  ['sendFrom', '９：００', '09:00'],
  ['reportDay', '31', 31],
  ['escalateAfter', '2、4、8、16', [2, 4, 8, 16]],
])('%s written as "%s"', (name, written, value) => {
  expect(readRule(name, written)).toEqual({ value });
});

test.each<[RuleName, string, string]>([
  ['remindBefore', '', '请填写'],
  ['remindBefore', '15、十', '应是0到60之间的整数，用顿号隔开，如 15、10、5、3、1、0'],
  ['remindBefore', '61', '应是0到60之间的整数，用顿号隔开，如 15、10、5、3、1、0'],
  ['remindBefore', '-1', '应是0到60之间的整数，用顿号隔开，如 15、10、5、3、1、0'],
  ['remindBefore', '5、3、5', '“5”写了两次'],
  ['remindBefore', '1 2 3 4 5 6 7 8 9 10 11 12 13', '最多写12个数'],
  ['chaseAfter', '0', '应是1到60之间的整数，用顿号隔开，如 1、3、5'],
  ['escalateAfter', '1、3、7', '应依次写四个数，如 1、3、7、12'],
  ['reportDay', '32', '应是1到31之间的整数'],
  ['reportDay', '2.5', '应是1到31之间的整数'],
  ['sendFrom', '24:00', '应是 08:30 这样的时间'],
  ['sendUntil', '下午五点', '应是 08:30 这样的时间'],
  ['shortTitle', '城市困难职工解困脱困工作方案', '请控制在12字以内'],
])('%s written as "%s" is refused', (name, written, fault) => {
  expect(readRule(name, written)).toEqual({ fault });
});

test('the defaults take effect in the plan of 2020, and in a plan that has no deadlines yet', () => {
  expect(faultsOf({})).toEqual([]);
  expect(faultsOf({}, { ...BAISHA, dueOn: [] })).toEqual([]);
});

test.each<[Partial<PlanRules>, string]>([
  [{ remindBefore: [] }, 'remindBefore: 请至少写一次提醒'],
  // A phase of seven weeks, one of fifteen and one of twenty-four: only the last has 60 working days, none has them before 12 May.
  [{ sendFrom: '17:30', sendUntil: '08:30' }, 'sendUntil: 停止发送应晚于开始发送'],
  [{ sendFrom: '06:00', sendUntil: '08:00' }, 'sendUntil: 提醒在08:30生成，停止发送应晚于08:30，否则当天发不出'],
  [{ sendFrom: '06:00', sendUntil: '08:45' }, 'sendUntil: 08:30以后应至少留出30分钟发送'],
  [{ sendFrom: '17:00', sendUntil: '17:10' }, 'sendUntil: 17:00以后应至少留出30分钟发送'],
  [{ escalateAfter: [1, 3, 3, 12] }, 'escalateAfter: 四个数应从小到大，后一级晚于前一级'],
  [{ escalateAfter: [3, 1, 7, 12] }, 'escalateAfter: 四个数应从小到大，后一级晚于前一级'],
  [{ chasesPerMonth: 0 }, 'chasesPerMonth: 上限为0，催办一次也发不出；如不催办，请同时清空“逾期后催办”、把间隔填0'],
  [{ chaseAfter: [], chaseEveryDays: 0 }, 'chasesPerMonth: 没有要发的催办，上限用不上；如不催办，请填0'],
  // T+1, T+3 and T+5 of 30 June, 31 August and 31 October all lie in the month after.
  [{ chasesPerMonth: 2 }, 'chaseAfter: “5”被每月2次的上限挡住，按各阶段到期日都发不出；请提高每月催办上限，或去掉它'],
  [{ halfMonthlyDay: 25 }, 'halfMonthlyDay: 与每月报送日相同，不会增加报送；请另选一天'],
])('a rule that can never take effect is refused: %j', (changed, fault) => {
  expect(faultsOf(changed)).toEqual([fault]);
});

test('a rule is measured by the plan that it is for', () => {
  const short = { ...BAISHA, startsOn: '2020-06-01', dueOn: ['2020-06-30'] };
  expect(faultsOf({}, short)).toEqual([]);
  expect(faultsOf({ remindBefore: [40, 22, 5] }, short)).toEqual(['remindBefore: “40、22”早于交办，各阶段都发不出']);
  expect(faultsOf({ reportQuietWorkdays: 30 }, short)).toEqual([
    'reportQuietWorkdays: 比整个方案还长，一次进展也不会要求报',
  ]);
  expect(faultsOf({ extensionAheadWorkdays: 25 }, short)).toEqual([
    'extensionAheadWorkdays: 早于交办，各阶段都申请不了延期',
  ]);
  // No chases at all is a rule, too.
  expect(faultsOf({ chaseAfter: [], chaseEveryDays: 0, chasesPerMonth: 0 })).toEqual([]);
});

test('a plan keeps what differs from the defaults and nothing else', () => {
  const rules = { ...DEFAULT_RULES, remindBefore: [7, 0], shortTitle: '解困' };
  expect(ownRules(rules)).toEqual({ remindBefore: [7, 0], shortTitle: '解困' });
  expect(rulesOf({ rules: JSON.stringify(ownRules(rules)) })).toEqual(rules);
  expect(ownRules(DEFAULT_RULES)).toEqual({});
});

test.each([
  ['白沙黎族自治县关于进一步做好城市困难职工解困脱困工作实施方案', '解困脱困'],
  ['平岫县2020年优化营商环境重点任务分工表', '营商环境'],
  ['某县电动自行车安全隐患专项整治行动方案', '安全隐患'],
  ['鹤川市河湖清四乱行动计划（2025—2027年）', '清四乱'],
  ['关于做好当前和今后一个时期促进就业工作的若干意见', '促进就业'],
  ['2020年民生实事责任分解表', '民生实事'],
  ['某县2020年重点工作任务清单', '重点工作任务清单'],
  ['某市城镇燃气安全隐患“百日攻坚”行动方案', '百日攻坚'],
  ['某县养殖业高质量发展三年行动计划', '量发展'],
  ['方案', '方案'],
])('%s is called 【%s】 in subjects', (title, brief) => {
  expect(briefTitle({ title, rules: '' })).toContain(brief);
  expect(briefTitle({ title, rules: JSON.stringify({ shortTitle: '禁毒' }) })).toBe('禁毒');
});
