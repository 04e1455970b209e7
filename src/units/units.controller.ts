import { Controller, Get, Param } from '@nestjs/common';
import { saidKeys } from '../acts/said.js';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { may, maySeeAssignment, maySeeUnit, type Person } from '../domain/permissions.js';
import { type Unit } from '../domain/plan.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { planNamed } from '../web/plan-switch.js';
import { readPlanWorld } from '../web/world.js';
import { elsewhere, runningBeside, worldBeside } from './elsewhere.views.js';
import { type GroupedWork } from './unit-groups.views.js';
import { unitsView, unitView } from './units.views.js';

const MAILS_SHOWN = 8;

/** Pages of units: the matrix of all, and one unit's own work. */
@Controller('/plans/:plan/units')
export class UnitsController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Who('see-all')
  @Kept()
  async list(@Visiting() visit: Visit, @Param('plan', new RowId('方案')) planId: number) {
    return this.storage.read(async (stores) => {
      const world = await readPlanWorld(stores, this.clock.now(), planId);
      const view = unitsView({
        world,
        measures: await stores.plans.measureTitles(planId),
        duties: await stores.plans.dutyNames(planId),
        tallies: await stores.assignments.talliesByDuty(planId),
      });
      return this.pages.render('pages/units/list', visit, world, { title: '单位', place: 'units' }, view);
    });
  }

  @Get(':unit')
  @Who('see-own')
  @Kept()
  async unit(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('plan', new RowId('方案')) planId: number,
    @Param('unit', new RowId('单位')) unitId: number,
  ) {
    if (!maySeeUnit(me, unitId)) throw new RuleBroken('not-found', { thing: '单位' });
    return this.storage.read(async (stores) => {
      const world = await readPlanWorld(stores, this.clock.now(), planId);
      const unit = await stores.plans.unit(unitId);
      const plans = runningBeside(world, me);
      const items = unit ? await stores.assignments.ofUnit(unitId, plans.length > 0 ? undefined : planId) : [];
      // Who came by a mail's link sees what the mail is about.
      const assignments = items.filter((item) => item.planId === planId && maySeeAssignment(me, item));
      if (!unit || (assignments.length === 0 && world.plan.state !== 'draft' && !may(me, 'see-all')))
        throw new RuleBroken('not-found', { thing: '单位' });
      const beside = plans
        .map((plan) => ({ plan, assignments: items.filter((item) => item.planId === plan.id) }))
        .filter((one) => one.assignments.length > 0);
      const shown = [assignments, ...beside.map((one) => one.assignments)].flat();
      const inReview = new Set(
        (await stores.reports.latestOf(shown.map(({ id }) => id)))
          .filter(({ stage }) => stage === 'submitted')
          .map(({ assignmentId }) => assignmentId),
      );
      const works: GroupedWork[] = [];
      for (const { plan, assignments: own } of beside) {
        const there = worldBeside(world, plan, await stores.plans.everyPhase(plan.id));
        works.push({
          ...{ world: there, measures: await stores.plans.measureTitles(plan.id) },
          ...{ duties: await stores.plans.duties(plan.id), assignments: own, inReview },
        });
      }
      const view = unitView({
        world,
        unit,
        assignments,
        measures: await stores.plans.measureTitles(planId),
        duties: await stores.plans.duties(planId),
        outbox: await stores.outbox.list({ unitId, states: ['sent'], limit: MAILS_SHOWN, offset: 0 }),
        said: saidKeys(await stores.outbox.saidFor(assignments.map(({ id }) => id))),
        inReview,
        showMails: may(me, 'see-all'),
        receiver: await receiverOf(stores, unit, world.today, me),
        person: me,
        elsewhere: elsewhere(unit.id, works),
        planTitle: planNamed(visit, world),
      });
      return this.pages.render(
        'pages/units/unit',
        visit,
        world,
        { title: unit.name, place: 'units', form: true },
        view,
      );
    });
  }
}

/** Where a unit's mail goes on a day, as the post does it; whoever came by a mail's link is told no name. */
async function receiverOf(stores: Stores, unit: Unit, day: string, me: Person) {
  const mail = (await stores.addresses.ofUnits([unit.id], day)).get(unit.id);
  const holders = me.items === null ? await stores.people.holdersOf([unit.id], day) : [];
  if (mail === undefined) return unit.mail === null ? null : { mail: unit.mail, name: null };
  const liaisons = holders.filter(({ kind }) => kind === 'liaison' || kind === 'deputy-liaison');
  return { mail, name: liaisons.find((holder) => holder.mail === mail)?.name ?? null };
}
