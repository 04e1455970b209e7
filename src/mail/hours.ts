import { type Moment } from '../clock.js';
import { commonWindow, isOpen, type SendWindow } from '../domain/delivery.js';
import { DEFAULT_RULES, rulesOf } from '../domain/rules.js';
import { type Leaving } from '../storage/stores/dispatch.js';
import { type Stores } from '../storage/stores/all.js';
import { calendarWith } from '../working-days.js';

/** The hours of each running plan, and those of mails that belong to no plan alone. */
async function windowsOf(stores: Stores): Promise<{ ofPlan: Map<number, SendWindow>; common: SendWindow }> {
  const plans = await stores.plans.heads();
  const ofPlan = new Map(plans.map((plan) => [plan.id, rulesOf(plan)]));
  const running = plans.filter(({ state }) => state === 'running').map(rulesOf);
  return { ofPlan, common: commonWindow(running, DEFAULT_RULES) };
}

/** Which mails may leave at a moment; the others wait where they are, so that another rule or calendar counts at once. */
export async function leavingAt(stores: Stores, moment: Moment): Promise<Leaving> {
  const calendar = calendarWith(await stores.calendar.overrides());
  const { ofPlan, common } = await windowsOf(stores);
  const plans = [...ofPlan].filter(([, window]) => isOpen(moment, calendar, window)).map(([id]) => id);
  return { plans, isCommonOpen: isOpen(moment, calendar, common) };
}

/** The times of day at which mails that have waited for the office's hours may begin to leave. */
export async function openingTimes(stores: Stores): Promise<string[]> {
  const { ofPlan, common } = await windowsOf(stores);
  return [...new Set([common, ...ofPlan.values()].map(({ sendFrom }) => sendFrom))];
}
