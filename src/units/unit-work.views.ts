import { type Day, shortDay } from '../domain/day.js';
import { type Link } from '../rendering/views-common.js';
import { mayActFor, type Person, within } from '../domain/permissions.js';
import { type Assignment, type Unit } from '../domain/plan.js';
import { nextUnanswered, reportLate } from '../domain/reporting.js';
import { type UnitView } from '../rendering/views-units.js';
import { daysLeft } from '../web/days-left.js';
import { paths } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';

/** What a unit's page offers to do, to whoever looks. */
export function unitWork({
  world,
  unit,
  assignments,
  measures,
  person,
}: {
  world: PlanWorld;
  unit: Unit;
  measures: readonly { id: number; number: string }[];
  assignments: readonly Assignment[];
  person: Person;
}): Pick<UnitView, 'ways' | 'acknowledge' | 'reporting'> {
  const planId = world.plan.id;
  const acts = mayActFor({ ...within(person, world.plan), items: null }, { id: 0, unitId: unit.id });
  const waiting = assignments.filter(({ stage }) => stage === 'assigned').length;
  const running = world.plan.state === 'running' && assignments.length > 0;
  const signedIn = person.items === null;
  return {
    ways: [
      ...(running ? [{ label: acts ? '报进展' : '进展报告', href: paths.report(planId, unit.id) }] : []),
      ...(signedIn ? ledBy(assignments, measures, planId) : []),
      ...(signedIn ? [{ label: '联系人和岗位', href: paths.unitPeople(unit.id) }] : []),
      ...(signedIn ? [{ label: '批示', href: paths.instructions(planId) }] : []),
    ],
    acknowledge:
      acts && running && waiting > 0
        ? {
            ...{ action: paths.acknowledgements(planId, unit.id), submit: `全部签收（${waiting}项）` },
            ...{ multipart: false, summary: null, fields: [] },
          }
        : null,
    reporting: running ? reportingWords(assignments, world) : null,
  };
}

/** To each measure that the unit leads: who has answered, chasing, the report drawn together. */
function ledBy(
  assignments: readonly Assignment[],
  measures: readonly { id: number; number: string }[],
  planId: number,
): Link[] {
  const led = new Set(assignments.filter(({ role }) => role === 'lead').map(({ measureId }) => measureId));
  return measures
    .filter(({ id }) => led.has(id))
    .map(({ id, number }) => ({ label: `牵头措施${number}各单位进展`, href: paths.measure(planId, id) }));
}

/** When the next report is due, and how many of a period that is over are missing. */
function reportingWords(assignments: readonly Assignment[], world: PlanWorld): string | null {
  const { today, calendar } = world;
  const late = assignments.filter((item) => reportLate(item, today, world)).length;
  const next = assignments
    .map((item) => nextUnanswered(item, today, world))
    .filter((day): day is Day => day !== null)
    .sort()[0];
  const parts = [
    ...(late > 0 ? [`${late}项报送逾期`] : []),
    ...(next ? [`下次报送${shortDay(next, today)}（${daysLeft(next, today, calendar)}）`] : []),
  ];
  return parts.length > 0 ? parts.join('，') : null;
}
