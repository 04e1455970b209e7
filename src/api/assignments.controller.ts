import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { once } from '../acts/once.js';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { maySeeUnit, type Person } from '../domain/permissions.js';
import { boundsOf, countsPer, countStandings, STANDINGS } from '../domain/standing.js';
import { hashOf } from '../secret.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { Me, Who } from '../web/access.js';
import { Described } from '../web/described.js';
import { chosen, Fits, pageNumber, rowId, RowId } from '../web/input.js';
import { readPlanWorld } from '../web/world.js';
import { ACT_BODY, ITEM_ACTS, openActs } from './acts.js';
import { mayDo } from './act.js';
import { itemDetails, itemLine, namesOf } from './answers.js';
import { readItem, seenAssignment } from './item.js';
import { ITEM, ITEMS, STANDINGS_ANSWER } from './shapes.js';
import { FitsBody, IdempotencyKey, perPage } from './takes.js';

const ASKED = z.object({
  phase: chosen(rowId),
  measure: chosen(rowId),
  unit: chosen(rowId),
  standing: z.enum(STANDINGS, { error: `应是 ${STANDINGS.join('、')} 之一` }).optional(),
  page: pageNumber,
  perPage,
});

/** Assignments for programs: the same facts, rules and acts as the pages. */
@Controller('/api/v1')
export class AssignmentsApiController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
  ) {}

  @Get('plans/:plan/assignments')
  @Who('see-own')
  @Described('一个方案的责任事项，联络员只得到本单位的', ITEMS)
  async list(
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Query(new Fits(ASKED)) { page, perPage: limit, ...asked }: z.infer<typeof ASKED>,
  ) {
    if (asked.unit !== undefined && !maySeeUnit(me, asked.unit)) throw new RuleBroken('not-found', { thing: '单位' });
    return this.storage.read(async (stores) => {
      const world = await readPlanWorld(stores, this.clock.now(), planId);
      const { total, items } = await stores.assignments.page({
        ...{ planId, phaseId: asked.phase, measureId: asked.measure, unitId: me.unitId ?? asked.unit },
        bounds: asked.standing && boundsOf(asked.standing, world.today, world),
        ...{ limit, offset: (page - 1) * limit },
      });
      const names = await namesOf(stores, planId);
      return { on: world.today, total, items: items.map((item) => itemLine(item, world, names)) };
    });
  }

  @Get('plans/:plan/standings')
  @Who('see-all')
  @Described('各状态灯的件数，合计和按措施、阶段', STANDINGS_ANSWER)
  async standings(@Param('plan', new RowId('方案')) planId: number) {
    return this.storage.read(async (stores) => {
      const world = await readPlanWorld(stores, this.clock.now(), planId);
      const tallies = await stores.assignments.tallies(planId, 'measure');
      const cells = countsPer(tallies, (tally) => `${tally.ofId}:${tally.phaseId}`, world.today, world);
      return {
        on: world.today,
        totals: countStandings(tallies, world.today, world),
        cells: [...cells].map(([key, counts]) => {
          const [measure, phase] = key.split(':').map(Number);
          return { measure, phase, counts };
        }),
      };
    });
  }

  @Get('assignments/:id')
  @Who('see-own')
  @Described('一个责任事项：状态灯、留痕、报告、延期、检查、整改、批示，以及可办的操作', ITEM)
  async one(@Me() me: Person, @Param('id', new RowId('责任事项')) id: number) {
    return this.storage.read((stores) => this.answer(stores, me, id));
  }

  @Post('assignments/:id/acts')
  @HttpCode(200)
  @Who('see-own')
  @Described('办理一个责任事项，回答是办理后的样子；带 Idempotency-Key 重发不会办第二次', ITEM)
  async act(
    @Me() me: Person,
    @Param('id', new RowId('责任事项')) id: number,
    @IdempotencyKey() key: string | null,
    @Body(new FitsBody(ACT_BODY)) body: z.infer<typeof ACT_BODY>,
  ) {
    const now = this.clock.now();
    await this.storage.write(async (stores) => {
      const asked = hashOf(JSON.stringify([id, body]));
      await mustBeTheirs(stores, me, id, body.act);
      const done = await once(stores, key && `api:${me.accountId}:${key}`, now.at, async () => {
        await this.perform(stores, me, id, body);
        return asked;
      });
      if (done !== asked) throw new RuleBroken('key-reused');
    });
    return this.storage.read((stores) => this.answer(stores, me, id));
  }

  private async perform(
    stores: Stores,
    person: Person,
    id: number,
    { act, version, ...given }: z.infer<typeof ACT_BODY>,
  ) {
    const now = this.clock.now();
    const item = await readItem(stores, now, id, person);
    if (item.assignment.version !== version) throw new RuleBroken('stale', { thing: '责任事项' });
    const { calendar } = item.world;
    const occasion = { ...now, actor: person.name };
    await ITEM_ACTS.find((one) => one.act === act)?.does({ stores, item, person, calendar, occasion }, given);
  }

  private async answer(stores: Stores, me: Person, id: number) {
    const item = await readItem(stores, this.clock.now(), id, me);
    const names = await namesOf(stores, item.assignment.planId);
    return {
      ...itemLine(item.assignment, item.world, names),
      ...itemDetails(item),
      actsOpen: openActs(item, me),
    };
  }
}

/** Whoever may not see it is told that there is none; whoever may not act, that the act is not theirs. */
async function mustBeTheirs(stores: Stores, person: Person, id: number, name: string): Promise<void> {
  const assignment = await seenAssignment(stores, id, person);
  const act = ITEM_ACTS.find((one) => one.act === name);
  if (!act || !mayDo(act, person, assignment)) throw new RuleBroken('not-allowed');
}
