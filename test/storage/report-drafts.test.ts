import { dropFiledDrafts, keepReportDraft, mayOpenDraft, reportDraftKey } from '../../src/acts/drafts.js';
import { type Person } from '../../src/domain/permissions.js';
import { type Assignment } from '../../src/domain/plan.js';
import { type Storage } from '../../src/storage/doors.js';
import { describeOnEachDatabase, smallWorld, type SmallWorld } from '../support/databases.js';
import { broken, liaison, occasion } from '../support/reporting.js';

describeOnEachDatabase('a draft of a report', (open) => {
  let storage: Storage;
  let small: SmallWorld;
  let lead: Assignment[];
  let other: Assignment[];
  const of = (unit: number) => small.assignments.filter(({ unitId }) => unitId === small.units[unit]!.id);

  beforeEach(async () => {
    storage = await open();
    small = await smallWorld(storage);
    lead = of(0);
    other = of(1);
  });

  test('a draft replaces the one that was seen, and never one that somebody else kept meanwhile', async () => {
    const of = { planId: small.plan.id, unitId: lead[0]!.unitId };
    const keep = (body: string, seen: { id: number; version: number } | null, person = liaison(of.unitId)) =>
      storage.write((stores) => keepReportDraft(stores, { ...of, person, body, seen }, occasion('2020-06-09')));
    const first = await keep('一', null);
    expect(await broken(keep('别人的', null))).toBe('draft-taken');
    const second = await keep('二', first);
    expect(await broken(keep('旧页的', first))).toBe('draft-taken');
    expect(await broken(keep('外人的', second, liaison(other[0]!.unitId)))).toBe('not-found');
    const draft = await storage.read((stores) =>
      stores.drafts.of(reportDraftKey(of.planId, of.unitId, { items: null })),
    );
    expect(draft).toMatchObject({ body: '二', ...second });
  });

  test('somebody with a mail’s link keeps a draft of its items: it covers nobody’s, and the unit’s own stays out of their sight', async () => {
    const of = { planId: small.plan.id, unitId: lead[0]!.unitId };
    const linked = liaison(of.unitId, [lead[1]!.id, lead[0]!.id]);
    const keep = (body: string, person: Person) =>
      storage.write((stores) => keepReportDraft(stores, { ...of, person, body, seen: null }, occasion('2020-06-09')));
    await keep('全部事项', liaison(of.unitId));
    await keep('两项', linked);
    const open = async (person: Person) =>
      (await storage.read((stores) => stores.drafts.allOf({ ...of, form: 'report' })))
        .filter((draft) => mayOpenDraft(person, draft))
        .map(({ body }) => body)
        .sort();
    expect(await open(linked)).toEqual(['两项']);
    expect(await open(liaison(of.unitId, [lead[0]!.id]))).toEqual([]);
    expect(
      await open(
        liaison(
          of.unitId,
          lead.map(({ id }) => id),
        ),
      ),
    ).toEqual(['两项']);
    expect(await open(liaison(of.unitId))).toEqual(['两项', '全部事项'].sort());
    const drop = (person: Person, filed: number[]) =>
      storage.write((stores) => dropFiledDrafts(stores, { ...of, person, filed }));
    await drop(liaison(of.unitId), [lead[0]!.id]);
    expect(await open(liaison(of.unitId))).toEqual(['两项']);
    await drop(liaison(of.unitId), [lead[0]!.id, lead[1]!.id]);
    expect(await open(liaison(of.unitId))).toEqual([]);
  });
});
