import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { z } from 'zod';
import { demoAccount } from '../acts/demo-accounts.js';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type Settings } from '../settings.js';
import { Storage } from '../storage/doors.js';
import { type Visit, Visiting, Who } from '../web/access.js';
import { SeeOther } from '../web/errors.filter.js';
import { Fits } from '../web/input.js';
import { Pages } from '../web/pages.service.js';
import { paths } from '../web/paths.js';
import { Sessions } from '../web/sessions.service.js';
import { SETTINGS } from '../web/tokens.js';
import { readWorld } from '../web/world.js';
import { signInView } from './sign-in.views.js';

const AS = z.object({ as: z.string({ error: '请选择身份' }).max(100) });
/** Signing in: by one click in demonstration mode; in live mode accounts are not there yet, and the page says so. */
@Controller()
export class SignInController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
    private readonly sessions: Sessions,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('/sign-in')
  @Who('anyone')
  async page(@Visiting() visit: Visit) {
    if (visit.person) throw new SeeOther(paths.home());
    return this.storage.read(async (stores) => {
      const world = await readWorld(stores, this.clock.now());
      const demo = this.settings.mode === 'demo';
      const units = demo && world.plan ? await stores.plans.planUnits(world.plan.id) : [];
      const view = signInView(demo ? world.plan : null, units, demo);
      return this.pages.render('pages/accounts/sign-in', visit, null, { title: '登录', place: 'none' }, view);
    });
  }

  @Post('/demo/sign-in')
  @Who('anyone')
  async demoSignIn(@Body(new Fits(AS)) { as }: z.infer<typeof AS>, @Req() request: Request, @Res() response: Response) {
    if (this.settings.mode !== 'demo') throw new RuleBroken('not-found');
    const cookies = await this.storage.write(async (stores) =>
      this.sessions.openWithin(stores, await demoAccount(stores, as), request.headers['user-agent'] ?? ''),
    );
    response.setHeader('Set-Cookie', cookies).redirect(303, paths.home());
  }

  @Post('/sign-out')
  @Who('anyone')
  async signOut(@Req() request: Request, @Res() response: Response) {
    const cookie = await this.sessions.end(request.headers.cookie);
    response.setHeader('Set-Cookie', cookie).redirect(303, paths.signIn());
  }
}
