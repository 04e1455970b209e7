import { RuleBroken } from './errors.js';
import { type AssignmentStage } from './plan.js';
import { type ReportStage } from './reports.js';

export type Who = 'unit' | 'office' | 'inspector' | 'rechecker' | 'system';

/** One row of a lifecycle: who may do `act` from which stages, and where it leads ('same' = stays). */
export interface Transition<Stage extends string, Act extends string> {
  act: Act;
  label: string;
  by: Who;
  from: readonly Stage[];
  to: Stage | 'same';
  /** The act must say why (reason), or carry what it is about. */
  needs?: readonly ('reason' | 'findings' | 'newDay')[];
}

/** A thing that has stages: its first stage, its last ones, and every act as a row. */
export interface Lifecycle<Stage extends string, Act extends string> {
  name: string;
  stages: Readonly<Record<Stage, string>>;
  first: Stage;
  last: readonly Stage[];
  acts: readonly Transition<Stage, Act>[];
}

export type AssignmentAct =
  | 'acknowledge'
  | 'decline'
  | 'reassign'
  | 'update'
  | 'complete'
  | 'withdraw'
  | 'accept'
  | 'return'
  | 'pass'
  | 'fail'
  | 'settle'
  | 'lift'
  | 'waive'
  | 'suspend'
  | 'resume'
  | 'reopen';

const OPEN: readonly AssignmentStage[] = ['assigned', 'underway', 'declined', 'reported', 'returned'];

/** 责任事项 from 交办 to 销号 (architecture §3). */
export const ASSIGNMENT: Lifecycle<AssignmentStage, AssignmentAct> = {
  name: '责任事项',
  stages: {
    assigned: '已交办',
    underway: '办理中',
    declined: '退回交办',
    reported: '申请办结',
    returned: '退回重报',
    accepted: '已办结',
    rectifying: '整改中',
    closed: '已销号',
    waived: '豁免',
    suspended: '中止',
  },
  first: 'assigned',
  last: ['closed', 'waived'],
  acts: [
    { act: 'acknowledge', label: '签收', by: 'unit', from: ['assigned'], to: 'underway' },
    {
      act: 'decline',
      label: '退回交办',
      by: 'unit',
      from: ['assigned', 'underway'],
      to: 'declined',
      needs: ['reason'],
    },
    { act: 'reassign', label: '重新交办', by: 'office', from: ['declined'], to: 'assigned', needs: ['reason'] },
    { act: 'update', label: '报进展', by: 'unit', from: ['assigned', 'underway', 'returned'], to: 'underway' },
    { act: 'update', label: '报进展', by: 'unit', from: ['rectifying'], to: 'same' },
    { act: 'complete', label: '申请办结', by: 'unit', from: ['assigned', 'underway', 'returned'], to: 'reported' },
    { act: 'withdraw', label: '撤回', by: 'unit', from: ['reported'], to: 'underway' },
    { act: 'accept', label: '审核通过', by: 'office', from: ['reported'], to: 'accepted' },
    { act: 'return', label: '退回重报', by: 'office', from: ['reported'], to: 'returned', needs: ['reason'] },
    { act: 'pass', label: '验收合格', by: 'inspector', from: ['accepted'], to: 'closed' },
    {
      act: 'fail',
      label: '不达标',
      by: 'inspector',
      from: [...OPEN, 'accepted'],
      to: 'rectifying',
      needs: ['findings'],
    },
    { act: 'settle', label: '整改复查合格', by: 'system', from: ['rectifying'], to: 'accepted' },
    // Every finding was lifted on objection, and the item had never been completed: it goes on as before.
    { act: 'lift', label: '异议成立，继续办理', by: 'system', from: ['rectifying'], to: 'underway' },
    { act: 'waive', label: '豁免', by: 'office', from: [...OPEN, 'suspended'], to: 'waived', needs: ['reason'] },
    { act: 'suspend', label: '中止', by: 'office', from: OPEN, to: 'suspended', needs: ['reason'] },
    { act: 'resume', label: '恢复', by: 'office', from: ['suspended'], to: 'underway', needs: ['reason'] },
    {
      act: 'reopen',
      label: '重新办理',
      by: 'office',
      from: ['accepted', 'closed', 'waived'],
      to: 'underway',
      needs: ['reason'],
    },
  ],
};

export type RectificationStage = 'issued' | 'submitted' | 'passed';
export type RectificationAct = 'submit' | 'pass' | 'fail' | 'lift';

/** 整改 of one finding; a failed recheck starts the next round. Whoever rechecks is not who inspected. */
export const RECTIFICATION: Lifecycle<RectificationStage, RectificationAct> = {
  name: '整改',
  stages: { issued: '限期整改', submitted: '已报整改', passed: '复查通过' },
  first: 'issued',
  last: ['passed'],
  acts: [
    { act: 'submit', label: '报送整改情况', by: 'unit', from: ['issued'], to: 'submitted' },
    { act: 'pass', label: '复查通过', by: 'rechecker', from: ['submitted'], to: 'passed' },
    { act: 'fail', label: '复查未通过', by: 'rechecker', from: ['submitted'], to: 'issued', needs: ['reason'] },
    { act: 'lift', label: '异议成立，撤销', by: 'rechecker', from: ['issued', 'submitted'], to: 'passed' },
  ],
};

export type ExtensionStage = 'requested' | 'endorsed' | 'granted' | 'refused' | 'withdrawn';
export type ExtensionAct = 'grant' | 'endorse' | 'refuse' | 'withdraw';

