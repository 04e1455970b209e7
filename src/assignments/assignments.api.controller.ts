import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { actsOpenTo, ASSIGNMENT } from '../domain/lifecycle.js';
import { maySeeUnit, type Person } from '../domain/permissions.js';
import { type Assignment } from '../domain/plan.js';
import { countsPer, countStandings, reasonOf, STANDINGS, standingOf } from '../domain/standing.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { Me, Who } from '../web/access.js';
import { chosen, Fits, pageNumber, rowId, RowId } from '../web/input.js';
import { type PlanWorld, readPlanWorld } from '../web/world.js';
import { actingAs } from './acts.forms.js';
import { readAssignment, readAssignments } from './assignments.service.js';

const ASKED = z.object({
  phase: chosen(rowId),
  measure: chosen(rowId),
  unit: chosen(rowId),
  standing: z.enum(STANDINGS, { error: `应是 ${STANDINGS.join('、')} 之一` }).optional(),
  page: pageNumber,
  perPage: z.coerce.number().int().min(1).max(500).default(50),
});

/** Assignments for programs: the same facts and rules as the pages. */
@Controller('/api/v1')
export class AssignmentsApiController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
  ) {}

  @Get('plans/:plan/assignments')
  @Who('see-own')
  async list(
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Query(new Fits(ASKED)) { page, perPage, ...asked }: z.infer<typeof ASKED>,
  ) {
    const unit = me.unitId ?? asked.unit;
    if (asked.unit !== undefined && !maySeeUnit(me, asked.unit)) throw new RuleBroken('not-found', { thing: '单位' });
    return this.storage.read(async (stores) => {
      const world = await readPlanWorld(stores, this.clock.now(), planId);
      const window = { limit: perPage, offset: (page - 1) * perPage };
      const { total, items } = await readAssignments(stores, world, { ...asked, unit }, window);
      const names = await namesOf(stores, world);
      return { on: world.today, total, items: items.map((item) => answer(item, world, names)) };
    });
  }

  @Get('plans/:plan/standings')
  @Who('see-all')
  async standings(@Param('plan', new RowId('方案')) planId: number) {
    return this.storage.read(async (stores) => {
      const world = await readPlanWorld(stores, this.clock.now(), planId);
      const tallies = await stores.assignments.tallies(planId, 'measure');
      const cells = countsPer(tallies, (tally) => `${tally.ofId}:${tally.phaseId}`, world.today, world);
      return {
        on: world.today,
        totals: countStandings(tallies, world.today, world),
        cells: [...cells].map(([key, counts]) => {
          const [measure, phase] = key.split(':').map(Number);
          return { measure, phase, counts };
        }),
      };
    });
  }

  @Get('assignments/:id')
  @Who('see-own')
  async one(@Me() me: Person, @Param('id', new RowId('责任事项')) id: number) {
    return this.storage.read(async (stores) => {
      const { world, assignment, history } = await readAssignment(stores, this.clock.now(), id, me);
      const names = await namesOf(stores, world);
      return {
        ...answer(assignment, world, names),
        history: history.map(({ at, day, act, actor, facts }) => ({
          at,
          on: day,
          act,
          actor,
          facts: JSON.parse(facts) as unknown,
        })),
        reports: [],
        extensions: [],
        findings: [],
        actsOpen: actsOpenTo(ASSIGNMENT, assignment.stage, actingAs(me, assignment)).map(({ act, label }) => ({
          act,
          label,
        })),
      };
    });
  }
}

interface Names {
  measures: Map<number, { number: string; title: string }>;
  units: Map<number, string>;
}

async function namesOf(stores: Stores, { plan }: PlanWorld): Promise<Names> {
  const measures = await stores.plans.measureTitles(plan.id);
  const units = await stores.plans.planUnits(plan.id);
  return {
    measures: new Map(measures.map(({ id, number, title }) => [id, { number, title }])),
    units: new Map(units.map(({ id, name }) => [id, name])),
  };
}

function answer(item: Assignment, world: PlanWorld, names: Names) {
  const phase = world.phases.find(({ id }) => id === item.phaseId);
  return {
    id: item.id,
    version: item.version,
    measure: { id: item.measureId, ...names.measures.get(item.measureId) },
    unit: { id: item.unitId, name: names.units.get(item.unitId) ?? '' },
    role: item.role,
    phase: { id: item.phaseId, number: phase?.number ?? '', title: phase?.title ?? '' },
    dueOn: item.dueOn,
    originalDueOn: item.originalDueOn,
    stage: item.stage,
    standing: standingOf(item, world.today, world),
    reason: reasonOf(item, world.today, world),
    reportLate: false,
  };
}
