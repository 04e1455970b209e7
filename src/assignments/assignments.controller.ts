import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { actOnAssignment } from '../acts/act-on-assignment.js';
import { once } from '../acts/once.js';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { ASSIGNMENT } from '../domain/lifecycle.js';
import { may, maySeeAssignment, type Person, within } from '../domain/permissions.js';
import { STANDINGS } from '../domain/standing.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { chosen, Fits, pageNumber, rowId, RowId } from '../web/input.js';
import { type Faults, faultSummary, takeForm, type Typed } from '../web/forms.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { dayOrNone, formToken, version, words } from '../web/text-input.js';
import { unsavedWords } from '../web/unsaved.js';
import { readPlanWorld } from '../web/world.js';
import { actForms, actingAs, SIMPLE } from './acts.forms.js';
import { assignmentView } from './assignment.views.js';
import { readAssignment, readAssignments } from './assignments.service.js';
import { waysOn } from './related.views.js';
import { assignmentsView, PER_PAGE } from './list.views.js';

const FILTER = z.object({
  phase: chosen(rowId),
  measure: chosen(rowId),
  unit: chosen(rowId),
  standing: chosen(z.enum([...STANDINGS, 'finished', 'late'], { error: '没有这种状态' })),
  page: pageNumber,
});

const LONGEST_REASON = 500;

/** What an act's form sends; whatever else is in it is not seen. */
const ACT = z.object({
  act: z.enum(SIMPLE, { error: '请选择要办理的操作' }),
  version,
  reason: words(LONGEST_REASON),
  dueOn: dayOrNone,
  token: formToken,
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
  @Kept()
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
  @Kept()
  async one(@Visiting() visit: Visit, @Me() me: Person, @Param('id', new RowId('责任事项')) id: number) {
    return this.page(visit, me, id, null);
  }

  @Post('/assignments/:id/acts')
  @Who('see-own')
  async act(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('责任事项')) id: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      ACT,
      typed,
      (form) => this.perform(me, id, form),
      (faults) => this.page(visit, me, id, { typed: typed ?? {}, faults }),
    );
  }

  /** Whoever may not see it is told that there is none; whoever may not act, that the act is not theirs. */
  private async perform(me: Person, id: number, { token, ...form }: z.infer<typeof ACT>): Promise<string> {
    const now = this.clock.now();
    return this.storage.write(async (stores) => {
      const assignment = await stores.assignments.byId(id);
      if (!assignment || !maySeeAssignment(me, assignment)) throw new RuleBroken('not-found', { thing: '责任事项' });
      const by = ASSIGNMENT.acts.find(({ act }) => act === form.act)?.by;
      if (!by || !actingAs(me, assignment).includes(by)) throw new RuleBroken('not-allowed');
      return once(stores, token, now.at, async () => {
        await actOnAssignment(stores, { id, ...form }, { ...now, actor: me.name });
        const notice = form.act === 'decline' ? { said: 'declined' } : { said: 'acted' };
        return withQuery(paths.assignment(id), notice);
      });
    });
  }

  private page(visit: Visit, me: Person, id: number, refused: { typed: Typed; faults: Faults } | null) {
    return this.storage.read(async (stores) => {
      const facts = await readAssignment(stores, this.clock.now(), id, me);
      const person = within(me, facts.world.plan);
      const acts = actForms(person, facts.assignment, refused, facts.world.today);
      const fields = acts.filter(({ open }) => open).flatMap(({ form }) => form.fields);
      const summary = faultSummary(refused?.faults ?? null, fields);
      const unsaved = unsavedWords(refused?.typed ?? null, acts, ['reason']);
      const ways = waysOn(person, facts.assignment, facts.related, facts.world);
      const view = assignmentView({ ...facts, seesAll: may(me, 'see-all'), acts, ways, summary, unsaved });
      const at = { title: view.what, place: 'assignments', form: acts.length + ways.length > 0 } as const;
      return this.pages.render('pages/assignments/assignment', visit, facts.world, at, view);
    });
  }
}
