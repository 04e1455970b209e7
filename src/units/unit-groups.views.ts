import { shortDay } from '../domain/day.js';
import { shortNameOfPhase } from '../domain/phases.js';
import { type Assignment, type Duty } from '../domain/plan.js';
import { type Standing, standingOf } from '../domain/standing.js';
import { type UnitGroup, type UnitItem } from '../rendering/views-units.js';
import { lightBesideDue, ROLE_WORDS } from '../web/lights.js';
import { paths } from '../web/paths.js';
import { reportFlag } from '../web/report-flag.js';
import { type PlanWorld } from '../web/world.js';

interface Group {
  heading: string;
  hint: string;
  standings: readonly Standing[];
  isAtHand: boolean;
}

/** What the unit sent back: by its stage, whatever its day, for there is nothing the unit could do. */
const ANSWERING: Group = {
  ...{ heading: '待办公室答复', hint: '已退回交办，答复之前不需要办理' },
  ...{ standings: [], isAtHand: true },
};

/** What to do next, first. */
const GROUPS: readonly Group[] = [
  { heading: '需整改', hint: '请在整改期限内整改到位', standings: ['rectifying-late', 'rectifying'], isAtHand: true },
  { heading: '逾期', hint: '请尽快办结，或说明原因', standings: ['overdue'], isAtHand: true },
  { heading: '临期', hint: '请在到期日前（含当日）办结', standings: ['due-soon'], isAtHand: true },
  ANSWERING,
  { heading: '在办', hint: '按计划推进', standings: ['on-track', 'in-review'], isAtHand: true },
  { heading: '未到期', hint: '阶段尚未开始，暂不需要办理', standings: ['not-open', 'suspended'], isAtHand: false },
  { heading: '已办结', hint: '不再提醒', standings: ['done', 'done-late', 'closed'], isAtHand: false },
  { heading: '不再办理', hint: '已豁免，或职责、阶段已取消', standings: ['waived'], isAtHand: false },
];

/** What a unit has to do in one plan, and what its words are made of. */
export interface GroupedWork {
  world: PlanWorld;
  measures: readonly { id: number; number: string; title: string }[];
  /** The duties of the plan as they are now. */
  duties: readonly Pick<Duty, 'measureId' | 'unitId'>[];
  assignments: readonly Assignment[];
  /** Ids of the items with a report that the office has not reviewed yet. */
  inReview: ReadonlySet<number>;
}

/** A unit's items in one plan by what to do with them next, within a group by their due day; groups without items are left out. */
export function unitGroups({ world, measures, assignments, inReview }: Omit<GroupedWork, 'duties'>): UnitGroup[] {
  const { today, everyPhase } = world;
  const titles = new Map(measures.map((measure) => [measure.id, `${measure.number}${measure.title}`]));
  const phaseNames = new Map(everyPhase.map((phase) => [phase.id, shortNameOfPhase(phase)]));
  return GROUPS.flatMap((group) => {
    const own = assignments.filter((item) => groupOf(item, world) === group);
    if (own.length === 0) return [];
    const items = [...own].sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.role.localeCompare(b.role));
    return {
      heading: group.heading,
      hint: group.hint,
      count: `${own.length}项`,
      items: items.map((item): UnitItem => ({
        href: paths.assignment(item.id),
        measure: titles.get(item.measureId) ?? '',
        phase: phaseNames.get(item.phaseId) ?? '',
        role: item.role,
        roleWord: ROLE_WORDS[item.role],
        dueOn: shortDay(item.dueOn, today),
        light: lightBesideDue(item, today, world),
        flag: reportFlag(item, world),
        filed: inReview.has(item.id) && item.stage !== 'reported' ? '已报，待审核' : null,
      })),
    };
  });
}

/** Whether an item is something to do, or to wait for, at present: neither settled nor of a phase that has not begun. */
export const isAtHand = (item: Assignment, world: PlanWorld): boolean => groupOf(item, world)?.isAtHand ?? false;

const groupOf = (item: Assignment, world: PlanWorld): Group | undefined =>
  item.stage === 'declined'
    ? ANSWERING
    : GROUPS.find(({ standings }) => standings.includes(standingOf(item, world.today, world)));
