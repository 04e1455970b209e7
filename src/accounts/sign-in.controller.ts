import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { z } from 'zod';
import { demoAccount } from '../acts/demo-accounts.js';
import { RuleBroken } from '../domain/errors.js';
import { type Settings } from '../settings.js';
import { Storage } from '../storage/doors.js';
import { type Visit, Visiting, Who } from '../web/access.js';
import { SeeOther } from '../web/errors.filter.js';
import { type Faults, faultsOf, readForm, type Typed } from '../web/forms.js';
import { Fits } from '../web/input.js';
import { landingOf } from '../web/landing.js';
import { paths, withQuery } from '../web/paths.js';
import { readResume } from '../web/resume.js';
import { Sessions } from '../web/sessions.service.js';
import { SignInPage } from '../web/sign-in-page.service.js';
import { lineNeeded, secretNeeded } from '../web/text-input.js';
import { SETTINGS } from '../web/tokens.js';
import { CodePages } from './code-pages.service.js';
import { SignIns } from './sign-in.service.js';

const AS = z.object({ as: z.string({ error: '请选择身份' }).max(100), resume: z.string().optional() });

const LONGEST_LOGIN = 40;

const SIGN_IN = z.object({
  login: lineNeeded(LONGEST_LOGIN, '请填写登录名'),
  password: secretNeeded('请填写密码'),
});

/** The code of an authenticator, however it was typed. */
export const CODE = z.object({
  code: z
    .string({ error: '请填写验证码' })
    .transform((code) => code.normalize('NFKC').replace(/\s/g, ''))
    .refine((code) => /^\d{6}$/.test(code), '应是6位数字'),
});

/** Signing in: by name and password, by a code where one is asked for, in demonstration mode by one click. */
@Controller()
export class SignInController {
  constructor(
    private readonly storage: Storage,
    private readonly sessions: Sessions,
    private readonly signIns: SignIns,
    private readonly signInPage: SignInPage,
    private readonly codePages: CodePages,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('/sign-in')
  @Who('anyone')
  async page(@Visiting() visit: Visit) {
    if (visit.person?.accountId) throw new SeeOther(paths.home());
    if (await this.sessions.sessionOf(visit.headers.cookie)) throw new SeeOther(paths.secondFactor());
    return this.signInPage.render(visit);
  }

  @Post('/sign-in')
  @Who('anyone')
  async signIn(@Visiting() visit: Visit, @Body() typed: Typed | undefined, @Res() response: Response) {
    const resume = resumeIn(typed);
    const again = async (faults: Faults) =>
      send(response, faults.status, await this.signInPage.render(visit, { typed: typed ?? {}, faults, resume }));
    const read = readForm(SIGN_IN, typed);
    if (!read.ok) return again(read.faults);
    try {
      const { cookies, stage } = await this.signIns.byPassword(read.value, callerOf(visit));
      response.setHeader('Set-Cookie', cookies);
      if (stage === 'full') return await this.goOn(visit, response, cookies, resume);
      if (resume === null) return response.redirect(303, paths.secondFactor());
      const session = await this.sessions.sessionOf(cookies[0]);
      if (session) send(response, 200, await this.codePages.render(visit, session, { faults: null, resume }));
    } catch (error) {
      await again(faultsOf(error));
    }
  }

  @Get('/sign-in/code')
  @Who('anyone')
  async codePage(@Visiting() visit: Visit) {
    const session = await this.sessions.sessionOf(visit.headers.cookie);
    if (session?.stage !== 'second-factor') throw new SeeOther(session ? paths.home() : paths.signIn());
    return this.codePages.render(visit, session, { faults: null, resume: null });
  }

  @Post('/sign-in/code')
  @Who('anyone')
  async code(@Visiting() visit: Visit, @Body() typed: Typed | undefined, @Res() response: Response) {
    const resume = resumeIn(typed);
    const session = await this.sessions.sessionOf(visit.headers.cookie);
    if (session?.stage !== 'second-factor') {
      if (resume === null || session) return response.redirect(303, session ? paths.home() : paths.signIn());
      return send(response, 401, await this.signInPage.render(visit, { resume, expired: true }));
    }
    const again = async (faults: Faults) =>
      send(response, faults.status, await this.codePages.render(visit, session, { faults, resume }));
    const read = readForm(CODE, typed);
    if (!read.ok) return again(read.faults);
    try {
      const { cookies } = await this.codePages.enter(session, read.value.code, callerOf(visit));
      response.setHeader('Set-Cookie', cookies);
      await this.goOn(visit, response, cookies, resume);
    } catch (error) {
      await again(faultsOf(error));
    }
  }

  @Post('/demo/sign-in')
  @Who('anyone')
  async demoSignIn(
    @Visiting() visit: Visit,
    @Body(new Fits(AS)) { as, resume }: z.infer<typeof AS>,
    @Res() response: Response,
  ) {
    if (this.settings.mode !== 'demo') throw new RuleBroken('not-found');
    const cookies = await this.storage.write(async (stores) => {
      const accountId = await demoAccount(stores, as);
      return this.sessions.openWithin(stores, { accountId, stage: 'full', ...callerOf(visit) });
    });
    response.setHeader('Set-Cookie', cookies);
    await this.goOn(visit, response, cookies, resumeIn({ resume }));
  }

  @Post('/sign-out')
  @Who('anyone')
  async signOut(@Req() request: Request, @Res() response: Response) {
    const cookie = await this.sessions.end(request.headers.cookie);
    response.setHeader('Set-Cookie', cookie).redirect(303, withQuery(paths.signIn(), { said: 'signed-out' }));
  }

  /** On to the work, or back to the form that waited. */
  private async goOn(visit: Visit, response: Response, cookies: string[], resume: string | null): Promise<void> {
    const waiting = readResume(resume);
    if (!waiting) return response.redirect(303, await this.landing(cookies));
    send(response, 200, this.codePages.resume(visit, waiting));
  }

  /** Where the work of whoever has just been given a session begins. */
  private async landing(cookies: string[]): Promise<string> {
    const session = await this.sessions.sessionOf(cookies[0]);
    if (!session) return paths.home();
    return this.storage.read(async (stores) => {
      const account = await stores.accounts.byId(session.accountId);
      return account ? landingOf(stores, account.role) : paths.home();
    });
  }
}

function send(response: Response, status: number, page: string): void {
  response.status(status).type('html').send(page);
}

/** The waiting form as it came, where it is one of ours. */
function resumeIn(typed: Typed | undefined): string | null {
  const resume = typed?.['resume'];
  return typeof resume === 'string' && readResume(resume) ? resume : null;
}

function callerOf({ headers }: Visit) {
  return { device: headers['user-agent'] ?? '', cookies: headers.cookie };
}
