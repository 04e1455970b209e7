import { answerInstruction, decideInstruction, giveInstruction } from '../../src/acts/instruct.js';
import { type Person } from '../../src/domain/permissions.js';
import { type Storage } from '../../src/storage/doors.js';
import { describeOnEachDatabase, type SmallWorld, smallWorld } from '../support/databases.js';
import { broken, on, person } from '../support/acting.js';

describeOnEachDatabase('instructions', (open) => {
  let storage: Storage;
  let world: SmallWorld;
  beforeEach(async () => {
    storage = await open();
    world = await smallWorld(storage);
  });

  const give = (changes: Partial<Parameters<typeof giveInstruction>[1]> = {}) =>
    storage.write((stores) => {
      const request = {
        ...{ planId: world.plan.id, leaderName: '', text: '抓紧解决用地问题', assignmentId: null },
        ...{ unitId: world.units[0]!.id, dueOn: '2020-06-20', person: person('leader'), ...changes },
      };
      return giveInstruction(stores, request, on('2020-06-10'));
    });
  const decide = (instructionId: number, version: number, act: 'finish' | 'continue', reason = '') =>
    storage.write((stores) =>
      decideInstruction(stores, { instructionId, version, act, reason }, on('2020-06-18', '办公室')),
    );
  const answer = (instructionId: number, version: number, by: Person, words = '已协调') =>
    storage.write((stores) =>
      answerInstruction(stores, { instructionId, version, person: by, answer: words }, on('2020-06-15')),
    );

  test('one is left by a leader in their own name, told, answered, sent on and finished, and its course is kept', async () => {
    const id = await give({ leaderName: '冒名', assignmentId: world.assignments[0]!.id });
    const other = await give({ text: '另一件', unitId: world.units[1]!.id, dueOn: '2020-06-15' });
    const own = person('liaison', world.units[0]!.id);
    await answer(id, 1, own);
    await decide(id, 2, 'continue', '请说明完成时间');
    await answer(id, 3, person('liaison', world.units[0]!.id, [world.assignments[0]!.id]), '七月底前完成');
    await decide(id, 4, 'finish');
    await storage.read(async (stores) => {
      expect(await stores.instructions.byId(id)).toMatchObject({
        ...{ leaderName: '王副组长', stage: 'done', answer: '七月底前完成', closedBy: '办公室', version: 5 },
      });
      const course = await stores.instructions.courseOf((await stores.instructions.byId(id))!);
      expect(course.map(({ act }) => act)).toEqual([
        ...['instruct', 'answer-instruction', 'continue-instruction', 'answer-instruction', 'finish-instruction'],
      ]);
      const { mails } = await stores.outbox.list({ limit: 9, offset: 0 });
      expect(mails.map(({ key, kind }) => `${kind} ${key}`).reverse()).toEqual([
        ...[`notice instruction:${id}`, `notice instruction:${other}`, `notice instruction:${id}:2`],
      ]);
      const { planId } = (await stores.instructions.byId(other))!;
      expect(await stores.instructions.countOpen(planId)).toBe(1);
      expect(await stores.instructions.openOfPlan(planId, 9)).toMatchObject([{ id: other, unitName: '县公安局' }]);
      expect(await stores.instructions.openOfUnit(planId, world.units[0]!.id)).toEqual([]);
      expect(await stores.instructions.ofAssignment(world.assignments[0]!.id)).toMatchObject([{ id }]);
      const asked = { planId, limit: 50, offset: 0 };
      expect((await stores.instructions.page(asked)).rows.map((row) => row.id)).toEqual([other, id]);
      expect((await stores.instructions.page({ ...asked, items: [] })).total).toBe(0);
      expect((await stores.instructions.page({ ...asked, unitId: world.units[1]!.id })).total).toBe(1);
    });
  });

  test.each([
    ['by a liaison', { person: person('liaison', 1) }, 'not-allowed'],
    ['by an auditor', { person: person('auditor') }, 'not-allowed'],
    ['by the office for nobody', { person: person('office'), leaderName: ' ' }, 'leader-missing'],
    ['without words', { text: ' ' }, 'instruction-words-missing'],
    ['to a unit that has no part in the plan', { unitId: 4711 }, 'instruction-unit-foreign'],
    ['about an item that is not there', { assignmentId: 4711 }, 'instruction-item-foreign'],
    ['by a day that is over', { dueOn: '2020-06-09' }, 'instruction-day-past'],
    ['in a plan that is not there', { planId: 4711 }, 'not-found'],
  ])('none is left %s', async (_name, changes, code) => {
    await expect(give(changes)).rejects.toEqual(broken(code));
    expect(await storage.read((stores) => stores.instructions.countOpen(world.plan.id))).toBe(0);
  });

  test('one is answered by its own unit, and sent on with a reason only', async () => {
    const id = await give({ person: person('office'), leaderName: '冯县长' });
    await expect(answer(id, 1, person('liaison', world.units[1]!.id))).rejects.toEqual(broken('not-found'));
    await expect(answer(id, 1, person('liaison', world.units[0]!.id, [1]))).rejects.toEqual(broken('not-found'));
    await expect(answer(id, 1, person('liaison', world.units[0]!.id), '')).rejects.toEqual(
      broken('instruction-answer-missing'),
    );
    await expect(decide(id, 1, 'finish')).rejects.toEqual(broken('act-not-open'));
    await answer(id, 1, person('liaison', world.units[0]!.id));
    await expect(decide(id, 2, 'continue')).rejects.toEqual(broken('reason-missing'));
    await expect(decide(id, 1, 'finish')).rejects.toEqual(broken('stale'));
  });
});
