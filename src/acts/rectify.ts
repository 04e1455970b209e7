import { type Day, longDay } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import {
  answerUntil,
  CLOSE_TESTS,
  type CloseTest,
  groupNames,
  type Inspectors,
  objectionUntil,
  type Rectification,
  rectifyByOf,
  tookPart,
} from '../domain/inspections.js';
import { advance, ASSIGNMENT, RECTIFICATION } from '../domain/lifecycle.js';
import { may, mayActFor, type Person } from '../domain/permissions.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedRectification } from '../storage/stores/rectifications.js';
import { draftOwner, handInFiles } from './attach.js';
import { type Occasion, remember } from './history.js';
import { tellAnswer, tellRecheck } from './rectification-mails.js';

/** What a unit reports on one finding; the evidence was attached to it before. */
export interface SubmissionRequest {
  rectificationId: number;
  version: number;
  person: Person;
  measures: string;
  result: string;
  lessons: string;
}

/** The form whose files are the evidence that a unit gathers for a finding, before it hands a round in. */
export const evidenceForm = ({ id, planId, unitId }: Pick<Rectification, 'id' | 'planId' | 'unitId'>) => ({
  ...{ planId, unitId, form: `rectification:${id}` },
});

/** The owner of that evidence while it is gathered. */
export const evidenceOwner = (finding: Pick<Rectification, 'id' | 'planId' | 'unitId'>) =>
  draftOwner(evidenceForm(finding));

/** The owner of the evidence of one round that was handed in. */
export const roundOwner = (roundId: number) => `round:${roundId}`;

/**
 * 报送整改情况: hands a round in with its evidence, which only here is mandatory, and returns the round's id. Throws `RuleBroken`
 * 'not-found', 'act-not-open', 'evidence-missing', 'stale'.
 */
export async function submitRectification(
  stores: Stores,
  { rectificationId, version, person, measures, result, lessons }: SubmissionRequest,
  occasion: Occasion,
): Promise<number> {
  const finding = await mineToRectify(stores, rectificationId, person);
  const stage = advance(RECTIFICATION, finding.stage, 'submit');
  const evidence = await stores.attachments.ofOwner(evidenceOwner(finding));
  if (evidence.length === 0) throw new RuleBroken('evidence-missing', { field: 'files' });
  const changed = { stage, submittedOn: occasion.today };
  if (!(await stores.rectifications.change(finding.id, version, changed)))
    throw new RuleBroken('stale', { thing: '整改' });
  const id = await stores.rectifications.insertRound({
    ...{ rectificationId, round: finding.round, dueOn: finding.dueOn, measures, result, lessons },
    ...{ submittedOn: occasion.today, submittedBy: occasion.actor, conclusion: null, reason: '', tests: '[]' },
    ...{ recheckerId: null, recheckerName: '', recheckedOn: null },
  });
  await handInFiles(stores, evidenceForm(finding), roundOwner(id));
  const facts = { roundId: id, files: evidence.map(({ name, sha256 }) => ({ name, sha256 })) };
  await remember(stores, occasion, [entryOf(finding, 'submit-rectification', stage, facts)]);
  await moveItem(stores, finding, [], occasion);
  return id;
}

/** A finding that a person may act on for its unit; to anybody else there is none. */
async function mineToRectify(stores: Stores, id: number, person: Person): Promise<NamedRectification> {
  const finding = await stores.rectifications.byId(id);
  if (!finding || !mayActFor(person, { id: finding.assignmentId, unitId: finding.unitId }))
    throw new RuleBroken('not-found', { thing: '整改' });
  return finding;
}

/** The recheck of the round that was handed in; `version` is the rectification's as the person saw it. */
export interface RecheckRequest {
  rectificationId: number;
  version: number;
  outcome: 'pass' | 'fail';
  reason: string;
  /** With all five, the last finding's pass closes the item at once. */
  tests: readonly CloseTest[];
  /** The next round's deadline, where it fails. */
  dueOn: Day | null;
  person: Person;
}

/**
 * 复查, by whoever did not inspect. The last finding to pass settles the item; a failure starts the next round. Throws `RuleBroken`
 * 'not-found', 'not-allowed', 'took-part', 'act-not-open', 'reason-missing', 'deadline-missing', 'deadline-past', 'stale'.
 */
