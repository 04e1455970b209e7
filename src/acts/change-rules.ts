import { RuleBroken } from '../domain/errors.js';
import { ownRules, RULE_FIELDS, RULE_NAMES, ruleText } from '../domain/rule-fields.js';
import { type PlanRules, rulesOf } from '../domain/rules.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion, remember } from './history.js';

/** New rules for a plan, as the office saw it at `version`; `reason` may be empty. */
export interface RulesRequest {
  planId: number;
  version: number;
  rules: PlanRules;
  reason: string;
}

/** Gives a plan other rules and keeps what each was before. Throws `RuleBroken` 'rules-unchanged', 'stale'. */
export async function changeRules(stores: Stores, request: RulesRequest, occasion: Occasion): Promise<void> {
  const { planId, version, rules, reason } = request;
  const plan = await stores.plans.byId(planId);
  if (!plan) throw new RuleBroken('not-found', { thing: '方案' });
  const before = rulesOf(plan);
  const changed = RULE_NAMES.filter((name) => ruleText(name, before) !== ruleText(name, rules));
  if (changed.length === 0) throw new RuleBroken('rules-unchanged');
  if (!(await stores.plans.setRules(planId, version, JSON.stringify(ownRules(rules)))))
    throw new RuleBroken('stale', { thing: '方案' });
  const said = (those: PlanRules) =>
    changed.map((name) => `${RULE_FIELDS[name].label} ${ruleText(name, those) || '不设'}`).join('；');
  await remember(stores, occasion, [
    { act: 'change-rules', planId, facts: { before: said(before), after: said(rules), ...(reason && { reason }) } },
  ]);
}
