import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { fillPosts } from '../acts/fill-posts.js';
import { once } from '../acts/once.js';
import { addPost } from '../acts/people.js';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type Person } from '../domain/permissions.js';
import { PLAN_POSTS, type PostKind } from '../domain/posts.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { type Faults, takeForm, type Typed } from '../web/forms.js';
import { Fits, pageNumber, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { reissueOf } from '../web/reissue.js';
import { dayNeeded, formToken, line, lineNeeded, mailAddress, oneOf, phoneNumber } from '../web/text-input.js';
import { readPlanWorld } from '../web/world.js';
import { groupView } from './group.views.js';

const PAGE = z.object({ page: pageNumber });
const TOKEN = z.object({ token: formToken });
const NEW_POST = z.object({
  kind: oneOf(PLAN_POSTS as [PostKind, ...PostKind[]], '请选择岗位'),
  title: line(60),
  name: lineNeeded(20, '请填写姓名'),
  mail: mailAddress,
  phone: phoneNumber,
  fromOn: dayNeeded('请填写任职日期'),
  token: formToken,
});

/** The people of a plan: liaisons of its units, its leading group and office. */
@Controller('/plans/:plan')
export class GroupController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('people')
  @Who('see-all')
  @Kept()
  async group(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Query(new Fits(PAGE)) { page }: z.infer<typeof PAGE>,
    @Query() asked: Typed,
  ) {
    return this.page(visit, me, planId, page, null, reissueOf(asked) === null ? null : asked);
  }

  @Post('posts/filling')
  @Who('manage-people')
  async fill(
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Body(new Fits(TOKEN)) { token }: z.infer<typeof TOKEN>,
    @Res() response: Response,
  ) {
    const now = this.clock.now();
    const href = await this.storage.write(async (stores) => {
      if (!(await stores.plans.byId(planId))) throw new RuleBroken('not-found', { thing: '方案' });
      return once(stores, token, now.at, async () => {
        await fillPosts(stores, planId, { ...now, actor: me.name });
        return withQuery(paths.people(planId), { said: 'posts-filled' });
      });
    });
    response.redirect(303, href);
  }

  @Post('posts')
  @Who('manage-people')
  async add(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      NEW_POST,
      typed,
      (form) => this.insert(me, planId, form, reissueOf(typed ?? {})),
      (faults) => this.page(visit, me, planId, 1, { typed: typed ?? {}, faults }),
    );
  }

  private async insert(
    me: Person,
    planId: number,
    form: z.infer<typeof NEW_POST>,
    reissue: number | null,
  ): Promise<string> {
    const now = this.clock.now();
    const { token, kind, title, fromOn, name, mail, phone } = form;
    return this.storage.write(async (stores) => {
      if (!(await stores.plans.byId(planId))) throw new RuleBroken('not-found', { thing: '方案' });
      return once(stores, token, now.at, async () => {
        const asked = { planId, kind, title, person: { name, mail, phone }, fromOn };
        await addPost(stores, asked, { ...now, actor: me.name });
        const notice = { said: 'post-added' };
        return reissue === null
          ? withQuery(paths.people(planId), notice)
          : paths.intakeComparison(reissue, planId, notice);
      });
    });
  }

  private page(
    visit: Visit,
    me: Person,
    planId: number,
    page: number,
    refused: { typed: Typed; faults: Faults } | null,
    asked: Typed | null = null,
  ) {
    return this.storage.read(async (stores) => {
      const world = await readPlanWorld(stores, this.clock.now(), planId);
      const posts = await stores.people.postsOfPlan(planId, world.today);
      const units = await stores.plans.planUnits(planId);
      const unitIds = units.map(({ id }) => id);
      const deputies = posts.filter(({ kind }) => kind === 'deputy-leader').map(({ id }) => id);
      const view = groupView({
        ...{ world, me, posts, units, page, asked, refused },
        members: (await stores.plans.members(planId)).length,
        lookedAfter: await stores.people.unitsOfPosts(deputies),
        unitPosts: await stores.people.postsOfUnits(unitIds),
        holders: await stores.people.holdersOf(unitIds, world.today),
      });
      const at = { title: '岗位与联系人', place: 'people', form: true } as const;
      return this.pages.render('pages/people/group', visit, world, at, view);
    });
  }
}
