import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { actOnce } from '../acts/once.js';
import { revokeLinks } from '../acts/revoke-links.js';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type Person } from '../domain/permissions.js';
import { isHttps, type Settings } from '../settings.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { chosen, Fits, rowId, RowId } from '../web/input.js';
import { linkCookie, openLink } from '../web/mail-links.js';
import { paths, withQuery } from '../web/paths.js';
import { formToken } from '../web/text-input.js';
import { SETTINGS } from '../web/tokens.js';

const ASKED = z.object({ item: chosen(rowId).catch(undefined), plan: chosen(rowId).catch(undefined) });
const SENT = z.object({ token: formToken });

/** Personal links of mails: opened by anybody who has one, ended by the office or the unit. */
@Controller()
export class LinksController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Shows and writes nothing, however often machines look at it; only the forms behind it act. */
  @Get('/l/:token')
  @Who('anyone')
  async open(
    @Visiting() visit: Visit,
    @Param('token') token: string,
    @Query(new Fits(ASKED)) { item, plan }: z.infer<typeof ASKED>,
    @Res() response: Response,
  ) {
    const opened = await this.storage.read((stores) => openLink(stores, token));
    if (!opened) throw new RuleBroken('link-over');
    const { person } = opened;
    // A mail may tell of several plans and leads to each; without one it leads to that of its most pressing item.
    const planId =
      plan !== undefined && opened.items.some((one) => one.planId === plan) ? plan : opened.items[0]?.planId;
    const items = opened.items.filter((one) => one.planId === planId);
    // A mail that asks for nothing but putting right leads to that, not to a report.
    const asked = item ?? (items.every(({ stage }) => stage === 'rectifying') ? items[0]?.assignmentId : undefined);
    const isOne = asked !== undefined && person.items.includes(asked);
    // Who is signed in stays who they are, and does not become the unit when their session ends.
    if (!visit.person?.accountId) response.setHeader('Set-Cookie', linkCookie(token, isHttps(this.settings)));
    response.redirect(303, isOne ? paths.assignment(asked) : paths.report(planId ?? 0, person.unitId));
  }

  @Post('/plans/:plan/units/:unit/links/revocation')
  @Who('see-own')
  async revoke(
    @Me() person: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Param('unit', new RowId('单位')) unitId: number,
    @Body(new Fits(SENT)) { token }: z.infer<typeof SENT>,
    @Res() response: Response,
  ) {
    const to = await actOnce(
      this.storage,
      token,
      { ...this.clock.now(), actor: person.name },
      async (stores, occasion) => {
        await revokeLinks(stores, { planId, unitId, person }, occasion);
        return withQuery(paths.report(planId, unitId), { said: 'links-revoked' });
      },
    );
    response.redirect(303, to);
  }
}
