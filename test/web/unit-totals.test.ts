import { type Unit } from '../../src/domain/plan.js';
import { correctionPreview } from '../support/corrections.js';
import { pageAt, rowsUnder, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  office = await server.signIn('office');
});
afterAll(() => server.close());

/** What stands under 办结 in the line of a unit. */
const doneOf = (page: string, table: string, unit: string) =>
  rowsUnder(page, table)
    .find((row) => row.some((cell) => cell === unit))
    ?.find((cell) => /^\d+\/\d+$/.test(cell));

async function expectSameEverywhere(unit: Unit, total: number, measures: number): Promise<void> {
  const overview = await pageAt(office, '/');
  const units = await pageAt(office, '/plans/1/units');
  const own = wordsOf(await pageAt(office, `/plans/1/units/${unit.id}`));
  const said = (page: string, table: string) => [page.includes(unit.name), doneOf(page, table, unit.name)];
  expect(said(overview, '各单位责任事项的状态，最需关注的在前')).toEqual([true, `0/${total}`]);
  expect(said(units, '各单位在各项措施中的职责和最需关注的状态')).toEqual([true, `0/${total}`]);
  expect(own).toContain(`办结 0/${total} 责任${measures}项措施 · 共${total}项责任事项`);
}

test('what was let go with a duty counts nowhere: 总览, 单位 and the unit’s own page say the same total', async () => {
  const duties = await server.program.storage.read(({ plans }) => plans.duties(1));
  const duty = duties.find(({ measureId, role }) => measureId === 3 && role === 'responsible')!;
  const unit = (await server.program.storage.read((stores) => stores.plans.unit(duty.unitId)))!;
  const held = duties.filter(({ unitId }) => unitId === unit.id).length;
  await expectSameEverywhere(unit, 3 * held, held);
  const asked = { kind: 'duty-end', measureId: '3', unitId: String(unit.id) };
  const { fields } = await correctionPreview(office, asked);
  await office('/plans/1/corrections', form({ ...fields, reason: '重新印发' }));
  await expectSameEverywhere(unit, 3 * (held - 1), held - 1);
  // The plan's own total goes down with it: what nobody has to do is not left to be done.
  expect(wordsOf(await pageAt(office, '/'))).toContain('0/168');
  // What the office lets a unit off stays in the total: the duty is there still.
  const [item] = await server.program.storage.read((stores) => stores.assignments.ofUnit(unit.id, 1));
  await server.program.storage.write((stores) =>
    stores.assignments.change(item!.id, item!.version, { stage: 'waived' }),
  );
  await expectSameEverywhere(unit, 3 * (held - 1), held - 1);
});
