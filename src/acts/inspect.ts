import { type Day, longDay } from '../domain/day.js';
import { drawn } from '../domain/draw.js';
import { RuleBroken } from '../domain/errors.js';
import {
  CLOSE_TESTS,
  type CloseTest,
  type Conclusion,
  CONCLUSION_WORDS,
  type Inspection,
  MOST_FINDINGS,
  rectifyByOf,
} from '../domain/inspections.js';
import { advance, ASSIGNMENT } from '../domain/lifecycle.js';
import { may, type Person } from '../domain/permissions.js';
import { type Assignment } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedItem } from '../storage/stores/inspections.js';
import { type Occasion, remember } from './history.js';
import { tellIssued } from './rectification-mails.js';

/** A batch as the office asks for it; without a seed the draw uses the instant at which it is asked for. */
export interface InspectionRequest {
  planId: number;
  title: string;
  heldOn: Day;
  method: string;
  leaderName: string;
  members: string;
  selection: 'all' | 'sample';
  phaseId?: number | null;
  /** Whether items are taken too that were never completed and whose phase is over. */
  openToo?: boolean;
  sampleSize?: number | null;
  seed?: string | null;
}

/**
 * Opens a batch of all completed items (of a phase) or of a sample drawn by a recorded seed and returns its id. Throws `RuleBroken`
 * 'not-found', 'plan-not-running', 'inspection-empty', 'sample-size'.
 */
export async function openInspection(stores: Stores, request: InspectionRequest, occasion: Occasion): Promise<number> {
  const { planId, title, heldOn, method, leaderName, members, selection, phaseId = null } = request;
  const plan = (await stores.plans.heads()).find(({ id }) => id === planId);
  if (!plan) throw new RuleBroken('not-found', { thing: '方案' });
  if (plan.state === 'closed') throw new RuleBroken('plan-closed');
  if (plan.state !== 'running') throw new RuleBroken('plan-not-running');
  const openBefore = request.openToo ? occasion.today : null;
  const pool = await stores.inspections.pool({ planId, phaseId, openBefore });
  if (pool.length === 0) throw new RuleBroken('inspection-empty', { field: 'selection' });
  const seed = selection === 'sample' ? request.seed?.trim() || occasion.at : '';
  const ids = selection === 'all' ? pool : drawn(pool, sizeOf(request, pool.length), seed);
  const id = await stores.inspections.insert(
    {
      ...{ planId, title, heldOn, method, leaderName, members, selection, seed, poolSize: pool.length },
      ...{ state: 'open', createdBy: occasion.actor, version: 1 },
    },
    occasion.today.slice(0, 4),
  );
  const items = await stores.assignments.byIds(ids);
  await stores.inspections.insertItems(
    [...items]
      .sort((a, b) => a.id - b.id)
      .map((item) => ({
        ...{ inspectionId: id, planId, assignmentId: item.id, unitId: item.unitId, conclusion: null, fact: '' },
        ...{ standard: '', evidence: '', unitOpinion: '', tests: '[]', inspectorId: null, inspectorName: '' },
        ...{ concludedOn: null, version: 1 },
      })),
  );
  const facts = { inspectionId: id, title, selection, seed, items: ids, pool };
  await remember(stores, occasion, [{ act: 'open-inspection', planId, facts }]);
  return id;
}

function sizeOf({ sampleSize }: InspectionRequest, pool: number): number {
  if (!sampleSize || sampleSize < 1 || sampleSize > pool)
    throw new RuleBroken('sample-size', { field: 'sampleSize', pool });
  return sampleSize;
}

/** One finding of an item that is not up to standard, with its own deadline. */
export interface FindingRequest {
  fact: string;
  standard: string;
  requirement: string;
  dueOn: Day;
  /** Which row of the form it stood in, where rows before it were left empty. */
  row?: number;
}

/** What an inspector writes on the sheet of one item; `version` is the item's as the person saw it. */
export interface ConclusionRequest {
  itemId: number;
  version: number;
  conclusion: Conclusion;
  fact: string;
  standard: string;
  evidence: string;
  unitOpinion: string;
  tests: readonly CloseTest[];
  findings: readonly FindingRequest[];
  person: Person;
}

/**
 * Concludes one item: up to standard (all five tests) closes a completed item, not up to standard issues its findings. Says whether the
 * item is closed now. Throws `RuleBroken`
 * 'not-found', 'not-allowed', 'inspection-closed', 'item-concluded', 'conclusion-words', 'close-tests', 'findings-missing',
 * 'deadline-past', 'act-not-open', 'stale'.
 */
