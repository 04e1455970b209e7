import { type PlanView } from '../rendering/views-plan.js';
import { type Faults, fieldViews, type Typed } from '../web/forms.js';
import { paths } from '../web/paths.js';
import { cautions, type Unstarted } from '../web/unstarted.js';
import { type PlanFacts } from './plan.views.js';

/** A start that was refused: what was sent, and why. */
export interface RefusedStart {
  typed: Typed;
  faults: Faults;
}

/** The button that starts a draft, with what that brings; where it brings what nobody may want, a box to tick. */
export function activationView(
  { plan, duties, phases }: Pick<PlanFacts, 'plan' | 'duties' | 'phases'>,
  unstarted: Unstarted,
  refused: RefusedStart | null,
): NonNullable<PlanView['activation']> {
  const { units, doubts } = unstarted;
  const told = cautions(plan.id, unstarted);
  return {
    action: paths.activation(plan.id),
    version: plan.version,
    sentence: `启用后将生成${duties.length * phases.length}项责任事项（${duties.length}项职责 × ${phases.length}个阶段），并给${units}个单位各发一封交办通知。`,
    button: '启用方案',
    waiting: doubts > 0 ? `还有${doubts}处疑点待核对，也可以启用后再核对。` : null,
    cautions: told,
    check: told.length > 0 ? checkField(refused) : null,
  };
}

function checkField(refused: RefusedStart | null) {
  const options = [{ value: 'yes', label: '我已核对，仍要启用' }];
  const spec = { name: 'checked', label: '启用前核对', kind: 'checks', required: true, options } as const;
  return fieldViews([spec], refused?.typed ?? null, refused?.faults ?? null, 'start')[0] ?? null;
}

/** What is said once a plan is started: how many notices wait for an address. */
export function startedWords({ units, unreached }: Unstarted): string {
  if (unreached === 0) return `方案已启用，${units}封交办通知已放入发件箱。`;
  return `方案已启用，${units}封交办通知已放入发件箱，其中${unreached}封因单位没有联络员邮箱暂存，登记邮箱后自动发出。`;
}
