import { shortDay } from '../domain/day.js';
import { type Standing, STANDING_WORDS, STANDINGS } from '../domain/standing.js';
import { type Assignment, type Phase, type Unit } from '../domain/plan.js';
import { type AssignmentsView } from '../rendering/views-assignments.js';
import { type Option, type SelectField } from '../rendering/views-common.js';
import { lightBesideDue, ROLE_WORDS } from '../web/lights.js';
import { reportFlag } from '../web/report-flag.js';
import { pagerOf } from '../web/pager.js';
import { paths } from '../web/paths.js';
import { nameOfPhase } from '../domain/phases.js';
import { type PlanWorld } from '../web/world.js';

/** What the list may be narrowed to; `finished` is 已办结 with 已销号, `late` 逾期 with 整改逾期. */
export interface AssignmentFilter {
  phase?: number | undefined;
  measure?: number | undefined;
  unit?: number | undefined;
  standing?: Standing | 'finished' | 'late' | undefined;
}

export const PER_PAGE = 50;

/** What the list is made of. */
export interface ListFacts {
  world: PlanWorld;
  measures: readonly { id: number; number: string; title: string }[];
  units: readonly Unit[];
  filter: AssignmentFilter;
  page: number;
  total: number;
  items: readonly Assignment[];
}

/** The list of assignments: filter, rows, pages. */
export function assignmentsView(facts: ListFacts): Omit<AssignmentsView, 'frame'> {
  const { world, measures, units, filter, total, items, page } = facts;
  const { plan, everyPhase, today } = world;
  const measureNames = new Map(measures.map(({ id, number, title }) => [id, `${number}${title}`]));
  const unitNames = new Map(units.map((unit) => [unit.id, unit.name]));
  const phaseNames = new Map(everyPhase.map((phase) => [phase.id, nameOfPhase(phase)]));
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return {
    planTitle: plan.title,
    action: paths.assignments(plan.id),
    fields: fieldsOf(facts, everyPhase),
    clear: filtered ? paths.assignments(plan.id) : null,
    rows: items.map((item) => ({
      href: paths.assignment(item.id),
      measure: measureNames.get(item.measureId) ?? '',
      unit: { label: unitNames.get(item.unitId) ?? '', href: paths.unit(plan.id, item.unitId) },
      role: item.role,
      roleWord: ROLE_WORDS[item.role],
      phase: phaseNames.get(item.phaseId) ?? '',
      dueOn: shortDay(item.dueOn, today),
      light: lightBesideDue(item, today, world),
      flag: reportFlag(item, world),
    })),
    total: `共${total}项`,
    none: noneOf(total, filtered),
    pager: pagerOf(page, PER_PAGE, total, (to) => paths.assignments(plan.id, { ...filter, page: to })),
  };
}

function noneOf(total: number, filtered: boolean): string {
  if (total > 0) return `这一页没有内容，共${total}项，请回到前面的页`;
  return filtered ? '没有符合条件的责任事项' : '方案启用后，这里列出全部责任事项';
}

function fieldsOf({ measures, units, filter }: ListFacts, phases: readonly Phase[]): SelectField[] {
  const choice = (value: string | number, label: string, chosen: string | number | undefined): Option => ({
    value: String(value),
    label,
    selected: value === chosen,
  });
  const field = (name: keyof AssignmentFilter, label: string, options: Option[]): SelectField => ({
    id: `f-${name}`,
    name,
    label,
    options: [{ value: '', label: '全部', selected: filter[name] === undefined }, ...options],
  });
  return [
    field(
      'phase',
      '阶段',
      phases.map((phase) => choice(phase.id, `${nameOfPhase(phase)} ${phase.title}`, filter.phase)),
    ),
    field(
      'measure',
      '措施',
      measures.map((measure) => choice(measure.id, `${measure.number}${measure.title}`, filter.measure)),
    ),
    field(
      'unit',
      '单位',
      units.map((unit) => choice(unit.id, unit.name, filter.unit)),
    ),
    field('standing', '状态', [
      choice('finished', '已办结（含已销号）', filter.standing),
      choice('late', '逾期（含整改逾期）', filter.standing),
      ...STANDINGS.map((standing) => choice(standing, STANDING_WORDS[standing], filter.standing)),
    ]),
  ];
}
