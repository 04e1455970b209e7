import { Body, Controller, Get, Param, Post, Query, Redirect, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { activatePlan } from '../acts/activate-plan.js';
import { exportPlan } from '../acts/export-plan.js';
import { settleFinding } from '../acts/settle-finding.js';
import { Clock, type Moment } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { may, type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { SeeOther } from '../web/errors.filter.js';
import { takeForm, type Typed } from '../web/forms.js';
import { chosen, Fits, rowId, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { ticked, version } from '../web/text-input.js';
import { cautions, readUnstarted } from '../web/unstarted.js';
import { type PlanWorld, readPlanWorld, readWorld, readWorldAround } from '../web/world.js';
import { type RefusedStart, startedWords } from './activation.views.js';
import { readOverview } from './overview.service.js';
import { overviewView } from './overview.views.js';
import { planLine, planView } from './plan.views.js';
import { ownUnstartedView, unstartedView } from './unstarted.views.js';
import { readPlan, readPlanSizes } from './plans.service.js';

const WHICH = z.object({ plan: chosen(rowId) });
const START = z.object({ version, checked: ticked(['yes']) });
const ANSWER = z.object({ version: rowId, answer: z.enum(['confirmed', 'dismissed'], { error: '请选择一个答复' }) });

/** Pages of plans: the overview, the list, the document beside what was read from it. */
@Controller()
export class PlansController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('/')
  @Who('see-own')
  @Kept()
  async overview(@Visiting() visit: Visit, @Me() me: Person, @Query(new Fits(WHICH)) { plan }: z.infer<typeof WHICH>) {
    const now = this.clock.now();
    return this.storage.read(async (stores) => {
      if (!may(me, 'see-all')) return this.ownPage(stores, visit, me, now, plan);
      return this.overviewPage(stores, visit, me, now, plan);
    });
  }

  private async overviewPage(stores: Stores, visit: Visit, me: Person, now: Moment, planId: number | undefined) {
    const world = await readWorldAround(stores, now, visit, planId);
    if (planId !== undefined && !world.plan) throw new RuleBroken('not-found', { thing: '方案' });
    if (!world.plan) return this.pages.render('pages/plans/empty', visit, world, HOME, { steps: firstSteps(me) });
    const found: PlanWorld = { ...world, plan: world.plan };
    if (found.plan.state === 'draft') {
      const view = unstartedView(found.plan, await readUnstarted(stores, found), me);
      return this.pages.render('pages/plans/unstarted', visit, world, HOME, view);
    }
    const notice = visit.query.said === 'activated' ? startedWords(await readUnstarted(stores, found)) : undefined;
    const view = overviewView(await readOverview(stores, found));
    return this.pages.render('pages/plans/overview', visit, world, { ...HOME, notice }, view);
  }

  /** A liaison is led to their unit in the plan asked for, else to `homePlan`; before the start they are told of it. */
  private async ownPage(stores: Stores, visit: Visit, me: Person, now: Moment, asked: number | undefined) {
    const unitId = me.unitId ?? 0;
    const found = await homePlan(stores, me);
    const world = await readWorld(stores, now, asked ?? found);
    const isTheirs = world.plan !== null && visit.plans?.includes(world.plan.id) === true;
    const isDraft = isTheirs && world.plan?.state === 'draft';
    if (asked !== undefined && !isDraft) throw new SeeOther(paths.unit(asked, unitId));
    if (found !== undefined && asked === undefined) throw new SeeOther(paths.unit(found, unitId));
    const draft = isDraft ? world.plan : null;
    return this.pages.render('pages/plans/unstarted', visit, draft && world, OWN, ownUnstartedView(draft));
  }

  @Get('/plans')
  @Who('see-all')
  @Kept()
  async list(@Visiting() visit: Visit, @Me() me: Person) {
    const intakes = may(me, 'run-plan') ? paths.intakes() : null;
    return this.storage.read(async (stores) => {
      const world = await readWorldAround(stores, this.clock.now(), visit);
      const plans = (await readPlanSizes(stores)).map(({ plan, ...size }) => planLine(plan, size));
      return this.pages.render('pages/plans/list', visit, world, { title: '实施方案', place: 'plan' }, { plans, intakes });
    });
  }

  @Get('/plans/:id')
  @Who('see-own')
  @Kept()
  async plan(@Visiting() visit: Visit, @Me() me: Person, @Param('id', new RowId('方案')) id: number) {
    return this.planPage(visit, me, id, null);
  }

  /** The plan as a file that another installation takes. */
  @Get('/plans/:id/export')
  @Who('see-all')
  async export(@Param('id', new RowId('方案')) id: number, @Res() response: Response) {
    const document = await this.storage.read((stores) => exportPlan(stores, id));
    const name = document.head.title.replace(/[\\/:*?"<>|\s]+/g, '').slice(0, 60);
    response.attachment(`${name || '方案'}.json`).type('json').send(JSON.stringify(document, null, 1));
  }

  @Post('/plans/:id/activation')
  @Who('run-plan')
  async activate(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('方案')) id: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      START,
      typed,
      (form) => this.start(me, id, form),
      (faults) => this.planPage(visit, me, id, { typed: typed ?? {}, faults }),
    );
  }

  /** Starts a plan; where that brings what nobody may want, only with the word of whoever starts it. */
  private async start(me: Person, id: number, form: z.infer<typeof START>): Promise<string> {
    const now = this.clock.now();
    await this.storage.write(async (stores) => {
      const world = await readPlanWorld(stores, now, id);
      const asks = world.plan.state === 'draft' && cautions(id, await readUnstarted(stores, world)).length > 0;
      if (asks && form.checked.length === 0) throw new RuleBroken('start-unchecked', { field: 'checked' });
      await activatePlan(stores, id, form.version, { ...now, actor: me.name });
    });
    return withQuery(paths.home(), { plan: id, said: 'activated' });
  }

  private planPage(visit: Visit, me: Person, id: number, refused: RefusedStart | null): Promise<string> {
    return this.storage.read(async (stores) => {
      const world = await readPlanWorld(stores, this.clock.now(), id);
      const view = planView(await readPlan(stores, id), await readUnstarted(stores, world), me, refused);
      return this.pages.render('pages/plans/plan', visit, world, { title: '方案', place: 'plan', form: true }, view);
    });
  }

  @Post('/plans/:id/findings/:finding/answer')
  @Who('run-plan')
  @Redirect('/', 303)
  async answerFinding(
    @Me() me: Person,
    @Param('id', new RowId('方案')) id: number,
    @Param('finding', new RowId('疑点')) finding: number,
    @Body(new Fits(ANSWER)) { version, answer }: z.infer<typeof ANSWER>,
  ) {
    const occasion = { ...this.clock.now(), actor: me.name };
    const asked = { planId: id, findingId: finding, version, answer };
    const became = await this.storage.write((stores) => settleFinding(stores, asked, occasion));
    return { url: withQuery(paths.plan(id), { said: `finding-${became}` }) };
  }
}

/** The newest running plan that gives somebody's unit work, or the last that did; whoever came by a mail's link is at home in the plan of that mail. */
async function homePlan(stores: Stores, { unitId, items }: Person): Promise<number | undefined> {
  if (items !== null) return (await stores.assignments.byIds(items.slice(0, 1)))[0]?.planId;
  const [running] = await stores.plans.plansOf(unitId ?? 0);
  return running ?? (await stores.plans.pastPlansOf(unitId ?? 0))[0];
}

const HOME = { title: '总览', place: 'overview' } as const;
const OWN = { title: '本单位', place: 'none' } as const;

/** What is to be done first: on the page by whoever may, else from the terminal. */
const firstSteps = (me: Person) => [
  {
    text: '把印发的方案（Word、PDF 或文本）交给落实，核对读出的措施、单位和时限，再启用：',
    link: may(me, 'run-plan') ? { label: '导入方案', href: paths.intakes() } : null,
    command: null,
  },
  { text: '也可以在服务器上导入：', link: null, command: 'npm run luoshi -- import 方案.docx' },
];
