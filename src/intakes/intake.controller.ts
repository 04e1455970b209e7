import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { editIntake, startIntake } from '../acts/intakes.js';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { may, type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { takeForm, type Typed } from '../web/forms.js';
import { Fits, rowId, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { readPlanWorld, readWorldAround } from '../web/world.js';
import { comparisonView } from './comparison.views.js';
import { editOf, isEdited } from './intake.edits.js';
import { START } from './intake.forms.js';
import { foreseeStart, readComparison, readIntake } from './intake.service.js';
import { intakeView, type RefusedEdit } from './intake.views.js';
import { previewView } from './preview.views.js';

const ID = new RowId('导入稿');
const COMPARED = z.object({ plan: rowId });

/** 核对导入稿: one document's page, every change that it offers, and its start. */
@Controller('/intakes/:id')
@Who('run-plan')
export class IntakeController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Kept()
  async one(@Visiting() visit: Visit, @Param('id', ID) id: number) {
    return this.page(visit, id, null);
  }

  @Get('preview')
  async preview(@Visiting() visit: Visit, @Param('id', ID) id: number) {
    const now = this.clock.now();
    const foreseen = await foreseeStart(this.storage, id, now);
    return this.storage.read(async (stores) => {
      const world = await readWorldAround(stores, now, visit);
      const facts = await readIntake(stores, id, world.today, null);
      const at = { title: '启用后的邮件', place: 'plan' } as const;
      return this.pages.render('pages/intakes/preview', visit, world, at, previewView(facts, foreseen));
    });
  }

  @Get('comparison')
  @Kept()
  async compare(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', ID) id: number,
    @Query(new Fits(COMPARED)) { plan: planId }: z.infer<typeof COMPARED>,
  ) {
    return this.storage.read(async (stores) => {
      const world = await readPlanWorld(stores, this.clock.now(), planId);
      const facts = await readIntake(stores, id, world.today, null);
      const compared = await readComparison(stores, facts, world.plan);
      const at = { title: '与运行中的方案对照', place: 'plan', form: true } as const;
      const view = comparisonView({
        ...{ ...compared, facts, plan: world.plan },
        ...{ corrects: may(me, 'work'), appoints: may(me, 'manage-people') },
      });
      return this.pages.render('pages/intakes/comparison', visit, world, at, view);
    });
  }

  @Post('activation')
  async start(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', ID) id: number,
    @Body() typed: Typed = {},
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      START,
      typed,
      async ({ version, checked }) => {
        const now = this.clock.now();
        const { planId } = await this.storage.write((stores) =>
          startIntake(stores, { id, version, isChecked: checked.length > 0 }, { ...now, actor: me.name }),
        );
        return withQuery(paths.home(), { plan: planId, said: 'activated' });
      },
      (faults) => this.page(visit, id, { of: 'start', typed, faults }),
    );
  }

  /** Every other change: a part of the draft is edited, and the page goes on where it stood. */
  @Post('acts')
  async edit(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', ID) id: number,
    @Body() typed: Typed = {},
    @Res() response: Response,
  ) {
    const part = typed['act'];
    if (!isEdited(part)) throw new RuleBroken('bad-input', { field: '操作', problem: '没有这种修改' });
    await takeForm(
      response,
      editOf(part, typed),
      typed,
      async ({ version, change, anchor }) => {
        const occasion = { ...this.clock.now(), actor: me.name };
        await this.storage.write((stores) => editIntake(stores, { id, version }, change, occasion));
        return `${withQuery(paths.intake(id), { said: 'intake-saved' })}#${anchor}`;
      },
      (faults) => this.page(visit, id, { of: part, typed, faults }),
    );
  }

  private page(visit: Visit, id: number, refused: RefusedEdit | null): Promise<string> {
    return this.storage.read(async (stores) => {
      const world = await readWorldAround(stores, this.clock.now(), visit);
      const view = intakeView(await readIntake(stores, id, world.today, refused));
      return this.pages.render(
        'pages/intakes/intake',
        visit,
        world,
        { title: '核对方案', place: 'plan', form: true, keepsTyped: true },
        view,
      );
    });
  }
}
