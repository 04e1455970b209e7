import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { decideExtension } from '../acts/decide-extension.js';
import { actOnce, once } from '../acts/once.js';
import { requestExtension, withdrawExtension } from '../acts/request-extension.js';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { calendarWith } from '../working-days.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { type Faults, takeForm, type Typed } from '../web/forms.js';
import { chosen, Fits, pageNumber, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { mustLead } from '../web/leaders.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { dayNeeded, dayOrNone, formToken, line, oneOf, version, words, wordsNeeded } from '../web/text-input.js';
import { readPlanWorld } from '../web/world.js';
import { askView, extensionView } from './extension.views.js';
import { type Refused } from './extensions.forms.js';
import { readAsk, readExtension } from './extensions.service.js';
import { extensionsView, PER_PAGE, STAGES, stagesOf } from './list.views.js';

const LONGEST = 500;
const FILTER = z.object({ stage: chosen(z.enum(STAGES, { error: '没有这种状态' })), page: pageNumber });
const ASK = z.object({
  ...{ version, token: formToken },
  reason: wordsNeeded(LONGEST, '请写明延期理由'),
  progress: wordsNeeded(LONGEST, '请写明已有进展'),
  askedDay: dayNeeded('请填写申请延至哪一天'),
});
const DECISION = z
  .object({
    ...{ version, token: formToken },
    act: oneOf(['grant', 'endorse', 'refuse'], '请选择同意、不同意或报副组长审批'),
    grantedDay: dayOrNone.optional(),
    opinion: words(LONGEST),
    deputyName: line(40).optional(),
    reason: words(LONGEST),
  })
  .refine(({ act, grantedDay }) => act !== 'grant' || grantedDay !== null, {
    path: ['grantedDay'],
    error: '请填写延至哪一天',
  });
const WITHDRAWAL = z.object({ version, token: formToken });

/** Pages of 延期: the unit asks, the office decides or enters what a deputy leader decided. */
@Controller()
export class ExtensionsController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('/plans/:plan/extensions')
  @Who('see-all')
  @Kept()
  async list(
    @Visiting() visit: Visit,
    @Param('plan', new RowId('方案')) planId: number,
    @Query(new Fits(FILTER)) { stage, page }: z.infer<typeof FILTER>,
  ) {
    return this.storage.read(async (stores) => {
      const world = await readPlanWorld(stores, this.clock.now(), planId);
      const window = { limit: PER_PAGE, offset: (page - 1) * PER_PAGE };
      const found = await stores.extensions.page({ planId, stages: stagesOf(stage), ...window });
      const punctual = await stores.extensions.punctual(planId);
      const view = extensionsView({ world, stage, page, punctual, ...found });
      return this.pages.render(
        'pages/extensions/list',
        visit,
        world,
        { title: '延期申请', place: 'assignments' },
        view,
      );
    });
  }

  @Get('/assignments/:id/extensions')
  @Who('see-own')
  @Kept()
  async asking(@Visiting() visit: Visit, @Me() me: Person, @Param('id', new RowId('责任事项')) id: number) {
    return this.askPage(visit, me, id, null);
  }

  @Post('/assignments/:id/extensions')
  @Who('act-for-unit')
  async ask(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('责任事项')) id: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    const now = this.clock.now();
    await takeForm(
      response,
      ASK,
      typed,
      ({ token, ...form }) =>
        actOnce(this.storage, token, { ...now, actor: me.name }, async (stores, occasion) => {
          const calendar = calendarWith(await stores.calendar.overrides());
          const request = { assignmentId: id, person: me, ...form };
          const made = await requestExtension(stores, request, calendar, occasion);
          return withQuery(paths.extension(made), { said: 'extension-asked' });
        }),
      (faults) => this.askPage(visit, me, id, { typed: typed ?? {}, faults }),
    );
  }

  @Get('/extensions/:id')
  @Who('see-own')
  @Kept()
  async one(@Visiting() visit: Visit, @Me() me: Person, @Param('id', new RowId('延期申请')) id: number) {
    return this.onePage(visit, me, id, null);
  }

  @Post('/extensions/:id/decision')
  @Who('work')
  async decide(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('延期申请')) id: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      DECISION,
      typed,
      (form) => this.perform(me, id, form),
      (faults) => this.onePage(visit, me, id, { typed: typed ?? {}, faults }),
    );
  }

  private perform(me: Person, id: number, { token, ...typed }: z.infer<typeof DECISION>): Promise<string> {
    const now = this.clock.now();
    const { act, grantedDay = null, deputyName = '' } = typed;
    const form = { ...typed, grantedDay, deputyName };
    return this.storage.write(async (stores) => {
      const { extension, leaders, world } = await readExtension(stores, now, id, me);
      const deputies = leaders.filter(({ isDeputy }) => isDeputy);
      // Whoever cleared the name that stood there did not mean it.
      if (extension.stage === 'endorsed' && typed.deputyName === '')
        throw new RuleBroken('deputy-missing', { field: 'deputyName' });
      mustLead(deputies, deputyName, 'deputyName');
      return once(stores, token, now.at, async () => {
        await decideExtension(stores, { extensionId: id, ...form }, world.calendar, { ...now, actor: me.name });
        return withQuery(paths.extension(id), { said: `extension-${act}` });
      });
    });
  }

  @Post('/extensions/:id/withdrawal')
  @Who('act-for-unit')
  async withdraw(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('延期申请')) id: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    const now = this.clock.now();
    await takeForm(
      response,
      WITHDRAWAL,
      typed,
      ({ token, version: seen }) =>
        actOnce(this.storage, token, { ...now, actor: me.name }, async (stores, occasion) => {
          const request = { extensionId: id, version: seen, person: me };
          await withdrawExtension(stores, request, occasion);
          return withQuery(paths.extension(id), { said: 'extension-withdrawn' });
        }),
      (faults: Faults) => this.onePage(visit, me, id, { typed: typed ?? {}, faults }),
    );
  }

  private askPage(visit: Visit, me: Person, id: number, refused: Refused | null): Promise<string> {
    return this.storage.read(async (stores) => {
      const facts = await readAsk(stores, this.clock.now(), id, me);
      const at = { title: '申请延期', place: 'assignments', form: true } as const;
      return this.pages.render('pages/extensions/ask', visit, facts.world, at, askView(facts, me, refused));
    });
  }

  private onePage(visit: Visit, me: Person, id: number, refused: Refused | null): Promise<string> {
    return this.storage.read(async (stores) => {
      const facts = await readExtension(stores, this.clock.now(), id, me);
      const at = { title: '延期申请', place: 'assignments', form: true } as const;
      return this.pages.render('pages/extensions/extension', visit, facts.world, at, extensionView(facts, me, refused));
    });
  }
}
