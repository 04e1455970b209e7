import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { actOnAssignment } from '../acts/act-on-assignment.js';
import { actOnce, once } from '../acts/once.js';
import { releaseMail } from '../acts/release-mail.js';
import { settleFinding } from '../acts/settle-finding.js';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { takeForm, type Typed } from '../web/forms.js';
import { chosen, Fits, rowId, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { paths, withQuery } from '../web/paths.js';
import { idsIn, LONGEST_REASON } from '../web/report-reviews.js';
import { formToken, oneOf, version, words } from '../web/text-input.js';
import { skippedIn } from './chases.views.js';
import { DECLINED_ACTS } from './desk.forms.js';
import { ALL_DONE, DeskPage } from './desk.page.js';

const list = z.string().max(600).catch('');
const ASKED = z.object({ missed: list, skipped: list });
const ACT = z.object({
  assignment: rowId,
  act: oneOf(DECLINED_ACTS, '请选择要办理的操作'),
  version,
  reason: words(LONGEST_REASON),
  token: formToken,
});
const ANSWER = z.object({
  finding: rowId,
  version,
  answer: oneOf(['confirmed', 'dismissed'], '请选择一个答复'),
  token: formToken,
});
const RELEASE = z.object({ plan: chosen(rowId), token: formToken });

/** 今天要办: what waits for the office, done in place. */
@Controller()
@Who('work')
export class DeskController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly desk: DeskPage,
  ) {}

  @Get('/plans/:plan/desk')
  @Kept()
  async list(
    @Visiting() visit: Visit,
    @Param('plan', new RowId('方案')) planId: number,
    @Query(new Fits(ASKED)) { missed, skipped }: z.infer<typeof ASKED>,
  ) {
    return this.desk.page(visit, planId, { missed: idsIn(missed), skipped: skippedIn(skipped) }, null);
  }

  @Post('/plans/:plan/desk/acts')
  async act(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      ACT,
      typed,
      (form) => this.answerDeclined(me, planId, form),
      (faults) => this.desk.page(visit, planId, ALL_DONE, { of: 'act', typed: typed ?? {}, faults }),
    );
  }

  @Post('/plans/:plan/desk/findings')
  async finding(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      ANSWER,
      typed,
      (form) => this.answerFinding(me, planId, form),
      (faults) => this.desk.page(visit, planId, ALL_DONE, { of: 'finding', typed: typed ?? {}, faults }),
    );
  }

  @Post('/outbox/:id/release')
  async release(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('邮件')) id: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      RELEASE,
      typed,
      (form) => this.sendAgain(me, id, form),
      async (faults) => {
        const { data } = RELEASE.safeParse(typed);
        if (!data?.plan) throw new RuleBroken(faults.code ?? 'not-found', { thing: '邮件' });
        return this.desk.page(visit, data.plan, ALL_DONE, { of: 'mail', typed: typed ?? {}, faults });
      },
    );
  }

  private async sendAgain(me: Person, id: number, { plan, token }: z.infer<typeof RELEASE>): Promise<string> {
    return actOnce(this.storage, token, { ...this.clock.now(), actor: me.name }, async (stores, occasion) => {
      await releaseMail(stores, { outboxId: id }, occasion);
      return withQuery(plan === undefined ? paths.mail(id) : paths.desk(plan), { said: 'mail-released' });
    });
  }

  private async answerDeclined(me: Person, planId: number, form: z.infer<typeof ACT>): Promise<string> {
    const { token, assignment: id, ...request } = form;
    const now = this.clock.now();
    return this.storage.write(async (stores) => {
      if ((await stores.assignments.byId(id))?.planId !== planId)
        throw new RuleBroken('not-found', { thing: '责任事项' });
      return once(stores, token, now.at, async () => {
        await actOnAssignment(stores, { id, ...request }, { ...now, actor: me.name });
        return withQuery(paths.desk(planId), { said: 'acted' });
      });
    });
  }

  private async answerFinding(me: Person, planId: number, form: z.infer<typeof ANSWER>): Promise<string> {
    const { token, finding: findingId, ...request } = form;
    return actOnce(this.storage, token, { ...this.clock.now(), actor: me.name }, async (stores, occasion) => {
      const became = await settleFinding(stores, { planId, findingId, ...request }, occasion);
      return withQuery(paths.desk(planId), { said: `finding-${became}` });
    });
  }
}
