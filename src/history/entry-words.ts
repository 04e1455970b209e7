import { isDay, longDay } from '../domain/day.js';
import { ASSIGNMENT, REPORT } from '../domain/lifecycle.js';
import { phaseName } from '../domain/phases.js';
import { REPORT_KIND_WORDS, REVIEW_CHECKS } from '../domain/reports.js';
import { type HistoryLine } from '../storage/stores/history.js';
import { MAIL_WORDS } from '../web/mail-words.js';

/** An entry in words: what it was about, what it changed, why, and whatever else was kept with it. */
export interface EntryWords {
  about: string;
  before: string;
  after: string;
  reason: string;
  /** '期次：2020年6月24日'. */
  notes: string[];
}

/** Facts that have a place of their own, or that say nothing to a reader. */
const PLACED = [
  'before',
  'after',
  'reason',
  'reportBefore',
  'reportAfter',
  'thing',
  'unit',
  'sha256',
  'owner',
  'items',
  'pool',
];
const LABELS: Readonly<Record<string, string>> = {
  ...{
    kind: '类别',
    period: '所属期',
    checks: '审核要点',
    finding: '疑点',
    answer: '答复',
    title: '标题',
    docNumber: '文号',
  },
  ...{ assignments: '责任事项', opinion: '办公室意见', deputyName: '副组长', askedDay: '申请延至', dueOn: '期限' },
  ...{
    dueOnBefore: '原期限',
    leaderName: '领导',
    number: '编号',
    round: '轮次',
    post: '岗位',
    name: '姓名',
    fromOn: '起始日',
  },
  ...{ changed: '更正内容', file: '文件', bytes: '字节', count: '数量', nth: '次数', by: '提出单位', to: '收件地址' },
  ...{
    failure: '未发出原因',
    mailKind: '邮件类别',
    conclusion: '结论',
    selection: '范围',
    seed: '抽取种子',
    alias: '别名',
    summary: '总结',
    openItems: '未办结事项',
    openRectifications: '未完成整改',
    stopped: '停发邮件',
  },
  ...{
    group: '领导小组岗位',
    units: '单位岗位',
    answerUntil: '答复期限',
    tests: '销号标准',
    files: '佐证材料',
    day: '日期',
  },
  ...{
    login: '账号',
    role: '角色',
    findings: '问题',
    rectifyBy: '整改期限',
    measure: '措施',
    unitWord: '计量单位',
    target: '目标',
    settled: '放行时已有进展的事项',
    leader: '领导',
  },
};
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kind: REPORT_KIND_WORDS,
  checks: REVIEW_CHECKS,
  mailKind: MAIL_WORDS,
  answer: { confirmed: '已确认', dismissed: '不是' },
  selection: { all: '全部', sample: '抽查' },
  conclusion: { compliant: '达标', mostly: '基本达标', 'non-compliant': '不达标' },
};

/** Puts an entry's facts into words; a fact without a word stands only in the spreadsheet, as it was kept. */
export function entryWords(entry: HistoryLine): EntryWords {
  const facts = JSON.parse(entry.facts) as Record<string, unknown>;
  const report = (name: string) => (typeof facts[name] === 'string' ? wordOf(REPORT.stages, facts[name]) : '');
  return {
    about: aboutOf(entry, facts),
    before: valueOf('before', facts['before']) || report('reportBefore'),
    after: valueOf('after', facts['after']) || report('reportAfter'),
    reason: valueOf('reason', facts['reason']),
    notes: Object.entries(facts).flatMap(([name, value]) => {
      if (PLACED.includes(name) || name.endsWith('Id') || !LABELS[name]) return [];
      const words = valueOf(name, value);
      return words === '' ? [] : [`${LABELS[name]}：${words}`];
    }),
  };
}

function aboutOf(entry: HistoryLine, facts: Record<string, unknown>): string {
  if (entry.unitName === null)
    return [facts['unit'], facts['thing']].filter((one) => typeof one === 'string').join(' ');
  return `${entry.unitName} ${entry.measureNumber ?? ''}${entry.measureTitle ?? ''} ${phaseName(entry.phasePosition)}`;
}

const wordOf = (words: Readonly<Record<string, string>>, code: string) =>
  Object.hasOwn(words, code) ? words[code]! : code;

function valueOf(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => valueOf(name, one)).join('、');
  if (typeof value === 'object') {
    const inner = value as Record<string, unknown>;
    if (typeof inner['name'] === 'string') return inner['name'];
    return Object.values(inner)
      .map((one) => valueOf(name, one))
      .filter(Boolean)
      .join('、');
  }
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (isDay(text)) return longDay(text);
  if (name === 'kind' && !Object.hasOwn(REPORT_KIND_WORDS, text)) return '';
  return wordOf(VALUES[name] ?? (name === 'before' || name === 'after' ? ASSIGNMENT.stages : {}), text);
}
