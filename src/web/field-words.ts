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
