import { fillPosts } from '../../src/acts/fill-posts.js';
import { momentAt } from '../../src/clock.js';
import { plusDays } from '../../src/domain/day.js';
import { type Program } from '../../src/program.js';

const [MEASURES, UNITS, PHASES] = [40, 50, 5];

/** How many assignments the big plan has. */
export const SIZE = MEASURES * UNITS * PHASES;

/** A running plan of 10,000 assignments: every unit has a duty in every measure. */
export async function plantBigPlan({ storage, clock }: Program): Promise<number> {
  const source = { sourceStart: 0, sourceEnd: 2 };
  const planId = await storage.write(async ({ plans }) => {
    const id = await plans.insert({
      ...{ title: '全省大方案', docNumber: null, issuer: null, issuedOn: '2020-05-12', text: '全文', rules: '{}' },
      ...{ state: 'draft', activatedAt: null, version: 1 },
    });
    await plans.activate(id, 1, momentAt('2020-05-12', '09:00').at);
    const roles = ['组长', '副组长', '成员', '办公室主任'];
    const member = (role: string, position: number) => ({
      planId: id,
      position,
      role,
      name: `成员${position}`,
      unit: '',
    });
    await plans.insertMembers(roles.map(member));
    return id;
  });
  const numbered = (many: number, title: string) =>
    Array.from({ length: many }, (_, position) => ({
      ...{ planId, position, number: `${position + 1}.`, title: `${title}${position + 1}`, text: title },
      ...source,
    }));
  const phases = numbered(PHASES, '阶段').map((phase, i) => ({
    ...phase,
    outcomes: '',
    startsOn: plusDays('2020-05-12', i * 40),
    dueOn: plusDays('2020-06-20', i * 40),
  }));
  const [measureIds, phaseIds, unitIds] = await storage.write(async ({ plans }) => {
    const units = [];
    for (let i = 0; i < UNITS; i++)
      units.push(await plans.insertUnit({ name: `单位${i}`, mail: `unit-${i}@big.example` }));
    return [
      await plans.insertMeasures(numbered(MEASURES, '措施').map((m) => ({ ...m, dueOn: null }))),
      await plans.insertPhases(phases),
      units,
    ] as const;
  });
  const roleOf = (i: number) => (i === 0 ? ('lead' as const) : ('responsible' as const));
  for (const measureId of measureIds)
    await storage.write(async ({ plans, assignments }) => {
      await plans.insertDuties(
        unitIds.map((unitId, i) => ({
          ...{ planId, measureId, unitId, role: roleOf(i), isPrimary: i === 0, position: i },
          ...source,
        })),
      );
      await assignments.insertMany(
        phases.flatMap(({ startsOn, dueOn }, phase) =>
          unitIds.map((unitId, i) => ({
            ...{ planId, measureId, phaseId: phaseIds[phase]!, unitId, role: roleOf(i), opensOn: startsOn, dueOn },
            ...{ originalDueOn: dueOn, stage: 'assigned' as const, assignedOn: '2020-05-12' },
            ...{ completedOn: null, rectifyBy: null, reportedFor: null, returnedOn: null, version: 1 },
          })),
        ),
      );
    });
  await storage.write((stores) => fillPosts(stores, planId, { ...clock.now(), actor: '测试' }));
  return planId;
}
