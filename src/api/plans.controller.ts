import { Controller, Get, Param } from '@nestjs/common';
import { Storage } from '../storage/doors.js';
import { type PlanHead } from '../web/world.js';
import { type Visit, Visiting, Who } from '../web/access.js';
import { RowId } from '../web/input.js';
import { Described } from '../web/described.js';
import { RuleBroken } from '../domain/errors.js';
import { PLAN, PLANS } from './shapes.js';

/** Plans for programs. */
@Controller('/api/v1/plans')
export class PlansApiController {
  constructor(private readonly storage: Storage) {}

  @Get()
  @Who('see-own')
  @Described('全部方案', PLANS)
  async list(@Visiting() { plans: own }: Visit) {
    return this.storage.read(async (stores) => {
      const heads = await stores.plans.heads();
      return { plans: heads.filter(({ id }) => own?.includes(id) ?? true).map(head) };
    });
  }

  @Get(':id')
  @Who('see-own')
  @Described('一个方案：工作措施（牵头、责任单位）、阶段、单位', PLAN)
  async one(@Param('id', new RowId('方案')) id: number) {
    return this.storage.read(async (stores) => {
      const plan = (await stores.plans.heads()).find((one) => one.id === id);
      if (!plan) throw new RuleBroken('not-found', { thing: '方案' });
      const measures = await stores.plans.measureTitles(id);
      const phases = await stores.plans.phases(id);
      const duties = await stores.plans.duties(id);
      const units = await stores.plans.planUnits(id);
      const closure = plan.state === 'closed' ? await stores.closures.of(id) : null;
      const named = (measureId: number, role: string) =>
        duties
          .filter((duty) => duty.measureId === measureId && duty.role === role)
          .map(({ unitId }) => ({ id: unitId, name: units.find((unit) => unit.id === unitId)?.name ?? '' }));
      return {
        ...head(plan),
        closure: closure && { closedOn: closure.closedOn, summary: closure.summary },
        measures: measures.map(({ id: measureId, number, title }) => ({
          id: measureId,
          number,
          title,
          lead: named(measureId, 'lead'),
          responsible: named(measureId, 'responsible'),
        })),
        phases: phases.map(({ id: phaseId, number, title, startsOn, dueOn }) => ({
          id: phaseId,
          number,
          title,
          startsOn,
          dueOn,
        })),
        units: units.map(({ id: unitId, name }) => ({ id: unitId, name })),
      };
    });
  }
}

function head({ id, title, docNumber, issuer, issuedOn, state, version }: PlanHead) {
  return { id, title, docNumber, issuer, issuedOn, state, version };
}
