import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { giveInstruction } from '../acts/instruct.js';
import { once } from '../acts/once.js';
import { Clock } from '../clock.js';
import { may, type Person } from '../domain/permissions.js';
import { type FaultSummary, type FormView } from '../rendering/views-forms.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { faultSummary, takeForm, type Typed } from '../web/forms.js';
import { chosen, Fits, pageNumber, rowId, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { leadersOf, mustLead } from '../web/leaders.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { readRed } from '../web/red-items.js';
import { dayNeeded, formToken, line, wordsNeeded } from '../web/text-input.js';
import { type PlanWorld, readPlanWorld } from '../web/world.js';
import { readBriefing } from './briefing.service.js';
import { briefingView } from './briefing.views.js';
import { instructionsView, PER_PAGE } from './instruction.views.js';
import { type Choices, instructionForm, type Refused } from './instructions.forms.js';
import { readChoices, readInstructions } from './instructions.service.js';

const ASKED = z.object({ assignment: chosen(rowId).catch(undefined), page: pageNumber });
const row = (missing: string) =>
  z.coerce.number({ error: missing }).int(missing).positive(missing).max(2_147_483_647, missing);
const GIVEN = z.object({
  token: formToken,
  leaderName: line(40),
  text: wordsNeeded(500, '请写明批示内容'),
  unitId: row('请选择办理单位'),
  assignmentId: chosen(row('请选择列出的事项，或者不指定')),
  dueOn: dayNeeded('请填写办理期限'),
});

/** 领导阅示 and 批示: one screen for a leader, the list, and the form that both pages carry. */
@Controller('/plans/:plan')
export class InstructionsController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('briefing')
  @Who('see-all')
  @Kept()
  async briefing(@Visiting() visit: Visit, @Me() me: Person, @Param('plan', new RowId('方案')) planId: number) {
    return this.storage.read((stores) => this.briefingPage(stores, visit, me, planId, null));
  }

  @Get('instructions')
  @Who('see-own')
  @Kept()
  async list(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Query(new Fits(ASKED)) asked: z.infer<typeof ASKED>,
  ) {
    return this.storage.read((stores) => this.listPage(stores, visit, me, planId, asked, null));
  }

  @Post('instructions')
  @Who('instruct')
  async give(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    const now = this.clock.now();
    await takeForm(
      response,
      GIVEN,
      typed,
      ({ token, assignmentId = null, ...form }) =>
        this.storage.write(async (stores) => {
          if (me.role !== 'leader') mustLead(await leadersOf(stores, planId, now.today), form.leaderName, 'leaderName');
          return once(stores, token, now.at, async () => {
            const request = { planId, assignmentId, person: me, ...form };
            await giveInstruction(stores, request, { ...now, actor: me.name });
            return withQuery(paths.instructions(planId), { said: 'instructed' });
          });
        }),
      (faults) =>
        this.storage.read((stores) => {
          const refused = { typed: typed ?? {}, faults };
          return refused.typed['from'] === 'briefing'
            ? this.briefingPage(stores, visit, me, planId, refused)
            : this.listPage(stores, visit, me, planId, { page: 1 }, refused);
        }),
    );
  }

  private async briefingPage(stores: Stores, visit: Visit, me: Person, planId: number, refused: Refused | null) {
    const world = await readPlanWorld(stores, this.clock.now(), planId);
    const facts = await readBriefing(stores, world);
    const asked = { red: facts.red, asked: typedItem(refused), from: 'briefing' as const };
    const view = briefingView(facts, await this.formOf(stores, world, me, asked, refused));
    const at = { title: '领导阅示', place: 'briefing', form: true } as const;
    return this.pages.render('pages/instructions/briefing', visit, world, at, view);
  }

  private async listPage(
    stores: Stores,
    visit: Visit,
    me: Person,
    planId: number,
    { page, assignment }: { page: number; assignment?: number | undefined },
    refused: Refused | null,
  ) {
    const world = await readPlanWorld(stores, this.clock.now(), planId);
    const found = await readInstructions(stores, world, me, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE });
    const red = may(me, 'instruct') ? await readRed(stores, world) : [];
    const asked = { red, asked: refused ? typedItem(refused) : (assignment ?? null), from: 'list' as const };
    const own = await this.formOf(stores, world, me, asked, refused);
    const open = refused !== null || assignment !== undefined;
    const view = instructionsView({ world, page, ...found }, { ...own, open });
    const at = { title: '批示', place: 'instructions', form: true } as const;
    return this.pages.render('pages/instructions/list', visit, world, at, view);
  }

  private async formOf(
    stores: Stores,
    world: PlanWorld,
    me: Person,
    asked: { red: readonly NamedAssignment[]; asked: number | null; from: Choices['from'] },
    refused: Refused | null,
  ): Promise<{ form: FormView | null; summary: FaultSummary | null }> {
    // What was typed is not thrown away where the plan has meanwhile been closed.
    if (!may(me, 'instruct') || (world.plan.state !== 'running' && !refused)) return { form: null, summary: null };
    const form = instructionForm(await readChoices(stores, world, me, asked), refused);
    return { form, summary: faultSummary(refused?.faults ?? null, form.fields) };
  }
}

/** The item that was typed into a refused form, so that it stays chosen. */
function typedItem(refused: Refused | null): number | null {
  const typed = rowId.safeParse(refused?.typed['assignmentId']);
  return typed.success ? typed.data : null;
}
