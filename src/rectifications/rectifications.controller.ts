import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { type Occasion } from '../acts/history.js';
import { actOnce } from '../acts/once.js';
import { answerObjection, object, recheck, submitRectification } from '../acts/rectify.js';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { CLOSE_TESTS, type CloseTest } from '../domain/inspections.js';
import { mayActFor, type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { takeForm, type Typed } from '../web/forms.js';
import { RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { dayOrNone, formToken, oneOf, ticked, version, words, wordsNeeded } from '../web/text-input.js';
import { noticeView } from './notice.views.js';
import { type Refused } from './rectification.forms.js';
import { rectificationView } from './rectification.views.js';
import { readNotice, readRectification, seen } from './rectifications.service.js';

const LONGEST = 2000;
const TESTS = Object.keys(CLOSE_TESTS) as [CloseTest, ...CloseTest[]];
const ROUND = z.object({
  version,
  measures: wordsNeeded(LONGEST, '请写明整改措施'),
  result: wordsNeeded(LONGEST, '请写明整改结果'),
  lessons: wordsNeeded(LONGEST, '请写明举一反三情况'),
  token: formToken,
});
const RECHECK = z.object({
  version,
  outcome: oneOf(['pass', 'fail'], '请选择复查结论'),
  tests: ticked(TESTS),
  reason: words(LONGEST),
  dueOn: dayOrNone,
  token: formToken,
});
const OBJECTION = z.object({ text: wordsNeeded(LONGEST, '请写明异议内容'), token: formToken });
const ANSWER = z.object({
  version,
  outcome: oneOf(['upheld', 'rejected'], '请选择核查结果'),
  answer: wordsNeeded(LONGEST, '请写明答复'),
  token: formToken,
});

/** One rectification: what the unit reports, what the recheck finds, its objection, its notice. */
@Controller()
export class RectificationsController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('/rectifications/:id')
  @Who('see-own')
  @Kept()
  async one(@Visiting() visit: Visit, @Me() me: Person, @Param('id', new RowId('整改')) id: number) {
    return this.page(visit, me, id, null);
  }

  @Get('/rectifications/:id/notice')
  @Who('see-own')
  @Kept()
  async notice(@Visiting() visit: Visit, @Me() me: Person, @Param('id', new RowId('整改')) id: number) {
    return this.storage.read(async (stores) => {
      const facts = await readNotice(stores, this.clock.now(), id, me);
      const at = { title: '整改通知书', place: 'rectifications', form: true } as const;
      return this.pages.render('pages/rectifications/notice', visit, facts.world, at, noticeView(facts));
    });
  }

  @Post('/rectifications/:id/rounds')
  @Who('see-own')
  async report(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('整改')) id: number,
    @Body() typed: Typed = {},
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      ROUND,
      typed,
      ({ token, ...form }) =>
        this.act(me, id, token, { said: 'round-filed' }, async (stores, occasion) => {
          await mustActFor(stores, id, me);
          await submitRectification(stores, { rectificationId: id, ...form, person: me }, occasion);
        }),
      (faults) => this.page(visit, me, id, { form: 'round', typed, faults }),
    );
  }

  @Post('/rectifications/:id/recheck')
  @Who('work')
  async check(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('整改')) id: number,
    @Body() typed: Typed = {},
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      RECHECK,
      typed,
      ({ token, ...form }) => {
        const notice = form.outcome === 'pass' ? { said: 'recheck-passed' } : { said: 'recheck-failed' };
        return this.act(me, id, token, notice, (stores, occasion) =>
          recheck(stores, { rectificationId: id, ...form, person: me }, occasion),
        );
      },
      (faults) => this.page(visit, me, id, { form: 'recheck', typed, faults }),
    );
  }

  @Post('/rectifications/:id/objections')
  @Who('see-own')
  async object(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('整改')) id: number,
    @Body() typed: Typed = {},
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      OBJECTION,
      typed,
      ({ token, text }) =>
        this.act(me, id, token, { said: 'objection-raised' }, async (stores, occasion) => {
          await mustActFor(stores, id, me);
          await object(stores, { rectificationId: id, text, person: me }, occasion);
        }),
      (faults) => this.page(visit, me, id, { form: 'object', typed, faults }),
    );
  }

  @Post('/objections/:id/answer')
  @Who('work')
  async answer(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('异议')) objectionId: number,
    @Body() typed: Typed = {},
    @Res() response: Response,
  ) {
    const objection = await this.storage.read((stores) => stores.rectifications.objection(objectionId));
    if (!objection) throw new RuleBroken('not-found', { thing: '异议' });
    const id = objection.rectificationId;
    await takeForm(
      response,
      ANSWER,
      typed,
      ({ token, ...form }) =>
        this.act(me, id, token, { said: 'objection-settled' }, (stores, occasion) =>
          answerObjection(stores, { objectionId, ...form, person: me }, occasion),
        ),
      (faults) => this.page(visit, me, id, { form: 'answer', typed, faults }),
    );
  }

  /** Does an act once and leads back to the page with a notice of it. */
  private act(
    me: Person,
    id: number,
    token: string | null,
    notice: { said: string },
    work: (stores: Stores, occasion: Occasion) => Promise<unknown>,
  ): Promise<string> {
    return actOnce(this.storage, token, { ...this.clock.now(), actor: me.name }, async (stores, occasion) => {
      await work(stores, occasion);
      return withQuery(paths.rectification(id), notice);
    });
  }

  private page(visit: Visit, me: Person, id: number, refused: Refused | null) {
    return this.storage.read(async (stores) => {
      const facts = await readRectification(stores, this.clock.now(), id, me);
      const view = rectificationView({ ...facts, person: me }, refused);
      const at = { title: view.title, place: 'rectifications', form: true } as const;
      return this.pages.render('pages/rectifications/rectification', visit, facts.world, at, view);
    });
  }
}

/** Whoever may not see it is told that there is none; whoever sees it without acting for its unit, that the act is not theirs. */
async function mustActFor(stores: Stores, id: number, me: Person): Promise<void> {
  const { assignmentId, unitId } = await seen(stores, id, me);
  if (!mayActFor(me, { id: assignmentId, unitId })) throw new RuleBroken('not-allowed');
}
