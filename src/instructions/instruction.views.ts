import { longDay, shortDay } from '../domain/day.js';
import { type Instruction, instructionStanding } from '../domain/instructions.js';
import { INSTRUCTION } from '../domain/lifecycle.js';
import { may, type Person, within } from '../domain/permissions.js';
import { type HistoryEntry, type Unit } from '../domain/plan.js';
import { type Fact, type Light } from '../rendering/views-common.js';
import { type FaultSummary, type FormView } from '../rendering/views-forms.js';
import { type InstructionsView, type InstructionView } from '../rendering/views-instructions.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { type NamedInstruction } from '../storage/stores/instructions.js';
import { courseOf } from '../web/course.js';
import { daysLeft } from '../web/days-left.js';
import { faultSummary } from '../web/forms.js';
import { pagerOf } from '../web/pager.js';
import { paths } from '../web/paths.js';
import { clipped } from '../web/red-items.js';
import { unsavedWords } from '../web/unsaved.js';
import { type PlanWorld } from '../web/world.js';
import { instructionActs, type Refused } from './instructions.forms.js';

export const PER_PAGE = 50;
const TEXT_LENGTH = 60;

/** The light of an instruction with its own words where it is in time. */
function stateOf(one: Instruction, { today, calendar }: PlanWorld): Light {
  const standing = instructionStanding(one, today, calendar);
  const words: Partial<Record<typeof standing, string>> = {
    ...{
      'on-track': INSTRUCTION.stages.issued,
      'in-review': INSTRUCTION.stages.answered,
      done: INSTRUCTION.stages.done,
    },
    ...{ overdue: '逾期', 'due-soon': '临期', 'done-late': '逾期后办结' },
  };
  return { standing, label: words[standing] ?? INSTRUCTION.stages[one.stage] };
}

/** What the list is made of. */
export interface ListFacts {
  world: PlanWorld;
  page: number;
  total: number;
  rows: readonly NamedInstruction[];
}

/** A plan's instructions, or a unit's: what is over its day first. */
export function instructionsView(
  { world, page, total, rows }: ListFacts,
  own: { form: FormView | null; summary: FaultSummary | null; open: boolean },
): Omit<InstructionsView, 'frame'> {
  const { plan, today, calendar } = world;
  return {
    planTitle: plan.title,
    rows: rows.map((row) => ({
      href: paths.instruction(row.id),
      text: clipped(row.text, TEXT_LENGTH),
      leader: row.leaderName,
      unit: row.unitName,
      dueOn: shortDay(row.dueOn, today),
      left: row.stage !== 'issued' ? '' : daysLeft(row.dueOn, today, calendar),
      state: stateOf(row, world),
    })),
    total: `共${total}件`,
    none: total > 0 ? '这一页没有内容，请回到前面的页' : '还没有批示',
    pager: pagerOf(page, PER_PAGE, total, (to) => paths.instructions(plan.id, { page: to })),
    ...{ summary: own.summary, form: own.form, formOpen: own.open },
  };
}

/** What one instruction's page is made of. */
export interface OneFacts {
  world: PlanWorld;
  instruction: Instruction;
  unit: Unit;
  item: NamedAssignment | null;
  course: readonly HistoryEntry[];
}

/** One instruction: whose it is, what was done about it, and what may be done now. */
export function instructionView(facts: OneFacts, me: Person, refused: Refused | null): Omit<InstructionView, 'frame'> {
  const { world, instruction, unit, course } = facts;
  const { today, calendar, plan } = world;
  const acts = instructionActs(within(me, plan), instruction, refused);
  const fields = acts.filter(({ open }) => open).flatMap(({ form }) => form.fields);
  const left = instruction.stage !== 'issued' ? '' : ` · ${daysLeft(instruction.dueOn, today, calendar)}`;
  return {
    trail: [
      // A mail's link does not reach the list.
      ...(me.items === null ? [{ label: '批示', href: paths.instructions(plan.id) }] : []),
      ...(may(me, 'see-all') ? [{ label: unit.name, href: paths.unit(plan.id, unit.id) }] : []),
    ],
    title: `${instruction.leaderName}批示`,
    text: instruction.text,
    news: `${unit.name} · ${shortDay(instruction.dueOn, today)}前${left}`,
    state: stateOf(instruction, world),
    summary: faultSummary(refused?.faults ?? null, fields),
    acts,
    unsaved: unsavedWords(refused?.typed ?? null, acts, ['answer', 'reason']),
    answer: instruction.answer || null,
    answerNone: '单位还没有报送办理情况',
    facts: factsOf(facts),
    timeline: courseOf(course, today),
  };
}

function factsOf({ instruction, unit, item, world }: OneFacts): Fact[] {
  const { leaderName, givenOn, dueOn, enteredBy, answeredOn, closedOn, closedBy } = instruction;
  const fact = (term: string, value: string, href: string | null = null): Fact => ({ term, value, href });
  return [
    fact('批示领导', leaderName),
    fact('办理单位', unit.name, paths.unit(world.plan.id, unit.id)),
    ...(item ? [fact('关于事项', `${item.measureNumber}${item.measureTitle}`, paths.assignment(item.id))] : []),
    fact('批示日期', longDay(givenOn)),
    fact('办理期限', `${longDay(dueOn)}（含当日）`),
    fact('录入', enteredBy),
    ...(answeredOn ? [fact('报送', longDay(answeredOn))] : []),
    ...(closedOn ? [fact('办结', `${longDay(closedOn)}，${closedBy ?? ''}`)] : []),
  ];
}
