import { type Day, namedDay, shortDay, throughDay } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { type Instruction } from '../domain/instructions.js';
import { advance, INSTRUCTION } from '../domain/lifecycle.js';
import { may, mayActFor, type Person } from '../domain/permissions.js';
import { type EventWords } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion, remember } from './history.js';
import { tellUnit } from './tell-unit.js';

/** What a leader wants of a unit by a day; `leaderName` is read only where the office types it in. */
export interface InstructionRequest {
  planId: number;
  leaderName: string;
  text: string;
  assignmentId: number | null;
  unitId: number;
  dueOn: Day;
  person: Person;
}

/**
 * Keeps a leader's instruction, tells the unit and returns its id. Throws `RuleBroken` 'not-allowed', 'not-found',
 * 'instruction-words-missing', 'leader-missing', 'instruction-unit-foreign', 'instruction-item-foreign', 'instruction-day-past'.
 */
export async function giveInstruction(
  stores: Stores,
  request: InstructionRequest,
  occasion: Occasion,
): Promise<number> {
  const { planId, person, unitId, assignmentId, dueOn } = request;
  if (!may(person, 'instruct')) throw new RuleBroken('not-allowed');
  const text = request.text.trim();
  if (text === '') throw new RuleBroken('instruction-words-missing', { field: 'text' });
  const leaderName = person.role === 'leader' ? person.name : request.leaderName.trim();
  if (leaderName === '') throw new RuleBroken('leader-missing', { field: 'leaderName' });
  await mustBelong(stores, request);
  if (dueOn < occasion.today) throw new RuleBroken('instruction-day-past', { field: 'dueOn' });
  const row = {
    ...{ planId, leaderName, text, assignmentId, unitId, dueOn, givenOn: occasion.today, enteredBy: occasion.actor },
    ...{ stage: INSTRUCTION.first, answer: '', answeredOn: null, closedOn: null, closedBy: null, version: 1 },
  };
  const id = await stores.instructions.insert(row);
  await rememberAct(stores, 'instruct', { ...row, id }, { leaderName, dueOn, reason: text }, occasion);
  await tell(stores, { ...row, id }, givenWords(row, occasion.today), occasion);
  return id;
}

async function mustBelong(stores: Stores, { planId, unitId, assignmentId }: InstructionRequest): Promise<void> {
  const plan = (await stores.plans.heads()).find(({ id }) => id === planId);
  if (plan?.state === 'closed') throw new RuleBroken('plan-closed');
  if (plan?.state !== 'running') throw new RuleBroken('not-found', { thing: '方案' });
  if (!(await stores.plans.planUnits(planId)).some(({ id }) => id === unitId))
    throw new RuleBroken('instruction-unit-foreign', { field: 'unitId' });
  const item = assignmentId === null ? null : await stores.assignments.byId(assignmentId);
  if (assignmentId !== null && (item?.planId !== planId || item.unitId !== unitId))
    throw new RuleBroken('instruction-item-foreign', { field: 'assignmentId' });
}

/** What a unit says was done about an instruction. Throws `RuleBroken` 'not-found', 'act-not-open', 'stale', 'instruction-answer-missing'. */
export async function answerInstruction(
  stores: Stores,
  request: { instructionId: number; version: number; person: Person; answer: string },
  occasion: Occasion,
): Promise<Instruction> {
  const instruction = await stores.instructions.byId(request.instructionId);
  // An instruction about no item is beyond a link, which reaches items only.
  const of = instruction && { id: instruction.assignmentId ?? 0, unitId: instruction.unitId };
  if (!instruction || !of || !mayActFor(request.person, of)) throw new RuleBroken('not-found', { thing: '批示' });
  const stage = advance(INSTRUCTION, instruction.stage, 'answer');
  const answer = request.answer.trim();
  if (answer === '') throw new RuleBroken('instruction-answer-missing', { field: 'answer' });
  const patch = { stage, answer, answeredOn: occasion.today };
  if (!(await stores.instructions.change(instruction.id, request.version, patch)))
    throw new RuleBroken('stale', { thing: '批示' });
  await rememberAct(stores, 'answer-instruction', instruction, { reason: answer }, occasion);
  return { ...instruction, ...patch, version: request.version + 1 };
}

/** The office finds an instruction carried out, or asks to go on and says why. Throws `RuleBroken` 'not-found', 'act-not-open', 'stale', 'reason-missing'. */
export async function decideInstruction(
  stores: Stores,
  request: { instructionId: number; version: number; act: 'finish' | 'continue'; reason: string },
  occasion: Occasion,
): Promise<Instruction> {
  const instruction = await stores.instructions.byId(request.instructionId);
  if (!instruction) throw new RuleBroken('not-found', { thing: '批示' });
  const stage = advance(INSTRUCTION, instruction.stage, request.act);
  const reason = request.reason.trim();
  if (request.act === 'continue' && reason === '')
    throw new RuleBroken('reason-missing', { act: '请继续办理', field: 'reason' });
  const closed = request.act === 'finish' ? { closedOn: occasion.today, closedBy: occasion.actor } : {};
  if (!(await stores.instructions.change(instruction.id, request.version, { stage, ...closed })))
    throw new RuleBroken('stale', { thing: '批示' });
  await rememberAct(stores, `${request.act}-instruction`, instruction, reason ? { reason } : {}, occasion);
  if (request.act === 'continue')
    await tell(stores, instruction, againWords(instruction, reason, occasion.today), occasion, `:${request.version}`);
  return { ...instruction, stage, ...closed, version: request.version + 1 };
}

async function rememberAct(
  stores: Stores,
  act: string,
  { id, planId, assignmentId }: Instruction,
  facts: Record<string, unknown>,
  occasion: Occasion,
): Promise<void> {
  const of = { planId, ...(assignmentId === null ? {} : { assignmentId }) };
  await remember(stores, occasion, [{ act, ...of, facts: { instructionId: id, ...facts } }]);
}

async function tell(
  stores: Stores,
  { id, planId, unitId, assignmentId }: Instruction,
  words: EventWords,
  occasion: Occasion,
  again = '',
): Promise<void> {
  const item = assignmentId === null ? null : await stores.assignments.byId(assignmentId);
  const key = `instruction:${id}${again}`;
  const items = item ? [{ assignmentId: item.id, dueOn: item.dueOn, rule: key }] : [];
  await tellUnit(stores, { kind: 'notice', key, unitId, planId, words, items }, occasion);
}

const WHY = '领导对实施方案的工作作了批示，由你单位办理，现予转达。';

function givenWords({ leaderName, text, dueOn }: Omit<Instruction, 'id'>, today: Day): EventWords {
  return {
    news: `领导批示，请于${shortDay(dueOn, today)}前报办理情况`,
    ask: `请按批示办理，并于${namedDay(dueOn)}前（含当日）报送办理情况。`,
    paragraphs: [`${leaderName}批示：${text}`],
    why: WHY,
  };
}

function againWords({ leaderName, text, dueOn, answer }: Instruction, reason: string, today: Day): EventWords {
  return {
    news: '批示事项请继续办理',
    ask: `批示事项请继续办理后再报送办理情况${dueOn >= today ? `，期限为${throughDay(dueOn)}` : ''}。`,
    paragraphs: [`${leaderName}批示：${text}`, `你单位所报：${answer}`, `办公室意见：${reason}`],
    why: WHY,
  };
}