export async function concludeItem(stores: Stores, request: ConclusionRequest, occasion: Occasion): Promise<boolean> {
  const { itemId, version, person, conclusion } = request;
  const item = await stores.inspections.item(itemId);
  const batch = item && (await stores.inspections.byId(item.inspectionId));
  const assignment = item && (await stores.assignments.byId(item.assignmentId));
  if (!item || !batch || !assignment) throw new RuleBroken('not-found', { thing: '检查事项' });
  if (!may(person, 'work')) throw new RuleBroken('not-allowed');
  mustWait(batch, item);
  mustBeWhole(request, occasion.today);
  const words = (({ fact, standard, evidence, unitOpinion }) => ({ fact, standard, evidence, unitOpinion }))(request);
  const inspector = { inspectorId: person.accountId, inspectorName: person.name };
  const tests = JSON.stringify(request.tests);
  const row = { ...words, ...inspector, conclusion, tests, concludedOn: occasion.today };
  if (!(await stores.inspections.changeItem(itemId, version, row)))
    throw new RuleBroken('stale', { thing: '检查事项' });
  if (conclusion === 'non-compliant') {
    await issue(stores, item, assignment, request, occasion);
    return false;
  }
  const closes = assignment.stage === 'accepted';
  const stage = closes ? advance(ASSIGNMENT, assignment.stage, 'pass') : assignment.stage;
  if (closes && !(await stores.assignments.change(assignment.id, assignment.version, { stage })))
    throw new RuleBroken('stale', { thing: '责任事项' });
  const moved = closes ? { before: assignment.stage, after: stage } : {};
  await remember(stores, occasion, [entryOf(closes ? 'pass' : 'conclude', item, request, moved)]);
  return stage === 'closed';
}

function mustWait(batch: Inspection, item: NamedItem): void {
  if (item.conclusion !== null)
    throw new RuleBroken('item-concluded', {
      ...{ by: item.inspectorName, on: longDay(item.concludedOn ?? ''), conclusion: CONCLUSION_WORDS[item.conclusion] },
    });
  if (batch.state !== 'open') throw new RuleBroken('inspection-closed');
}

const NEEDED = { fact: '检查事实', standard: '对照标准', evidence: '佐证' } as const;

/** A conclusion has fact, standard and evidence; what passes has all five tests, what fails its findings. */
function mustBeWhole(request: ConclusionRequest, today: Day): void {
  for (const [field, label] of Object.entries(NEEDED))
    if (request[field as keyof typeof NEEDED].trim() === '') throw new RuleBroken('conclusion-words', { field, label });
  if (request.conclusion !== 'non-compliant') {
    const missing = Object.entries(CLOSE_TESTS).filter(([test]) => !request.tests.includes(test as CloseTest));
    if (missing.length > 0)
      throw new RuleBroken('close-tests', { field: 'tests', missing: missing.map(([, words]) => words).join('、') });
    return;
  }
  if (request.findings.length === 0 || request.findings.length > MOST_FINDINGS)
    throw new RuleBroken('findings-missing', { field: 'fact-1', most: MOST_FINDINGS });
  request.findings.forEach(({ dueOn, row }, i) => {
    if (dueOn <= today) throw new RuleBroken('deadline-past', { field: `dueOn-${row ?? i + 1}` });
  });
}

/** 限期整改: the findings get their numbers, the item follows the earliest of their deadlines, the unit is told once of all. */
async function issue(
  stores: Stores,
  item: NamedItem,
  assignment: Assignment,
  request: ConclusionRequest,
  occasion: Occasion,
): Promise<void> {
  const stage = advance(ASSIGNMENT, assignment.stage, 'fail');
  const { planId, assignmentId, unitId } = item;
  const ids = await stores.rectifications.insertNumbered(
    occasion.today.slice(0, 4),
    request.findings.map(({ row: _row, ...finding }) => ({
      ...{ planId, assignmentId, unitId, inspectionItemId: item.id, ...finding },
      ...{ round: 1, stage: 'issued', issuedOn: occasion.today, submittedOn: null, passedOn: null },
      ...{ inspectorId: request.person.accountId, inspectorName: request.person.name, version: 1 },
    })),
  );
  const issued = (await stores.rectifications.ofItem(item.id)).filter(({ id }) => ids.includes(id));
  const rectifyBy = rectifyByOf(issued);
  if (!(await stores.assignments.change(assignment.id, assignment.version, { stage, rectifyBy })))
    throw new RuleBroken('stale', { thing: '责任事项' });
  const findings = issued.map(({ number, fact, dueOn }) => ({ number, fact, dueOn }));
  await remember(stores, occasion, [
    entryOf('fail', item, request, { before: assignment.stage, after: stage, findings, rectifyBy }),
  ]);
  await tellIssued(stores, item, issued, rectifyBy ?? occasion.today, occasion);
}

function entryOf(act: string, item: NamedItem, { conclusion, fact }: ConclusionRequest, more: object) {
  return {
    ...{ act, planId: item.planId, assignmentId: item.assignmentId },
    facts: {
      ...{ inspectionId: item.inspectionId, itemId: item.id, conclusion, ...more },
      reason: `${item.inspectionNumber} ${CONCLUSION_WORDS[conclusion]}：${fact}`,
    },
  };
}

/** Closes a batch whose items are all concluded. Throws `RuleBroken` 'not-found', 'inspection-closed', 'inspection-unfinished', 'stale'. */
export async function closeInspection(
  stores: Stores,
  { inspectionId, version }: { inspectionId: number; version: number },
  occasion: Occasion,
): Promise<void> {
  const batch = await stores.inspections.byId(inspectionId);
  if (!batch) throw new RuleBroken('not-found', { thing: '检查批次' });
  if (batch.state !== 'open') throw new RuleBroken('inspection-closed');
  const left = await stores.inspections.countOpen(inspectionId);
  if (left > 0) throw new RuleBroken('inspection-unfinished', { left });
  if (!(await stores.inspections.change(inspectionId, version, { state: 'closed' })))
    throw new RuleBroken('stale', { thing: '检查批次' });
  const facts = { inspectionId, number: batch.number, title: batch.title };
  await remember(stores, occasion, [{ act: 'close-inspection', planId: batch.planId, facts }]);
}
