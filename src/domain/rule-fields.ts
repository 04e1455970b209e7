import { DEFAULT_RULES, type PlanRules } from './rules.js';

export type RuleName = keyof PlanRules;

/** How a rule is written: days in any number ('15、10、5'), the four of the ladder, one number, a time of day, a few words. */
export type RuleShape = 'days' | 'ladder' | 'count' | 'time' | 'words';

/** A rule as an office reads and writes it. */
export interface RuleField {
  group: string;
  label: string;
  hint: string;
  shape: RuleShape;
  /** The least and the most that one number may be; of words: how many characters. */
  least: number;
  most: number;
  /** Whether it may be left empty, which switches it off. */
  mayBeEmpty?: boolean;
}

const REMINDING = '到期提醒';
const REPORTING = '进展报送';
const CHASING = '逾期催办';
const CLIMBING = '逐级督促';
const EXTENDING = '延期申请';
const MAILING = '邮件';

/** Every rule with its words, in the order of the page. */
export const RULE_FIELDS: Readonly<Record<RuleName, RuleField>> = {
  remindBefore: {
    ...{ group: REMINDING, label: '到期前提醒', shape: 'days', least: 0, most: 60 },
    hint: '到期日前第几个工作日发提醒，0为到期当日',
  },
  dueSoonWithin: {
    ...{ group: REMINDING, label: '临期亮黄灯', shape: 'count', least: 0, most: 60 },
    hint: '离到期日不超过几个工作日算临期',
  },
  requestBefore: {
    ...{ group: REPORTING, label: '报送前提醒', shape: 'days', least: 0, most: 9, mayBeEmpty: true },
    hint: '报送日前第几个工作日提醒报进展，0为报送日当天；不填则不提醒',
  },
  reportDay: {
    ...{ group: REPORTING, label: '每月报送日', shape: 'count', least: 1, most: 31 },
    hint: '每月几日，遇休息日提前到前一个工作日；31为每月最后一天',
  },
  halfMonthlyDay: {
    ...{ group: REPORTING, label: '半月报送日', shape: 'count', least: 1, most: 31 },
    hint: '到期前最后一个月增加一次报送，在每月几日',
  },
  reportQuietWorkdays: {
    ...{ group: REPORTING, label: '交办后免报', shape: 'count', least: 0, most: 60 },
    hint: '交办后几个工作日内不要求报进展',
  },
  chaseAfter: {
    ...{ group: CHASING, label: '逾期后催办', shape: 'days', least: 1, most: 60, mayBeEmpty: true },
    hint: '逾期后第几个工作日催办',
  },
  chaseEveryDays: {
    ...{ group: CHASING, label: '此后每隔几天催办', shape: 'count', least: 0, most: 60 },
    hint: '按自然日计，遇休息日提前；0为此后不再催办',
  },
  chasesPerMonth: {
    ...{ group: CHASING, label: '每月催办上限', shape: 'count', least: 0, most: 20 },
    hint: '同一事项一个月内最多自动催办几次',
  },
  chaseRestAfterReturn: {
    ...{ group: CHASING, label: '退回后暂不催办', shape: 'count', least: 0, most: 20 },
    hint: '报告退回后几个工作日内不催办',
  },
  escalateAfter: {
    ...{ group: CLIMBING, label: '逾期后提请', shape: 'ladder', least: 1, most: 60 },
    hint: '逾期后第几个工作日提请单位分管领导、主要负责人、副组长、组长，依次写四个数；到副组长、组长的由办公室放行',
  },
  extensionAheadWorkdays: {
    ...{ group: EXTENDING, label: '提前申请', shape: 'count', least: 0, most: 60 },
    hint: '最迟在到期日前几个工作日申请；0为到期前一天',
  },
  extensionsPerItem: {
    ...{ group: EXTENDING, label: '申请次数', shape: 'count', least: 0, most: 9 },
    hint: '同一事项最多申请几次；0为不受理延期',
  },
  sendFrom: {
    ...{ group: MAILING, label: '开始发送', shape: 'time', least: 0, most: 0 },
    hint: '工作日几点起发送邮件',
  },
  sendUntil: {
    ...{ group: MAILING, label: '停止发送', shape: 'time', least: 0, most: 0 },
    hint: '此后的邮件留到下一个工作日发送',
  },
  mailItems: {
    ...{ group: MAILING, label: '每封列出事项', shape: 'count', least: 5, most: 200 },
    hint: '一封邮件最多列几项，其余请到页面查看',
  },
  shortTitle: {
    ...{ group: MAILING, label: '邮件标题简称', shape: 'words', least: 0, most: 12, mayBeEmpty: true },
    hint: '邮件标题开头【】里的方案简称；不填则取自方案标题',
  },
};

