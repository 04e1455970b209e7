import { DEFAULT_RULES } from '../domain/rules.js';
import { type HistoryEntry } from '../domain/plan.js';
import { type MailChanges } from '../domain/foreseen.js';
import { type RulesView } from '../rendering/views-rules.js';
import { courseOf } from '../web/course.js';
import { type Faults, faultSummary, fieldViews, type Typed } from '../web/forms.js';
import { mailChangesView } from '../web/mail-changes.js';
import { paths } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';
import { ruleGroups } from './rules.forms.js';

/** What the rules' page is made of. */
export interface RulesFacts {
  world: PlanWorld;
  history: readonly HistoryEntry[];
  /** Whether the fields are to show the defaults. */
  defaults: boolean;
  /** What was typed: into a form that was refused, or whose effect is asked for. */
  typed: Typed | null;
  faults: Faults | null;
  changes: MailChanges | null;
}

/** The rules of a plan's mails as a form, what they would change, and who changed them before. */
export function rulesView(facts: RulesFacts): Omit<RulesView, 'frame'> {
  const { world, history, defaults, typed, faults, changes } = facts;
  const { plan, rules, today } = world;
  const groups = ruleGroups(defaults ? DEFAULT_RULES : rules, typed, faults);
  const [reason] = fieldViews(
    [{ name: 'reason', label: '修改说明', kind: 'text', rows: 2, hint: '可不填；写入留痕，如：根据6月联席会议意见' }],
    typed,
    faults,
    'rule',
  );
  return {
    trail: [{ label: '方案', href: paths.plan(plan.id) }],
    planTitle: plan.title,
    summary: faultSummary(faults, [...groups.flatMap(({ fields }) => fields), reason!]),
    action: paths.rules(plan.id),
    defaults: { label: '填入默认值', href: paths.defaultRules(plan.id) },
    hidden: fieldViews(
      [{ name: 'version', label: 'version', kind: 'hidden', value: String(plan.version) }],
      null,
      null,
      'rule',
    ),
    groups,
    reason: reason!,
    preview: changes && mailChangesView(changes, today),
    history: courseOf(history, today),
    historyNone: '还没有修改过，各项都是默认值',
  };
}
