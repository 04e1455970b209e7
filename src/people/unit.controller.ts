import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { once } from '../acts/once.js';
import { addAlias, removeAlias } from '../acts/unit-aliases.js';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { maySeeUnit, type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { type Faults, takeForm, type Typed } from '../web/forms.js';
import { Fits, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { formToken, lineNeeded } from '../web/text-input.js';
import { readWorldAround } from '../web/world.js';
import { unitPeopleView } from './unit.views.js';

const TOKEN = z.object({ token: formToken });
const ALIAS = z.object({ alias: lineNeeded(60, '请填写别名'), token: formToken });

/** The people of a unit and its other names. */
@Controller('/units/:unit')
export class UnitPeopleController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('people')
  @Who('see-own')
  @Kept()
  async unit(@Visiting() visit: Visit, @Me() me: Person, @Param('unit', new RowId('单位')) unitId: number) {
    return this.page(visit, me, unitId, null);
  }

  @Post('aliases')
  @Who('manage-people')
  async add(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('unit', new RowId('单位')) unitId: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      ALIAS,
      typed,
      ({ alias, token }) =>
        this.keep(token, async (stores, occasion) => {
          await addAlias(stores, { unitId, name: alias }, { ...occasion, actor: me.name });
          return withQuery(paths.unitPeople(unitId), { said: 'alias-added' });
        }),
      (faults) => this.page(visit, me, unitId, { typed: typed ?? {}, faults }),
    );
  }

  @Post('aliases/:alias/removal')
  @Who('manage-people')
  async remove(
    @Me() me: Person,
    @Param('unit', new RowId('单位')) unitId: number,
    @Param('alias', new RowId('别名')) aliasId: number,
    @Body(new Fits(TOKEN)) { token }: z.infer<typeof TOKEN>,
    @Res() response: Response,
  ) {
    const href = await this.keep(token, async (stores, occasion) => {
      await removeAlias(stores, { unitId, aliasId }, { ...occasion, actor: me.name });
      return withQuery(paths.unitPeople(unitId), { said: 'alias-removed' });
    });
    response.redirect(303, href);
  }

  private keep(
    token: string | null,
    work: (stores: Stores, occasion: { at: string; today: string }) => Promise<string>,
  ): Promise<string> {
    const now = this.clock.now();
    return this.storage.write((stores) => once(stores, token, now.at, () => work(stores, now)));
  }

  /** Who came by a mail's link has no business with telephone numbers. */
  private page(visit: Visit, me: Person, unitId: number, refused: { typed: Typed; faults: Faults } | null) {
    return this.storage.read(async (stores) => {
      const unit = me.items === null && maySeeUnit(me, unitId) ? await stores.plans.unit(unitId) : null;
      if (!unit) throw new RuleBroken('not-found', { thing: '单位' });
      const plans = await stores.plans.plansOf(unitId);
      const planId = plans.find((id) => id === visit.turnedTo) ?? plans[0];
      const world = await readWorldAround(stores, this.clock.now(), visit, planId);
      const posts = await stores.people.postsOfUnits([unitId]);
      const view = unitPeopleView({
        ...{ today: world.today, me, unit, planId: planId ?? null, posts, refused },
        held: await stores.people.holdings(posts.map(({ id }) => id)),
        aliases: await stores.people.aliasesOf(unitId),
      });
      const at = { title: `${unit.name}岗位与联系人`, place: 'people', form: true } as const;
      return this.pages.render('pages/people/unit', visit, world, at, view);
    });
  }
}
