import { type Day, longDay, shortDay, throughDay } from '../domain/day.js';
import { type AssignmentAct } from '../domain/lifecycle.js';
import { phaseName } from '../domain/phases.js';
import { type EventWords } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { type Occasion } from './history.js';
import { tellUnit } from './tell-unit.js';

type Words = Pick<EventWords, 'news' | 'ask'>;

/** What the unit is told of an act of the office on its item; what the unit does itself it knows. */
const WORDS: Partial<Record<AssignmentAct, (name: string, item: NamedAssignment, today: Day) => Words>> = {
  reassign: (name, item, today) => ({
    news: '退回的工作重新交办',
    ask: `你单位退回交办的${name}，经研究，仍由你单位承担，请签收办理。${untilOf(item, today)}`,
  }),
  waive: (name) => ({ news: '1项工作豁免，不再要求办理', ask: `${name}已予豁免，不再要求办理，也不再提醒和催办。` }),
  suspend: (name) => ({ news: '1项工作中止', ask: `${name}已中止，恢复前不催办。` }),
  resume: (name, item, today) => ({
    news: '1项工作恢复办理',
    ask: `${name}恢复办理。${untilOf(item, today)}`,
  }),
  reopen: (name, item, today) => ({
    news: `1项工作重新办理，期限${shortDay(item.dueOn, today)}`,
    ask: `${name}需重新办理。${untilOf(item, today)}`,
  }),
};

const untilOf = ({ dueOn }: NamedAssignment, today: Day) =>
  dueOn < today ? `原期限${longDay(dueOn)}已过，请立即办理并报送进展。` : `期限${throughDay(dueOn)}，请按期办结。`;

/** Tells a unit once what the office did with an item of its own; `version` is the item's before the act. */
export async function tellAct(
  stores: Stores,
  { id, act, version, reason }: { id: number; act: AssignmentAct; version: number; reason: string },
  occasion: Occasion,
): Promise<void> {
  const wordsOf = WORDS[act];
  const [item] = wordsOf ? await stores.assignments.byIds([id]) : [];
  if (!wordsOf || !item) return;
  const { measureNumber, measureTitle, phasePosition, unitId, planId, dueOn } = item;
  const name = `“${measureNumber}${measureTitle}”（${phaseName(phasePosition)}）`;
  const key = `${act}:${id}:${version}`;
  // What is waived is opened by no personal link any more.
  const isOver = act === 'waive';
  const words: EventWords = {
    ...wordsOf(name, item, occasion.today),
    paragraphs: reason === '' ? [] : [`理由：${reason}`],
    why: '领导小组办公室对你单位承担的工作作了处理，告知一次。',
    ...(isOver ? { opens: 'home' as const } : {}),
  };
  const items = isOver ? [] : [{ assignmentId: id, dueOn, rule: key }];
  await tellUnit(stores, { kind: 'notice', key, unitId, planId, words, items }, occasion);
}
