import { type Closure, leavesOpen, type LeftOpen, LONGEST_SUMMARY } from '../domain/closure.js';
import { longDay } from '../domain/day.js';
import { type ClosedView, type ClosureView } from '../rendering/views-plan.js';
import { faultSummary, type Faults, type FieldSpec, fieldViews, type Typed } from '../web/forms.js';
import { paths } from '../web/paths.js';
import { type PlanHead } from '../web/world.js';

/** A closing or reopening that was refused: what was sent, and why. */
export interface RefusedClosing {
  typed: Typed;
  faults: Faults;
}

/** The page on which a running plan is closed, and a closed one reopened. */
export function closureView(
  { plan, left, closure }: { plan: PlanHead; left: LeftOpen; closure: Closure | null },
  refused: RefusedClosing | null,
): Omit<ClosureView, 'frame'> {
  const specs = plan.state === 'closed' ? reopening(plan) : closing(plan, left);
  const fields = fieldViews(specs, refused?.typed ?? null, refused?.faults ?? null, 'closing');
  const [action, submit] =
    plan.state === 'closed' ? [paths.reopening(plan.id), '重新启动'] : [paths.closure(plan.id), '结束方案'];
  return {
    title: plan.state === 'closed' ? '重新启动方案' : '结束方案',
    plan: { label: plan.title, href: paths.plan(plan.id) },
    closed: closure && closedView(closure),
    left: plan.state === 'running' ? leftLines(plan.id, left) : [],
    says: SAYS[plan.state],
    form:
      plan.state === 'draft'
        ? null
        : { action, submit, multipart: false, summary: faultSummary(refused?.faults ?? null, fields), fields },
  };
}

/** With which words a plan was closed, when and by whom. */
export const closedView = ({ closedOn, closedBy, summary }: Closure): ClosedView => ({
  heading: `方案已于${longDay(closedOn)}结束`,
  by: `${closedBy}办理`,
  paragraphs: summary.split('\n').filter((line) => line.trim() !== ''),
});

const SAYS: Readonly<Record<PlanHead['state'], string>> = {
  draft: '这个方案还没有启用，不需要结束。',
  running: '结束后，各页仍可查看，不再办理，也不再发邮件；等待发出的邮件全部取消。需要时可以重新启动。',
  closed: '重新启动后，未办结的事项接着办理，到时照常提醒；结束时取消的邮件不再补发。',
};

function leftLines(planId: number, { items, rectifications, mails }: LeftOpen): ClosureView['left'] {
  return [
    { text: `未办结的责任事项 ${items}项`, href: paths.assignments(planId) },
    { text: `未完成的整改 ${rectifications}项`, href: paths.rectifications(planId) },
    { text: `等待发出的邮件 ${mails}封`, href: paths.outbox({ state: 'pending' }) },
  ];
}

const hidden = (version: number): FieldSpec => ({
  ...{ name: 'version', label: '版本', kind: 'hidden', value: String(version) },
});

function closing({ version }: PlanHead, left: LeftOpen): FieldSpec[] {
  const options = [{ value: 'yes', label: '我已核对，仍要结束' }];
  const check: FieldSpec = { name: 'checked', label: '结束前核对', kind: 'checks', required: true, options };
  return [
    hidden(version),
    {
      ...{ name: 'summary', label: '总结', kind: 'text', required: true, rows: 10 },
      hint: `做了哪些工作、成效如何、还有什么要继续抓，${LONGEST_SUMMARY}字以内；与方案一起长期保存`,
    },
    ...(leavesOpen(left) ? [check] : []),
  ];
}

const reopening = ({ version }: PlanHead): FieldSpec[] => [
  hidden(version),
  { name: 'reason', label: '理由', kind: 'text', required: true, rows: 3, hint: '记入留痕，300字以内' },
];
