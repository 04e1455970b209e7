import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { correctPlan, workOut } from '../acts/correct-plan.js';
import { actOnce } from '../acts/once.js';
import { Clock, later } from '../clock.js';
import { type Correction } from '../domain/corrections.js';
import { RuleBroken } from '../domain/errors.js';
import { type Person } from '../domain/permissions.js';
import { COLLECT_SECONDS } from '../domain/recheck.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { type Faults, faultsOf, faultSummary, readForm, takeForm, type Typed } from '../web/forms.js';
import { rowId, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { reissueOf } from '../web/reissue.js';
import { dayNeeded, dayOrNone, formToken, line, lineNeeded, oneOf, version, wordsNeeded } from '../web/text-input.js';
import { type PlanWorld, readPlanWorld } from '../web/world.js';
import { type Choices, correctionSections } from './corrections.forms.js';
import { mailChanges, reasonOffered } from './corrections.service.js';
import { previewView } from './corrections.views.js';
import { listedChanges } from './lines.views.js';

const chosenRow = (missing: string) =>
  z.coerce.number({ error: missing }).int(missing).positive(missing).max(2_147_483_647, missing);
const unitId = chosenRow('请选择单位');
const measureId = chosenRow('请选择措施');
const phaseId = chosenRow('请选择阶段');
const role = oneOf(['lead', 'responsible'], '请选择牵头单位或责任单位');
const day = dayNeeded('请填写更正后的日期');
const confirm = {
  version,
  seen: z.string().max(64).catch(''),
  reason: wordsNeeded(300, '请写明更正理由'),
  token: formToken,
};
const KINDS = [
  z.object({
    ...{ kind: z.literal('document'), title: lineNeeded(200, '请填写方案标题') },
    ...{ docNumber: line(60), issuer: line(100), issuedOn: dayOrNone },
  }),
  z.object({ kind: z.literal('unit-name'), unitId, name: lineNeeded(60, '请填写正确名称') }),
  z.object({ kind: z.literal('measure-title'), measureId, title: lineNeeded(100, '请填写正确标题') }),
  z.object({ kind: z.literal('merge'), unitId, intoId: unitId }),
  z.object({ kind: z.literal('duty'), measureId, unitId, toUnitId: unitId }),
  z.object({ kind: z.literal('duty-new'), measureId, unit: lineNeeded(60, '请填写单位名称'), role }),
  z.object({ kind: z.literal('duty-end'), measureId, unitId }),
  z.object({
    ...{ kind: z.literal('measure-new'), number: lineNeeded(20, '请填写序号') },
    ...{ title: lineNeeded(100, '请填写措施标题'), day: dayOrNone },
  }),
  z.object({ kind: z.literal('measure-due'), measureId, day }),
  z.object({ kind: z.literal('phase-due'), phaseId, day }),
  z.object({ kind: z.literal('phase-title'), phaseId, title: lineNeeded(100, '请填写正确名称') }),
  z.object({
    ...{ kind: z.literal('phase-new'), title: lineNeeded(100, '请填写阶段名称'), start: dayOrNone },
    day: dayNeeded('请填写阶段的到期日'),
  }),
  z.object({ kind: z.literal('phase-end'), phaseId }),
  z.object({ kind: z.literal('item-due'), assignmentId: rowId, day }),
] as const;
/** What a preview is asked for. */
const ASKED = z.discriminatedUnion('kind', KINDS, { error: '请选择要更正什么' });
/** What is confirmed: the same, as it was seen, with the reason. */
const CONFIRMED = z.intersection(ASKED, z.object(confirm));

/** 更正方案: a form, its preview, and the confirmation; nothing changes before the last. */
@Controller('/plans/:plan/corrections')
@Who('work')
export class CorrectionsController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Kept()
  async list(@Visiting() visit: Visit, @Param('plan', new RowId('方案')) planId: number, @Query() asked: Typed) {
    return this.storage.read((stores) => this.forms(stores, visit, planId, asked, null));
  }

  @Get('preview')
  async preview(
    @Visiting() visit: Visit,
    @Param('plan', new RowId('方案')) planId: number,
    @Query() asked: Typed,
    @Res() response: Response,
  ) {
    const read = readForm(ASKED, asked);
    const page = await this.storage.read(async (stores) => {
      if (!read.ok) return { faults: read.faults, html: await this.forms(stores, visit, planId, asked, read.faults) };
      try {
        return { faults: null, html: await this.previewPage(stores, visit, { planId, sent: asked }, read.value, null) };
      } catch (error) {
        const faults = faultsOf(error);
        return { faults, html: await this.forms(stores, visit, planId, asked, faults) };
      }
    });
    response
      .status(page.faults?.status ?? 200)
      .type('html')
      .send(page.html);
  }

  @Post()
  async correct(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    const now = this.clock.now();
    await takeForm(
      response,
      CONFIRMED,
      typed,
      ({ token, version: seenVersion, seen, reason, ...correction }) =>
        actOnce(this.storage, token, { ...now, actor: me.name }, async (stores, occasion) => {
          const tellAt = later(now.at, COLLECT_SECONDS);
          const intake = reissueOf(typed ?? {});
          const from = intake === null ? {} : { intakeId: intake };
          const request = { planId, version: seenVersion, correction, reason, seen, tellAt, ...from };
          await correctPlan(stores, request, occasion);
          return afterwards(planId, intake, saidOf(correction));
        }),
      (faults) => this.again(visit, planId, typed ?? {}, faults),
    );
  }

  /** The preview again where it can still be worked out, else the forms. */
  private again(visit: Visit, planId: number, typed: Typed, faults: Faults): Promise<string> {
    return this.storage.read(async (stores) => {
      const read = readForm(ASKED, typed);
      if (!read.ok) return this.forms(stores, visit, planId, typed, read.faults);
      try {
        return await this.previewPage(stores, visit, { planId, sent: typed }, read.value, { typed, faults });
      } catch (error) {
        return this.forms(stores, visit, planId, typed, faultsOf(error));
      }
    });
  }

  private async forms(stores: Stores, visit: Visit, planId: number, typed: Typed, faults: Faults | null) {
    const world = await readPlanWorld(stores, this.clock.now(), planId);
    if (world.plan.state === 'closed') throw new RuleBroken('plan-closed');
    const sections = correctionSections(await choicesOf(stores, world, typed), typed, faults);
    const view = {
      trail: trailTo(planId, reissueOf(typed)),
      planTitle: world.plan.title,
      summary: faultSummary(
        faults,
        sections.filter(({ open }) => open).flatMap(({ fields }) => fields),
      ),
      action: `${paths.corrections(planId)}/preview`,
      sections,
    };
    const at = { title: '更正方案', place: 'plan', form: true } as const;
    return this.pages.render('pages/corrections/list', visit, world, at, view);
  }

  private async previewPage(
    stores: Stores,
    visit: Visit,
    { planId, sent }: { planId: number; sent: Typed },
    correction: Correction,
    refused: { typed: Typed; faults: Faults } | null,
  ): Promise<string> {
    const world = await readPlanWorld(stores, this.clock.now(), planId);
    const worked = await workOut(stores, planId, correction, world.today);
    const named = await stores.assignments.byIds(listedChanges(worked.effects).map(({ item }) => item.id));
    const titles = await stores.plans.measureTitles(planId);
    const measures = new Map(titles.map(({ id, number, title }) => [id, `${number}${title}`]));
    const unitNames = new Map((await stores.plans.units()).map(({ id, name }) => [id, name]));
    const mails = await mailChanges(this.storage, { planId, correction, worked }, this.clock.now());
    const intake = reissueOf(sent);
    const reason = await reasonOffered(stores, planId, intake);
    const view = previewView({ world, correction, worked, named, measures, unitNames, mails, refused, intake, reason });
    const at = { title: '更正预览', place: 'plan', form: true } as const;
    return this.pages.render('pages/corrections/preview', visit, world, at, view);
  }
}