export async function recheck(stores: Stores, request: RecheckRequest, occasion: Occasion): Promise<void> {
  const { rectificationId, version, outcome, person } = request;
  const finding = await stores.rectifications.byId(rectificationId);
  if (!finding) throw new RuleBroken('not-found', { thing: '整改' });
  await mustStandApart(stores, finding, person);
  const stage = advance(RECTIFICATION, finding.stage, outcome);
  const reason = request.reason.trim();
  const dueOn = outcome === 'fail' ? nextDeadline(reason, request.dueOn, occasion.today) : finding.dueOn;
  const patch = outcome === 'pass' ? { stage, passedOn: occasion.today } : { stage, dueOn, round: finding.round + 1 };
  const written = await stores.rectifications.concludeRound(finding.id, finding.round, {
    ...{ conclusion: outcome === 'pass' ? 'passed' : 'failed', reason, tests: JSON.stringify(request.tests) },
    ...{ recheckerId: person.accountId, recheckerName: person.name, recheckedOn: occasion.today },
  });
  if (!written || !(await stores.rectifications.change(finding.id, version, patch)))
    throw new RuleBroken('stale', { thing: '整改' });
  const facts = { round: finding.round, ...(outcome === 'fail' ? { dueOn } : {}), ...(reason ? { reason } : {}) };
  await remember(stores, occasion, [entryOf(finding, `recheck-${outcome}`, stage, facts)]);
  const became = await moveItem(stores, finding, request.tests, occasion);
  await tellRecheck(stores, finding, { outcome, reason, dueOn, ...became }, occasion);
}

function nextDeadline(reason: string, dueOn: Day | null, today: Day): Day {
  if (reason === '') throw new RuleBroken('reason-missing', { act: '复查未通过', field: 'reason' });
  if (dueOn === null) throw new RuleBroken('deadline-missing', { field: 'dueOn' });
  if (dueOn <= today) throw new RuleBroken('deadline-past', { field: 'dueOn' });
  return dueOn;
}

/** Who took part in the inspection that a finding comes from. */
export async function inspectorsOf(stores: Stores, finding: NamedRectification): Promise<Inspectors> {
  const { inspectorId: accountId, inspectorName } = finding;
  const batch = await stores.inspections.byId(finding.inspectionId);
  const account = accountId === null ? null : await stores.accounts.byId(accountId);
  const names = groupNames(batch ?? { leaderName: '', members: '' }, inspectorName);
  return { accountId, contactId: account?.contactId ?? null, names };
}

/** 回避: neither recheck nor answer is for whoever took part in the inspection, under whatever account. */
async function mustStandApart(stores: Stores, finding: NamedRectification, person: Person): Promise<void> {
  if (!may(person, 'work')) throw new RuleBroken('not-allowed');
  const inspectors = await inspectorsOf(stores, finding);
  if (tookPart(person, inspectors)) throw new RuleBroken('took-part', { number: finding.number });
}

/**
 * What becomes of the item after one of its findings: it follows the earliest deadline that waits for the unit, or settles. Its version is spent each time,
 * so that of two last findings passed at once one sees the other. Says how many findings are still open and whether it was closed.
 */
async function moveItem(
  stores: Stores,
  { assignmentId, planId }: NamedRectification,
  tests: readonly CloseTest[],
  occasion: Occasion,
): Promise<{ open: number; closed: boolean }> {
  const item = await stores.assignments.byId(assignmentId);
  if (item?.stage !== 'rectifying') return { open: 0, closed: false };
  const all = await stores.rectifications.ofAssignment(assignmentId);
  const rectifyBy = rectifyByOf(all);
  const put = async (patch: Parameters<Stores['assignments']['change']>[2]) => {
    if (!(await stores.assignments.change(item.id, item.version, patch)))
      throw new RuleBroken('stale', { thing: '责任事项' });
  };
  const open = all.filter((one) => one.stage !== 'passed').length;
  if (open > 0) {
    await put({ rectifyBy });
    return { open, closed: false };
  }
  const didIt = all.flatMap(({ submittedOn }) => submittedOn ?? []).sort();
  const lifted = item.completedOn === null && didIt.length === 0;
  const settled = advance(ASSIGNMENT, item.stage, lifted ? 'lift' : 'settle');
  const closes = !lifted && Object.keys(CLOSE_TESTS).every((test) => tests.includes(test as CloseTest));
  const stage = closes ? advance(ASSIGNMENT, settled, 'pass') : settled;
  // An item that was never completed counts as completed on the day the unit last reported its rectification.
  const completedOn = item.completedOn ?? didIt.at(-1) ?? null;
  await put({ stage, rectifyBy: null, completedOn });
  const of = { planId, assignmentId };
  await remember(stores, occasion, [
    { ...of, act: lifted ? 'lift' : 'settle', facts: { before: item.stage, after: settled } },
    ...(closes ? [{ ...of, act: 'pass', facts: { before: settled, after: stage, tests } }] : []),
  ]);
  return { open, closed: closes };
}

