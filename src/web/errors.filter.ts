import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { type Response } from 'express';
import { Clock, machineInstant } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { Storage } from '../storage/doors.js';
import { type Visit } from './access.js';
import { fieldWords } from './field-words.js';
import { type Said, wordsFor } from './messages.js';
import { Pages } from './pages.service.js';
import { paths } from './paths.js';
import { planTurnedTo } from './plan-switch.js';
import { resumeText } from './resume.js';
import { type Facts } from './said.js';
import { Sessions } from './sessions.service.js';
import { SignInPage } from './sign-in-page.service.js';
import { readWorldAround, type World } from './world.js';

/** Not a failure: what was asked for stands at another address. */
export class SeeOther extends Error {
  constructor(readonly href: string) {
    super(href);
  }
}

/** Turns every failure into words: a page for people, JSON for programs; a stack trace for nobody but the log. */
@Catch()
export class ErrorsFilter implements ExceptionFilter {
  constructor(
    private readonly pages: Pages,
    private readonly sessions: Sessions,
    private readonly signInPage: SignInPage,
    private readonly storage: Storage,
    private readonly clock: Clock,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const visit = host.switchToHttp().getRequest<Visit>();
    const response = host.switchToHttp().getResponse<Response>();
    if (error instanceof SeeOther) {
      response.redirect(303, error.href);
      return;
    }
    const { code, facts } = brokenRule(error);
    const asksForJson = visit.path.startsWith('/api/') || visit.path === '/healthz';
    const said = wordsFor(code, asksForJson ? facts : onPage(code, facts));
    // The stack and no more: a failed statement carries its values, which are people's words and secrets' hashes.
    if (said.status >= 500 && !(error instanceof RuleBroken))
      console.error(error instanceof Error ? error.stack : String(error));
    logDenied(visit, code);
    if (response.headersSent) return;
    response.status(said.status);
    if (asksForJson) {
      response.json({ error: { code, message: `${said.happened}${said.next}`, ...fieldsOf(facts, said) } });
    } else if (code === 'not-signed-in') {
      await this.askToSignIn(visit, response);
    } else {
      response.type('html').send(await this.page(visit, said).catch(() => said.happened));
    }
  }

  /** A page that is looked at can be looked at again; what was sent in a form waits for its person to sign in. */
  private async askToSignIn(visit: Visit, response: Response): Promise<void> {
    if (visit.method !== 'POST') return response.redirect(303, paths.signIn());
    const waiting = { resume: resumeText(visit), expired: true };
    response.type('html').send(await this.signInPage.render(visit, waiting));
  }

  private async page(visit: Visit, said: Said): Promise<string> {
    const world = await this.worldOf(visit);
    return this.pages.render(
      'pages/errors/error',
      visit,
      world,
      { title: said.title, place: 'none' },
      {
        title: said.title,
        happened: said.happened,
        kept: said.kept,
        next: said.next,
        reference: null,
        home: { label: '回首页', href: paths.home() },
      },
    );
  }

  /** Who asks and where they are; an address no route knows has not passed the guard. Null where even that cannot be read. */
  private async worldOf(visit: Visit): Promise<World | null> {
    try {
      visit.person ??= await this.sessions.personOf({ cookies: visit.headers.cookie });
      visit.turnedTo ??= planTurnedTo(visit);
      return visit.person
        ? await this.storage.read((stores) => readWorldAround(stores, this.clock.now(), visit))
        : null;
    } catch {
      visit.person ??= null;
      return null;
    }
  }
}

/** Whoever is signed in and reaches for what is not theirs is said in the log, as one line: ids and no names. */
function logDenied(visit: Visit, code: string): void {
  if (!visit.person || !['not-found', 'not-allowed'].includes(code)) return;
  const route = (visit.route as { path?: string } | undefined)?.path;
  if (route === undefined) return;
  const ids = Object.entries(visit.params).filter(([, value]) => /^\d{1,10}$/.test(String(value)));
  const { role, accountId, unitId } = visit.person;
  const line = { event: code, at: machineInstant(), method: visit.method, route, ids: Object.fromEntries(ids) };
  console.info(JSON.stringify({ ...line, role, account: accountId, unit: unitId }));
}

function brokenRule(error: unknown): { code: string; facts: Record<string, unknown> } {
  if (error instanceof RuleBroken) return { code: error.code, facts: error.facts };
  if (error instanceof HttpException) {
    const status = error.getStatus();
    if (status === 404) return { code: 'not-found', facts: {} };
    if (status < 500) return { code: 'bad-input', facts: { field: '请求', problem: '格式不对' } };
  }
  return { code: 'unexpected', facts: {} };
}

/** Whoever reads a page knows a field by its label, a program by its name. */
function onPage(code: string, facts: Facts): Facts {
  const { field } = facts;
  return code === 'bad-input' && typeof field === 'string' ? { ...facts, field: fieldWords(field) } : facts;
}

/** What is wrong by field, where it is a field that is wrong; JSON leaves out what is undefined. */
function fieldsOf({ field, problem, fields }: Record<string, unknown>, { status, happened }: Said) {
  if (status !== 409 && status !== 422) return {};
  if (fields !== undefined) return { fields };
  const message = typeof problem === 'string' ? problem : happened;
  return typeof field === 'string' && field !== '' ? { fields: { [field]: message } } : {};
}
