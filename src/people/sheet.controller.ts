import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { actOnce } from '../acts/once.js';
import { eraseContact } from '../acts/people.js';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { Fits, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { withQuery } from '../web/paths.js';
import { formToken } from '../web/text-input.js';
import { readWorldAround } from '../web/world.js';
import { homeOf } from './post.views.js';
import { readSheet } from './sheet.service.js';
import { sheetView } from './sheet.views.js';

const TOKEN = z.object({ token: formToken });

/** A tenure: the sheet that its holder took the post over with, and clearing what is known of who has left. */
@Controller('/tenures/:tenure')
export class SheetController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('sheet')
  @Who('see-own')
  @Kept()
  async sheet(@Visiting() visit: Visit, @Me() me: Person, @Param('tenure', new RowId('交接单')) tenureId: number) {
    return this.storage.read(async (stores) => {
      const facts = await readSheet(stores, me, tenureId);
      const world = await readWorldAround(stores, this.clock.now(), visit, facts.holding.planId ?? undefined);
      const view = sheetView(facts, world);
      const at = { title: `${facts.of}${view.heading}`, place: 'people', form: true } as const;
      return this.pages.render('pages/people/sheet', visit, world, at, view);
    });
  }

  @Post('erasure')
  @Who('manage-people')
  async erase(
    @Me() me: Person,
    @Param('tenure', new RowId('联系人')) tenureId: number,
    @Body(new Fits(TOKEN)) { token }: z.infer<typeof TOKEN>,
    @Res() response: Response,
  ) {
    const href = await actOnce(
      this.storage,
      token,
      { ...this.clock.now(), actor: me.name },
      async (stores, occasion) => {
        await eraseContact(stores, tenureId, occasion);
        const holding = await stores.people.holding(tenureId);
        if (!holding) throw new RuleBroken('not-found', { thing: '联系人' });
        return withQuery(homeOf(holding), { said: 'contact-erased' });
      },
    );
    response.redirect(303, href);
  }
}
