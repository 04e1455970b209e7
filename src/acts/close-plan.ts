import { leavesOpen } from '../domain/closure.js';
import { RuleBroken } from '../domain/errors.js';
import { advance, PLAN } from '../domain/lifecycle.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion, remember } from './history.js';

/** Closing a plan, as the office saw it at `version`; `agreed`: it may leave behind what is still open. */
export interface ClosingRequest {
  planId: number;
  version: number;
  summary: string;
  agreed: boolean;
}

/** Why a mail of a closed plan is not sent. */
export const CLOSED_WORDS = '方案已结束，不再发出';

/**
 * Closes a plan with its final summary: it stays readable, its waiting mails are stopped, and nothing of it changes until it is
 * reopened. Returns how many mails were stopped. Throws `RuleBroken` 'not-found', 'act-not-open', 'summary-missing',
 * 'close-unchecked', 'stale'.
 */
export async function closePlan(stores: Stores, request: ClosingRequest, occasion: Occasion): Promise<number> {
  const { planId, version, agreed } = request;
  const summary = request.summary.trim();
  const state = await stateOf(stores, planId);
  advance(PLAN, state, 'close');
  if (summary === '') throw new RuleBroken('summary-missing', { field: 'summary' });
  const left = await stores.closures.leftOpen(planId);
  if (leavesOpen(left) && !agreed) throw new RuleBroken('close-unchecked', { field: 'checked' });
  const closure = { planId, closedOn: occasion.today, closedBy: occasion.actor, summary };
  if (!(await stores.closures.close(version, closure))) throw new RuleBroken('stale', { thing: '方案' });
  const stopped = await stores.closures.stopMails(planId, CLOSED_WORDS);
  await remember(stores, occasion, [
    {
      act: 'close-plan',
      planId,
      facts: { summary, openItems: left.items, openRectifications: left.rectifications, stopped },
    },
  ]);
  return stopped;
}

/**
 * Lets a closed plan run again, for a reason; mails that were stopped stay so. Throws `RuleBroken`
 * 'not-found', 'act-not-open', 'reason-missing', 'stale'.
 */
export async function reopenPlan(
  stores: Stores,
  { planId, version, reason }: { planId: number; version: number; reason: string },
  occasion: Occasion,
): Promise<void> {
  const state = await stateOf(stores, planId);
  advance(PLAN, state, 'reopen');
  if (reason.trim() === '') throw new RuleBroken('reason-missing', { act: '重新启动', field: 'reason' });
  if (!(await stores.closures.reopen(planId, version))) throw new RuleBroken('stale', { thing: '方案' });
  await remember(stores, occasion, [{ act: 'reopen-plan', planId, facts: { reason: reason.trim() } }]);
}

async function stateOf(stores: Stores, planId: number) {
  const plan = (await stores.plans.heads()).find(({ id }) => id === planId);
  if (!plan) throw new RuleBroken('not-found', { thing: '方案' });
  return plan.state;
}