/** 延期申请: asked for before the due day; the first is the office's to decide, later ones go on to a deputy leader. */
export const EXTENSION: Lifecycle<ExtensionStage, ExtensionAct> = {
  name: '延期申请',
  stages: {
    requested: '待审批',
    endorsed: '已报副组长',
    granted: '同意延期',
    refused: '不同意',
    withdrawn: '已撤回',
  },
  first: 'requested',
  last: ['granted', 'refused', 'withdrawn'],
  acts: [
    {
      act: 'grant',
      label: '同意延期',
      by: 'office',
      from: ['requested', 'endorsed'],
      to: 'granted',
      needs: ['newDay'],
    },
    { act: 'endorse', label: '报副组长审批', by: 'office', from: ['requested'], to: 'endorsed' },
    { act: 'refuse', label: '不同意', by: 'office', from: ['requested', 'endorsed'], to: 'refused', needs: ['reason'] },
    { act: 'withdraw', label: '撤回申请', by: 'unit', from: ['requested', 'endorsed'], to: 'withdrawn' },
  ],
};

export type ReportAct = 'accept' | 'return' | 'withdraw';

/** 进展报告: reviewed by the office; a returned one counts as not yet reported. */
export const REPORT: Lifecycle<ReportStage, ReportAct> = {
  name: '进展报告',
  stages: { submitted: '待审核', accepted: '已采用', returned: '退回重报', withdrawn: '已撤回' },
  first: 'submitted',
  last: ['accepted', 'returned', 'withdrawn'],
  acts: [
    { act: 'accept', label: '审核通过', by: 'office', from: ['submitted'], to: 'accepted' },
    { act: 'return', label: '退回重报', by: 'office', from: ['submitted'], to: 'returned', needs: ['reason'] },
    { act: 'withdraw', label: '撤回', by: 'unit', from: ['submitted'], to: 'withdrawn' },
  ],
};

export type InstructionStage = 'issued' | 'answered' | 'done';
export type InstructionAct = 'answer' | 'finish' | 'continue';

/** 批示: tracked until the office finds it carried out. */
export const INSTRUCTION: Lifecycle<InstructionStage, InstructionAct> = {
  name: '批示',
  stages: { issued: '办理中', answered: '已报办理情况', done: '已办结' },
  first: 'issued',
  last: ['done'],
  acts: [
    { act: 'answer', label: '报办理情况', by: 'unit', from: ['issued'], to: 'answered' },
    { act: 'finish', label: '办结', by: 'office', from: ['answered'], to: 'done' },
    { act: 'continue', label: '请继续办理', by: 'office', from: ['answered'], to: 'issued', needs: ['reason'] },
  ],
};

export type PlanAct = 'activate' | 'close' | 'reopen';

/** 实施方案: a draft until the office starts it, closed with its final summary. */
export const PLAN: Lifecycle<'draft' | 'running' | 'closed', PlanAct> = {
  name: '实施方案',
  stages: { draft: '草稿', running: '运行中', closed: '已结束' },
  first: 'draft',
  last: ['closed'],
  acts: [
    { act: 'activate', label: '启用', by: 'office', from: ['draft'], to: 'running' },
    { act: 'close', label: '结束', by: 'office', from: ['running'], to: 'closed' },
    { act: 'reopen', label: '重新启动', by: 'office', from: ['closed'], to: 'running', needs: ['reason'] },
  ],
};

/** The stage that `act` leads to; throws `RuleBroken('act-not-open')` where the table has no such row. */
export function advance<Stage extends string, Act extends string>(
  lifecycle: Lifecycle<Stage, Act>,
  stage: Stage,
  act: Act,
): Stage {
  const row = lifecycle.acts.find((candidate) => candidate.act === act && candidate.from.includes(stage));
  if (!row)
    throw new RuleBroken('act-not-open', {
      thing: lifecycle.name,
      act: lifecycle.acts.find((candidate) => candidate.act === act)?.label ?? act,
      stage: lifecycle.stages[stage],
    });
  return row.to === 'same' ? stage : row.to;
}

/** The acts open at a stage to someone acting as one of `as`, in table order: the same rows draw buttons and answer the API. */
export function actsOpenTo<Stage extends string, Act extends string>(
  lifecycle: Lifecycle<Stage, Act>,
  stage: Stage,
  as: readonly Who[],
): Transition<Stage, Act>[] {
  return lifecycle.acts.filter((row) => row.from.includes(stage) && as.includes(row.by));
}

/** A Mermaid state diagram of a lifecycle; the README's pictures are made by it and a test holds them equal. */
export function diagramOf<Stage extends string, Act extends string>(lifecycle: Lifecycle<Stage, Act>): string {
  const edges = new Map<string, string[]>();
  for (const row of lifecycle.acts)
    for (const from of row.from) {
      const edge = `${from} --> ${row.to === 'same' ? from : row.to}`;
      edges.set(edge, [...(edges.get(edge) ?? []), row.label]);
    }
  return [
    'stateDiagram-v2',
    ...Object.entries(lifecycle.stages).map(([stage, label]) => `  ${stage}: ${String(label)}`),
    `  [*] --> ${lifecycle.first}`,
    ...[...edges].map(([edge, labels]) => `  ${edge}: ${[...new Set(labels)].join(' / ')}`),
    ...lifecycle.last.map((stage) => `  ${stage} --> [*]`),
  ].join('\n');
}