/** 提出异议, within 30 days of the issue. Throws `RuleBroken` 'not-found', 'act-not-open', 'reason-missing', 'objection-late', 'objection-twice'. */
export async function object(
  stores: Stores,
  { rectificationId, person, text }: { rectificationId: number; person: Person; text: string },
  occasion: Occasion,
): Promise<number> {
  const finding = await mineToRectify(stores, rectificationId, person);
  advance(RECTIFICATION, finding.stage, 'lift');
  const said = text.trim();
  if (said === '') throw new RuleBroken('reason-missing', { act: '提出异议', field: 'text' });
  const until = objectionUntil(finding);
  if (occasion.today > until) throw new RuleBroken('objection-late', { until: longDay(until), field: 'text' });
  const id = await stores.rectifications.insertObjection({
    ...{ rectificationId, unitId: finding.unitId, text: said, raisedOn: occasion.today, raisedBy: occasion.actor },
    ...{ outcome: null, answer: '', answeredOn: null, answeredBy: null, version: 1 },
  });
  if (id === null) throw new RuleBroken('objection-twice', { field: 'text' });
  const facts = { objectionId: id, reason: said, answerUntil: answerUntil({ raisedOn: occasion.today }) };
  await remember(stores, occasion, [entryOf(finding, 'object', finding.stage, facts)]);
  return id;
}

/** The answer to an objection; `version` is the objection's. */
export interface ObjectionAnswer {
  objectionId: number;
  version: number;
  outcome: 'upheld' | 'rejected';
  answer: string;
  person: Person;
}

/** 答复异议, by whoever did not inspect; upheld lifts the finding. Throws `RuleBroken` 'not-found', 'not-allowed', 'took-part', 'objection-answered', 'reason-missing', 'stale'. */
export async function answerObjection(stores: Stores, request: ObjectionAnswer, occasion: Occasion): Promise<void> {
  const { objectionId, version, outcome, person } = request;
  const objection = await stores.rectifications.objection(objectionId);
  const finding = objection && (await stores.rectifications.byId(objection.rectificationId));
  if (!objection || !finding) throw new RuleBroken('not-found', { thing: '异议' });
  await mustStandApart(stores, finding, person);
  if (objection.outcome !== null) throw new RuleBroken('objection-answered', { by: objection.answeredBy ?? '' });
  const answer = request.answer.trim();
  if (answer === '') throw new RuleBroken('reason-missing', { act: '答复异议', field: 'answer' });
  const answered = { outcome, answer, answeredOn: occasion.today, answeredBy: person.name };
  if (!(await stores.rectifications.answerObjection(objectionId, version, answered)))
    throw new RuleBroken('stale', { thing: '异议' });
  const lifts = outcome === 'upheld' && finding.stage !== 'passed';
  const stage = lifts ? advance(RECTIFICATION, finding.stage, 'lift') : finding.stage;
  if (lifts && !(await stores.rectifications.change(finding.id, finding.version, { stage, passedOn: occasion.today })))
    throw new RuleBroken('stale', { thing: '整改' });
  const act = outcome === 'upheld' ? 'uphold-objection' : 'reject-objection';
  await remember(stores, occasion, [entryOf(finding, act, stage, { objectionId, reason: answer })]);
  if (lifts) await moveItem(stores, finding, [], occasion);
  await tellAnswer(stores, finding, { outcome, answer }, occasion);
}

const STAGES = RECTIFICATION.stages;

function entryOf(finding: NamedRectification, act: string, after: NamedRectification['stage'], facts: object) {
  const moved = after === finding.stage ? {} : { before: STAGES[finding.stage], after: STAGES[after] };
  const { planId, assignmentId, id, number } = finding;
  return { act, planId, assignmentId, facts: { ...moved, rectificationId: id, number, ...facts } };
}
