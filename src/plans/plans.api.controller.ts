import { Controller, Get, Param } from '@nestjs/common';
import { Storage } from '../storage/doors.js';
import { type PlanHead } from '../web/world.js';
import { Who } from '../web/access.js';
import { RowId } from '../web/input.js';
import { readPlan } from './plans.service.js';

/** Plans for programs. */
@Controller('/api/v1/plans')
export class PlansApiController {
  constructor(private readonly storage: Storage) {}

  @Get()
  @Who('see-own')
  async list() {
    return this.storage.read(async (stores) => ({ plans: (await stores.plans.heads()).map(head) }));
  }

  @Get(':id')
  @Who('see-own')
  async one(@Param('id', new RowId('方案')) id: number) {
    return this.storage.read(async (stores) => {
      const { plan, measures, phases, duties, units } = await readPlan(stores, id);
      const named = (measureId: number, role: string) =>
        duties
          .filter((duty) => duty.measureId === measureId && duty.role === role)
          .map(({ unitId }) => ({ id: unitId, name: units.find((unit) => unit.id === unitId)?.name ?? '' }));
      return {
        ...head(plan),
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
