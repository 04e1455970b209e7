import { RULE_FIELDS } from '../domain/rule-fields.js';
/** What the filters and forms call their fields, where a fault is told on a page of its own and not beside the field. */
const FIELDS: Readonly<Record<string, string>> = {
  from: '日期从',
  to: '日期到',
  day: '日期',
  heldOn: '检查日期',
  dueOn: '期限',
  page: '页码',
  before: '页码',
  unit: '单位',
  unitId: '单位',
  units: '单位',
  measure: '措施',
  phase: '阶段',
  phaseId: '阶段',
  plan: '方案',
  assignment: '责任事项',
  item: '责任事项',
  kind: '种类',
  state: '状态',
  stage: '状态',
  standing: '状态',
  act: '操作',
  who: '办理人',
  reason: '理由',
  version: '版本',
  token: '表单',
  form: '表单',
  as: '身份',
};

/** The Chinese name of a field; one that is in no table is said as it came. */
export const fieldWords = (name: string): string => (Object.hasOwn(FIELDS, name) ? (FIELDS[name] ?? name) : name);

/** What is written into forms, where it is shown away from its form. */
const WRITTEN: Readonly<Record<string, string>> = {
  reason: '理由',
  opinion: '意见',
  text: '内容',
  answer: '答复',
  progress: '进展',
  problems: '存在问题',
  needs: '需协调事项',
  needsFrom: '协调对象',
  nextSteps: '下步措施',
  nextOn: '预计完成日期',
  open: '对尚未办结单位的说明',
  now: '指标本期',
  total: '指标累计',
  byName: '填报人',
  phone: '办公电话',
  mail: '邮箱',
  name: '名称或姓名',
  login: '登录名',
  alias: '别名',
  title: '标题',
  unitWord: '计量单位',
  target: '目标',
  fact: '检查事实',
  standard: '对照标准',
  evidence: '佐证',
  requirement: '整改要求',
  unitOpinion: '被查单位意见',
  measures: '整改措施',
  result: '整改结果',
  lessons: '举一反三',
  leaderName: '组长或批示领导',
  deputyName: '副组长',
  members: '检查组成员',
  sampleSize: '抽查项数',
  seed: '抽样种子',
  askedDay: '申请延至',
  grantedDay: '延至',
  dueOn: '期限',
  fromOn: '任职日期',
  heldOn: '检查日期',
  table: '表格内容',
  source: '依据',
  day: '日期',
  address: '收件地址',
  ...Object.fromEntries(Object.entries(RULE_FIELDS).map(([name, { label }]) => [name, label])),
};

/** The Chinese name of a field in which something is written, also of one item's or one row's own ('i12-progress', 'fact-2'); null for any other. */
export function fieldOfForm(name: string): string | null {
  const plain = name.replace(/^i\d+-/, '').replace(/-\d+$/, '');
  return Object.hasOwn(WRITTEN, plain) ? (WRITTEN[plain] ?? null) : null;
}
