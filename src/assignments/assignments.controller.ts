import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../clock.js';
import { may, type Person } from '../domain/permissions.js';
import { STANDINGS } from '../domain/standing.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { chosen, Fits, pageNumber, rowId, RowId } from '../web/input.js';
import { Pages } from '../web/pages.service.js';
import { readPlanWorld } from '../web/world.js';
import { assignmentView } from './assignment.views.js';
import { readAssignment, readAssignments } from './assignments.service.js';
import { assignmentsView, PER_PAGE } from './list.views.js';

const FILTER = z.object({
  phase: chosen(rowId),
  measure: chosen(rowId),
  unit: chosen(rowId),
  standing: chosen(z.enum([...STANDINGS, 'finished'], { error: '没有这种状态' })),
  page: pageNumber,
});

/** Pages of assignments: the list with its filter, and one. */
@Controller()
export class AssignmentsController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('/plans/:plan/assignments')
  @Who('see-all')
  async list(
    @Visiting() visit: Visit,
    @Param('plan', new RowId('方案')) planId: number,
    @Query(new Fits(FILTER)) { page, ...filter }: z.infer<typeof FILTER>,
  ) {
    return this.storage.read(async (stores) => {
      const world = await readPlanWorld(stores, this.clock.now(), planId);
      const found = await readAssignments(stores, world, filter, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE });
      const measures = await stores.plans.measureTitles(planId);
      const units = await stores.plans.planUnits(planId);
      const view = assignmentsView({ world, measures, units, filter, page, ...found });
      return this.pages.render(
        'pages/assignments/list',
        visit,
        world,
        { title: '责任事项', place: 'assignments' },
        view,
      );
    });
  }

  @Get('/assignments/:id')
  @Who('see-own')
  async one(@Visiting() visit: Visit, @Me() me: Person, @Param('id', new RowId('责任事项')) id: number) {
    return this.storage.read(async (stores) => {
      const facts = await readAssignment(stores, this.clock.now(), id, me);
      const view = assignmentView({ ...facts, seesAll: may(me, 'see-all') });
      const at = { title: view.what, place: 'assignments' } as const;
      return this.pages.render('pages/assignments/assignment', visit, facts.world, at, view);
    });
  }
}
