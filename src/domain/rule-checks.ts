import { type Calendar, nthWorkday, workdaysAfter } from './calendar.js';
import { type Day, plusDays } from './day.js';
import { chaseSteps, reminderSteps } from './reminders.js';
import { type RuleName } from './rule-fields.js';
import { NOTICES_AT, type PlanRules } from './rules.js';

/** What is wrong with a rule, in the words that stand at its field. */
export interface RuleFault {
  field: RuleName;
  words: string;
}

/** The plan whose deadlines the rules are for; no due days where it has none yet. */
export interface RuledPlan {
  calendar: Calendar;
  /** The day from which items are with their units. */
  startsOn: Day;
  dueOn: readonly Day[];
}

/** How long after a deadline is looked for a chase that might still leave. */
const LONG_AFTER = 120;
/** A shorter window would not let a day's mails out. */
const SHORTEST_WINDOW = 30;

/** Rules that could never take effect, each at its field: none where all of them can. */
export function checkRules(rules: PlanRules, plan: RuledPlan): RuleFault[] {
  return [
    ...windowFaults(rules),
    ...ladderFaults(rules),
    ...reminderFaults(rules, plan),
    ...chaseFaults(rules, plan),
    ...reportFaults(rules, plan),
    ...extensionFaults(rules, plan),
  ];
}

function windowFaults({ sendFrom, sendUntil }: PlanRules): RuleFault[] {
  if (sendUntil <= sendFrom) return [{ field: 'sendUntil', words: '停止发送应晚于开始发送' }];
  if (sendUntil <= NOTICES_AT)
    return [{ field: 'sendUntil', words: `提醒在${NOTICES_AT}生成，停止发送应晚于${NOTICES_AT}，否则当天发不出` }];
  const from = sendFrom > NOTICES_AT ? sendFrom : NOTICES_AT;
  if (minutesOf(sendUntil) - minutesOf(from) < SHORTEST_WINDOW)
    return [{ field: 'sendUntil', words: `${from}以后应至少留出${SHORTEST_WINDOW}分钟发送` }];
  return [];
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function ladderFaults({ escalateAfter }: PlanRules): RuleFault[] {
  const rises = escalateAfter.every((day, i) => i === 0 || day > (escalateAfter[i - 1] ?? 0));
  return rises ? [] : [{ field: 'escalateAfter', words: '四个数应从小到大，后一级晚于前一级' }];
}

function reminderFaults(rules: PlanRules, { calendar, startsOn, dueOn }: RuledPlan): RuleFault[] {
  if (rules.remindBefore.length === 0) return [{ field: 'remindBefore', words: '请至少写一次提醒' }];
  if (dueOn.length === 0) return [];
  const early = rules.remindBefore.filter((n) =>
    dueOn.every((day) => reminderSteps(day, calendar, { ...rules, remindBefore: [n] })[0]!.day <= startsOn),
  );
  return early.length === 0 ? [] : [{ field: 'remindBefore', words: `“${early.join('、')}”早于交办，各阶段都发不出` }];
}

function chaseFaults(rules: PlanRules, { calendar, dueOn }: RuledPlan): RuleFault[] {
  const { chaseAfter, chaseEveryDays, chasesPerMonth } = rules;
  const chases = chaseAfter.length > 0 || chaseEveryDays > 0;
  if (chases && chasesPerMonth === 0)
    return [
      { field: 'chasesPerMonth', words: '上限为0，催办一次也发不出；如不催办，请同时清空“逾期后催办”、把间隔填0' },
    ];
  if (!chases && chasesPerMonth > 0)
    return [{ field: 'chasesPerMonth', words: '没有要发的催办，上限用不上；如不催办，请填0' }];
  if (dueOn.length === 0) return [];
  const leaving = new Set(
    dueOn.flatMap((day) => chaseSteps(day, plusDays(day, LONG_AFTER), calendar, rules).map(({ rule }) => rule)),
  );
  const never = chaseAfter.filter((n) => !leaving.has(`T+${n}`));
  return never.length === 0
    ? []
    : [
        {
          field: 'chaseAfter',
          words: `“${never.join('、')}”被每月${chasesPerMonth}次的上限挡住，按各阶段到期日都发不出；请提高每月催办上限，或去掉它`,
        },
      ];
}

function reportFaults(rules: PlanRules, { calendar, startsOn, dueOn }: RuledPlan): RuleFault[] {
  const { reportDay, halfMonthlyDay, reportQuietWorkdays } = rules;
  const faults: RuleFault[] = [];
  if (halfMonthlyDay === reportDay)
    faults.push({ field: 'halfMonthlyDay', words: '与每月报送日相同，不会增加报送；请另选一天' });
  const last = [...dueOn].sort().at(-1);
  if (last !== undefined && workdaysAfter(calendar, startsOn, last) <= reportQuietWorkdays)
    faults.push({ field: 'reportQuietWorkdays', words: '比整个方案还长，一次进展也不会要求报' });
  return faults;
}

function extensionFaults(rules: PlanRules, { calendar, startsOn, dueOn }: RuledPlan): RuleFault[] {
  const { extensionAheadWorkdays: ahead, extensionsPerItem } = rules;
  if (extensionsPerItem === 0 || dueOn.length === 0) return [];
  const never = ahead > 0 && dueOn.every((day) => nthWorkday(calendar, day, -ahead) <= startsOn);
  return never ? [{ field: 'extensionAheadWorkdays', words: '早于交办，各阶段都申请不了延期' }] : [];
}
