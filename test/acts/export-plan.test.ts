import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportPlan } from '../../src/acts/export-plan.js';
import { importExported } from '../../src/acts/import-exported.js';
import { importPlan } from '../../src/acts/import-plan.js';
import { planOfJson } from '../../src/carriers/plan-json.js';
import { momentAt } from '../../src/clock.js';
import { RuleBroken } from '../../src/domain/errors.js';
import { type PlanDocument } from '../../src/domain/plan-document.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { type Storage } from '../../src/storage/doors.js';
import { describeOnEachDatabase } from '../support/databases.js';

const TEXT = readFileSync(join(import.meta.dirname, '../../plans/baisha-2020-10.txt'), 'utf8');
const occasion = { ...momentAt('2020-05-12', '09:00'), actor: '测试' };
const taken = (document: unknown) => planOfJson(Buffer.from(JSON.stringify(document)), '方案.json');
const exported = (storage: Storage, planId: number) => storage.read((stores) => exportPlan(stores, planId));

/** The plan of Baisha with rules of its own, a doubt that was settled and a unit's other name. */
async function planted(storage: Storage): Promise<PlanDocument> {
  const planId = await storage.write(async (stores) => {
    const { planId: id } = await importPlan(stores, readPlanText(TEXT), TEXT, occasion);
    await stores.plans.setRules(id, 1, JSON.stringify({ remindBefore: [7, 1], reportDay: 20, shortTitle: '解困' }));
    const [finding] = await stores.plans.findings(id);
    await stores.plans.settleFinding(finding!.id, 1, 'dismissed');
    const unit = await stores.plans.unitByName('县总工会');
    await stores.plans.insertAlias(unit!.id, '工会');
    return id;
  });
  return exported(storage, planId);
}

describeOnEachDatabase('A plan that is exported', (open) => {
  test('holds the document, what was read from it, how it was settled, and its rules', async () => {
    const document = await planted(await open());
    expect(document.format).toBe('luoshi-plan/1');
    expect(document.text).toBe(TEXT);
    expect([document.measures.length, document.phases.length, document.units.length]).toEqual([8, 3, 23]);
    expect(document.measures.flatMap(({ duties }) => duties)).toHaveLength(57);
    expect(document.findings.filter(({ state }) => state === 'dismissed')).toHaveLength(1);
    expect(document.units.find(({ name }) => name === '县总工会')?.aliases).toEqual(['工会']);
    expect(document.rules).toEqual({ remindBefore: [7, 1], reportDay: 20, shortTitle: '解困' });
    for (const { unit, source } of document.measures.flatMap(({ duties }) => duties))
      expect(TEXT.slice(source.start, source.end).replace(/\s/g, '')).toBe(unit);
  });

  test('is the same again when it was imported elsewhere, where it is a draft', async () => {
    const document = await planted(await open());
    const elsewhere = await open();
    const size = await elsewhere.write((stores) => importExported(stores, taken(document), occasion));
    expect(size).toMatchObject({ measures: 8, phases: 3, units: 23 });
    expect(await exported(elsewhere, size.planId)).toEqual(document);
    const plan = await elsewhere.read((stores) => stores.plans.byId(size.planId));
    expect(plan).toMatchObject({ state: 'draft', activatedAt: null, version: 1 });
  });

  test('imported beside itself works with the same units', async () => {
    const storage = await open();
    const document = await planted(storage);
    const before = await storage.read((stores) => stores.plans.units());
    const { planId } = await storage.write((stores) => importExported(stores, taken(document), occasion));
    expect(await storage.read((stores) => stores.plans.units())).toEqual(before);
    expect(await exported(storage, planId)).toEqual(document);
  });

  test('is not there where there is no plan', async () => {
    const asked = open().then((storage) => exported(storage, 7));
    await expect(asked).rejects.toMatchObject({ code: 'not-found' });
  });

  test.each<[what: string, change: (document: PlanDocument) => unknown, place: string]>([
    ['of another version', (document) => ({ ...document, format: 'luoshi-plan/2' }), 'format'],
    ['that is something else', () => ({ name: 'luoshi' }), 'format'],
    ['with more in it than belongs there', (document) => ({ ...document, password: 'x' }), '整个文件'],
    ['without measures', (document) => ({ ...document, measures: [] }), 'measures'],
    [
      'with a day that is none',
      (document) => ({ ...document, head: { ...document.head, issuedOn: '2020-02-30' } }),
      'head.issuedOn',
    ],
    [
      'with a phase that ends before it begins',
      (document) => ({ ...document, phases: document.phases.map((phase) => ({ ...phase, startsOn: '2021-01-01' })) }),
      'phases.0',
    ],
    [
      'with a duty of a unit that is not listed',
      (document) => ({ ...document, units: document.units.slice(1) }),
      'measures.',
    ],
    [
      'with two units of one name',
      (document) => ({ ...document, units: [...document.units, document.units[0]] }),
      'units',
    ],
    ['whose facts stand behind the end of its text', (document) => ({ ...document, text: '短' }), 'text'],
    ['with a rule nobody knows', (document) => ({ ...document, rules: { mailEverybody: true } }), 'rules'],
    ['with a rule beyond its limits', (document) => ({ ...document, rules: { reportDay: 40 } }), 'rules'],
  ])('%s is refused with the place', async (_what, change, place) => {
    const document = await planted(await open());
    try {
      taken(change(document));
      throw new Error('It was taken.');
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      expect(error.code).toBe('carrier-json');
      expect(error.facts['place']).toEqual(expect.stringContaining(place));
    }
  });
});

test('What is no JSON is refused', () => {
  expect(() => planOfJson(Buffer.from('{"format":'), '方案.json')).toThrow(/carrier-json/);
});
