import { type Calendar } from '../domain/calendar.js';
import { type Day, longDay } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { type Extension, lastDayToAsk, type WhyNotAsk, whyNotAsk, whyRestDay } from '../domain/extensions.js';
import { advance, ASSIGNMENT, EXTENSION } from '../domain/lifecycle.js';
import { type Assignment } from '../domain/plan.js';
import { mayActFor, type Person } from '../domain/permissions.js';
import { type PlanRules, rulesOf } from '../domain/rules.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion, remember } from './history.js';

/** A unit's wish for more time; `version` is the assignment's as the person saw it. */
export interface ExtensionRequest {
  assignmentId: number;
  version: number;
  person: Person;
  reason: string;
  progress: string;
  askedDay: Day;
}

/**
 * Asks for more time for an item and returns the request's id; nothing of the item changes. Throws `RuleBroken` 'not-found',
 * 'stale', 'act-not-open', 'extension-pending', 'extension-late', 'extension-close', 'extensions-used-up',
 * 'extension-words-missing', 'extension-day-early', 'extension-day-rest'.
 */
export async function requestExtension(
  stores: Stores,
  request: ExtensionRequest,
  calendar: Calendar,
  occasion: Occasion,
): Promise<number> {
  const item = await stores.assignments.byId(request.assignmentId);
  if (!item || !mayActFor(request.person, item)) throw new RuleBroken('not-found', { thing: '责任事项' });
  const plan = (await stores.plans.heads()).find(({ id }) => id === item.planId);
  if (plan?.state === 'closed') throw new RuleBroken('plan-closed');
  if (plan?.state !== 'running') throw new RuleBroken('not-found', { thing: '责任事项' });
  const asked = await stores.extensions.ofAssignment(item.id);
  const rules = rulesOf(plan);
  const whyNot = whyNotAsk(item, asked, occasion.today, { calendar, rules });
  if (whyNot) throw refusal(whyNot, item, calendar, rules);
  if (item.version !== request.version) throw new RuleBroken('stale', { thing: '责任事项' });
  mustSayWhy(request);
  if (request.askedDay <= item.dueOn)
    throw new RuleBroken('extension-day-early', { field: 'askedDay', due: longDay(item.dueOn) });
  const atRest = whyRestDay(request.askedDay, item.dueOn, occasion.today, calendar);
  if (atRest) throw new RuleBroken('extension-day-rest', { field: 'askedDay', why: atRest });
  const nth = Math.max(0, ...asked.map((one) => one.nth)) + 1;
  const id = await stores.extensions.insert(rowOf(request, item, nth, occasion));
  if (id === null) throw new RuleBroken('extension-pending');
  await remember(stores, occasion, [
    {
      act: 'ask-extension',
      planId: item.planId,
      assignmentId: item.id,
      facts: { extensionId: id, askedDay: request.askedDay, reason: request.reason },
    },
  ]);
  return id;
}

function refusal(
  why: WhyNotAsk,
  item: Assignment,
  calendar: Calendar,
  rules: Pick<PlanRules, 'extensionAheadWorkdays' | 'extensionsPerItem'>,
): RuleBroken {
  switch (why) {
    case 'stage':
      return new RuleBroken('act-not-open', {
        ...{ thing: '责任事项', act: '申请延期', stage: ASSIGNMENT.stages[item.stage] },
      });
    case 'pending':
      return new RuleBroken('extension-pending');
    case 'used-up':
      return new RuleBroken('extensions-used-up', { most: rules.extensionsPerItem });
    case 'late':
      return new RuleBroken('extension-late', { due: longDay(item.dueOn) });
    case 'close':
      return new RuleBroken('extension-close', {
        ...{ last: longDay(lastDayToAsk(item.dueOn, calendar, rules)), ahead: rules.extensionAheadWorkdays },
      });
  }
}

function mustSayWhy({ reason, progress }: ExtensionRequest): void {
  if (reason.trim() === '') throw new RuleBroken('extension-words-missing', { field: 'reason', what: '延期理由' });
  if (progress.trim() === '') throw new RuleBroken('extension-words-missing', { field: 'progress', what: '已有进展' });
}

function rowOf(request: ExtensionRequest, item: Assignment, nth: number, occasion: Occasion): Omit<Extension, 'id'> {
  const { reason, progress, askedDay } = request;
  return {
    ...{ planId: item.planId, assignmentId: item.id, unitId: item.unitId, nth, stage: EXTENSION.first },
    ...{ reason, progress, dueOnBefore: item.dueOn, askedDay, grantedDay: null },
    ...{ requestedOn: occasion.today, requestedBy: occasion.actor, officeOpinion: '', endorsedOn: null },
    ...{ deputyName: '', decisionReason: '', decidedBy: null, decidedOn: null, version: 1 },
  };
}

/** Takes a request back while it waits. Throws `RuleBroken` 'not-found', 'act-not-open', 'stale'. */
export async function withdrawExtension(
  stores: Stores,
  { extensionId, version, person }: { extensionId: number; version: number; person: Person },
  occasion: Occasion,
): Promise<Extension> {
  const extension = await stores.extensions.byId(extensionId);
  const item = extension && (await stores.assignments.byId(extension.assignmentId));
  // What a correction gave to another unit is no longer for whoever asked.
  if (!extension || !item || !mayActFor(person, item) || extension.unitId !== item.unitId)
    throw new RuleBroken('not-found', { thing: '延期申请' });
  const stage = advance(EXTENSION, extension.stage, 'withdraw');
  if (!(await stores.extensions.change(extensionId, version, { stage })))
    throw new RuleBroken('stale', { thing: '延期申请' });
  const { planId, assignmentId } = extension;
  await remember(stores, occasion, [
    { act: 'withdraw-extension', planId, assignmentId, facts: { extensionId, askedDay: extension.askedDay } },
  ]);
  return { ...extension, stage, version: version + 1 };
}
