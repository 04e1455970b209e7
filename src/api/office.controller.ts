import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../clock.js';
import { isDay } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { type Holding, type Post } from '../domain/posts.js';
import { Storage } from '../storage/doors.js';
import { Who } from '../web/access.js';
import { Described } from '../web/described.js';
import { chosen, Fits, pageNumber, rowId, RowId } from '../web/input.js';
import { readPlanWorld } from '../web/world.js';
import { historyLine, inspectedLine } from './answers.js';
import { DESK, HISTORY_PAGE, INSPECTION, INSPECTIONS, PEOPLE } from './shapes.js';
import { perPage } from './takes.js';

const PAGE = z.object({ page: pageNumber, perPage });
const day = chosen(z.string().refine(isDay, '应是 2020-06-24 这样的日期'));
const OF_HISTORY = z.object({ from: day, to: day, act: chosen(z.string().max(60)), before: chosen(rowId), perPage });

/** What the office, leaders and auditors read of a plan as a whole. */
@Controller('/api/v1')
export class OfficeApiController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
  ) {}

  @Get('plans/:plan/inspections')
  @Who('see-all')
  @Described('检查验收批次，最新的在前', INSPECTIONS)
  async inspections(
    @Param('plan', new RowId('方案')) planId: number,
    @Query(new Fits(PAGE)) { page, perPage: limit }: z.infer<typeof PAGE>,
  ) {
    return this.storage.read(async (stores) => {
      const { today } = await readPlanWorld(stores, this.clock.now(), planId);
      const { total, rows } = await stores.inspections.page(planId, limit, (page - 1) * limit);
      return { on: today, total, items: rows };
    });
  }

  @Get('inspections/:id')
  @Who('see-all')
  @Described('一个检查验收批次和抽到的事项', INSPECTION)
  async inspection(
    @Param('id', new RowId('检查批次')) id: number,
    @Query(new Fits(PAGE)) { page, perPage: limit }: z.infer<typeof PAGE>,
  ) {
    return this.storage.read(async (stores) => {
      const batch = await stores.inspections.counted(id);
      if (!batch) throw new RuleBroken('not-found', { thing: '检查批次' });
      const items = await stores.inspections.items(id, limit, (page - 1) * limit);
      return { ...batch, items: items.map(inspectedLine) };
    });
  }

  @Get('plans/:plan/desk')
  @Who('work')
  @Described('今天要办：各队列的件数', DESK)
  async desk(@Param('plan', new RowId('方案')) planId: number) {
    return this.storage.read(async (stores) => {
      const { today } = await readPlanWorld(stores, this.clock.now(), planId);
      const { queues } = stores;
      const counts = {
        reports: (await stores.desk.reports({ planId, stage: 'submitted', limit: 1, offset: 0 })).total,
        extensions: (await queues.extensions(planId, 1)).total,
        declined: (await queues.declined(planId, 1)).total,
        inspections: (await queues.inspections(planId, 1)).total,
        rechecks: (await queues.rechecks(planId, 1)).total,
        objections: (await queues.objections(planId, 1)).total,
        instructions: (await queues.instructions(planId, 1)).total,
        mails: (await queues.mails(planId, 1)).total,
        findings: (await stores.plans.findings(planId)).filter(({ state }) => state === 'open').length,
      };
      return { on: today, counts };
    });
  }

  @Get('plans/:plan/people')
  @Who('see-all')
  @Described('领导小组、办公室和各单位的岗位和现任人员', PEOPLE)
  async people(@Param('plan', new RowId('方案')) planId: number) {
    return this.storage.read(async (stores) => {
      const { today } = await readPlanWorld(stores, this.clock.now(), planId);
      const units = await stores.plans.planUnits(planId);
      const unitIds = units.map(({ id }) => id);
      const holders = await stores.people.holdersOf(unitIds, today);
      const posts = await stores.people.postsOfUnits(unitIds);
      const holderOf = (id: number) => holders.find(({ postId }) => postId === id) ?? null;
      return {
        on: today,
        posts: (await stores.people.postsOfPlan(planId, today)).map((post) => postLine(post, post.holder)),
        units: units.map(({ id, name }) => ({
          ...{ id, name },
          posts: posts.filter(({ unitId }) => unitId === id).map((post) => postLine(post, holderOf(post.id))),
        })),
      };
    });
  }

  @Get('plans/:plan/history')
  @Who('see-history')
  @Described('留痕，最新的在前；往前翻用上一页最后一条的 id 作 before', HISTORY_PAGE)
  async history(
    @Param('plan', new RowId('方案')) planId: number,
    @Query(new Fits(OF_HISTORY)) { perPage: limit, act, from, to, before }: z.infer<typeof OF_HISTORY>,
  ) {
    return this.storage.read(async (stores) => {
      const { today } = await readPlanWorld(stores, this.clock.now(), planId);
      const acts = act === undefined ? undefined : [act];
      const entries = await stores.history.search({ planId, acts, dayFrom: from, dayTo: to, before, limit });
      return {
        on: today,
        items: entries.map((entry) => ({
          ...{ id: entry.id, assignment: entry.assignmentId },
          ...historyLine(entry),
        })),
      };
    });
  }
}

/** A post with who holds it today; whom to write to stands on the page of those who manage people. */
function postLine({ id, kind, title }: Post, holder: Holding | null) {
  return { id, kind, title, holder: holder && { name: holder.name, fromOn: holder.fromOn } };
}
