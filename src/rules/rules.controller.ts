import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { changeRules } from '../acts/change-rules.js';
import { actOnce } from '../acts/once.js';
import { Clock } from '../clock.js';
import { plusDays } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { compareForeseen, type MailChanges } from '../domain/foreseen.js';
import { type Person } from '../domain/permissions.js';
import { type PlanRules } from '../domain/rules.js';
import { foresee } from '../foresight/foresee.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { type Faults, takeForm, type Typed } from '../web/forms.js';
import { RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { DAYS_FORESEEN } from '../web/mail-changes.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { formToken, oneOf, version, words } from '../web/text-input.js';
import { type PlanWorld, readPlanWorld } from '../web/world.js';
import { readWritten } from './rules.forms.js';
import { rulesView } from './rules.views.js';

const CHANGES_SHOWN = 20;

/** The form of a plan's rules: what is wrong with each is told at its field. */
const formFor = (world: PlanWorld) =>
  z.intersection(
    z.object({
      version,
      intent: oneOf(['preview', 'save'], '请选择看影响还是保存'),
      reason: words(300),
      token: formToken,
    }),
    z.record(z.string(), z.unknown()).transform((typed, context): { rules: PlanRules } => {
      const { rules, faults } = readWritten(typed, world);
      for (const { field, words: message } of faults) context.addIssue({ code: 'custom', path: [field], message });
      return { rules };
    }),
  );

/** What a page of rules shows besides the plan's own: what was typed, what is wrong with it, what it would change. */
type Shown = Partial<{ typed: Typed; faults: Faults; changes: MailChanges; defaults: boolean }>;

/** 邮件规则: the numbers by which a plan's mails leave; seen before they are saved. */
@Controller('/plans/:plan/rules')
@Who('work')
export class RulesController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Kept()
  async show(
    @Visiting() visit: Visit,
    @Param('plan', new RowId('方案')) planId: number,
    @Query() { fill }: Record<string, unknown>,
  ) {
    return this.storage.read((stores) => this.page(stores, visit, planId, { defaults: fill === 'defaults' }));
  }

  @Post()
  async change(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    const now = this.clock.now();
    const world = await this.storage.read((stores) => readPlanWorld(stores, now, planId));
    await takeForm(
      response,
      formFor(world),
      typed,
      async ({ token, intent, version: seen, reason, rules }) => {
        if (intent === 'preview') return { page: await this.preview(visit, planId, typed ?? {}, rules) };
        return actOnce(this.storage, token, { ...now, actor: me.name }, async (stores, occasion) => {
          await changeRules(stores, { planId, version: seen, rules, reason }, occasion);
          return withQuery(paths.rules(planId), { said: 'rules-changed' });
        });
      },
      (faults) => this.storage.read((stores) => this.page(stores, visit, planId, { typed: typed ?? {}, faults })),
    );
  }

  private preview(visit: Visit, planId: number, typed: Typed, rules: PlanRules): Promise<string> {
    const { today } = this.clock.now();
    const span = { from: today, to: plusDays(today, DAYS_FORESEEN), today };
    return this.storage.read(async (stores) => {
      const before = await foresee(stores, { ...span, supposed: {} });
      const after = await foresee(stores, { ...span, supposed: { rules: new Map([[planId, rules]]) } });
      return this.page(stores, visit, planId, { typed, changes: compareForeseen(before, after) });
    });
  }

  private async page(stores: Stores, visit: Visit, planId: number, shown: Shown): Promise<string> {
    const world = await readPlanWorld(stores, this.clock.now(), planId);
    const history = await stores.history.search({ planId, acts: ['change-rules'], limit: CHANGES_SHOWN });
    if (world.plan.state === 'closed') throw new RuleBroken('plan-closed');
    const { typed = null, faults = null, changes = null, defaults = false } = shown;
    const view = rulesView({ world, history, typed, faults, changes, defaults });
    return this.pages.render('pages/rules/rules', visit, world, { title: '邮件规则', place: 'plan', form: true }, view);
  }
}
