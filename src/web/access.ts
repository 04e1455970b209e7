import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Request } from 'express';
import { RuleBroken } from '../domain/errors.js';
import { may, type Permission, type Person } from '../domain/permissions.js';
import { linkReaches } from './mail-links.js';
import { planTurnedTo } from './plan-switch.js';
import { Sessions } from './sessions.service.js';

/** What a route asks of a visitor: a permission, or nothing. */
export type Access = Permission | 'anyone';
export const ACCESS = 'luoshi:access';

/** Declares who may use a route; a contract test finds routes without it. */
export const Who = (access: Access) => SetMetadata(ACCESS, access);

/** A request once the guard has looked at it; `person` is null where nobody is signed in. */
export interface Visit extends Request {
  person: Person | null;
  /** The plans its person may look into, where these are not all; set for routes that ask for a permission. */
  plans?: readonly number[] | null;
  /** The plan whose pages somebody who sees them all looked at last, as their browser says; it may be none of ours. */
  turnedTo?: number | null;
  /** The key of its forms where the page is kept for others to come; any other page takes a new one. */
  formToken?: string;
}

/** The visitor's request, as handlers take it. */
export const Visiting = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  context.switchToHttp().getRequest<Visit>(),
);

/** The person who is signed in; only for routes that ask for a permission. */
export const Me = createParamDecorator((_data: unknown, context: ExecutionContext): Person => {
  const { person } = context.switchToHttp().getRequest<Visit>();
  if (!person) throw new RuleBroken('not-signed-in');
  return person;
});

/** Lets a request through when it comes from our own pages and its person holds what the route asks for. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const visit = context.switchToHttp().getRequest<Visit>();
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!['GET', 'HEAD'].includes(visit.method) && !isOwnForm(visit)) throw new RuleBroken('foreign-form');
    visit.person = await this.sessions.personOf({
      cookies: visit.headers.cookie,
      authorization: isForPrograms(visit) ? visit.headers.authorization : undefined,
      links: !isForPrograms(visit),
    });
    // A mail's link is for pages: whoever came by one is nobody to the API.
    if (isForPrograms(visit) && visit.person?.items) visit.person = null;
    visit.turnedTo = planTurnedTo(visit);
    if (access === 'anyone') return true;
    // A mail is forwarded, and read by machines: beyond what it is about its link is as good as none.
    if (visit.person?.items && !linkReaches(visit.path)) throw new RuleBroken('not-found');
    if (!visit.person) throw new RuleBroken('not-signed-in');
    // A route that declares nothing is open to nobody.
    if (!access || !may(visit.person, access)) throw new RuleBroken('not-allowed');
    visit.plans = await this.sessions.plansOf(visit.person);
    const planId = planIn(visit.path);
    // Of another's plan as much is told as of one that was never there.
    if (planId !== null && visit.plans?.includes(planId) === false)
      throw new RuleBroken('not-found', { thing: '方案' });
    return true;
  }
}

/** The plan that an address is in; no number of a plan is longer. */
function planIn(path: string): number | null {
  const found = /^\/(?:api\/v1\/)?plans\/(\d{1,9})(?:\/|$)/i.exec(path);
  return found ? Number(found[1]) : null;
}

/** Programs show a token to the API and nowhere else; addresses are matched without regard to case. */
const isForPrograms = (request: Request) => request.path.toLowerCase().startsWith('/api/');

/** A browser says where a form came from; a program without these headers carries no one's cookie unasked. */
function isOwnForm(request: Request): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.headers.origin;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.headers.host);
}