export const RULE_NAMES = Object.keys(RULE_FIELDS) as RuleName[];

/** A rule as it is written in its field: '15、10、5、3、1、0'; '' where it is switched off. */
export function ruleText(name: RuleName, rules: PlanRules): string {
  const value = rules[name];
  return Array.isArray(value) ? value.join('、') : String(value ?? '');
}

/** The rules that differ from the defaults: what a plan keeps. */
export function ownRules(rules: PlanRules): Partial<PlanRules> {
  const own = RULE_NAMES.filter((name) => ruleText(name, rules) !== ruleText(name, DEFAULT_RULES));
  return Object.fromEntries(own.map((name) => [name, rules[name]]));
}

/** What was written in a rule's field, or what is wrong with it, in words. */
export type ReadRule = { value: PlanRules[RuleName] } | { fault: string };

/** Reads what an office wrote, in figures of either width and with any usual sign between numbers. */
export function readRule(name: RuleName, written: string): ReadRule {
  const { shape, most, mayBeEmpty } = RULE_FIELDS[name];
  const text = written.normalize('NFKC').trim();
  if (shape === 'words')
    return [...text].length > most ? { fault: `请控制在${most}字以内` } : { value: text === '' ? null : text };
  if (text === '' && !mayBeEmpty) return { fault: '请填写' };
  if (shape === 'time') return readTime(text);
  if (shape === 'count') return readCount(name, text);
  return readDays(name, text);
}

function readTime(text: string): ReadRule {
  const found = /^(\d{1,2})[:.时](\d{2})分?$/.exec(text);
  if (!found || Number(found[1]) > 23 || Number(found[2]) > 59) return { fault: '应是 08:30 这样的时间' };
  return { value: `${found[1]!.padStart(2, '0')}:${found[2]}` };
}

function readCount(name: RuleName, text: string): ReadRule {
  const { least, most } = RULE_FIELDS[name];
  const value = Number(text);
  const fits = /^\d{1,4}$/.test(text) && value >= least && value <= most;
  return fits ? { value } : { fault: `应是${least}到${most}之间的整数` };
}

function readDays(name: RuleName, text: string): ReadRule {
  const { shape, least, most } = RULE_FIELDS[name];
  const parts = text === '' ? [] : text.split(/[、,;/\s]+/u).filter(Boolean);
  const days = parts.map(Number);
  if (!parts.every((part) => /^\d{1,4}$/.test(part)) || days.some((day) => day < least || day > most))
    return { fault: `应是${least}到${most}之间的整数，用顿号隔开，如 ${ruleText(name, DEFAULT_RULES)}` };
  const twice = days.find((day, i) => days.indexOf(day) !== i);
  if (twice !== undefined) return { fault: `“${twice}”写了两次` };
  if (shape === 'ladder') {
    if (days.length !== 4) return { fault: `应依次写四个数，如 ${ruleText(name, DEFAULT_RULES)}` };
    return { value: days as PlanRules['escalateAfter'] };
  }
  if (days.length > 12) return { fault: '最多写12个数' };
  // Before a day the furthest comes first, after it the nearest: in order of time.
  return { value: days.sort((a, b) => (name === 'chaseAfter' ? a - b : b - a)) };
}
