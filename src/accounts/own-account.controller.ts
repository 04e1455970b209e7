import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { newToken } from '../acts/accounts-links.js';
import { changePassword, giveUpSecondFactor, makeApiToken, revokeApiToken } from '../acts/accounts-own.js';
import { once } from '../acts/once.js';
import { Clock, machineInstant } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type Person } from '../domain/permissions.js';
import { type Settings } from '../settings.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { SeeOther } from '../web/errors.filter.js';
import { type Shown, takeForm, type Typed } from '../web/forms.js';
import { RowId } from '../web/input.js';
import { paths, withQuery } from '../web/paths.js';
import { Pages } from '../web/pages.service.js';
import { formToken, lineNeeded, oneOf, secretNeeded } from '../web/text-input.js';
import { SETTINGS } from '../web/tokens.js';
import { readWorldAround } from '../web/world.js';
import { OwnAccount } from './own-account.service.js';
import { TOKEN_DAYS, tokenExpiry } from './own-account.views.js';
import { keepingPasswordRule, PASSWORD_TWICE } from '../web/password-input.js';
import { acceptedPassword } from './passwords.js';
import { tokenView } from './shown-once.views.js';
import { CODE } from './sign-in.controller.js';
import { SignIns } from './sign-in.service.js';

const LONGEST_TOKEN_NAME = 60;
const OLD = { 'password-old': secretNeeded('请填写现用密码') };
const PASSWORD = z.object({
  ...OLD,
  ...PASSWORD_TWICE,
});
const SESSION = z.object({
  session: z.string({ error: '请选择要结束的登录' }).regex(/^([0-9a-f]{64}|others)$/, '没有这个登录'),
});
const TOKEN = z.object({
  name: lineNeeded(LONGEST_TOKEN_NAME, '请写明令牌的用途'),
  days: oneOf(TOKEN_DAYS, '请选择有效期'),
  token: formToken,
});

/** One's own account: password, sessions, second factor, API tokens. Whoever came by a mail's link has none. */
@Controller('/account')
export class OwnAccountController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
    private readonly own: OwnAccount,
    private readonly signIns: SignIns,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Who('see-own')
  async page(@Visiting() visit: Visit) {
    return this.own.render(visit, null);
  }

  @Post('/password')
  @Who('see-own')
  async password(@Visiting() visit: Visit, @Body() typed: Typed | undefined, @Res() response: Response) {
    const session = await this.own.sessionOf(visit);
    await takeForm(
      response,
      // That it holds the login is seen when the old password has shown whose it is.
      keepingPasswordRule(PASSWORD, () => '', this.settings.passwordPolicy),
      typed,
      async ({ 'password-old': old, ...form }) => {
        const account = await this.signIns.own(session.accountId, old, 'password-old');
        const passwordHash = await acceptedPassword(form, account.login, this.settings.passwordPolicy);
        const request = { account, passwordHash, session: session.idHash, at: machineInstant() };
        await this.storage.write((stores) => changePassword(stores, request, this.occasion(account)));
        return withQuery(paths.account(), { said: 'password-changed' });
      },
      (faults) => this.own.render(visit, { form: 'password', typed: typed ?? {}, faults }),
    );
  }

  @Post('/sessions')
  @Who('see-own')
  async endSession(@Visiting() visit: Visit, @Body() typed: Typed | undefined, @Res() response: Response) {
    const { accountId, idHash } = await this.own.sessionOf(visit);
    const asked = SESSION.safeParse(typed ?? {});
    if (!asked.success) throw new RuleBroken('not-found', { thing: '登录' });
    const { session } = asked.data;
    await this.storage.write(async (stores) => {
      if (session === 'others') await stores.sessions.removeOf(accountId, idHash);
      else if (!(await stores.sessions.removeOne(accountId, session)))
        throw new RuleBroken('not-found', { thing: '登录' });
    });
    response.redirect(303, withQuery(paths.account(), { said: 'session-ended' }));
  }

  @Get('/second-factor')
  @Who('see-own')
  async setUpPage(@Visiting() visit: Visit) {
    const page = await this.own.renderSetUp(visit, null);
    if (page === null) throw new SeeOther(paths.account());
    return page;
  }

  @Post('/second-factor')
  @Who('see-own')
  async setUp(@Visiting() visit: Visit, @Body() typed: Typed | undefined, @Res() response: Response) {
    const session = await this.own.sessionOf(visit);
    if ((await this.own.renderSetUp(visit, null)) === null) throw new SeeOther(paths.account());
    await takeForm(
      response,
      CODE,
      typed,
      async ({ code }) => {
        await this.storage.write((stores) => this.signIns.setUp(stores, session, code, this.occasion(session)));
        return withQuery(paths.account(), { said: 'second-factor-on' });
      },
      async (faults) => (await this.own.renderSetUp(visit, faults)) ?? '',
    );
  }

  @Post('/second-factor/end')
  @Who('see-own')
  async endSecondFactor(@Visiting() visit: Visit, @Body() typed: Typed | undefined, @Res() response: Response) {
    const session = await this.own.sessionOf(visit);
    await takeForm(
      response,
      z.object(OLD),
      typed,
      async ({ 'password-old': old }) => {
        const account = await this.signIns.own(session.accountId, old, 'password-old');
        await this.storage.write((stores) => giveUpSecondFactor(stores, account, this.occasion(account)));
        return withQuery(paths.account(), { said: 'second-factor-off' });
      },
      (faults) => this.own.render(visit, { form: 'second-factor', typed: typed ?? {}, faults }),
    );
  }

  @Post('/tokens')
  @Who('see-own')
  async makeToken(@Visiting() visit: Visit, @Body() typed: Typed | undefined, @Res() response: Response) {
    const session = await this.own.sessionOf(visit);
    await takeForm(
      response,
      TOKEN,
      typed,
      (form) => this.tokenMade(visit, session, form),
      (faults) => this.own.render(visit, { form: 'token', typed: typed ?? {}, faults }),
    );
  }

  @Post('/tokens/:id/revocation')
  @Who('see-own')
  async revokeToken(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('访问令牌')) id: number,
    @Res() response: Response,
  ) {
    const { accountId } = await this.own.sessionOf(visit);
    const request = { id, accountId, at: machineInstant() };
    await this.storage.write((stores) => revokeApiToken(stores, request, this.occasion(me)));
    response.redirect(303, withQuery(paths.account(), { said: 'token-revoked' }));
  }

  /** The page with the token, the only place where it ever stands; the same form sent again shows the account instead. */
  private async tokenMade(
    visit: Visit,
    { accountId, name: by }: { accountId: number; name: string },
    { name, days, token: key }: z.infer<typeof TOKEN>,
  ): Promise<string | Shown> {
    const [at, token] = [machineInstant(), newToken()];
    const request = { accountId, token, name, at, expiresAt: tokenExpiry(at, days) };
    let made = false;
    const href = await this.storage.write((stores) =>
      once(stores, key, this.clock.now().at, async () => {
        await makeApiToken(stores, request, this.occasion({ name: by }));
        made = true;
        return withQuery(paths.account(), { said: 'token-made' });
      }),
    );
    if (!made) return href;
    const world = await this.storage.read((stores) => readWorldAround(stores, this.clock.now(), visit));
    const view = tokenView(request);
    return {
      page: this.pages.render(
        'pages/accounts/shown-once',
        visit,
        world,
        { title: view.title, place: 'none', form: true },
        view,
      ),
    };
  }

  private occasion({ name }: { name: string }) {
    return { ...this.clock.now(), actor: name };
  }
}
