import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { EXTENSION, INSTRUCTION, type Lifecycle, RECTIFICATION, REPORT } from '../domain/lifecycle.js';
import { maySeeUnit, type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { type Work } from '../storage/stores/work.js';
import { Me, Who } from '../web/access.js';
import { Described } from '../web/described.js';
import { chosen, Fits, pageNumber, rowId, RowId } from '../web/input.js';
import { readPlanWorld } from '../web/world.js';
import { findingLine, reportLine } from './answers.js';
import { findingsOf } from './item.js';
import { EXTENSIONS, FINDINGS, INSTRUCTIONS, REPORTS } from './shapes.js';
import { perPage } from './takes.js';

/** What a list of work may be narrowed to. */
const asked = <S extends string>({ stages }: Lifecycle<S, string>) => {
  const known = Object.keys(stages) as [S, ...S[]];
  const stage = chosen(z.enum(known, { error: `应是 ${known.join('、')} 之一` }));
  return z.object({ unit: chosen(rowId), assignment: chosen(rowId), stage, page: pageNumber, perPage });
};
const OF_REPORTS = asked(REPORT);
const OF_EXTENSIONS = asked(EXTENSION);
const OF_RECTIFICATIONS = asked(RECTIFICATION);
const OF_INSTRUCTIONS = asked(INSTRUCTION);
interface Asked {
  unit?: number | undefined;
  assignment?: number | undefined;
  stage?: string | undefined;
  page: number;
  perPage: number;
}

/** The work on a plan's assignments for programs, the newest first; a liaison is given their own unit's. */
@Controller('/api/v1/plans/:plan')
export class WorkApiController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
  ) {}

  @Get('reports')
  @Who('see-own')
  @Described('进展报告，最新的在前', REPORTS)
  async reports(
    @Me() me: Person,
    @Param('plan', new RowId('方案')) plan: number,
    @Query(new Fits(OF_REPORTS)) query: z.infer<typeof OF_REPORTS>,
  ) {
    return this.list('reports', me, plan, query, async (stores, rows) => {
      const figures = await stores.reports.figuresOf(rows.map(({ id }) => id));
      return rows.map((row) => reportLine(row, figures));
    });
  }

  @Get('extensions')
  @Who('see-own')
  @Described('延期申请，最新的在前', EXTENSIONS)
  async extensions(
    @Me() me: Person,
    @Param('plan', new RowId('方案')) plan: number,
    @Query(new Fits(OF_EXTENSIONS)) query: z.infer<typeof OF_EXTENSIONS>,
  ) {
    return this.list('extensions', me, plan, query, (_stores, rows) => Promise.resolve(rows));
  }

  @Get('rectifications')
  @Who('see-own')
  @Described('整改台账：问题、各轮整改和复查、异议，最新的在前', FINDINGS)
  async rectifications(
    @Me() me: Person,
    @Param('plan', new RowId('方案')) plan: number,
    @Query(new Fits(OF_RECTIFICATIONS)) query: z.infer<typeof OF_RECTIFICATIONS>,
  ) {
    return this.list('rectifications', me, plan, query, async (stores, rows) =>
      (await findingsOf(stores, rows)).map(findingLine),
    );
  }

  @Get('instructions')
  @Who('see-own')
  @Described('批示，最新的在前', INSTRUCTIONS)
  async instructions(
    @Me() me: Person,
    @Param('plan', new RowId('方案')) plan: number,
    @Query(new Fits(OF_INSTRUCTIONS)) query: z.infer<typeof OF_INSTRUCTIONS>,
  ) {
    return this.list('instructions', me, plan, query, (_stores, rows) => Promise.resolve(rows));
  }

  private async list<K extends keyof Work>(
    kind: K,
    me: Person,
    planId: number,
    { unit, assignment, stage, page, perPage: limit }: Asked,
    told: (stores: Stores, rows: Work[K][]) => Promise<unknown[]>,
  ) {
    if (unit !== undefined && !maySeeUnit(me, unit)) throw new RuleBroken('not-found', { thing: '单位' });
    return this.storage.read(async (stores) => {
      const { today } = await readPlanWorld(stores, this.clock.now(), planId);
      const narrowed = { planId, unitId: me.unitId ?? unit, assignmentId: assignment, stage };
      const found = await stores.work.page(kind, { ...narrowed, limit, offset: (page - 1) * limit });
      return { on: today, total: found.total, items: await told(stores, found.items) };
    });
  }
}
