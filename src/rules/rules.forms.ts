import { momentOf } from '../clock.js';
import { checkRules } from '../domain/rule-checks.js';
import { readRule, RULE_FIELDS, RULE_NAMES, type RuleName, ruleText } from '../domain/rule-fields.js';
import { DEFAULT_RULES, type PlanRules } from '../domain/rules.js';
import { type Faults, type FieldSpec, fieldViews, type Typed } from '../web/forms.js';
import { line } from '../web/text-input.js';
import { type PlanWorld } from '../web/world.js';

/** What a form of rules says: the rules, or what is wrong with each field. */
export interface WrittenRules {
  rules: PlanRules;
  faults: { field: RuleName; words: string }[];
}

/** Anything that a rule's field can hold. */
const WRITTEN = line(200);

/** Reads the form's fields, each by itself; only where all can be read, whether they can take effect together. */
export function readWritten(typed: Typed, world: PlanWorld): WrittenRules {
  const rules: Record<string, unknown> = { ...DEFAULT_RULES };
  const faults: WrittenRules['faults'] = [];
  for (const name of RULE_NAMES) {
    const text = WRITTEN.safeParse(typed[name]);
    const read = text.success ? readRule(name, text.data) : { fault: text.error.issues[0]?.message ?? '请填写' };
    if ('fault' in read) faults.push({ field: name, words: read.fault });
    else rules[name] = read.value;
  }
  const whole = rules as unknown as PlanRules;
  return { rules: whole, faults: faults.length > 0 ? faults : checkRules(whole, ruledPlan(world)) };
}

function ruledPlan({ plan, phases, calendar, today }: PlanWorld) {
  const startsOn = plan.activatedAt
    ? momentOf(plan.activatedAt).today
    : (plan.issuedOn ?? phases[0]?.startsOn ?? today);
  return { calendar, startsOn, dueOn: phases.map(({ dueOn }) => dueOn) };
}

/** The fields of the form in their groups: what was typed, else the rules that are given. */
export function ruleGroups(rules: PlanRules, typed: Typed | null, faults: Faults | null) {
  const headings = [...new Set(RULE_NAMES.map((name) => RULE_FIELDS[name].group))];
  return headings.map((heading, i) => ({
    id: `s-${i + 1}`,
    heading,
    fields: fieldViews(
      RULE_NAMES.filter((name) => RULE_FIELDS[name].group === heading).map((name) => specOf(name, rules)),
      typed,
      faults,
      'rule',
    ),
  }));
}

function specOf(name: RuleName, rules: PlanRules): FieldSpec {
  const { label, hint, shape, mayBeEmpty } = RULE_FIELDS[name];
  return {
    ...{ name, label, kind: shape === 'count' ? 'number' : 'line', required: !mayBeEmpty },
    hint: `${hint}（默认：${ruleText(name, DEFAULT_RULES) || '不设'}）`,
    value: ruleText(name, rules),
  };
}
