import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { linkBehind, makeFirstAdmin, setPasswordByLink } from '../acts/accounts-links.js';
import { Clock, machineInstant } from '../clock.js';
import { type AccountLink, foldedLogin } from '../domain/accounts.js';
import { type Settings } from '../settings.js';
import { Storage } from '../storage/doors.js';
import { type Visit, Visiting, Who } from '../web/access.js';
import { type Faults, takeForm, type Typed } from '../web/forms.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { lineNeeded } from '../web/text-input.js';
import { SETTINGS } from '../web/tokens.js';
import { setPasswordView } from './links.views.js';
import { keepingPasswordRule, PASSWORD_TWICE } from '../web/password-input.js';
import { acceptedPassword } from './passwords.js';

const LONGEST_NAME = 40;

const NEW_PASSWORD = z.object(PASSWORD_TWICE);
const FIRST_ADMIN = NEW_PASSWORD.extend({
  login: lineNeeded(LONGEST_NAME, '请填写登录名'),
  name: lineNeeded(LONGEST_NAME, '请填写姓名'),
});

const loginIn = ({ login }: Typed) => (typeof login === 'string' ? foldedLogin(login) : '');

interface Refused {
  typed: Typed;
  faults: Faults;
}

/** One-time links: to set a password, and for the first administrator. Looking uses nothing up; only the form does. */
@Controller()
export class AccountLinksController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('/set-password/:token')
  @Who('anyone')
  async page(@Visiting() visit: Visit, @Param('token') token: string) {
    return this.render(visit, 'reset', token, null);
  }

  @Post('/set-password/:token')
  @Who('anyone')
  async setPassword(
    @Visiting() visit: Visit,
    @Param('token') token: string,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    const { account } = await this.behind('reset', token);
    await takeForm(
      response,
      keepingPasswordRule(NEW_PASSWORD, () => account?.login ?? '', this.settings.passwordPolicy),
      typed,
      async (form) => {
        const passwordHash = await acceptedPassword(form, account?.login ?? '', this.settings.passwordPolicy);
        const request = { token, at: machineInstant(), passwordHash };
        await this.storage.write((stores) => setPasswordByLink(stores, request, this.occasion()));
        return withQuery(paths.signIn(), { said: 'password-set' });
      },
      (faults) => this.render(visit, 'reset', token, { typed: typed ?? {}, faults }),
    );
  }

  @Get('/first-admin/:token')
  @Who('anyone')
  async firstAdminPage(@Visiting() visit: Visit, @Param('token') token: string) {
    return this.render(visit, 'first-admin', token, null);
  }

  @Post('/first-admin/:token')
  @Who('anyone')
  async firstAdmin(
    @Visiting() visit: Visit,
    @Param('token') token: string,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await this.behind('first-admin', token);
    await takeForm(
      response,
      keepingPasswordRule(FIRST_ADMIN, loginIn, this.settings.passwordPolicy),
      typed,
      async ({ login, name, ...form }) => {
        const passwordHash = await acceptedPassword(form, foldedLogin(login), this.settings.passwordPolicy);
        const request = { token, at: machineInstant(), login, name, passwordHash };
        await this.storage.write((stores) => makeFirstAdmin(stores, request, this.occasion()));
        return withQuery(paths.signIn(), { said: 'password-set' });
      },
      (faults) => this.render(visit, 'first-admin', token, { typed: typed ?? {}, faults }),
    );
  }

  /** Whoever acts is told by the act itself: nobody is signed in yet. */
  private occasion() {
    return { ...this.clock.now(), actor: '' };
  }

  private behind(kind: AccountLink['kind'], token: string) {
    return this.storage.read((stores) => linkBehind(stores, { kind, token, at: machineInstant() }));
  }

  private async render(visit: Visit, kind: AccountLink['kind'], token: string, refused: Refused | null) {
    const { account } = await this.behind(kind, token);
    const action = kind === 'reset' ? paths.setPassword(token) : paths.firstAdmin(token);
    const view = setPasswordView({ account, action, policy: this.settings.passwordPolicy, refused });
    const at = { title: view.title, place: 'none', form: true } as const;
    return this.pages.render('pages/accounts/set-password', visit, null, at, view);
  }
}