/** The comparison of a document that asked for a correction, else the page of corrections. */
const afterwards = (planId: number, intake: number | null, said: Record<string, string>): string =>
  intake === null ? withQuery(paths.corrections(planId), said) : paths.intakeComparison(intake, planId, said);

const trailTo = (planId: number, intake: number | null) =>
  intake === null
    ? [{ label: '方案', href: paths.plan(planId) }]
    : [{ label: '与运行中的方案对照', href: paths.intakeComparison(intake, planId) }];

/** A measure that was added is told to nobody: what is to be done next is said instead. */
const saidOf = ({ kind }: Correction) => (kind === 'measure-new' ? { said: 'measure-added' } : { said: 'corrected' });

async function choicesOf(stores: Stores, world: PlanWorld, typed: Typed): Promise<Choices> {
  const id = Number(typed['assignmentId']);
  const [item] = Number.isSafeInteger(id) && id > 0 && id < 2 ** 31 ? await stores.assignments.byIds([id]) : [];
  const own = item?.planId === world.plan.id ? item : null;
  return {
    units: await stores.plans.units(),
    measures: await stores.plans.measureTitles(world.plan.id),
    dated: (await stores.plans.measures(world.plan.id)).filter(({ dueOn }) => dueOn !== null),
    phases: world.phases,
    plan: world.plan,
    intake: reissueOf(typed),
    item: own && { assignment: own, name: `${own.unitName} · ${own.measureTitle}` },
  };
}
